import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { copyFile, lstat, mkdir, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { z } from 'zod';
import { badInput, DomainError } from '../domain/core/errors.ts';
import { fileReason } from '../domain/core/file-error.ts';
import { message } from '../domain/message/message.ts';
import type { Database } from './database.ts';
import { directoryError, lock } from './lock.ts';
import { createdMark } from './pglite.ts';

/** What a backup holds beside the files of the database: what each of them must be. */
const MANIFEST = 'govgraph-backup.json';
const FILES = 'pg';

const CONTENTS = z.object({
  format: z.literal(1),
  createdAt: z.string(),
  /** SHA-256 by path. */
  files: z.record(z.string(), z.string()),
});
type Contents = z.infer<typeof CONTENTS>;

export interface BackupResult {
  readonly files: number;
  /** Milliseconds for which requests waited; 0: nobody served. */
  readonly pause: number;
}

/** Writes a backup while the database is in use. Nothing is written meanwhile, and whoever reads waits until the files are copied. */
export async function backUpRunning(database: Database, directory: string, target: string): Promise<BackupResult> {
  await assertOutside(target, directory);
  return writeBackup(target, async (files) => {
    let pause = 0;
    await database.transaction(async (tx) => {
      // What is in memory goes to the files first, so that a restored database has nothing to recover.
      await tx.query('-- backup.checkpoint\ncheckpoint');
      const begun = performance.now();
      await copyFolder(join(directory, FILES), files);
      pause = performance.now() - begun;
    });
    return Math.round(pause);
  });
}

/** Writes a backup of a database that no process has open. */
export async function backUpIdle(directory: string, target: string): Promise<BackupResult> {
  try {
    await lstat(createdMark(directory));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Whoever may not look does not know whether there is one.
    const hidden = code === 'EACCES' ? await directoryError(error, directory) : null;
    throw hidden ?? badInput('DATA_DIR', message('backup.no-database', { directory }));
  }
  await assertOutside(target, directory);
  const release = await lock(directory);
  try {
    return await writeBackup(target, async (files) => {
      await copyFolder(join(directory, FILES), files);
      return 0;
    });
  } finally {
    await release();
  }
}

/** Fails where a backup lies among the files of the database: the next backup would hold it, and a restore remove it. */
async function assertOutside(backup: string, directory: string): Promise<void> {
  const files = join(directory, FILES);
  if (`${await resolveLinks(backup)}${sep}`.startsWith(`${await resolveLinks(files)}${sep}`)) {
    throw badInput('DIR', message('backup.within-database', { directory: backup, files }));
  }
}

/** A path without symbolic links, as far as it is there. */
const resolveLinks = (path: string): Promise<string> =>
  realpath(path).catch(async () =>
    dirname(path) === path ? path : join(await resolveLinks(dirname(path)), basename(path)),
  );

/** Also a symbolic link that leads nowhere has the name. */
const isTaken = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** A backup has its name when it is whole. */
async function writeBackup(target: string, copy: (files: string) => Promise<number>): Promise<BackupResult> {
  if (await isTaken(target)) throw badInput('DIR', message('backup.target-exists', { directory: target }));
  const partial = `${target}.partial`;
  try {
    await makeFolder(partial, target);
    const pause = await copy(join(partial, FILES));
    const files = Object.fromEntries(await hashFolder(join(partial, FILES)));
    const contents: Contents = { format: 1, createdAt: new Date().toISOString(), files };
    await writeFile(join(partial, MANIFEST), `${JSON.stringify(contents, null, 1)}\n`, { flush: true });
    await rename(partial, target);
    return { files: Object.keys(files).length, pause };
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
}

/** The folder anew, empty, for `target`. */
async function makeFolder(folder: string, target: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 }); // with `recursive` it tries for ever where a directory takes no new one, as /proc does
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw badInput('DIR', message('backup.no-parent', { directory: target, parent: dirname(target) }));
    }
    throw badInput('DIR', message('backup.target-not-writable', { directory: target, reason: fileReason(code) }));
  }
}

/** Makes a backup the database of an empty directory, after all of its files were compared. */
export async function restoreBackup(source: string, directory: string): Promise<{ readonly files: number }> {
  const { files } = await readContents(source);
  await assertOutside(source, directory);
  const release = await lock(directory);
  try {
    if (existsSync(createdMark(directory))) {
      throw new DomainError('CONFLICT', message('backup.database-exists', { directory }));
    }
    const partial = join(directory, `${FILES}.partial`);
    await rm(partial, { recursive: true, force: true });
    await copyFolder(join(source, FILES), partial);
    const copied = await hashFolder(partial);
    for (const [path, hash] of Object.entries(files)) {
      if (copied.get(path) === hash) continue;
      await rm(partial, { recursive: true, force: true });
      throw badInput('DIR', message('backup.damaged', { directory: source, path }));
    }
    await rm(join(directory, FILES), { recursive: true, force: true }); // what a process left that died over making it
    await rename(partial, join(directory, FILES));
    return { files: copied.size };
  } finally {
    await release();
  }
}

async function readContents(source: string): Promise<Contents> {
  const text = await readFile(join(source, MANIFEST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error; // a backup that this user may not read is one all the same
  });
  const parsed = CONTENTS.safeParse(text === null ? null : parseJson(text));
  if (!parsed.success) throw badInput('DIR', message('backup.not-a-backup', { directory: source, file: MANIFEST }));
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** PostgreSQL needs its empty folders too. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const copy = join(to, path.slice(from.length));
    await mkdir(entry.isDirectory() ? copy : dirname(copy), { recursive: true, mode: 0o700 });
    if (entry.isFile()) await copyFile(path, copy, constants.COPYFILE_FICLONE);
  }
}

/** Reads what was written, and waits until the disk has it. */
async function hashFolder(folder: string): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    const handle = await open(path, 'r+');
    await handle.sync().finally(() => handle.close());
    hashes.set(path.slice(folder.length + 1), hash.digest('hex'));
  }
  return hashes;
}
