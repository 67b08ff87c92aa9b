import { rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { Database } from '../../src/database/database.ts';
import { importPackage } from '../../src/import/import.ts';
import type { ImportProgress } from '../../src/import/import-options.ts';
import { createApplication } from '../../src/server/application.ts';
import { openTestDatabase } from '../support/database.ts';
import { csv, type PackageText, riverCity, writePackage } from '../support/package.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('river');
});
afterAll(() => database.close());

const LISTS = (n: number) => `{
  n${n}: metrics(first: 50) { nodes { code name decimals series(first: 50) { nodes { breakdown { category { code } } } }
    observations(first: 200) { totalCount nodes { period value release { seq } } } } }
  regions(first: 20) { nodes { code name } }
  tasks(first: 20) { nodes { code title status region { code name } } }
}`;
const FILES = [
  '/files/observations.csv?metrics=leaks&breakdowns=bank',
  '/odata/v4/Observations?$top=500',
  '/files/tasks.csv',
];

/** Everything that is shown, by the ways that ask the database for each row, and never the same question twice. */
function readerOf(over: Database) {
  const application = createApplication({ config: loadConfig({}), database: over, log: pino({ level: 'silent' }) });
  let n = 0;
  const get = async (path: string) => {
    const response = await application.fetch(new Request(`http://test${path}`));
    const text = await response.text();
    if (response.status !== 200) throw new Error(text);
    return text;
  };
  return async () => {
    n += 1;
    const graph = await get(`/graphql?query=${encodeURIComponent(LISTS(n))}`);
    const answers = [graph.replace(`"n${n}"`, '"n"')];
    for (const path of FILES) answers.push(await get(path));
    return answers;
  };
}

/** The same database, whose imports give this process to others between their statements, as where the database has a thread. */
const yielding = (over: Database): Pick<Database, 'query' | 'longTransaction'> => ({
  query: over.query,
  longTransaction: (work, signal) =>
    over.longTransaction(
      (tx) =>
        work({
          ...tx,
          query: async (text, values) => {
            await setImmediate();
            return tx.query(text, values);
          },
        }),
      signal,
    ),
});

/** What is read, again and again, while a package is imported. */
async function readDuring(text: PackageText, options: Parameters<typeof importPackage>[2] = {}) {
  const read = readerOf(database);
  const before = await read();
  const folder = await writePackage(text);
  let isOver = false;
  let stage = '';
  let whileWriting = 0;
  const onProgress = (line: ImportProgress) => {
    stage = line.stage;
  };
  const importing = importPackage(yielding(database), folder, { closing: 'confirmed', onProgress, ...options })
    .catch((error: unknown) => error)
    .finally(() => {
      isOver = true;
    });
  const light = (async () => {
    while (!isOver) {
      await database.query('-- test.light\nselect 1');
      if (stage === 'writing' && database.longSince() !== null && database.exclusiveSince() === null) whileWriting += 1;
      await setImmediate();
    }
  })();
  const seen: string[][] = [];
  while (!isOver) {
    const answers = await read();
    // One that was under way when the release was published may have read some of either.
    if (!isOver) seen.push(answers);
    await setImmediate();
  }
  const result = await importing;
  await light;
  await rm(folder, { recursive: true });
  return { before, seen, whileWriting, after: await read(), result };
}

const changed = riverCity('2');
const CHANGES: readonly (readonly [string, PackageText])[] = [
  ['figures', riverCity('2', { observations: changed.files.observations?.replace('2019-01,1,', '2019-01,99,') ?? '' })],
  ['names', riverCity('3', { metrics: changed.files.metrics?.replace('Leaks', 'Leaks found') ?? '', regions: changed.files.regions?.replace('River City', 'City of the River') ?? '', themes: changed.files.themes?.replace('Water', 'Waters') ?? '' })],
  ['definitions', riverCity('3b', { metrics: changed.files.metrics?.replace(',0,LOWER', ',1,LOWER') ?? '' })],
  ['what is closed', riverCity('4', { observations: csv(...(changed.files.observations ?? '').trimEnd().split('\n').filter((line) => !line.startsWith('leaks,990200') && !line.includes('bank='))), tasks: csv(...(changed.files.tasks ?? '').trimEnd().split('\n').filter((line) => !line.startsWith('gauge'))) })],
  ['what is opened again', riverCity('5')],
]; // biome-ignore format: a table

describe('readers beside an import', () => {
  test.each(CHANGES)('see all or nothing of %s', async (name, text) => {
    const { before, seen, whileWriting, after, result } = await readDuring(text);
    expect(result).toMatchObject({ outcome: 'PUBLISHED' });
    expect(after).not.toEqual(before);
    for (const answers of seen) expect(answers).toEqual(before);
    expect(seen.length).toBeGreaterThan(0);
    // On a PostgreSQL server nobody is let in, or kept out.
    const isAdmitted = database.connections === 1 && (name === 'figures' || name === 'names');
    if (isAdmitted) expect(whileWriting).toBeGreaterThan(20);
  });

  test('see nothing of one that is refused at its end, or only tried', async () => {
    const wrong = { observations: changed.files.observations?.replace('2019-01,1,', '2019-01,2.5,') ?? '' };
    const checked = { ...riverCity('6', wrong), govgraph: { checks: 'refuse' } };
    const refused = await readDuring(checked);
    expect(String(refused.result)).toContain('refused');
    const tried = await readDuring(riverCity('7', wrong), { dryRun: true });
    expect(tried.result).toMatchObject({ outcome: 'PREVIEWED' });
    for (const { before, seen, after } of [refused, tried]) {
      for (const answers of [...seen, after]) expect(answers).toEqual(before);
    }
  });
});
