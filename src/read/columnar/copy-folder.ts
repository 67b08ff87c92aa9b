import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CopyPart } from './copy-query.ts';
import type { DecimalType } from './decimal-type.ts';

/** A file of a copy, as its manifest lists it. */
export interface WrittenPart {
  readonly file: string;
  readonly bytes: number;
  readonly metrics: readonly number[];
  readonly type: DecimalType;
}

/** A copy of what one release of a data set says: files that never change. */
export interface Copy {
  readonly name: string;
  readonly parts: readonly CopyPart[];
}

const MANIFEST = 'copy.json';
/** Names of copies, and of those that are being written: nothing else in the folder is touched. */
const NAME = /^copy-\d+-\d+-[0-9a-f]{16}(?:\.part)?$/;
const UNFINISHED = '.part';

/** Where a copy is written until it is whole. */
export const unfinishedFolder = (directory: string, name: string): string => join(directory, name + UNFINISHED);

/** Opens a copy; null: there is none, or it is not what was written. */
export async function openCopy(directory: string, name: string): Promise<Copy | null> {
  const folder = join(directory, name);
  try {
    const written = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as readonly WrittenPart[];
    for (const { file, bytes } of written) if ((await stat(join(folder, file))).size !== bytes) return null;
    return { name, parts: written.map(({ file, metrics, type }) => ({ path: join(folder, file), metrics, type })) };
  } catch {
    return null;
  }
}

/** Makes what was written the copy of this name, whole and at once. One that was there and could not be opened gives way. */
export async function finishCopy(directory: string, name: string, written: readonly WrittenPart[]): Promise<void> {
  const unfinished = unfinishedFolder(directory, name);
  await writeFile(join(unfinished, MANIFEST), JSON.stringify(written));
  const folder = join(directory, name);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}

/** Removes all copies but these, and what was left of those that were not finished. */
export async function removeOtherCopies(directory: string, kept: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(directory)) {
    if (NAME.test(name) && !kept.has(name)) await rm(join(directory, name), { recursive: true, force: true });
  }
}
