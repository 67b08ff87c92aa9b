import { DomainError, unavailable } from '../domain/core/errors.ts';
import { message } from '../domain/message/message.ts';

/** SQLSTATE classes of a server that does not let us in, is short of something or is going down: authorization, no such database, and so on. */
const OUTAGE_CLASSES = /^(08|28|3D|53|57P)/;
/** Node's socket errors and Prisma's codes that mean: no database, for now. */
const OUTAGE_CODES = new Set([
  'P1001', 'P1002', 'P1008', 'P1017', 'P2024',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH',
]); // biome-ignore format: a list
const OUTAGE_MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|connection ended|server has closed the connection|can't reach database|is closed|not currently accepting connections|cannot use a pool after calling end|query read timeout/i;
const CANCELLED_BY_TIMEOUT = '57014';

/** Reads an error and what caused it, in the shapes that pg, PGlite and Prisma's driver adapters give it. */
function* chain(error: unknown): Generator<{ code: string; words: string }> {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth++) {
    const { code, originalCode, syscall, message, cause, meta } = current as Record<string, unknown>;
    // A socket that is not there is an outage; any other file that is not there is not.
    const absent = code === 'ENOENT' && syscall === 'connect';
    yield { code: absent ? 'ECONNREFUSED' : String(originalCode ?? code ?? ''), words: String(message ?? '') };
    current = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
}

/** What a failed statement means to the person who asked; null: nothing that is theirs to know, a bug. */
export function databaseError(error: unknown): DomainError | null {
  for (const { code, words } of chain(error)) {
    if (OUTAGE_CODES.has(code) || OUTAGE_CLASSES.test(code) || OUTAGE_MESSAGES.test(words)) return unavailable();
    if (code === CANCELLED_BY_TIMEOUT) {
      return new DomainError('LIMIT_EXCEEDED', message('database.timeout'), { limit: 'time' });
    }
  }
  return null;
}
