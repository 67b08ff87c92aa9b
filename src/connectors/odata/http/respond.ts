import { createHash } from 'node:crypto';
import { databaseError } from '../../../database/outage.ts';
import { DomainError, RETRY_AFTER } from '../../../domain/core/errors.ts';
import { message } from '../../../domain/message/message.ts';
import { translate } from '../../../domain/message/translate.ts';
import { messageLocale } from '../../../domain/negotiation/accept.ts';
import { type ExceededLimit, Refusal } from '../syntax/refusal.ts';
import type { ODataAnswer } from './request.ts';

/** On every answer, once. */
export const ALWAYS: Readonly<Record<string, string>> = { 'odata-version': '4.0' };
const STATUS: Readonly<Record<string, number>> = {
  BAD_INPUT: 400,
  LIMIT_EXCEEDED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  UNAVAILABLE: 503,
};

/** SQLSTATE of a value that cannot be worked out, as a number that is too great, and of an expression that is too deep. */
const WRONG_VALUE = /^22/;
const TOO_DEEP = /^54/;

/** What went wrong, as far as it is the client's to know; null: a bug. */
export function findRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const known = error instanceof DomainError ? error : databaseError(error);
  if (known) return toRefusal(known, STATUS[known.code] ?? 400);
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (typeof code !== 'string') return null;
  if (WRONG_VALUE.test(code)) return new Refusal(400, null, message('odata.value-not-computable'));
  return TOO_DEEP.test(code) ? new Refusal(400, null, message('odata.too-complex')) : null;
}

function toRefusal({ code, text, details }: DomainError, status: number, headers = {}): Refusal {
  const { argument, limit, admitted, asked } = details as Partial<ExceededLimit> & { readonly argument?: unknown };
  const excess =
    limit === undefined || admitted === undefined
      ? null
      : { limit, admitted, ...(asked === undefined ? {} : { asked }) };
  return new Refusal(status, typeof argument === 'string' ? argument : null, text, { code, excess, headers });
}

const MAX_TARGET = 100;
const cut = (name: string): string => name.slice(0, MAX_TARGET);

/** As OData tells errors, in the language of the request. */
export function refused(refusal: Refusal, acceptLanguage: string | null): ODataAnswer {
  const locale = messageLocale(acceptLanguage);
  const { code, excess } = refusal;
  const text = translate(refusal.text, locale);
  const error = {
    code,
    message: text,
    ...(refusal.target === null ? {} : { target: cut(refusal.target) }),
    ...(refusal.property === null ? {} : { details: [{ code, message: text, target: cut(refusal.property) }] }),
    ...(excess === null ? {} : { innererror: excess }),
  };
  return {
    status: refusal.status,
    headers: {
      'content-type': 'application/json;odata.metadata=minimal;charset=utf-8',
      'content-language': locale,
      'cache-control': 'no-store',
      vary: 'accept-language',
      ...(refusal.status === 503 ? { 'retry-after': String(RETRY_AFTER) } : {}),
      ...refusal.headers,
    },
    body: JSON.stringify({ error }),
  };
}

/** The answer to a request that comes while too many are in flight, in the form of OData. `retryAfter`: seconds. */
export function refuseForNow(error: DomainError, acceptLanguage: string | null, retryAfter: number): ODataAnswer {
  const { headers, ...answer } = refused(toRefusal(error, 503, { 'retry-after': String(retryAfter) }), acceptLanguage);
  return { ...answer, headers: { ...ALWAYS, ...headers } };
}

/** Says what an answer stands for: the question, the content and the days that it was read from. */
export const buildODataEtag = (question: readonly unknown[], content: readonly unknown[]): string =>
  `W/"${createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 22)}.${content.join('.')}"`;

export function buildResponse({ status, headers, body }: ODataAnswer, isHead: boolean): Response {
  const all = new Headers({ ...ALWAYS, ...headers });
  if (body !== null) all.set('content-length', String(Buffer.byteLength(body)));
  const isEmpty = isHead || status === 204 || status === 304;
  return new Response(isEmpty ? null : body, { status, headers: all });
}
