import { existsSync } from 'node:fs';
import { lstat, mkdtemp, opendir, readdir, rmdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { freeBytes, MIN_ROOM } from '../../database/disk-room.ts';
import { findPathFault, pathFaultText } from '../../database/lock.ts';
import { createdMark } from '../../database/pglite.ts';
import { fileReason } from '../../domain/core/file-error.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { type Diagnosis, fault, good, warning } from './diagnosis.ts';

const MEGABYTE = 1_048_576;
/** Megabytes that a new database with the bundled packages takes, and those that it leaves free. */
const NEW_DATABASE_SPACE = 60 + MIN_ROOM / MEGABYTE;
/** Megabytes that a release of a million figures needs, about, and a backup again. */
const ENOUGH_SPACE = 1_000;
/** What is left in a folder by a process that ended before its database was made, or by a file system. */
const OWN_NAME = /^(?:pg|lock\.\d+\.\w+|control\.sock|lost\+found)$/;
/** What PostgreSQL writes into the folder of its files. */
const POSTGRES_NAME = 'PG_VERSION';
/** Letters by which a slip of the pen differs from what was meant. */
const MAX_SLIPS = 2;
const MAX_NAMES = 5;
const MAX_NAME_LENGTH = 60;

/** What is in a folder without a database. One that is not there, or holds something else, may be a slip of the pen. */
export async function describeDirectory(directory: string): Promise<Diagnosis> {
  const all = await namesIn(directory);
  if (all === null) {
    const parent = await nearestFolder(directory);
    const missing = relative(parent, directory).split(sep);
    const meant = await findLikeDirectory(parent, missing);
    if (meant !== null) return warning(message('doctor.directory-misspelt', { directory, meant }));
    if (missing.length > 1) {
      return warning(message('doctor.directory-deep', { directory, place: join(parent, missing[0] ?? '') }));
    }
    return good(message('doctor.directory-missing', { directory }));
  }
  const names = all.filter((name) => !OWN_NAME.test(name)).sort();
  if (names.length === 0) return good(message('doctor.directory-new', { directory }));
  if (existsSync(createdMark(dirname(directory)))) {
    return warning(message('doctor.directory-inside', { directory, meant: dirname(directory) }));
  }
  if (names.includes(POSTGRES_NAME)) return warning(message('doctor.directory-of-postgres', { directory }));
  const shown = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME_LENGTH));
  const rest = names.length - shown.length;
  return warning(message('doctor.directory-strange', { directory, names: list(shown), rest }));
}

/** Null where there is no such folder. */
const namesIn = (directory: string): Promise<string[] | null> => readdir(directory).catch(() => null);

/**
 * A folder with a database whose path is almost that of one that is not there; null: there is none. `missing` are the names below `parent`, of
 * which each may be there by another name.
 */
async function findLikeDirectory(parent: string, missing: readonly string[]): Promise<string | null> {
  const [name, ...rest] = missing;
  if (name === undefined) return existsSync(createdMark(parent)) ? parent : null;
  for (const like of (await namesIn(parent)) ?? []) {
    if (distance(like, name) > Math.min(MAX_SLIPS, name.length - 1)) continue;
    const found = await findLikeDirectory(join(parent, like), rest);
    if (found !== null) return found;
  }
  return null;
}

/** Whether the embedded database has a place that can be written, and room there. */
export async function checkDirectory(directory: string): Promise<Diagnosis[]> {
  const found = await findPathFault(directory);
  if (found !== null) return [fault(pathFaultText(directory, found))];
  const obstacle = await findObstacle(directory);
  if (obstacle !== null) return [fault(explainObstacle(directory, obstacle))];
  const place = await nearestFolder(directory);
  const free = Math.floor((await freeBytes(place)) / MEGABYTE);
  const room = { free, needed: NEW_DATABASE_SPACE, enough: ENOUGH_SPACE };
  if (free < NEW_DATABASE_SPACE && !existsSync(createdMark(directory))) {
    return [fault(message('doctor.directory-no-room', room))];
  }
  return [
    free < ENOUGH_SPACE
      ? warning(message('doctor.directory-space', room))
      : good(message('doctor.directory-room', room)),
  ];
}

/** Where nothing can be written, and the code of the system's error. */
interface Obstacle {
  readonly place: string;
  readonly reason: string;
}

function explainObstacle(directory: string, { place, reason }: Obstacle): Text {
  if (place !== directory) return message('doctor.directory-cannot-be-made', { directory, place, reason });
  return message('doctor.directory-not-writable', { directory, reason: fileReason(reason) });
}

/** Why nothing can be written into a folder, or where it would be made; null: it can. */
export async function findObstacle(directory: string): Promise<Obstacle | null> {
  const place = await nearestFolder(directory);
  try {
    await (await opendir(place)).close();
    // What rights say is not the whole of it: nobody makes a folder in /proc.
    await rmdir(await mkdtemp(join(place, '.govgraph-doctor-')));
    return null;
  } catch (error) {
    return { place, reason: (error as NodeJS.ErrnoException).code ?? '' };
  }
}

/** The folder itself, or where it would be made. */
async function nearestFolder(path: string): Promise<string> {
  try {
    await lstat(path);
    return path;
  } catch {
    return dirname(path) === path ? path : nearestFolder(dirname(path));
  }
}
