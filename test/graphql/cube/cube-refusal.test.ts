import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphOnBothSides } from '../../support/copies.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { askCube } from './cube-answer.ts';

let database: TestDatabase;
let sides: Awaited<ReturnType<typeof graphOnBothSides>>;
let ask: Ask;
/** One dimension more than may be added over at once. */
const MANY = ['bank', 'season', ...Array.from({ length: 7 }, (_, index) => `extra-${index}`)];
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const dimensions = `${riverCity().files.dimensions}${csv(
    ...MANY.slice(2).flatMap((name) => [`${name},,${name},`, `${name},one,One,1`]),
  )}`;
  const metrics = `${riverCity().files.metrics}rank,Rank,,safety,,,INDEX,LEVEL,piece,0,NEUTRAL,NONE,NONE,NONE,bank,,,\n`;
  await importText(database, riverCity('1', { dimensions, metrics }));
  sides = await graphOnBothSides(database);
  ask = sides.ask;
});
afterAll(async () => {
  await sides.close();
  await database.close();
});

const leaks = { metrics: ['leaks'] };
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('Query.cube refuses', () => {
  test.each<[object, string, string]>([
    [{ metrics: ['nope'] }, 'input.metrics', 'There is no metric "nope".'],
    [{ metrics: ['leaks', ''] }, 'input.metrics', 'There is no metric "".'],
    [{ ...leaks, datasets: ['nope'] }, 'input.datasets', 'There is no data set "nope".'],
    [{ ...leaks, regions: { codes: ['990100', 'nope'] } }, 'input.regions.codes', 'There is no region "nope".'],
    [{ ...leaks, regions: { childrenOf: 'nope' } }, 'input.regions.childrenOf', 'There is no region "nope".'],
    [{ ...leaks, regions: { descendantsOf: 'nope' } }, 'input.regions.descendantsOf', 'There is no region "nope".'],
    [{ ...leaks, regions: {} }, 'input.regions', 'got none.'],
    [{ ...leaks, regions: { codes: [], childrenOf: '990000' } }, 'input.regions', 'got codes, childrenOf.'],
    [
      { ...leaks, regions: { codes: ['990000'], level: 'COUNTY' } },
      'input.regions',
      '`level` must be used with `descendantsOf`.',
    ],
    [{ ...leaks, breakdowns: [{ dimension: 'nope' }] }, 'input.breakdowns', 'There is no dimension "nope".'],
    [
      { ...leaks, breakdowns: [{ dimension: 'bank', categories: ['nope'] }] },
      'input.breakdowns',
      'There is no category "nope".',
    ],
    [{ ...leaks, from: '2021', to: '2019' }, 'input.from', 'begins after'],
    [{ ...leaks, from: 'soon' }, 'input.from', 'is not a period'],
    [{ ...leaks, frequency: ['HOURLY'] }, 'input.frequency', 'HOURLY'],
    [{ ...leaks, latest: 0 }, 'input.latest', '`input.latest` must be between 1 and 100,000; got 0'],
    [{ ...leaks, latest: -3 }, 'input.latest', '`input.latest` must be between 1 and 100,000; got -3'],
    [{ ...leaks, first: -1 }, 'input.first', '`input.first` must be between 0 and 10,000; got -1.'],
    [{ ...leaks, after: 'nope' }, 'input.after', 'not a cursor of this list'],
    [{ ...leaks, after: '' }, 'input.after', 'not a cursor of this list'],
    [{ ...leaks, asOf: '2999-01-01T00:00:00Z' }, 'input.asOf', 'in the future'],
    [{ ...leaks, asOf: '1999-01-01T00:00:00Z' }, 'input.asOf', 'Nothing had been published yet at this moment.'],
    [{ ...leaks, rollUp: {} }, 'input.rollUp', 'nothing to roll up'],
    [{ ...leaks, rollUp: { allowPartial: true, overBreakdowns: [] } }, 'input.rollUp', 'nothing to roll up'],
    [{ ...leaks, rollUp: { toLevel: 'COUNTY', toRegion: '990000' } }, 'input.rollUp', 'not both'],
    [{ ...leaks, rollUp: { toRegion: 'nope' } }, 'input.rollUp.toRegion', 'There is no region "nope".'],
    [{ ...leaks, rollUp: { overTime: 'DAILY' } }, 'input.rollUp.overTime', 'got DAILY.'],
    [{ ...leaks, rollUp: { overTime: 'SPAN' } }, 'input.rollUp.overTime', 'got SPAN.'],
    [{ ...leaks, rollUp: { overTime: 'WEEKLY' }, frequency: ['MONTHLY'] }, 'input.frequency', 'MONTHLY'],
    [
      { ...leaks, rollUp: { overBreakdowns: ['nope'] } },
      'input.rollUp.overBreakdowns',
      'There is no dimension "nope".',
    ],
    [
      { ...leaks, rollUp: { overBreakdowns: ['bank'] }, breakdowns: [{ dimension: 'bank', categories: ['left'] }] },
      'input.breakdowns',
      'Leave this dimension out of `breakdowns`.',
    ],
    [
      { ...leaks, rollUp: { toRegion: '990100' }, regions: { codes: ['990200'] } },
      'input.regions.codes',
      'The region "990200" has never been in the region "990100".',
    ],
    [
      { ...leaks, rollUp: { toLevel: 'COUNTY' }, regions: { codes: ['990000'] } },
      'input.regions.codes',
      'The region "990000" has never been in a region of the level COUNTY.',
    ],
  ])('%j at %s: %s', async (input, argument, message) => {
    const { data, errors } = await askCube(ask, input);
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument });
    expect(errors?.[0]?.message).toContain(message);
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['{ cube(input: { metrics: ["leaks"], from: "soon" }) { totalCount } }', 'input.from', {}],
    ['{ cube(input: { to: "soon", metrics: ["leaks"] }) { totalCount } }', 'input.to', {}],
    ['{ cube(input: { metrics: ["leaks"], regions: { codes: [] }, asOf: "soon" }) { totalCount } }', 'input.asOf', {}],
    ['{ cube(input: { metrics: ["leaks"], regions: { level: SOON } }) { totalCount } }', 'input.regions.level', {}],
    ['query ($to: Period) { cube(input: { metrics: ["leaks"], to: $to }) { totalCount } }', 'input.to', { to: 'soon' }],
    [
      'query ($cube: CubeInput!) { cube(input: $cube) { totalCount } }',
      'input.breakdowns.dimension',
      { cube: { metrics: ['leaks'], breakdowns: [{ dimension: 1 }] } },
    ],
  ])('what is no value, wherever it stands: %s', async (query, argument, variables) => {
    const { errors } = await ask(query, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument });
  });

  test.each<[string, object, object]>([
    ['a page of 10,001', { ...leaks, first: 10_001 }, { limit: 'page', admitted: 10_000, asked: 10_001 }],
    [
      'three thousand breakdowns',
      { ...leaks, breakdowns: many(3_000, { dimension: 'bank' }) },
      { limit: 'breakdowns', admitted: 50, asked: 3_000 },
    ],
    [
      'nine dimensions to add over',
      { ...leaks, rollUp: { overBreakdowns: MANY } },
      { limit: 'overBreakdowns', admitted: 8, asked: 9 },
    ],
  ])('%s', async (_name, input, details) => {
    const { errors } = await askCube(ask, input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', ...details });
  });

  test('a whole request for one metric whose rule forbids it', async () => {
    for (const [rollUp, rule] of [
      [{ overTime: 'ANNUAL' }, 'its rule over time is NONE'],
      [{ toRegion: '990000' }, 'its rule over regions is NONE'],
      [{ overBreakdowns: ['bank'] }, 'its rule over breakdowns is NONE'],
    ] as const) {
      const { errors } = await askCube(ask, { metrics: ['leaks', 'rank'], rollUp });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'input.rollUp' });
      expect(errors?.[0]?.message).toContain(`Metric "rank" cannot be rolled up: ${rule}`);
    }
  });

  test('a cursor of another order, and of another kind of table', async () => {
    const { cube } = await dataOf(askCube(ask, { ...leaks, first: 2 }));
    const after = cube.pageInfo.endCursor;
    for (const input of [{ orderBy: ['VALUE_ASC'] }, { rollUp: { overTime: 'ANNUAL' } }]) {
      const { errors } = await askCube(ask, { ...leaks, ...input, after });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'input.after' });
      expect(errors?.[0]?.message).toContain('holds a cursor of the order');
    }
  });
});

describe('Query.cube is empty', () => {
  test.each<[object]>([
    [{ metrics: [] }],
    [{ metrics: [], rollUp: { toRegion: '990000' } }],
    [{ ...leaks, datasets: [] }],
    [{ ...leaks, frequency: [] }],
    [{ ...leaks, regions: { codes: [] } }],
    [{ ...leaks, regions: { codes: [] }, rollUp: { toRegion: '990000' } }],
    [{ ...leaks, regions: { codes: [] }, rollUp: { toLevel: 'PREFECTURE', overTime: 'ANNUAL' } }],
    [{ ...leaks, regions: { descendantsOf: '990000', level: 'GRID' } }],
    [{ ...leaks, rollUp: { toLevel: 'GRID' } }],
    [{ ...leaks, breakdowns: [{ dimension: 'bank', categories: [] }] }],
    [{ ...leaks, from: '2031' }],
  ])('for %j', async (input) => {
    const { cube } = await dataOf(askCube(ask, input));
    expect(cube).toMatchObject({ rows: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } });
  });
});

describe('Query.cube takes as one', () => {
  test.each<[object, object]>([
    [{ metrics: many(5_000, 'leaks') }, leaks],
    [{ ...leaks, breakdowns: [] }, leaks],
    [
      { ...leaks, orderBy: ['VALUE_ASC', 'VALUE_DESC', 'VALUE_ASC'] },
      { ...leaks, orderBy: ['VALUE_ASC'] },
    ],
    [
      { ...leaks, changes: ['YOY', 'YOY'] },
      { ...leaks, changes: ['YOY'] },
    ],
    [
      { ...leaks, rollUp: { overBreakdowns: many(5_000, 'bank') } },
      { ...leaks, rollUp: { overBreakdowns: ['bank'] } },
    ],
  ])('the input %#', async (input, same) => {
    const [first, second] = [await dataOf(askCube(ask, input)), await dataOf(askCube(ask, same))];
    expect(first.cube.rows.length).toBeGreaterThan(0);
    expect(first).toEqual(second);
  });

  test('a page of nothing, which only counts', async () => {
    const { cube } = await dataOf(askCube(ask, { ...leaks, first: 0 }));
    expect(cube).toMatchObject({ rows: [], totalCount: 76, pageInfo: { hasNextPage: true, endCursor: null } });
  });
});
