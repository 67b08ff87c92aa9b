import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { DUCKDB_VERSION, loadDuckdb, readDuckdbVersion } from '../../read/columnar/duckdb.ts';
import { findObstacle } from './check-directory.ts';
import { type Diagnosis, fault, good, warning } from './diagnosis.ts';

/** Whether columnar copies can be made. A server does not start without DuckDB; without a folder that can be written it does. */
export async function checkColumnar({ columnar }: Config): Promise<Diagnosis[]> {
  if (columnar === null) return [];
  const { directory } = columnar;
  try {
    await loadDuckdb();
  } catch (error) {
    if (error instanceof DomainError) return [fault(error.text)];
    throw error;
  }
  const version = readDuckdbVersion();
  const obstacle = await findObstacle(directory);
  return [
    good(message('doctor.columnar', { version, directory })),
    ...(version === DUCKDB_VERSION
      ? []
      : [warning(message('doctor.columnar-version', { version, tried: DUCKDB_VERSION }))]),
    ...(obstacle === null
      ? []
      : [warning(message('doctor.columnar-not-writable', { directory, reason: obstacle.reason }))]),
  ];
}
