import { type DatabaseTrouble, databaseError, findTrouble, type TroubleKind } from '../database/outage.ts';
import { DomainError } from '../domain/core/errors.ts';
import { describeFileError } from '../domain/core/file-error.ts';
import { message, sentences, type Text } from '../domain/message/message.ts';
import { OpenQuestions } from './open-question.ts';
import { UsageError } from './usage.ts';

export interface Failure {
  readonly text: Text;
  readonly exitCode: 1 | 2;
}

const LISTEN_REASONS: Readonly<Record<string, Text>> = {
  EADDRINUSE: message('cli.address-in-use'),
  EACCES: message('cli.port-not-permitted'),
  EADDRNOTAVAIL: message('cli.address-not-here'),
  ENOTFOUND: message('cli.host-unknown'),
};

/** What to do about a database that is there and does not do what was wanted. Nothing of a command that fails is written. */
const HINTS: Readonly<Partial<Record<TroubleKind, (reason: string) => Text[]>>> = {
  'disk-full': () => [message('cli.nothing-written'), message('cli.free-disk')],
  'read-only': () => [message('cli.nothing-written'), message('cli.writable-database')],
  'too-many-connections': () => [message('cli.fewer-connections')],
  'server-limit': (reason) => [message('cli.raise-limit', { reason })],
  'system-error': () => [message('cli.see-database-log')],
};

/** What to tell the person at the terminal, without a stack. Null: a bug, whose stack is needed. */
export function describeFailure(error: unknown): Failure | null {
  if (error instanceof UsageError) return { text: error.text, exitCode: 2 };
  if (error instanceof OpenQuestions) return { text: error.text, exitCode: 2 };
  const text = textOf(error);
  return text === null ? null : { text, exitCode: 1 };
}

function textOf(error: unknown): Text | null {
  if (error instanceof DomainError) return error.text;
  if (!(error instanceof Error)) return null;

  const { code = '', syscall, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const known = LISTEN_REASONS[code];
  if (syscall === 'listen') {
    const reason = known ?? error.message;
    return address
      ? message('cli.cannot-listen-on', { address: `${address}:${port}`, reason })
      : message('cli.cannot-listen', { reason });
  }
  const ofFile = describeFileError(error);
  if (ofFile !== null) return ofFile;
  const trouble = findTrouble(error);
  return trouble && troubleText(trouble, error);
}

function troubleText({ kind, reason }: DatabaseTrouble, error: Error): Text | null {
  if (kind === 'refused') return message('cli.database-refuses', { reason });
  if (kind === 'no-permission') return message('cli.grant-right', { reason });
  if (kind === 'not-secure') return message('cli.database-not-secure', { reason });
  if (kind === 'unreachable') return message('cli.database-unreachable', { reason: error.message });
  const found = databaseError(error);
  return found && sentences([found.text, ...(HINTS[kind]?.(reason) ?? [])]);
}
