import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { databaseOver } from '../../src/database/database.ts';
import type { Engine } from '../../src/database/engine.ts';
import { migrate } from '../../src/database/migrate.ts';
import { pgliteEngine } from '../../src/database/pglite.ts';
import { openPostgres } from '../../src/database/postgres.ts';
import { importPackage } from '../../src/import/import.ts';
import { riverCity } from './package.ts';
import { createSmallPglite, openSmallPglite } from './pglite.ts';
import { importText } from './river.ts';

/** What a test's database begins as: only migrated, holding the bundled data set, the small river city, or both. */
export type Content = 'empty' | 'bundled' | 'river' | 'bundled and river';

/** Where the prepared contents lie; plain data, since it travels to the processes that run the tests. */
export interface Templates {
  /** Dumps of embedded databases. */
  readonly files: Readonly<Record<Content, string>>;
  /** Databases on the server that the suite runs on; null where it runs on the embedded engine. */
  readonly server: { readonly url: string; readonly names: Readonly<Record<Content, string>> } | null;
}

export const BUNDLED = new URL('../../data/tianshui-2020', import.meta.url).pathname;

/** How each content is made: from another one, or from nothing. */
const RECIPES: readonly { name: Content; from: Content | null; fill(engine: Engine): Promise<unknown> }[] = [
  { name: 'empty', from: null, fill: migrate },
  { name: 'river', from: 'empty', fill: (engine) => importText(databaseOver(engine), riverCity()) },
  { name: 'bundled', from: 'empty', fill: (engine) => importPackage(databaseOver(engine), BUNDLED) },
  { name: 'bundled and river', from: 'bundled', fill: (engine) => importText(databaseOver(engine), riverCity()) },
];

/** Migrating and importing once, and copying for each test file, is what keeps the suite short. */
export async function makeTemplates(
  url: string | undefined,
): Promise<{ templates: Templates; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-test-'));
  const files = namesFor((content) => join(folder, `${content}.tar`));
  await fillFiles(files);
  const server = url === undefined ? null : { url, names: await fillServer(url) };
  return {
    templates: { files, server },
    remove: async () => {
      await rm(folder, { recursive: true, force: true });
      for (const name of Object.values(server?.names ?? {})) {
        await administer(server?.url ?? '', `drop database if exists ${name} with (force)`);
      }
    },
  };
}

const namesFor = (name: (content: Content) => string) =>
  Object.fromEntries(RECIPES.map((recipe) => [recipe.name, name(recipe.name)])) as Record<Content, string>;

async function fillFiles(files: Readonly<Record<Content, string>>): Promise<void> {
  for (const { name, from, fill } of RECIPES) {
    const pglite = from === null ? await createSmallPglite() : await openSmallPglite(await readFile(files[from]));
    const engine = pgliteEngine(pglite);
    await fill(engine);
    await writeFile(files[name], Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
    await engine.close();
  }
}

async function fillServer(url: string): Promise<Record<Content, string>> {
  const prefix = `govgraph_test_${randomBytes(4).toString('hex')}`;
  const names = namesFor((content) => `${prefix}_${content.replaceAll(' ', '_')}`);
  for (const { name, from, fill } of RECIPES) {
    await administer(url, `create database ${names[name]}${from === null ? '' : ` template ${names[from]}`}`);
    const engine = await openPostgres({ kind: 'postgres', url: databaseUrl(url, names[name]), poolSize: 2 }, {});
    await fill(engine);
    await engine.close();
  }
  return names;
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
