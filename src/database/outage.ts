import { DomainError, unavailable } from '../domain/core/errors.ts';
import { message, type Text } from '../domain/message/message.ts';

/** What keeps a database from doing what it was asked to. */
export type TroubleKind =
  | 'unreachable'
  | 'refused'
  | 'starting'
  | 'not-secure'
  | 'disk-full'
  | 'out-of-memory'
  | 'too-many-connections'
  | 'server-limit'
  | 'read-only'
  | 'locked'
  | 'no-permission'
  | 'system-error'
  | 'timeout';

export interface DatabaseTrouble {
  readonly kind: TroubleKind;
  /** The words of the server or of the system. They may hold paths and names of roles, and are no answer to a client. */
  readonly reason: string;
}

/** SQLSTATE → trouble, the first that fits. */
const SQLSTATES: readonly (readonly [RegExp, TroubleKind])[] = [
  [/^57P03$/, 'starting'],
  [/^(08|57P)/, 'unreachable'],
  [/^(28|3D)/, 'refused'],
  [/^53100$/, 'disk-full'],
  [/^53200$/, 'out-of-memory'],
  [/^53300$/, 'too-many-connections'],
  [/^53/, 'server-limit'],
  [/^25006$/, 'read-only'],
  [/^55P03$/, 'locked'],
  [/^42501$/, 'no-permission'],
  [/^58...$/, 'system-error'],
  [/^57014$/, 'timeout'],
];
/** Node's socket errors and Prisma's codes that mean: no database, for now. */
const OUTAGE_CODES = new Set([
  'P1001', 'P1002', 'P1008', 'P1017', 'P2024',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN',
]); // biome-ignore format: a list
const OUTAGE_MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|timeout expired|connection ended|server has closed the connection|can't reach database|is closed|not currently accepting connections|cannot use a pool after calling end|query read timeout/i;
/** The server has no TLS although it is wanted, or has a certificate that is not trusted. */
const TLS_CODES = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$)/;
const TLS_MESSAGES = /server does not support SSL connections/i;
/** The file system under a server that turned read-only is told as a lack of permission, with the path of a file. */
const FILE_TROUBLE = /^could not /;

const TEXTS: Readonly<Record<Exclude<TroubleKind, 'timeout'>, Text>> = {
  unreachable: message('database.unavailable'),
  refused: message('database.refused'),
  starting: message('database.starting'),
  'not-secure': message('database.not-secure'),
  'disk-full': message('database.disk-full'),
  'out-of-memory': message('database.out-of-memory'),
  'too-many-connections': message('database.too-many-connections'),
  'server-limit': message('database.server-limit'),
  'read-only': message('database.read-only'),
  locked: message('database.locked'),
  'no-permission': message('database.no-permission'),
  'system-error': message('database.system-error'),
};

/** Reads an error and what caused it, in the shapes that pg, PGlite and Prisma's driver adapters give it. */
function* chain(error: unknown): Generator<{ code: string; words: string; isFatal: boolean }> {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth++) {
    const { code, originalCode, severity, syscall, message, cause, meta } = current as Record<string, unknown>;
    // A socket that is not there is an outage; any other file that is not there is not.
    const absent = code === 'ENOENT' && syscall === 'connect';
    yield {
      code: absent ? 'ECONNREFUSED' : String(originalCode ?? code ?? ''),
      words: String(message ?? ''),
      isFatal: severity === 'FATAL' || severity === 'PANIC',
    };
    current = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
}

/** What a failed statement says of the database; null: nothing, it is a bug. */
export function findTrouble(error: unknown): DatabaseTrouble | null {
  for (const { code, words: reason, isFatal } of chain(error)) {
    if (OUTAGE_CODES.has(code)) return { kind: 'unreachable', reason };
    if (TLS_CODES.test(code) || TLS_MESSAGES.test(reason)) return { kind: 'not-secure', reason };
    const [, kind] = SQLSTATES.find(([pattern]) => pattern.test(code)) ?? [];
    if (kind === 'no-permission' && FILE_TROUBLE.test(reason)) return { kind: 'system-error', reason };
    if (kind) return { kind, reason };
    // Whatever it was, the server has ended the connection.
    if (isFatal || OUTAGE_MESSAGES.test(reason)) return { kind: 'unreachable', reason };
  }
  return null;
}

/**
 * What the log has of a failure that is no bug, beside the words that its client gets: their code and, where the database failed, what it said of
 * itself. It has no stack.
 */
export function summarizeFailure(
  { code }: { readonly code: string },
  error: unknown,
): { code: string; reason?: string } {
  const trouble = findTrouble(error);
  return trouble ? { code, reason: trouble.reason } : { code };
}

/** What a failed statement means to the person who asked; null: nothing that is theirs to know, a bug. */
export function databaseError(error: unknown): DomainError | null {
  const trouble = findTrouble(error);
  if (!trouble) return null;
  if (trouble.kind !== 'timeout') return unavailable(TEXTS[trouble.kind]);
  return new DomainError('LIMIT_EXCEEDED', message('database.timeout'), { limit: 'time' });
}
