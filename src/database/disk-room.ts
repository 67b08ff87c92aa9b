import { statfs } from 'node:fs/promises';

/**
 * Bytes that the embedded database leaves free on its disk. PostgreSQL cannot begin with less; and in WebAssembly a statement that meets a full
 * disk may leave it in a state in which the next one never ends.
 */
export const MIN_ROOM = 16_777_216;

/** That a disk has no room. It bears the SQLSTATE with which PostgreSQL says the same. */
export class DiskFull extends Error {
  readonly code = '53100';
}

/** That a statement was not begun, because the disk has too little room for it. */
export class NoRoom extends DiskFull {
  constructor() {
    super(`fewer than ${MIN_ROOM} bytes are free`);
  }
}

/** Bytes that are free on the disk of a directory. */
export const freeBytes = async (directory: string): Promise<number> => {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
};

/** Whether the disk of a directory has less room than the embedded database leaves free. Where nobody can tell it has enough. */
export const isFull = (directory: string): Promise<boolean> =>
  freeBytes(directory).then(
    (free) => free < MIN_ROOM,
    () => false,
  );

/** Fails where the disk of a directory is full: before a statement that writes, and not over it. */
export async function assertRoom(directory: string): Promise<void> {
  if (await isFull(directory)) throw new NoRoom();
}
