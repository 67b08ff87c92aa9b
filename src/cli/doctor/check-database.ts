import { existsSync } from 'node:fs';
import { access, mkdtemp, opendir, readdir, rmdir, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { distance } from 'fastest-levenshtein';
import type { Config } from '../../config.ts';
import { type DatabaseInspection, inspectDatabase, inspectReplica } from '../../database/inspect.ts';
import { createdMark } from '../../database/pglite.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { type Diagnosis, fault, good, warning } from './diagnosis.ts';

const OLDEST = 150_000;
const MEGABYTE = 1_048_576;
/** A release of a million figures needs about so much, and a backup again. */
const ENOUGH_SPACE = 1_000 * MEGABYTE;
/** What is left in a folder by a process that ended before its database was made, or by a file system. */
const OWN_NAME = /^(?:pg|lock\.\d+\.\w+|control\.sock|lost\+found)$/;
/** What PostgreSQL writes into the folder of its files. */
const POSTGRES_NAME = 'PG_VERSION';
/** Letters by which a slip of the pen differs from what was meant. */
const MAX_SLIPS = 2;
const MAX_NAMES = 5;
const MAX_NAME_LENGTH = 60;
/** Seconds. */
const CLOCK_TOLERANCE = 5;
/** Connections of a server beside POOL_SIZE: for transactions, and one that looks whether the database lives. */
const MORE_CONNECTIONS = 3;

/** Looks at the database, and changes nothing in it. Fails as a command does that cannot open it. */
export async function checkDatabase({ database, defaultDataset }: Config): Promise<Diagnosis[]> {
  const inspection = await inspectDatabase(database);
  if (!inspection) {
    const directory = database.kind === 'embedded' ? database.directory : '';
    return [await describeDirectory(directory), ...checkDefault(defaultDataset, [])];
  }
  const connections = database.kind === 'postgres' ? checkConnections(inspection, database.poolSize) : [];
  return [...checkServer(inspection), ...connections, ...checkContent(inspection, defaultDataset)];
}

/** What is in a folder without a database. One that is not there, or holds something else, may be a slip of the pen. */
async function describeDirectory(directory: string): Promise<Diagnosis> {
  const all = await namesIn(directory);
  if (all === null) {
    const meant = await findLikeDirectory(directory);
    if (meant !== null) return warning(message('doctor.directory-misspelt', { directory, meant }));
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

/** A folder beside one that is not there, of almost the same name and with a database in it; null: there is none. */
async function findLikeDirectory(directory: string): Promise<string | null> {
  const parent = dirname(directory);
  const names = (await namesIn(parent)) ?? [];
  const like = names.find(
    (name) => distance(name, basename(directory)) <= MAX_SLIPS && existsSync(createdMark(join(parent, name))),
  );
  return like === undefined ? null : join(parent, like);
}

/** Whether replicas answer. A server starts without them. */
export async function checkReplica({ replicaUrl }: Config): Promise<Diagnosis[]> {
  if (replicaUrl === null) return [];
  try {
    const { follows, publications } = await inspectReplica(replicaUrl);
    return [follows ? good(message('doctor.replica', { publications })) : warning(message('doctor.no-replica'))];
  } catch (error) {
    return [warning(message('doctor.replica-away', { reason: (error as Error).message }))];
  }
}

/** Whether the embedded database has a place that can be written, and room there. */
export async function checkDirectory(directory: string): Promise<Diagnosis[]> {
  const obstacle = await findObstacle(directory);
  if (obstacle !== null) return [fault(explainObstacle(directory, obstacle))];
  const place = await nearestFolder(directory);
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  return free < ENOUGH_SPACE ? [warning(message('doctor.directory-space', { free: Math.floor(free / MEGABYTE) }))] : [];
}

/** Where nothing can be written, and the code of the system's error. */
interface Obstacle {
  readonly place: string;
  readonly reason: string;
}

function explainObstacle(directory: string, { place, reason }: Obstacle): Text {
  if (reason === 'ENOTDIR') return message('doctor.directory-is-file', { directory: place });
  if (place !== directory) return message('doctor.directory-cannot-be-made', { directory, place, reason });
  return message('doctor.directory-not-writable', { directory, reason });
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
    await access(path);
    return path;
  } catch {
    return dirname(path) === path ? path : nearestFolder(dirname(path));
  }
}

function checkServer({
  version,
  versionNumber,
  isReadOnly,
  canCreate,
  clockLead,
  ...state
}: DatabaseInspection): Diagnosis[] {
  const [unknown] = state.unknown;
  const lag = Math.round(Math.abs(clockLead));
  return [
    versionNumber < OLDEST
      ? fault(message('doctor.old-postgres', { version }))
      : good(message('doctor.reached', { version })),
    ...(lag > CLOCK_TOLERANCE ? [warning(message('doctor.clock', { seconds: lag }))] : []),
    ...(isReadOnly ? [warning(message('doctor.read-only'))] : []),
    ...(!canCreate && state.missing.length > 0 ? [fault(message('doctor.no-create'))] : []),
    ...(unknown === undefined ? [] : [fault(message('database.newer', { migration: unknown }))]),
  ];
}

function checkConnections({ maxConnections, usedConnections }: DatabaseInspection, poolSize: number): Diagnosis[] {
  const numbers = { max: maxConnections, used: usedConnections, own: poolSize + MORE_CONNECTIONS };
  const fits = numbers.used + numbers.own <= numbers.max;
  return [fits ? good(message('doctor.connections', numbers)) : warning(message('doctor.few-connections', numbers))];
}

function checkContent({ missing, datasets }: DatabaseInspection, defaultDataset: string | null): Diagnosis[] {
  const migrations =
    missing.length === 0
      ? good(message('doctor.migrated'))
      : datasets.length === 0
        ? good(message('doctor.empty'))
        : warning(message('doctor.unmigrated', { count: missing.length }));
  const published =
    datasets.length === 0
      ? good(message('doctor.nothing-published'))
      : good(message('doctor.datasets', { datasets: list(datasets) }));
  return [migrations, published, ...checkDefault(defaultDataset, datasets)];
}

/** Whether the default data set is there. Where nothing is published yet, a package of DATASETS may bring it. */
function checkDefault(code: string | null, datasets: readonly string[]): Diagnosis[] {
  if (code === null || datasets.includes(code)) return [];
  return [
    warning(
      datasets.length === 0
        ? message('doctor.default-unchecked', { code })
        : message('doctor.default-missing', { code, datasets: list(datasets) }),
    ),
  ];
}
