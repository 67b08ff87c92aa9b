import type { SqlQuery } from '@prisma/driver-adapter-utils';

/** What the thread is started with: where the files are, and what new ones begin as; null where they are there. */
export interface ThreadData {
  readonly files: string;
  readonly beginsAs: string | null;
}

/** What the process asks of the thread in which the embedded PostgreSQL runs. `tx` names a transaction; null: none. */
export type ThreadRequest =
  | { readonly kind: 'query'; readonly tx: number | null; readonly text: string; readonly values: readonly unknown[] }
  | { readonly kind: 'begin'; readonly admitsReaders: boolean }
  | { readonly kind: 'readers'; readonly tx: number; readonly admitted: boolean }
  | { readonly kind: 'end'; readonly tx: number; readonly commit: boolean }
  | { readonly kind: 'prisma-query'; readonly tx: number | null; readonly query: SqlQuery }
  | { readonly kind: 'prisma-execute'; readonly tx: number | null; readonly query: SqlQuery }
  | { readonly kind: 'prisma-script'; readonly script: string }
  | { readonly kind: 'prisma-begin'; readonly isolation: string | undefined }
  | { readonly kind: 'prisma-end'; readonly tx: number; readonly commit: boolean }
  | { readonly kind: 'ping' }
  | { readonly kind: 'close' };

export interface ThreadCall {
  readonly id: number;
  readonly request: ThreadRequest;
}

/** The answer to one call, or the first word of the thread: with the id 0 it says that the database is open, or why not. */
export type ThreadReply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: PlainError };

/** An error as it travels between threads, which would strip it of its code and its class. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

const MAX_CAUSES = 5;

export function plainError(error: unknown, causes = MAX_CAUSES): PlainError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined, fields: {} };
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries({ ...error, cause: error.cause })) {
    if (value instanceof Error) fields[name] = causes > 0 ? plainError(value, causes - 1) : value.message;
    else if (value !== undefined && typeof value !== 'function') fields[name] = value;
  }
  return { name: error.name, message: error.message, stack: error.stack, fields };
}

export function errorFrom({ name, message, stack, fields }: PlainError): Error {
  const error = new Error(message);
  const own = Object.entries(fields).map(([key, value]) => [key, isPlainError(value) ? errorFrom(value) : value]);
  return Object.assign(error, Object.fromEntries(own), { name, stack });
}

const isPlainError = (value: unknown): value is PlainError =>
  typeof value === 'object' && value !== null && 'fields' in value && 'stack' in value;
