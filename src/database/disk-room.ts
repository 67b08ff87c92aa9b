import { statfs } from 'node:fs/promises';

/**
 * Bytes that the embedded database leaves free on its disk. PostgreSQL cannot begin with less; and in WebAssembly a statement that meets a full
 * disk may leave it in a state in which the next one never ends.
 */
export const MIN_ROOM = 16_777_216;
const NO_ROOM = `fewer than ${MIN_ROOM} bytes are free`;

/** That a disk has no room. It bears the SQLSTATE with which PostgreSQL says the same. */
export class DiskFull extends Error {
  readonly code = '53100';
}

/** Whether the disk of a directory has less room than the embedded database leaves free. Where nobody can tell it has enough. */
export const isFull = (directory: string): Promise<boolean> =>
  statfs(directory).then(
    ({ bavail, bsize }) => bavail * bsize < MIN_ROOM,
    () => false,
  );

/** Whether the words of an error are those with which `assertRoom` fails, also where they come from another thread. */
export const isNoRoom = (words: string): boolean => words.includes(NO_ROOM);

/** Fails where the disk of a directory is full: before a statement that writes, and not over it. */
export async function assertRoom(directory: string): Promise<void> {
  if (await isFull(directory)) throw new DiskFull(NO_ROOM);
}
