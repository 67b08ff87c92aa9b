import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { type ErrorCode, RETRY_AFTER } from '../../domain/core/errors.ts';
import type { Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { messageLocale } from '../../domain/negotiation/accept.ts';

/** The HTTP status of each code, for an answer that is nothing but this error. */
export const STATUS: Readonly<Record<ErrorCode | 'INTERNAL' | 'UNSUPPORTED_MEDIA_TYPE', number>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  PERSISTED_QUERY_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  UNSUPPORTED_MEDIA_TYPE: 415,
  LIMIT_EXCEEDED: 400,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

/** The body of an error, as RFC 9457 wants it. */
export const problemDetails = (
  status: number,
  code: string,
  detail: string,
  more: Readonly<Record<string, unknown>>,
) => ({
  type: 'about:blank',
  title: STATUS_CODES[status],
  status,
  detail,
  code,
  ...more,
});

interface Problem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `acceptLanguage` is the header of the request, and `status` that of the answer where it is not the one of its code. */
export function writeProblem(
  acceptLanguage: string | null,
  code: keyof typeof STATUS,
  text: Text,
  more: Readonly<Record<string, unknown>>,
  status = STATUS[code],
): Problem {
  const locale = messageLocale(acceptLanguage);
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': locale,
    'cache-control': 'no-store',
    vary: 'accept-language',
    ...(code === 'UNAVAILABLE' ? { 'retry-after': String(RETRY_AFTER) } : {}),
    ...(Array.isArray(more.allow) ? { allow: more.allow.join(', ') } : {}),
  };
  return { status, headers, body: JSON.stringify(problemDetails(status, code, translate(text, locale), more)) };
}

/**
 * An error outside of GraphQL, as RFC 9457 wants it, in the language of its request. `more` says where it is: the parameter, the limit. The
 * methods of `allow` are told in the header of that name as well, as HTTP wants it.
 */
export function problem(
  request: Pick<Request, 'headers'>,
  code: ErrorCode | 'INTERNAL',
  text: Text,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const { status, headers, body } = writeProblem(request.headers.get('accept-language'), code, text, more);
  return new Response(body, { status, headers });
}

/** The same where a request is answered before it comes to where the web's own objects are. */
export function sendProblem(
  { headers: { 'accept-language': acceptLanguage } }: IncomingMessage,
  response: ServerResponse,
  code: ErrorCode,
  text: Text,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { status, headers, body } = writeProblem(acceptLanguage ?? null, code, text, more);
  response.writeHead(status, headers).end(body);
}
