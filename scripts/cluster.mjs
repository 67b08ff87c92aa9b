// Writes build/cluster.tar.gz: the files of an empty embedded database, migrated, which a new one begins as. To make them takes seconds and 700 MB.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../dist/database/migrate.js';
import { pgliteEngine } from '../dist/database/pglite.js';

const FOLDER = fileURLToPath(new URL('../build/', import.meta.url));

// Segments of one megabyte: sixteen would be most of the size of a new database.
const pglite = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
// Nobody makes further databases in this one, and their templates are twice its size.
await pglite.exec('update pg_database set datistemplate = false, datallowconn = true');
for (const name of ['template0', 'template1']) await pglite.exec(`drop database ${name}`);
await migrate(pgliteEngine(pglite));
await pglite.exec('checkpoint');
const dump = await pglite.dumpDataDir('gzip');
mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}cluster.tar.gz`, Buffer.from(await dump.arrayBuffer()));
await pglite.close();
