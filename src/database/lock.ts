import { existsSync, readFileSync } from 'node:fs';
import { lstat, mkdir, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { badInput, DomainError } from '../domain/core/errors.ts';
import { fileReason } from '../domain/core/file-error.ts';
import { message, type Text } from '../domain/message/message.ts';

const NAME = /^lock\.(\d+)\.(\w+)$/;

/** The directories that this very process holds. */
const locked = new Set<string>();

/**
 * Takes a directory for this process alone, or says which process holds it. PGlite takes no lock of its own, and two processes would destroy its files.
 * Each process has a file of its own, whose name says all: none is ever half written, and none that lives is ever removed by another.
 */
export async function lock(directory: string): Promise<() => Promise<void>> {
  const path = resolve(directory);
  if (locked.has(path)) throw inUse(path, process.pid);
  try {
    return await take(path);
  } catch (error) {
    throw (await directoryError(error, path)) ?? error;
  }
}

async function take(path: string): Promise<() => Promise<void>> {
  await makeDirectory(path);
  const own = `lock.${process.pid}.${startOf(process.pid)}`;
  const release = async () => {
    locked.delete(path);
    await rm(join(path, own), { force: true });
  };
  locked.add(path);
  try {
    // First be seen, then look: of two that begin at one moment both may give way, but never both go on.
    await writeFile(join(path, own), '');
    for (const name of await readdir(path)) {
      const [, pid, started] = NAME.exec(name) ?? [];
      if (pid === undefined || name === own) continue;
      if (startOf(Number(pid)) === started) throw inUse(path, Number(pid));
      await rm(join(path, name), { force: true }); // its process died without a word
    }
  } catch (error) {
    await release();
    throw error;
  }
  return release;
}

/** The process that has a directory, as far as this user may look; null: none does. */
export async function findDirectoryHolder(directory: string): Promise<number | null> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    const [, pid, started] = NAME.exec(name) ?? [];
    if (pid !== undefined && startOf(Number(pid)) === started) return Number(pid);
  }
  return null;
}

/** As mkdir with `recursive`, which tries for ever where a directory that is there takes no new one, as /proc does. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || existsSync(dirname(path))) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path);
  }
}

/** What stands where a folder of a path should be. */
export interface PathFault {
  readonly place: string;
  /** Where a symbolic link leads to that leads nowhere; null: the place is a file. */
  readonly target: string | null;
}

/** Looks along a path for a file or a link that leads nowhere; null: there is none, whether the folder is there or not. */
export async function findPathFault(path: string): Promise<PathFault | null> {
  const entry = await lstat(path).catch(() => null);
  if (entry === null) return dirname(path) === path ? null : findPathFault(dirname(path));
  try {
    return (await stat(path)).isDirectory() ? null : { place: path, target: null };
  } catch (error) {
    const isGone = entry.isSymbolicLink() && (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isGone ? { place: path, target: resolve(dirname(path), await readlink(path)) } : null;
  }
}

export const directoryFull = (directory: string): DomainError =>
  badInput('DATA_DIR', message('database.directory-full', { directory }));

/** The same as `DATA_DIR`, in words. */
export const pathFaultText = (directory: string, { place, target }: PathFault): Text =>
  target === null
    ? message('database.directory-is-file', { directory, place })
    : message('database.directory-dangling', { directory, place, target });

/** What keeps the directory from being used; null: something else than the file system. */
export async function directoryError(error: unknown, directory: string): Promise<DomainError | null> {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (error instanceof DomainError || !syscall) return null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return directoryFull(directory);
  if (code === 'EROFS') return badInput('DATA_DIR', message('database.directory-read-only', { directory }));
  if (code === 'EACCES' || code === 'EPERM') {
    return badInput('DATA_DIR', message('database.directory-not-permitted', { directory }));
  }
  const found = await findPathFault(directory);
  const text = found
    ? pathFaultText(directory, found)
    : message('database.directory-trouble', { directory, reason: fileReason(code) });
  return badInput('DATA_DIR', text);
}

function inUse(directory: string, pid: number): DomainError {
  return new DomainError('CONFLICT', message('database.directory-in-use', { directory, pid: String(pid) }), { pid });
}

/** When a process began, so that a number that the system gave to another process is not taken for the holder. Null: there is none. */
function startOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  try {
    // Field 22 of /proc/PID/stat; what stands before the last bracket is the command's name and may hold anything.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1)?.split(' ')[20] ?? 'unknown';
  } catch {
    return 'unknown'; // no /proc on this system: the number alone must do
  }
}
