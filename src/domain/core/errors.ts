import { message, type Text } from '../message/message.ts';
import { translate } from '../message/translate.ts';

/** The whole taxonomy of what can go wrong and be told. Anything that is not a DomainError is a bug: masked and logged. */
export const ERROR_CODES = [
  'BAD_INPUT',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'CONFLICT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'PERSISTED_QUERY_NOT_FOUND',
  'LIMIT_EXCEEDED',
  'UNAVAILABLE',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * An error whose text is meant for the person who sent the request. `message` is its English, for logs; `text` is what is shown, in the
 * language of that person. `details` says where: an argument, a limit, a file and row.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly text: Text;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, text: Text, details: Readonly<Record<string, unknown>> = {}) {
    super(translate(text, 'en'));
    this.code = code;
    this.text = text;
    this.details = details;
  }
}

/** An argument is wrong. Names the argument, so that a client can mark the field. */
export const badInput = (argument: string, text: Text): DomainError => new DomainError('BAD_INPUT', text, { argument });

/** A request exceeds a configured limit: names the limit, the size of the request, and the size that is admitted. */
export const limitExceeded = (limit: string, text: Text, admitted: number, requested?: number): DomainError =>
  new DomainError('LIMIT_EXCEEDED', text, {
    limit,
    admitted,
    ...(requested === undefined ? {} : { asked: requested }),
  });

/** Seconds after which a request may be sent again that could not be answered: HTTP's Retry-After. */
export const RETRY_AFTER = 5;

/** The limit that a request exceeds which waited for others until its time was over. */
const WAITING = 'waiting';

/** Others were before the request until its time was over; it may be sent again. */
export const busy = (milliseconds: number): DomainError =>
  new DomainError('UNAVAILABLE', message('server.busy', { milliseconds }), { limit: WAITING, admitted: milliseconds });

/**
 * Nobody waits for an answer any more, so that nothing is begun for it. It is one error for all fields of an answer, and has a path: graphql-js would make
 * another one, with a stack, for each of ten thousand fields that fail with it.
 */
export class GivenUp extends DomainError {
  readonly path = [];

  constructor() {
    super('UNAVAILABLE', message('server.cancelled'));
  }
}

/** The database cannot be reached; the request may be sent again. */
export const unavailable = (text: Text = message('database.unavailable')): DomainError =>
  new DomainError('UNAVAILABLE', text);
