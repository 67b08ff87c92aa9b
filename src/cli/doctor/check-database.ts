import type { Config } from '../../config.ts';
import { type DatabaseInspection, inspectDatabase, inspectReplica } from '../../database/inspect.ts';
import { list, message } from '../../domain/message/message.ts';
import { checkDefault } from './check-default.ts';
import { describeDirectory } from './check-directory.ts';
import { type Diagnosis, fault, good, warning } from './diagnosis.ts';

const OLDEST = 150_000;
/** Seconds. */
const CLOCK_TOLERANCE = 5;
/** Connections of a server beside POOL_SIZE: for transactions, and one that looks whether the database lives. */
const MORE_CONNECTIONS = 3;

/** Looks at the database, and changes nothing in it. Fails as a command does that cannot open it. */
export async function checkDatabase(config: Config): Promise<Diagnosis[]> {
  const { database } = config;
  const inspection = await inspectDatabase(database);
  if (inspection) return checkInspection(inspection, config);
  const directory = database.kind === 'embedded' ? database.directory : '';
  return [await describeDirectory(directory), ...checkDefault(config, [])];
}

/** What was seen of a database, also of one that a server serves. */
export function checkInspection(inspection: DatabaseInspection, config: Config): Diagnosis[] {
  const { database } = config;
  const connections = database.kind === 'postgres' ? checkConnections(inspection, database.poolSize) : [];
  return [...checkServer(inspection), ...connections, ...checkContent(inspection, config)];
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

function checkServer({
  version,
  versionNumber,
  isReadOnly,
  clockLead,
  missing,
  unknown: [unknown],
}: DatabaseInspection): Diagnosis[] {
  const lag = Math.round(Math.abs(clockLead));
  return [
    versionNumber < OLDEST
      ? fault(message('doctor.old-postgres', { version }))
      : good(message('doctor.reached', { version })),
    ...(lag > CLOCK_TOLERANCE ? [warning(message('doctor.clock', { seconds: lag }))] : []),
    ...(isReadOnly && missing.length === 0 ? [warning(message('doctor.read-only'))] : []),
    ...(unknown === undefined ? [] : [fault(message('database.newer', { migration: unknown }))]),
  ];
}

function checkConnections({ maxConnections, usedConnections }: DatabaseInspection, poolSize: number): Diagnosis[] {
  const numbers = { max: maxConnections, used: usedConnections, own: poolSize + MORE_CONNECTIONS };
  const fits = numbers.used + numbers.own <= numbers.max;
  return [fits ? good(message('doctor.connections', numbers)) : warning(message('doctor.few-connections', numbers))];
}

/** A start migrates, and ends where it cannot. */
function checkMigrations({ missing, datasets, isReadOnly, canCreate }: DatabaseInspection): Diagnosis {
  if (missing.length === 0) return good(message('doctor.migrated'));
  if (isReadOnly) return fault(message('doctor.read-only-unmigrated', { count: missing.length }));
  if (!canCreate) return fault(message('doctor.no-create'));
  if (datasets.length === 0) return good(message('doctor.empty'));
  return warning(message('doctor.unmigrated', { count: missing.length }));
}

function checkContent(inspection: DatabaseInspection, config: Config): Diagnosis[] {
  const { datasets } = inspection;
  const published =
    datasets.length === 0
      ? good(message('doctor.nothing-published'))
      : good(message('doctor.datasets', { datasets: list(datasets) }));
  return [checkMigrations(inspection), published, ...checkDefault(config, datasets)];
}
