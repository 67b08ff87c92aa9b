import { databaseError } from '../database/outage.ts';
import { DomainError } from '../domain/core/errors.ts';
import { USAGE, UsageError } from './usage.ts';

export interface Failure {
  readonly message: string;
  readonly exitCode: 1 | 2;
}

const LISTEN_REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there. Stop it, or choose another port with PORT (0 takes any free one)',
  EACCES: 'this user may not. Choose a port from 1024 up with PORT',
  EADDRNOTAVAIL: 'no network interface of this machine has that address. Choose another one with HOST',
  ENOTFOUND: 'no such host is known. Choose another one with HOST',
};

/** SQLSTATE classes of a server that is there and does not let us in: authorization, and no such database. */
const REFUSALS = /^(28|3D)/;

/** What to tell the person at the terminal, without a stack. Null: a bug, whose stack is needed. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof UsageError) return { message: `${error.message}\n\n${USAGE}`, exitCode: 2 };
  const message = messageOf(error);
  return message === null ? null : { message, exitCode: 1 };
}

function messageOf(error: unknown): string | null {
  if (error instanceof DomainError) return error.message;
  if (!(error instanceof Error)) return null;

  const {
    code = '',
    syscall,
    path,
    address,
    port,
  } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const reason = LISTEN_REASONS[code];
  if (syscall === 'listen' || (syscall === 'getaddrinfo' && reason)) {
    return `Cannot listen${address ? ` on ${address}:${port}` : ''}: ${reason ?? error.message}.`;
  }
  if (syscall && path && syscall !== 'connect') return `${error.message}.`;
  if (REFUSALS.test(code)) return `The database server refuses: ${error.message}. Check DATABASE_URL.`;
  return (
    databaseError(error) &&
    `The database cannot be reached (${error.message}). Check DATABASE_URL and that the server runs.`
  );
}
