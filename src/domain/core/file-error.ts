import { message, type Text } from '../message/message.ts';

/** What the codes of the system mean of a path. */
const REASONS: Readonly<Record<string, Text>> = {
  ENOENT: message('file.missing'),
  EACCES: message('file.not-permitted'),
  EPERM: message('file.not-permitted'),
  EROFS: message('file.read-only'),
  ENOSPC: message('file.disk-full'),
  EDQUOT: message('file.disk-full'),
  ENOTDIR: message('file.in-path'),
  EISDIR: message('file.is-folder'),
  EEXIST: message('file.exists'),
  ELOOP: message('file.loop'),
  ENAMETOOLONG: message('file.long-name'),
};
/** Of a copy these are about the place that is written. */
const OF_TARGET: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/** The code of the system in words; the code itself where there are none. */
export const fileReason = (code: string): Text => REASONS[code] ?? code;

/** What keeps a file or folder from being read or written, with its path; null: the error is about something else. */
export function describeFileError(error: unknown): Text | null {
  if (!(error instanceof Error)) return null;
  const { code = '', syscall, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  if (!syscall || !path || syscall === 'connect' || syscall === 'listen') return null;
  const reason = REASONS[code];
  if (reason === undefined) return `${error.message}.`;
  return message('file.trouble', { path: OF_TARGET.has(code) ? (dest ?? path) : path, reason });
}
