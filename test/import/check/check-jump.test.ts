import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { dataOf, graphOver } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { openMemory } from '../fixture.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const METRICS = [
  'persons,Persons,all,COUNT,FLOW,person,,',
  'paid,Paid,all,AMOUNT,FLOW,person,2,',
  'share,Share,all,RATE,FLOW,percent,1,',
  'growth,Growth,all,RATE,FLOW,percent,1,-100',
  'score,Score,all,SCORE,LEVEL,person,,',
];

const FIRST = 990_000;

/** Imports figures that are written metric,region,period,value[,status], and answers the jumps. */
async function jumpsOf(figures: readonly string[]) {
  const regions = new Set(figures.map((line) => line.split(',')[1]));
  await importText(database, {
    name: 'jumps',
    version: '1',
    files: {
      themes: csv('code,name:en', 'all,All'),
      units: csv('code,name:en', 'person,Person', 'percent,Per cent'),
      regions: csv('scheme,code,level,parent,name:en', 'test,990000,PREFECTURE,,City', ...[...regions].filter((code) => code !== '990000').map((code) => `test,${code},COUNTY,,County`)), // biome-ignore format: a file a line
      metrics: csv('code,name:en,theme,kind,basis,unit,decimals,minimum', ...METRICS),
      observations: csv(
        'metric,region,period,value,status',
        ...figures.map((line) => (line.split(',').length === 4 ? `${line},` : line)),
      ),
    },
  });
  const { checks } = await dataOf(
    graphOver(database)(
      '{ checks(where: { rules: [JUMP] }) { nodes { verdict metric { code } region { code } period reported expected tolerance explanation(lang: "en") inputs { period value } } } }',
    ),
  );
  return checks.nodes;
}

const yearly = (metric: string, values: readonly (number | string)[], region = FIRST, first = 2001): string[] =>
  values.map((value, index) => `${metric},${region},${first + index},${value}`);
/** Growth with the changes of ordinary years. */
const STEPS = [1.04, 0.97, 1.11, 1.02, 1.3, 0.85, 1.06, 1.01, 0.99, 1.08, 1.15];
function growing(from: number): number[] {
  const values = [from];
  for (const step of STEPS) values.push(Math.round((values.at(-1) ?? 0) * step));
  return values;
}
const placesOf = (found: readonly { region: { code: string }; period: string }[]) =>
  found.map(({ region, period }) => `${region.code} ${period}`);

describe('a jump', () => {
  test('of full counts beside the survey of a sample is a warning, with the value before', async () => {
    const values = growing(105_350);
    const full = [...values.slice(0, 6), Math.round((values[5] ?? 0) * 18.94), ...values.slice(7).map((value) => value * 19)]; // biome-ignore format: a case a line
    expect(await jumpsOf(yearly('persons', full))).toEqual([
      {
        verdict: 'WARN',
        metric: { code: 'persons' },
        region: { code: '990000' },
        period: '2007',
        reported: String(full[6]),
        expected: String(full[5]),
        tolerance: null,
        explanation: `Published is ${full[6]?.toLocaleString('en')}, 18.9 times the ${full[5]?.toLocaleString('en')} of 2006: an unusual step, to be compared with the source. If the two are not comparable, give the later one the status BREAK.`,
        inputs: [{ period: '2006', value: String(full[5]) }],
      },
    ]);
  });

  test('there and back is one finding, up or down', async () => {
    const point = (factor: number) =>
      growing(5_000).map((value, at) => (at === 6 ? Math.round(value * factor) : value));
    const found = await jumpsOf([
      ...yearly('persons', point(10), 990_001),
      ...yearly('persons', point(0.1), 990_002),
      ...yearly('paid', point(1_000), 990_001),
    ]);
    expect(placesOf(found)).toEqual(['990001 2007', '990001 2007', '990002 2007']);
  });

  test('is found in a short series without neighbours from tenfold on', async () => {
    const found = await jumpsOf([
      ...yearly('persons', [105_350, 106_410, 2_014_930], 990_001),
      ...yearly('persons', [105_350, 106_410, 851_280], 990_002),
    ]);
    expect(placesOf(found)).toEqual(['990001 2003']);
  });

  test('is found in a short series by its neighbours', async () => {
    const others = Array.from({ length: 6 }, (_, at) => yearly('persons', [1_000, 1_050 + at], 990_001 + at)).flat();
    expect(placesOf(await jumpsOf([...others, ...yearly('persons', [1_000, 4_100], 990_009)]))).toEqual([
      '990009 2002',
    ]);
  });

  test('of all regions at once is none, unless it is tenfold against a quiet history', async () => {
    const everywhere = (metric: string, factor: number) =>
      Array.from(
        { length: 8 },
        (_, region) =>
        yearly(metric, growing(3_000 + region * 700).map((value, at) => (at < 6 ? value : Math.round(value * factor))), 990_001 + region), // biome-ignore format: a case a line
      ).flat();
    const found = await jumpsOf([...everywhere('persons', 4), ...everywhere('paid', 19)]);
    expect(found.map(({ metric, period }: { metric: { code: string }; period: string }) => `${metric.code} ${period}`)).toEqual(Array(8).fill('paid 2007')); // biome-ignore format: a case a line
  });
});

describe('no jump', () => {
  test('is ordinary growth, however long and steep', async () => {
    const steep = Array.from({ length: 15 }, (_, at) => Math.round(50 * 1.4 ** at));
    expect(await jumpsOf([...yearly('persons', growing(800)), ...yearly('paid', steep)])).toEqual([]);
  });

  test('is a series that falls and rises each year, or an outbreak', async () => {
    const seasons = Array.from({ length: 36 }, (_, month) => {
      const value = (month % 12 === 1 ? 220 : 1_000) + ((month * 37) % 90);
      return `persons,990000,${2018 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')},${value}`;
    });
    const outbreak = [1, 4, 12, 45, 90, 400, 700, 2_900, 4_100, 4_150, 4_160].map(
      (value, day) => `persons,990001,2020-02-${String(day + 1).padStart(2, '0')},${value}`,
    );
    const found = await jumpsOf([...seasons, ...outbreak]);
    expect(found).toEqual([]);
  });

  test('is a handful of cases, a zero, or a gap', async () => {
    const found = await jumpsOf([
      ...yearly('persons', [1, 2, 1, 1, 2, 1, 1, 9, 2, 1], 990_001),
      ...yearly('persons', [500, 510, 490, 0, 495, 500, 505, 500, 510], 990_002),
      ...yearly('persons', [500, 510, 490, 500, 505, 500, 505], 990_003),
      ...yearly('persons', [5_000, 5_100], 990_003, 2011),
      ...yearly('share', [0.1, 0.1, 0.2, 0.1, 0.1, 0.4, 0.1, 0.2], 990_001),
    ]);
    expect(found).toEqual([]);
  });

  test('is what may be negative, and a score', async () => {
    expect(await jumpsOf([...yearly('growth', [7.1, 6.9, 7.3, 7.2, 7.0, 0.4, 7.5, 7.1]), ...yearly('score', [10, 10, 10, 10, 10, 10, 100])])).toEqual([]); // biome-ignore format: a case a line
  });

  test('is a break that is marked, which divides comparisons as it did', async () => {
    const values = growing(105_350).map((value, at) => (at < 6 ? value : value * 19));
    const marked = yearly('persons', values).map((line, at) => (at === 6 ? `${line},BREAK` : line));
    expect(await jumpsOf(marked)).toEqual([]);
    const { metric } = await dataOf(
      graphOver(database)(
        '{ metric(code: "persons") { series(first: 1) { nodes { observations(first: 20) { nodes { period change(kind: YOY) { percent reason } } } } } } }',
      ),
    );
    const changes = metric.series.nodes[0].observations.nodes;
    expect(changes.find(({ period }: { period: string }) => period === '2007').change).toEqual({
      percent: null,
      reason: 'BREAK_IN_SERIES',
    });
    expect(changes.find(({ period }: { period: string }) => period === '2008').change.reason).toBeNull();
  });
});
