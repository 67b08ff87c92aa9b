/** The whole taxonomy of what can go wrong and be told. Anything that is not a DomainError is a bug: masked and logged. */
export const ERROR_CODES = [
  'BAD_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'LIMIT_EXCEEDED',
  'UNAVAILABLE',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error whose message is meant for the person who asked. `details` says where: an argument, a limit, a file and row. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** What was given is wrong: names the argument, so that a client can mark the field. */
export const badInput = (argument: string, message: string): DomainError =>
  new DomainError('BAD_INPUT', message, { argument });

/** More was asked for than a configured limit admits: says which one, how much, and how much is admitted. */
export const limitExceeded = (limit: string, message: string, admitted: number, asked?: number): DomainError =>
  new DomainError('LIMIT_EXCEEDED', message, { limit, admitted, ...(asked === undefined ? {} : { asked }) });

/** The database cannot be reached; the request may be tried again. */
export const unavailable = (
  message = 'The database cannot be reached at the moment. Try again shortly.',
): DomainError => new DomainError('UNAVAILABLE', message);
