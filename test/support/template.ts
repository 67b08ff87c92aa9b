import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { importPackage } from '../../src/ingest/import.ts';
import { databaseOver } from '../../src/store/database.ts';
import { pgliteEngine } from '../../src/store/embedded.ts';
import type { Engine } from '../../src/store/engine.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgres } from '../../src/store/postgres.ts';

/** What a test's database begins as: only migrated, or holding the bundled data set. */
export type Content = 'empty' | 'bundled';

/** Where the prepared contents lie; plain data, since it travels to the processes that run the tests. */
export type Templates =
  | { readonly kind: 'embedded'; readonly files: Readonly<Record<Content, string>> }
  | { readonly kind: 'postgres'; readonly url: string; readonly names: Readonly<Record<Content, string>> };

export const BUNDLED = new URL('../../data/tianshui-2020', import.meta.url).pathname;

/** Migrating and importing once, and copying for each test file, is what keeps the suite short. */
export async function makeTemplates(
  url: string | undefined,
): Promise<{ templates: Templates; remove(): Promise<void> }> {
  return url ? postgresTemplates(url) : embeddedTemplates();
}

async function embeddedTemplates() {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-test-'));
  const files = { empty: join(folder, 'empty.tar'), bundled: join(folder, 'bundled.tar') };
  const pglite = await PGlite.create();
  const engine = pgliteEngine(pglite);
  const dump = async (file: string) =>
    writeFile(file, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  await migrate(engine);
  await dump(files.empty);
  await importPackage(databaseOver(engine), BUNDLED);
  await dump(files.bundled);
  await engine.close();
  return {
    templates: { kind: 'embedded' as const, files },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function postgresTemplates(url: string) {
  const prefix = `govgraph_test_${randomBytes(4).toString('hex')}`;
  const names = { empty: `${prefix}_empty`, bundled: `${prefix}_bundled` };
  const fill = async (name: string, work: (engine: Engine) => Promise<unknown>) => {
    const engine = await openPostgres({ kind: 'postgres', url: databaseUrl(url, name), poolSize: 2 }, {});
    await work(engine);
    await engine.close();
  };
  await administer(url, `create database ${names.empty}`);
  await fill(names.empty, migrate);
  await administer(url, `create database ${names.bundled} template ${names.empty}`);
  await fill(names.bundled, (engine) => importPackage(databaseOver(engine), BUNDLED));
  return {
    templates: { kind: 'postgres' as const, url, names },
    remove: async () => {
      for (const name of Object.values(names)) await administer(url, `drop database if exists ${name} with (force)`);
    },
  };
}

export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
