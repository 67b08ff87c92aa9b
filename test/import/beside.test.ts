import { rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { Database } from '../../src/database/database.ts';
import { importPackage } from '../../src/import/import.ts';
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

/** What is read, again and again, while a package is imported. */
async function readDuring(text: PackageText, options: Parameters<typeof importPackage>[2] = {}) {
  const read = readerOf(database);
  const before = await read();
  const folder = await writePackage(text);
  let isOver = false;
  const importing = importPackage(database, folder, { closing: 'confirmed', ...options })
    .catch((error: unknown) => error)
    .finally(() => {
      isOver = true;
    });
  const seen: string[][] = [];
  while (!isOver) {
    const answers = await read();
    // One that was under way when the release was published may have read some of either.
    if (!isOver) seen.push(answers);
    await setImmediate();
  }
  const result = await importing;
  await rm(folder, { recursive: true });
  return { before, seen, after: await read(), result };
}

const changed = riverCity('2');
const CHANGES: readonly (readonly [string, PackageText])[] = [
  ['figures', riverCity('2', { observations: changed.files.observations?.replace('2019-01,1,', '2019-01,99,') ?? '' })],
  ['names', riverCity('3', { metrics: changed.files.metrics?.replace('Leaks', 'Leaks found').replace(',0,LOWER', ',1,LOWER') ?? '', regions: changed.files.regions?.replace('River City', 'City of the River') ?? '' })],
  ['what is closed', riverCity('4', { observations: csv(...(changed.files.observations ?? '').trimEnd().split('\n').filter((line) => !line.startsWith('leaks,990200') && !line.includes('bank='))), tasks: csv(...(changed.files.tasks ?? '').trimEnd().split('\n').filter((line) => !line.startsWith('gauge'))) })],
  ['what is opened again', riverCity('5')],
]; // biome-ignore format: a table

describe('readers beside an import', () => {
  test.each(CHANGES)('see all or nothing of %s', { timeout: 60_000 }, async (_, text) => {
    const { before, seen, after, result } = await readDuring(text);
    expect(result).toMatchObject({ outcome: 'PUBLISHED' });
    expect(after).not.toEqual(before);
    for (const answers of seen) expect(answers).toEqual(before);
    expect(seen.length).toBeGreaterThan(0);
  });

  test('see nothing of one that is refused at its end, or only tried', { timeout: 60_000 }, async () => {
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
