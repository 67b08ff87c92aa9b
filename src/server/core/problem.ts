import { STATUS_CODES } from 'node:http';
import type { ErrorCode } from '../../domain/core/errors.ts';

/** The HTTP status of each code, for an answer that is nothing but this error. */
export const STATUS: Readonly<Record<ErrorCode | 'INTERNAL', number>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT_EXCEEDED: 400,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

/** An error outside of GraphQL, as RFC 9457 wants it. `more` says where it is: the parameter, the limit. */
export function problem(
  code: ErrorCode | 'INTERNAL',
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const status = STATUS[code];
  const body = { type: 'about:blank', title: STATUS_CODES[status], status, detail, code, ...more };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  });
}
