import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Database, databaseOver } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { pgliteEngine } from '../../src/database/pglite.ts';
import { openPostgres } from '../../src/database/postgres.ts';
import { openTestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';
import { csv, riverCity } from '../support/package.ts';
import { createEmptyPglite } from '../support/pglite.ts';
import { importText } from '../support/river.ts';
import { administer, databaseUrl } from '../support/template.ts';

/**
 * A database as the migrations up to 20261126115000 left it and the program of that day filled it: the bundled package, the river city, and a
 * second release of the river city. `pg_dump --inserts --no-owner --no-privileges` of PostgreSQL 15 wrote it.
 */
const FILLED = gunzipSync(readFileSync(new URL('filled/before-row-history.sql.gz', import.meta.url))).toString();
/** Where a page of two tasks ended that was read before the second release. */
const CURSOR = 'WzIsIm9yZGluYWwgY29kZSBpZCIsIjIiLCJkaWtlLWEiLCI1NiJd';

/** Names in forms that the program of that day searched as they were written. */
const OLD_NAMES = `
  update public.region_version set search_text = '990100 évora 臺灣鄉' where code = '990100';
  update public.former set row = row || '{"search_text": "leaks 滲漏處數"}' where row ->> 'search_text' like 'leaks %';
`;

const TASKS = `query ($after: String) {
  tasks(where: { dataset: "river-city" }, orderBy: [ORDINAL_ASC], first: 100, after: $after) { nodes { code title(lang: "en") } }
}`;
const FIGURES = `{
  metrics(first: 100) {
    nodes { code name(lang: "en") observations(first: 50) { totalCount nodes { period value citations { quote } } } }
  }
  workingGroups { code tasks(first: 100) { nodes { code status ownProgress } } }
}`;

const LIGHTS = `query ($after: String) {
  tasks(where: { dataset: "river-city" }, orderBy: [ORDINAL_ASC], first: 100, after: $after) {
    nodes { code light lightRule { code } rating { code } previousRating { code } ratedSince dataset { taskLight ratings { code } }
      reports(first: 9) { nodes { status rating { code } } } }
  }
}`;

const lines = (resource: string) => (riverCity().files[resource] ?? '').trim().split('\n');
const SECOND_RELEASE = riverCity('2', {
  tasks: csv(
    ...lines('tasks').map((line) =>
      line.replace(/^([\w-]+),(\d+),([^,]*)/, (_, code, n, title) => `${code},${10 - Number(n)},${title} again`),
    ),
  ),
  metrics: csv(...lines('metrics').map((line) => line.replace(/^leaks,Leaks,/, 'leaks,Zones that leak,'))),
});

let database: Database;
let ask: Ask;
let remove = async () => {};

beforeAll(async () => {
  const { server } = inject('templates');
  if (server === null) {
    const pglite = await createEmptyPglite();
    await restore((sql) => pglite.exec(sql));
    const engine = pgliteEngine(pglite);
    await migrate(engine);
    database = databaseOver(engine);
  } else {
    const name = `govgraph_upgrade_${randomBytes(4).toString('hex')}`;
    await administer(server.url, `create database ${name}`);
    const url = databaseUrl(server.url, name);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await restore((sql) => client.query(sql));
    await client.end();
    const engine = await openPostgres({ kind: 'postgres', url, poolSize: 5 }, {});
    await migrate(engine);
    database = databaseOver(engine);
    remove = () => administer(server.url, `drop database ${name} with (force)`);
  }
  ask = graphOver(database);
});
afterAll(async () => {
  await database.close();
  await remove();
});

/** The dump empties the search path of its session. */
async function restore(run: (sql: string) => Promise<unknown>): Promise<void> {
  await run(FILLED);
  await run(OLD_NAMES);
  await run("select pg_catalog.set_config('search_path', '\"$user\", public', false)");
}

test('a page that was begun before the upgrade is read on as it was begun', async () => {
  const { tasks } = await dataOf(ask(TASKS, { after: CURSOR }));
  expect(tasks.nodes).toEqual([
    { code: 'dike-b', title: 'Raise part B' },
    { code: 'patrol', title: 'Patrol the banks' },
    { code: 'gauge', title: 'Set up gauges' },
  ]);
});

test('the lights of a page that was begun before the upgrade follow due dates, and nothing is rated', async () => {
  const unrated = {
    rating: null,
    previousRating: null,
    ratedSince: null,
    dataset: { taskLight: 'DUE_DATE', ratings: [] },
  };
  const task = (code: string, light: string | null) => expect.objectContaining({ code, light, lightRule: { code: 'due-date' }, ...unrated }); // biome-ignore format: a row
  const { tasks } = await dataOf(ask(LIGHTS, { after: CURSOR }));
  expect(tasks.nodes).toEqual([task('dike-b', 'RED'), task('patrol', 'GREEN'), task('gauge', null)]);
});

test('what was published before the upgrade is found without its accents and in other characters', async () => {
  for (const text of ['evora', 'ÉVORA', '台湾乡', '臺灣鄉']) {
    const { regions } = await dataOf(
      ask('query ($text: String!) { regions(where: { text: $text }) { nodes { code } } }', { text }),
    );
    expect([text, regions.nodes]).toEqual([text, [{ code: '990100' }]]);
  }
  const past = await database.query<{ text: string }>(
    "select distinct row ->> 'search_text' as text from row_history where row ->> 'search_text' like 'leaks %'",
  );
  expect(past).toEqual([{ text: 'leaks 渗漏处数' }]);
});

test('an upgraded database answers as one that was filled anew, and takes the next release', async () => {
  const fresh = await openTestDatabase('bundled and river');
  try {
    await importText(fresh, SECOND_RELEASE);
    for (const query of [TASKS, FIGURES, LIGHTS]) {
      expect(await dataOf(ask(query))).toEqual(await dataOf(graphOver(fresh)(query)));
    }
    await importText(database, riverCity('3'));
    await importText(fresh, riverCity('3'));
    for (const query of [TASKS, FIGURES, LIGHTS]) {
      expect(await dataOf(ask(query))).toEqual(await dataOf(graphOver(fresh)(query)));
    }
  } finally {
    await fresh.close();
  }
});
