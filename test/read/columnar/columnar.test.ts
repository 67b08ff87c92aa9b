import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askCube, ROW } from '../../graphql/cube/cube-answer.ts';
import { questions } from '../../graphql/cube/cube-arbitrary.ts';
import type { Ground } from '../../graphql/cube/cube-fact.ts';
import { groundOf } from '../../graphql/cube/cube-ground.ts';
import { worldOf } from '../../graphql/cube/cube-world.ts';
import { openCopies, type TestCopies } from '../../support/copies.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { checkProperty } from '../../support/property.ts';
import { importText } from '../../support/river.ts';

const ORDERS = ['METRIC_ASC', 'REGION_ASC', 'PERIOD_ASC', 'PERIOD_DESC', 'VALUE_ASC', 'VALUE_DESC'] as const;
const world = worldOf(4);
const EVERYTHING = { metrics: world.metrics, orderBy: ['VALUE_DESC'], first: 100 };

let database: TestDatabase;
let ask: Ask;
let ground: Ground;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, world.text);
  await importText(database, world.other);
  ask = graphOver(database);
  ground = await groundOf(ask, world);
});
afterAll(() => database.close());

/** Whether the copy found the rows of what was asked last, and whether it counted them. */
const foundByCopy = () => database.statements.some((text) => text.startsWith('-- cube.found-cells'));
const countedByDatabase = () =>
  database.statements.some((text) => text.includes('select count(*)::int from (\n    select s.*'));

async function askBoth(copies: TestCopies, input: object, fields = ROW): Promise<object> {
  const expected = await dataOf(askCube(ask, input, fields));
  database.forget();
  expect(await dataOf(askCube(graphOver(database, {}, copies), input, fields))).toEqual(expected);
  return expected;
}

describe('a copy of what is published', () => {
  let copies: TestCopies;
  let copied: Ask;
  beforeAll(async () => {
    copies = await openCopies(database);
    await copies.catchUp();
    copied = graphOver(database, {}, copies);
  });
  afterAll(() => copies.close());

  test('answers the same as the database does, page by page, on either side', async () => {
    let found = 0;
    const cases = await checkProperty(
      fc.asyncProperty(
        questions(ground, false, ['world', 'other']),
        fc.uniqueArray(fc.constantFrom(...ORDERS), { maxLength: 3 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (question, orderBy, count, begins) => {
          const input = { ...question, orderBy };
          const whole = await dataOf(askCube(ask, { ...input, first: 10_000 }));
          const first = Math.max(1, Math.ceil(whole.cube.rows.length / count));
          const rows: object[] = [];
          let after: string | null = null;
          for (let page = 0; ; page++) {
            const isCopied = (page % 2 === 0) === begins;
            database.forget();
            const { cube } = await dataOf(askCube(isCopied ? copied : ask, { ...input, first, after }));
            if (isCopied && foundByCopy()) found += 1;
            expect(cube.totalCount).toBe(whole.cube.totalCount);
            rows.push(...cube.rows);
            after = cube.pageInfo.endCursor;
            if (!cube.pageInfo.hasNextPage) break;
          }
          expect(rows).toEqual(whole.cube.rows);
        },
      ),
      { runs: 60 },
    );
    expect(copies.warnings).toEqual([]);
    // What it does not answer is a part only: latest periods, breakdowns and the order of series.
    expect(found).toBeGreaterThan(cases / 10);
  });

  test.each(ORDERS.slice(1))('finds and counts everything in the order %s', async (order) => {
    for (const first of [1, 7, 10_000]) await askBoth(copies, { ...EVERYTHING, orderBy: [order], first });
    expect(foundByCopy()).toBe(true);
    expect(countedByDatabase()).toBe(false);
  });

  test('counts, while the database reads a page in the order of series', async () => {
    await askBoth(copies, { metrics: world.metrics, first: 10 });
    expect(foundByCopy()).toBe(false);
    expect(countedByDatabase()).toBe(false);
  });

  test('makes what it answers weigh less, and nothing else', async () => {
    const limit = { MAX_COMPLEXITY: '1200' };
    const plain = graphOver(database, limit);
    const light = graphOver(database, limit, copies);
    const weigh = async (asked: Ask, input: object) =>
      (await askCube(asked, input, 'value')).extensions?.complexity as { value: number };
    const ordered = { ...EVERYTHING, first: 10 };
    expect((await weigh(light, ordered)).value).toBeLessThan((await weigh(plain, ordered)).value / 3);
    expect((await askCube(plain, ordered, 'value')).errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    expect((await askCube(light, ordered, 'value')).errors).toBeUndefined();
    for (const other of [{ latest: 2 }, { breakdowns: [{ dimension: 'sex' }] }, { asOf: '2025-01-01T00:00:00Z' }])
      expect(await weigh(light, { ...ordered, ...other })).toEqual(await weigh(plain, { ...ordered, ...other }));
    // Such a number is in no copy, so that the database would be asked.
    const [facts, order, , ...values] = JSON.parse(
      Buffer.from((await dataOf(askCube(light, ordered, 'value'))).cube.pageInfo.endCursor, 'base64url').toString(),
    );
    const forged = [facts, order, `1.${'1'.repeat(40)}`, ...values];
    const after = Buffer.from(JSON.stringify(forged)).toString('base64url');
    expect(await weigh(light, { ...ordered, after })).toEqual(await weigh(plain, { ...ordered, after }));
    await askBoth(copies, { ...ordered, after });
    expect(foundByCopy()).toBe(false);
  });

  test('is opened again by the next process, and made again where it is not whole', async () => {
    const next = await openCopies(database, copies.directory);
    await next.catchUp();
    expect(next.made).toEqual([]);
    await askBoth(next, EVERYTHING);
    expect(foundByCopy()).toBe(true);
    await next.close();

    const file = await partOf(copies.directory);
    await truncate(file, (await stat(file)).size - 1);
    await writeFile(join(copies.directory, 'a file of another'), '');
    const third = await openCopies(database, copies.directory);
    await third.catchUp();
    expect(third.made).toHaveLength(1);
    await askBoth(third, EVERYTHING);
    expect(foundByCopy()).toBe(true);
    expect((await readdir(copies.directory)).sort()).toHaveLength(3);
    expect(third.warnings).toEqual([]);
    await third.close();
  });
});

/** A file of the first copy in a folder. */
async function partOf(directory: string): Promise<string> {
  const [name = ''] = (await readdir(directory)).filter((one) => one.startsWith('copy-')).sort();
  const [file = ''] = (await readdir(join(directory, name))).filter((one) => one.endsWith('.parquet'));
  return join(directory, name, file);
}

describe('without a copy that can be read', () => {
  test.each(['broken', 'missing'])('the database answers, and one warning is given where it is %s', async (how) => {
    const copies = await openCopies(database);
    await copies.catchUp();
    const file = await partOf(copies.directory);
    if (how === 'missing') await rm(file);
    else await writeFile(file, (await readFile(file)).fill(7));
    for (let time = 0; time < 3; time++) {
      await askBoth(copies, EVERYTHING);
      expect(foundByCopy()).toBe(false);
    }
    expect(copies.warnings).toHaveLength(1);
    expect(copies.warnings[0]).toMatch(/^a columnar copy does not answer; the database does: /);
    await copies.close();
  });

  test('the database answers where the folder cannot be written, with one warning however often it is tried', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'govgraph-columnar-'));
    await writeFile(join(folder, 'file'), '');
    const copies = await openCopies(database, join(folder, 'file/copies'), 0);
    for (let time = 0; time < 3; time++) {
      await copies.catchUp();
      await askBoth(copies, EVERYTHING);
      expect(foundByCopy()).toBe(false);
    }
    expect(copies.warnings).toHaveLength(1);
    expect(copies.warnings[0]).toContain('ENOTDIR');
    await copies.close();
    await rm(folder, { recursive: true });
  });

  test('the database answers before it is made, and after the server has closed it', async () => {
    const copies = await openCopies(database);
    await askBoth(copies, EVERYTHING);
    expect(foundByCopy()).toBe(false);
    await copies.catchUp();
    await askBoth(copies, EVERYTHING);
    expect(foundByCopy()).toBe(true);
    await copies.close();
    await askBoth(copies, EVERYTHING);
    expect(foundByCopy()).toBe(false);
    expect(copies.warnings).toEqual([]);
  });
});

test('a publication is copied by itself, and pages that were begun before it are read to their end', async () => {
  const copies = await openCopies(database);
  await copies.catchUp();
  const copied = graphOver(database, {}, copies);
  const before = await readdir(copies.directory);
  const whole = await dataOf(askCube(ask, { ...EVERYTHING, first: 10_000 }));
  const begun = await dataOf(askCube(copied, EVERYTHING));
  expect(copies.made.sort()).toEqual(['other', 'world']);

  await importText(database, worldOf(5, '2').text);
  const rest = async () => {
    database.forget();
    const { cube } = await dataOf(
      askCube(copied, { ...EVERYTHING, first: 10_000, after: begun.cube.pageInfo.endCursor }),
    );
    expect(foundByCopy()).toBe(false);
    expect([...begun.cube.rows, ...cube.rows]).toEqual(whole.cube.rows);
  };
  await askBoth(copies, EVERYTHING);
  expect(foundByCopy()).toBe(false);
  await rest();

  await copies.catchUp();
  expect(copies.made).toHaveLength(3);
  const after = await readdir(copies.directory);
  expect(after).toHaveLength(2);
  expect(after.filter((name) => before.includes(name))).toHaveLength(1);
  expect(await askBoth(copies, { ...EVERYTHING, first: 10_000 })).not.toEqual(whole);
  expect(foundByCopy()).toBe(true);
  await rest();
  expect(copies.warnings).toEqual([]);
  await copies.close();
});
