import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { importFiles, inEnglish, openMemory, openObservations, problemsOf } from '../fixture.ts';

let database: Database;
let ask: Ask;
const DIMENSIONS =
  'dimension,category,name:en,order,valid_from,valid_to\nrating,,Rating,,,\n' +
  'rating,a,A,1,,\nrating,b,B,2,,\nrating,c,C,3,,2019-06-30\nrating,d,D,4,2020-01-01,\n';
const METRICS =
  'code,name:en,theme,kind,basis,unit,decimals,over_time,over_regions,over_breakdowns,dimensions,expression\n' +
  'schools,Schools,theme,COUNT,FLOW,piece,0,SUM,SUM,SUM,rating,\n' +
  'total,Schools in all,theme,COUNT,FLOW,piece,0,SUM,SUM,,,"Σ(schools, rating)"\n';
const ROWS = [
  ...['2018', '2019', '2020'].flatMap((year) => [`schools,low,rating=a,${year},10`, `schools,low,rating=b,${year},20`]),
  'schools,low,rating=c,2018,3',
  'schools,low,rating=d,2020,4',
  'schools,low,,2018,33',
  'schools,low,,2019,31',
  'schools,low,,2020,34',
];
const FILES = {
  'themes.csv': 'code,name:en\ntheme,Theme\n',
  'units.csv': 'code,name:en\npiece,Piece\n',
  'dimensions.csv': DIMENSIONS,
  'regions.csv': 'scheme,code,level,parent,name:en\nX,top,PROVINCE,,Top\nX,low,COUNTY,top,Low\n',
  'metrics.csv': METRICS,
  'observations.csv': `metric,region,breakdown,period,value\n${ROWS.join('\n')}\n`,
};
const file = (rows: readonly string[]) => `metric,region,breakdown,period,value\n${rows.join('\n')}\n`;
const version = (text: string) => ({ descriptor: { version: text } });
/** Without the totals that are stored, so that they are worked out. */
const PARTS = { ...FILES, 'observations.csv': file(ROWS.filter((row) => !row.includes(',,'))) };

beforeAll(async () => {
  database = await openMemory();
  ask = graphOver(database);
  await importFiles(database, FILES);
});
afterAll(() => database.close());

const CUBE = `query ($input: CubeInput!) { cube(input: $input) { rows { period value coverage { expected reported } } } }`;
const cells = async (input: object) => {
  const { rows } = (await dataOf(ask(CUBE, { input }))).cube;
  return rows.map((node: { period: string; value: string; coverage: { expected: number; reported: number } | null }) =>
    [node.period, node.value, node.coverage && `${node.coverage.reported}/${node.coverage.expected}`].join(' '),
  );
};

describe('categories that begin and end', () => {
  test('a sum of parts is checked against those that are valid at the end of the period', async () => {
    const { checks } = await dataOf(
      ask(`{ checks(where: { rules: [SUM_OF_PARTS] }, first: 10) { nodes { verdict period } } }`),
    );
    expect(
      checks.nodes.map((node: { verdict: string; period: string }) => `${node.period} ${node.verdict}`).sort(),
    ).toEqual(['2018 PASS', '2019 FAIL', '2020 PASS']);
  });

  test('a formula sums over those that are valid at the end of the period', async () => {
    expect(await openObservations(database)).toEqual(
      expect.arrayContaining([
        'total low 2018 33 COMPUTED 1',
        'total low 2019 30 COMPUTED 1',
        'total low 2020 34 COMPUTED 1',
      ]),
    );
  });

  test('Category.validFrom and validTo say when', async () => {
    const { metric } = await dataOf(
      ask('{ metric(code: "schools") { dimensions { categories { code validFrom validTo } } } }'),
    );
    expect(metric.dimensions[0].categories).toEqual([
      { code: 'a', validFrom: null, validTo: null },
      { code: 'b', validFrom: null, validTo: null },
      { code: 'c', validFrom: null, validTo: '2019-06-30' },
      { code: 'd', validFrom: '2020-01-01', validTo: null },
    ]);
  });

  test('a cube sums over those that are valid at the end of the period, over regions too', async () => {
    await importFiles(database, PARTS, version('2'));
    const input = { metrics: ['schools'], regions: { codes: ['low'] }, rollUp: { overBreakdowns: ['rating'] } };
    expect(await cells(input)).toEqual(['2018 33 3/3', '2019 30 2/2', '2020 34 3/3']);
    expect(await cells({ ...input, regions: null, rollUp: { ...input.rollUp, toRegion: 'top' } })).toEqual([
      '2018 33 3/3',
      '2019 30 2/2',
      '2020 34 3/3',
    ]);
  });

  test('a year of quarters has in each quarter the categories that are valid at its end', async () => {
    const quarters = [1, 2, 3, 4].flatMap((quarter) => [
      `schools,low,rating=a,2019-Q${quarter},1`,
      `schools,low,rating=b,2019-Q${quarter},2`,
      ...(quarter < 3 ? [`schools,low,rating=c,2019-Q${quarter},4`] : []),
    ]);
    await importFiles(database, { ...PARTS, 'observations.csv': file(quarters) }, version('3'));
    const input = {
      metrics: ['schools'],
      regions: { codes: ['low'] },
      frequency: ['QUARTERLY'] as const,
      rollUp: { overBreakdowns: ['rating'], overTime: 'ANNUAL' },
    };
    expect(await cells(input)).toEqual(['2019 20 10/10']);
    const above = { ...input, regions: null, rollUp: { ...input.rollUp, toRegion: 'top' } };
    expect(await cells(above)).toEqual(['2019 20 10/10']);
    const lacking = quarters.filter((row) => row !== 'schools,low,rating=c,2019-Q2,4');
    await importFiles(database, { ...PARTS, 'observations.csv': file(lacking) }, version('4'));
    expect(await cells(input)).toEqual(['2019  9/10']);
    expect(await cells(above)).toEqual(['2019  9/10']);
  });

  test('a figure of a category that is not valid stands, is told, and counts in no sum', async () => {
    const late = file([...ROWS.filter((row) => !row.includes(',,')), 'schools,low,rating=c,2020,100']);
    const { notes } = await importFiles(database, { ...PARTS, 'observations.csv': late }, version('5'));
    expect(inEnglish(notes)).toContain(
      '1 figure is of a category that is not valid at the end of the period, and no sum over the categories counts them; the first is schools low rating=c 2020.',
    );
    expect(await openObservations(database)).toContainEqual(expect.stringMatching(/^total low 2020 34 COMPUTED/));
    const input = { metrics: ['schools'], regions: { codes: ['low'] }, rollUp: { overBreakdowns: ['rating'] } };
    expect(await cells(input)).toEqual(['2018 33 3/3', '2019 30 2/2', '2020 34 3/3']);
  });

  test('a total of which the valid parts are all there but one suppressed is suppressed with it', async () => {
    const hidden = [
      'schools,low,rating=a,2019,10',
      'schools,low,rating=b,2019,2',
      'schools,low,,2019,12',
      'schools,low,rating=a,2018,10',
      'schools,low,rating=b,2018,2',
      'schools,low,,2018,15',
    ];
    const files = { ...FILES, 'metrics.csv': METRICS.replace(/total,.*\n/, ''), 'observations.csv': file(hidden) };
    await importFiles(database, files, { descriptor: { name: 'kept', version: '1' }, govgraph: { minCount: 5 } });
    // In 2018 a third category is not given: the total gives nothing away.
    expect((await openObservations(database, 'kept')).map((row) => row.replace(/ 1$/, ''))).toEqual([
      'schools low 2018 15',
      'schools low 2019 null {SUPPRESSED}',
      'schools low rating=a 2018 10',
      'schools low rating=a 2019 10',
      'schools low rating=b 2018 null {SUPPRESSED}',
      'schools low rating=b 2019 null {SUPPRESSED}',
    ]);
  });

  test('is refused where it ends before it begins, and where a dimension has days', async () => {
    const wrong = DIMENSIONS.replace('rating,,Rating,,,', 'rating,,Rating,,2001-01-01,').replace(
      '2020-01-01,',
      '2020-01-01,2019-12-31',
    );
    expect(await problemsOf(database, { ...FILES, 'dimensions.csv': wrong })).toMatchObject([
      { row: 2, column: 'valid_from', message: 'the row names a dimension, which has no days' },
      { row: 6, column: 'valid_to', message: 'the category ends before it begins' },
    ]);
  });
});
