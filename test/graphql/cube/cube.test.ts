import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphOnBothSides } from '../../support/copies.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

/** The days of February 2010, which is four whole weeks and no more. */
const DAYS = Array.from({ length: 28 }, (_, index) => `2010-02-${String(index + 1).padStart(2, '0')}`);

/** A province of two cities, the first with two counties, one of which came to it in 2020. */
const PROVINCE = {
  name: 'province',
  version: '1',
  govgraph: { region: '10' },
  files: {
    themes: csv('code,name:en', 'water,Water'),
    units: csv('code,name:en', 'piece,piece', 'percent,per cent', 'point,point'),
    dimensions: csv('dimension,category,name:en', 'bank,,Bank', 'bank,left,Left', 'bank,right,Right'),
    regions: csv(
      'scheme,code,level,parent,name:en,valid_from,valid_to',
      'test,10,PROVINCE,,Province,,',
      'test,11,PREFECTURE,10,First city,,',
      'test,12,PREFECTURE,10,Second city,,',
      'test,111,COUNTY,11,First county,,',
      'test,112,COUNTY,12,Moving county,,2019-12-31',
      'test,112,COUNTY,11,Moving county,2020-01-01,',
      'test,121,COUNTY,12,Third county,,',
    ),
    metrics: csv(
      'code,name:en,theme,kind,basis,unit,decimals,direction,over_time,over_regions,over_breakdowns,dimensions,numerator,denominator,factor',
      'leaks,Leaks,water,COUNT,FLOW,piece,0,LOWER_IS_BETTER,SUM,SUM,SUM,bank,,,',
      'mended,Mended,water,COUNT,FLOW,piece,0,HIGHER_IS_BETTER,SUM,SUM,SUM,,,,',
      'mending-rate,Mending rate,water,RATE,FLOW,percent,1,HIGHER_IS_BETTER,WEIGHTED,WEIGHTED,NONE,,mended,leaks,100',
      'gauges,Gauges,water,COUNT,LEVEL,piece,0,NEUTRAL,LAST,SUM,NONE,,,,',
      'posts,Posts,water,COUNT,LEVEL,piece,0,NEUTRAL,SUM,SUM,NONE,,,,',
      'score,Score,water,SCORE,LEVEL,point,1,HIGHER_IS_BETTER,AVERAGE,AVERAGE,NONE,,,,',
      'rank,Rank,water,INDEX,LEVEL,point,0,NEUTRAL,NONE,NONE,NONE,,,,',
    ),
    observations: csv(
      'metric,region,breakdown,period,value,status',
      'leaks,111,,2020,10,',
      'leaks,112,,2020,90,',
      'leaks,121,,2020,7,PROVISIONAL',
      'leaks,111,,2019,8,',
      'leaks,112,,2019,80,',
      'leaks,121,,2019,6,',
      'leaks,12,,2018,5,',
      'leaks,111,,2018,4,',
      'leaks,112,,2018,3,',
      'mended,111,,2020,10,',
      'mended,112,,2020,9,',
      'leaks,10,bank=left,2017,2,',
      'leaks,10,bank=right,2017,3,',
      'leaks,111,,2016,,SUPPRESSED',
      'leaks,112,,2016,3,',
      'leaks,121,,2016,4,',
      'leaks,111,,2014,19,',
      'leaks,111,,2013,26,',
      'leaks,112,,2013,,SUPPRESSED DEFINITION_DIFFERS',
      'leaks,111,,2012-Q1,19,',
      'leaks,111,,2011-Q1,26,',
      'leaks,111,,2011-Q2,,SUPPRESSED DEFINITION_DIFFERS',
      'leaks,10,bank=left,2009,19,',
      'leaks,10,bank=left,2008,26,',
      'leaks,10,bank=right,2008,,SUPPRESSED DEFINITION_DIFFERS',
      'leaks,111,,2007,19,',
      'leaks,112,,2007,7,DEFINITION_DIFFERS',
      'leaks,111,,2006,26,',
      'leaks,112,,2006,7,',
      'gauges,11,,2020-11,40,',
      'gauges,11,,2020-12,41,',
      'gauges,12,,2020-12,50,',
      'score,111,,2020,7.1,',
      'score,112,,2020,8.2,',
      'rank,111,,2020,1,',
      'posts,111,,2020-01,1,',
      ...DAYS.flatMap((day) => ['111', '112', '121'].map((region) => `leaks,${region},,${day},2,`)),
    ),
  },
};

let database: TestDatabase;
let sides: Awaited<ReturnType<typeof graphOnBothSides>>;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, PROVINCE);
  sides = await graphOnBothSides(database);
  ask = sides.ask;
});
afterAll(async () => {
  await sides.close();
  await database.close();
});

const QUERY = `query ($input: CubeInput!) { cube(input: $input) { totalCount rows { regionCode period value basis statusFlags numerator denominator
  coverage { expected reported } changes { percent reason } } } }`;
type Row = Readonly<Record<string, unknown>> & { readonly coverage: { expected: number; reported: number } | null };
const rowsOf = async (input: object): Promise<Row[]> => (await dataOf(ask(QUERY, { input }))).cube.rows;
const refusalOf = async (input: object) => (await ask(QUERY, { input })).errors?.[0];
const told = (rows: readonly Row[]) =>
  rows.map(({ regionCode, period, value, basis, coverage }) => {
    const parts = coverage ? `${coverage.reported}/${coverage.expected}` : '-';
    return `${regionCode} ${period} ${value} ${basis} ${parts}`;
  });

describe('CubeInput.rollUp, into regions', () => {
  test('follows the tree as it was on the last day of each period', async () => {
    expect(told(await rowsOf({ metrics: ['leaks'], from: '2019', rollUp: { toLevel: 'PREFECTURE' } }))).toEqual([
      '11 2019 8 ROLLED_UP 1/1',
      '11 2020 100 ROLLED_UP 2/2',
      '12 2019 86 ROLLED_UP 2/2',
      '12 2020 7 ROLLED_UP 1/1',
    ]);
  });

  test('takes what lies below a region that does not report, and counts nothing twice', async () => {
    const rows = await rowsOf({ metrics: ['leaks'], from: '2018', breakdowns: [], rollUp: { toRegion: '10' } });
    expect(told(rows)).toEqual([
      '10 2018 9 ROLLED_UP 2/2', // the second city's 5 stands for its counties, of which one reports 3
      '10 2019 94 ROLLED_UP 3/3',
      '10 2020 107 ROLLED_UP 3/3',
    ]);
    expect(rows[2]?.statusFlags).toEqual(['PROVISIONAL']);
  });

  test('counts the tree whole, whatever figures may be used', async () => {
    const input = { metrics: ['leaks'], from: '2020', regions: { codes: ['111'] }, rollUp: { toRegion: '11' } };
    const [row] = await rowsOf(input);
    expect(row).toMatchObject({ value: null, statusFlags: ['MISSING'], coverage: { expected: 2, reported: 1 } });
    const [part] = await rowsOf({ ...input, rollUp: { toRegion: '11', allowPartial: true } });
    expect(part).toMatchObject({ value: '10', coverage: { expected: 2, reported: 1 } });
  });

  test('divides what was resolved by what there was, and takes the mean only of means', async () => {
    const [rate] = await rowsOf({ metrics: ['mending-rate'], rollUp: { toRegion: '11' } });
    expect(rate).toMatchObject({ value: '19.0', numerator: '19', denominator: '100', basis: 'ROLLED_UP' });
    const [score] = await rowsOf({ metrics: ['score'], rollUp: { toRegion: '11' } });
    expect(score).toMatchObject({ value: '7.7', coverage: { expected: 2, reported: 2 } }); // 7.65
  });

  test('keeps back what a suppressed part could be worked out from', async () => {
    const rows = await rowsOf({ metrics: ['leaks'], from: '2016', to: '2016', rollUp: { toRegion: '10' } });
    expect(rows).toMatchObject([{ value: null, statusFlags: ['SUPPRESSED'], coverage: { expected: 3, reported: 2 } }]);
  });

  test('compares totals of the same parts alone', async () => {
    const input = { metrics: ['leaks'], from: '2019', rollUp: { toLevel: 'PREFECTURE' }, changes: ['YOY'] };
    const [, first] = await rowsOf(input);
    expect(first).toMatchObject({ value: '100', changes: [{ percent: '1150', reason: null }] });
    const partial = { toRegion: '10', allowPartial: true };
    const rows = await rowsOf({ ...input, regions: { codes: ['111', '112', '12'] }, from: '2018', rollUp: partial });
    expect(rows.map((row) => [row.value, row.changes])).toMatchObject([
      ['9', [{ reason: 'NO_BASE' }]],
      ['88', [{ percent: null, reason: 'UNEQUAL_COVERAGE' }]],
      ['100', [{ percent: '13.6363636364', reason: null }]],
    ]);
  });

  test.each([
    ['regions', '2013', '2014', { toRegion: '10' }],
    ['time', '2011', '2012', { overTime: 'ANNUAL' }],
    ['breakdowns', '2008', '2009', { overBreakdowns: ['bank'] }],
  ])('takes no break from a suppressed part that is in neither total over %s', async (_axis, from, to, rollUp) => {
    const input = { metrics: ['leaks'], from, to, rollUp: { ...rollUp, allowPartial: true }, changes: ['YOY'] };
    const [before, after] = await rowsOf(input);
    expect(before).toMatchObject({ value: '26', statusFlags: ['DEFINITION_DIFFERS'] });
    expect(after).toMatchObject({ value: '19', changes: [{ percent: '-26.9230769231', reason: null }] });
  });

  test('takes a break from a part that is in one total and is defined otherwise there', async () => {
    const rollUp = { toRegion: '10', allowPartial: true };
    const rows = await rowsOf({ metrics: ['leaks'], from: '2006', to: '2007', rollUp, changes: ['YOY'] });
    expect(rows[1]).toMatchObject({ value: '26', changes: [{ percent: null, reason: 'BREAK_IN_SERIES' }] });
  });
});

describe('CubeInput.rollUp, over breakdowns and time', () => {
  test('adds all categories', async () => {
    const rows = await rowsOf({ metrics: ['leaks'], from: '2017', to: '2017', rollUp: { overBreakdowns: ['bank'] } });
    expect(told(rows)).toEqual(['10 2017 5 ROLLED_UP 2/2']);
  });

  test('adds the days of three counties up to weeks and to a month, which have no other parts', async () => {
    const sums = (overTime: string) =>
      rowsOf({ metrics: ['leaks'], from: '2010', to: '2010', rollUp: { overTime, toRegion: '10' } }).then(told);
    expect(await sums('MONTHLY')).toEqual(['10 2010-02 168 ROLLED_UP 84/84']);
    expect(await sums('WEEKLY')).toEqual(['05', '06', '07', '08'].map((week) => `10 2010-W${week} 42 ROLLED_UP 21/21`));
  });

  test('takes the last of levels', async () => {
    const rows = await rowsOf({ metrics: ['gauges'], rollUp: { overTime: 'ANNUAL', toRegion: '10' } });
    expect(told(rows)).toEqual(['10 2020 91 ROLLED_UP 2/2']);
  });
});

test.each([
  [{ metrics: ['leaks', 'rank'], rollUp: { toRegion: '11' } }, /"rank".*over regions is NONE/],
  [{ metrics: ['posts'], rollUp: { overTime: 'ANNUAL' } }, /"posts".*LEVEL.*never add up over time/],
  [{ metrics: ['nothing'] }, /no metric "nothing"/],
  [{ metrics: ['leaks'], regions: { codes: ['99'] } }, /no region "99"/],
  [{ metrics: ['leaks'], rollUp: {} }, /nothing to roll up/],
  [{ metrics: ['leaks'], rollUp: { overTime: 'SPAN' } }, /must be one of ANNUAL, .*; got SPAN/],
  [{ metrics: ['leaks'], regions: { codes: ['121'] }, rollUp: { toRegion: '11' } }, /"121" has never been in/],
  [{ metrics: ['leaks'], regions: {} }, /exactly one of/],
  [{ metrics: ['leaks'], latest: 0 }, /`input.latest` must be between 1 and 100,000; got 0/],
])('Query.cube refuses %j in words', async (input, words) => {
  const error = await refusalOf(input);
  expect(error?.extensions.code).toBe('BAD_INPUT');
  expect(error?.message).toMatch(words);
});
