import { databaseError } from '../database/outage.ts';
import { DomainError } from '../domain/core/errors.ts';
import { lines, message, type Text } from '../domain/message/message.ts';
import { USAGE, UsageError } from './usage.ts';

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

/** SQLSTATE classes of a server that is there and does not let us in: authorization, and no such database. */
const REFUSALS = /^(28|3D)/;

/** What to tell the person at the terminal, without a stack. Null: a bug, whose stack is needed. */
export function describeFailure(error: unknown): Failure | null {
  if (error instanceof UsageError) return { text: lines([error.text, '', USAGE]), exitCode: 2 };
  const text = textOf(error);
  return text === null ? null : { text, exitCode: 1 };
}

function textOf(error: unknown): Text | null {
  if (error instanceof DomainError) return error.text;
  if (!(error instanceof Error)) return null;

  const {
    code = '',
    syscall,
    path,
    address,
    port,
  } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const known = LISTEN_REASONS[code];
  if (syscall === 'listen' || (syscall === 'getaddrinfo' && known)) {
    const reason = known ?? error.message;
    return address
      ? message('cli.cannot-listen-on', { address: `${address}:${port}`, reason })
      : message('cli.cannot-listen', { reason });
  }
  if (syscall && path && syscall !== 'connect') return `${error.message}.`;
  if (REFUSALS.test(code)) return message('cli.database-refuses', { reason: error.message });
  return databaseError(error) && message('cli.database-unreachable', { reason: error.message });
}
