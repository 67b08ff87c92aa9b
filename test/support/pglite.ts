import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';

/** The files of an empty database, migrated, which setup has made. */
const CLUSTER = new URL('../../build/cluster.tar.gz', import.meta.url);
/** Most of what opening a PGlite costs is making its buffers, which for the small databases of tests can be a fraction of what they are by default. */
const SETTINGS = ['shared_buffers=8MB', 'wal_buffers=64kB', 'max_connections=5', 'full_page_writes=off'];
const startParams = [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])];

/** A new database without any table. */
export async function createEmptyPglite(): Promise<PGlite> {
  const pglite = await PGlite.create({ initDbStartParams: ['--wal-segsize=1', '--no-data-checksums'], startParams });
  await pglite.exec('update pg_database set datistemplate = false, datallowconn = true');
  await pglite.exec('drop database template0');
  await pglite.exec('drop database template1');
  return pglite;
}

/** A new database, migrated. */
export const createSmallPglite = async (): Promise<PGlite> => openSmallPglite(await readFile(CLUSTER));

/** A copy of what `dumpDataDir` wrote, in memory or in a folder. */
export const openSmallPglite = (dump: Buffer<ArrayBuffer>, folder?: string): Promise<PGlite> =>
  PGlite.create({ loadDataDir: new Blob([dump]), startParams, ...(folder === undefined ? {} : { dataDir: folder }) });
