import { access, mkdtemp, opendir, rmdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../../config.ts';
import { type DatabaseInspection, inspectDatabase, inspectReplica } from '../../database/inspect.ts';
import { list, message } from '../../domain/message/message.ts';
import { type Diagnosis, fault, good, warning } from './diagnosis.ts';

const OLDEST = 150_000;
const MEGABYTE = 1_048_576;
/** A release of a million figures needs about so much, and a backup again. */
const ENOUGH_SPACE = 1_000 * MEGABYTE;
/** Seconds. */
const CLOCK_TOLERANCE = 5;
/** Connections of a server beside POOL_SIZE: for transactions, and one that looks whether the database lives. */
const MORE_CONNECTIONS = 3;

/** Looks at the database, and changes nothing in it. Fails as a command does that cannot open it. */
export async function checkDatabase({ database, defaultDataset }: Config): Promise<Diagnosis[]> {
  const inspection = await inspectDatabase(database);
  if (!inspection) {
    const directory = database.kind === 'embedded' ? database.directory : '';
    return [good(message('doctor.directory-new', { directory }))];
  }
  const connections = database.kind === 'postgres' ? checkConnections(inspection, database.poolSize) : [];
  return [...checkServer(inspection), ...connections, ...checkContent(inspection, defaultDataset)];
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
  const reason = await findObstacle(directory);
  if (reason !== null) return [fault(message('doctor.directory-not-writable', { directory, reason }))];
  const place = await nearestFolder(directory);
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  return free < ENOUGH_SPACE ? [warning(message('doctor.directory-space', { free: Math.floor(free / MEGABYTE) }))] : [];
}

/** Why nothing can be written into a folder, or where it would be made; null: it can. */
export async function findObstacle(directory: string): Promise<string | null> {
  const place = await nearestFolder(directory);
  try {
    await (await opendir(place)).close();
    // What rights say is not the whole of it: nobody makes a folder in /proc.
    await rmdir(await mkdtemp(join(place, '.govgraph-doctor-')));
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? '';
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
  const isMissing = defaultDataset !== null && !datasets.includes(defaultDataset);
  const absence = isMissing ? [warning(message('doctor.default-missing', { code: defaultDataset }))] : [];
  return [migrations, published, ...absence];
}
