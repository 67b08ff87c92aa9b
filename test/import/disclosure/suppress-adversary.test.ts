import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { csv } from '../../support/package.ts';
import { checkProperty } from '../../support/property.ts';
import { openMemory } from '../fixture.ts';
import { count, served } from './suppress-package.ts';

/**
 * Who wants to know what is suppressed, and has what is served: the true world is a table of its smallest cells, every figure is a sum of
 * some of them, and so are the sums that are tried here. Nothing of the code under test is used.
 */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  p: ['a1', 'a2', 'b1', 'b2'],
  a: ['a1', 'a2'],
  b: ['b1', 'b2'],
  a1: ['a1'],
  a2: ['a2'],
  b1: ['b1'],
  b2: ['b2'],
};
const SEXES: Readonly<Record<string, readonly string[]>> = { '': ['f', 'm'], 'sex=f': ['f'], 'sex=m': ['m'] };
const PERIODS: Readonly<Record<string, readonly string[]>> = {
  '2020': ['1', '2', '3', '4'],
  '2020-S1': ['1', '2'],
  '2020-S2': ['3', '4'],
  '2020-Q1': ['1'],
  '2020-Q2': ['2'],
  '2020-Q3': ['3'],
  '2020-Q4': ['4'],
  '2020-01-01/P9M': ['1', '2', '3'],
};
const AXES = [REGIONS, SEXES, PERIODS];
type Name = readonly [string, string, string];
const product = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((all, list) => all.flatMap((one) => list.map((item) => [...one, item])), [[]]);
const NAMES = product(AXES.map((axis) => Object.keys(axis))) as unknown as Name[];
const cellsOf = (name: Name): string[] =>
  product(AXES.map((axis, index) => [...(axis[name[index] ?? ''] ?? [])])).map(String);
const CELLS = cellsOf(['p', '', '2020']);

/** Every way to put a member of an axis together from others of it, by trying all of them. */
function covers(axis: Readonly<Record<string, readonly string[]>>, whole: string): string[][] {
  const names = Object.keys(axis);
  const found: string[][] = [];
  const extend = (left: readonly string[], chosen: readonly string[]): void => {
    const [next] = left;
    if (next === undefined) return void found.push([...chosen]);
    for (const name of names) {
      const own = axis[name] ?? [];
      if (own.includes(next) && own.every((cell) => left.includes(cell))) {
        extend(
          left.filter((cell) => !own.includes(cell)),
          [...chosen, name],
        );
      }
    }
  };
  extend(axis[whole] ?? [], []);
  return found;
}
const WAYS = AXES.map((axis) => new Map(Object.keys(axis).map((name) => [name, covers(axis, name)])));

type Served = ReadonlyMap<string, string | null>;

/** What a single sum or difference tells: a total of which all parts but one are given, in whatever way it is put together. */
function bySubtraction(table: Served): string[] {
  const told: string[] = [];
  for (const [region, sex, period] of NAMES) {
    const total = [region, sex, period].join();
    if (!table.has(total)) continue;
    for (const regions of WAYS[0]?.get(region) ?? []) {
      for (const sexes of WAYS[1]?.get(sex) ?? []) {
        for (const periods of WAYS[2]?.get(period) ?? []) {
          const parts = product([regions, sexes, periods]).map(String);
          if (parts.length === 1 || !parts.every((part) => table.has(part))) continue;
          const unknown = [total, ...parts].filter((name) => table.get(name) === null);
          if (unknown.length === 1) told.push(`${unknown[0]} by ${total} = ${parts.join(' + ')}`);
        }
      }
    }
  }
  return told;
}

/** What all sums together tell: a figure whose cells are a combination of those of given ones. */
function byAlgebra(table: Served): string[] {
  const prime = 1_000_003n;
  const rows: bigint[][] = [];
  const vector = (name: string): bigint[] => {
    const cells = new Set(cellsOf(name.split(',') as unknown as Name));
    return CELLS.map((cell) => (cells.has(cell) ? 1n : 0n));
  };
  const reduce = (row: bigint[]): bigint[] => {
    for (const other of rows) {
      const pivot = other.findIndex((value) => value !== 0n);
      const times = row[pivot] ?? 0n;
      if (times !== 0n)
        row = row.map((value, index) => (((value - times * (other[index] ?? 0n)) % prime) + prime) % prime);
    }
    return row;
  };
  for (const [name, value] of table) {
    if (value === null) continue;
    const row = reduce(vector(name));
    const lead = row.find((one) => one !== 0n);
    if (lead === undefined) continue;
    let inverse = 1n;
    for (let power = prime - 2n, base = lead; power > 0n; power /= 2n, base = (base * base) % prime) {
      if (power % 2n === 1n) inverse = (inverse * base) % prime;
    }
    rows.push(row.map((one) => (one * inverse) % prime));
  }
  return [...table]
    .filter(([name, value]) => value === null && reduce(vector(name)).every((one) => one === 0n))
    .map(([name]) => name);
}

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const small = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 40 }) },
);
const cells = fc.array(small, { minLength: CELLS.length, maxLength: CELLS.length });
const REGION_FILE = csv(
  'scheme,code,level,parent,name:en',
  'X,p,PROVINCE,,P',
  ...['a', 'b'].flatMap((code) => [`X,${code},PREFECTURE,p,${code}`, `X,${code}1,COUNTY,${code},${code}1`, `X,${code}2,COUNTY,${code},${code}2`]),
); // biome-ignore format: short

interface World {
  readonly values: readonly number[];
  readonly names: readonly Name[];
}
let release = 0;

/** Publishes what these names are in each world, each under a metric of its own, and answers what is served of each. */
async function publish(worlds: readonly World[]): Promise<Served[]> {
  const version = `v${release++}`;
  const observations = worlds.flatMap(({ values, names }, at) => {
    const valueIn = new Map(CELLS.map((cell, index) => [cell, values[index] ?? 0]));
    return names.map((name) => {
      const value = cellsOf(name).reduce((sum, cell) => sum + (valueIn.get(cell) ?? 0), 0);
      return `${version}-${at},${name.join()},${value},`;
    });
  });
  const metrics = worlds.map((_, at) => count(`${version}-${at}`, 'sex'));
  const found = await served(database, { metrics, observations, regions: REGION_FILE, version });
  const tables = worlds.map(() => new Map<string, string | null>());
  for (const [key, value] of Object.entries(found)) {
    const [metric = '', region = '', ...rest] = key.split(' ');
    const name = [region, rest.length === 2 ? rest[0] : '', rest.at(-1)].join();
    tables[Number(metric.split('-')[1])]?.set(name, value);
  }
  expect(tables.map(({ size }) => size)).toEqual(worlds.map(({ names }) => names.length));
  return tables;
}

const worldsOf = (names: fc.Arbitrary<readonly Name[]>) =>
  fc.array(fc.record({ values: cells, names }), { minLength: 12, maxLength: 12 });

test('no sum and no difference of what is served tells what is suppressed', async () => {
  const published = worldsOf(fc.shuffledSubarray(NAMES, { minLength: 20, maxLength: NAMES.length }));
  await checkProperty(
    fc.asyncProperty(published, async (worlds) => {
      expect((await publish(worlds)).flatMap(bySubtraction)).toEqual([]);
    }),
    { runs: 4, parameters: { endOnFailure: true } },
  );
});

test('nor do all sums of a table together, of which every margin is served', async () => {
  const tables = fc.constantFrom(
    NAMES.filter(([, , period]) => period === '2020'),
    NAMES.filter(([, sex, period]) => sex === '' && /2020(-S|$)/.test(period)),
    NAMES.filter(([region, , period]) => region.length === 2 && /2020(-Q|$)/.test(period)),
  );
  await checkProperty(
    fc.asyncProperty(worldsOf(tables), async (worlds) => {
      const found = await publish(worlds);
      expect(found.flatMap(bySubtraction)).toEqual([]);
      expect(found.flatMap(byAlgebra)).toEqual([]);
    }),
    { runs: 4, parameters: { endOnFailure: true } },
  );
});
