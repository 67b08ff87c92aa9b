import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
let version = 0;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  ask = graphOver(database);
});
afterAll(() => database.close());

interface Declared {
  readonly decimals?: string;
  readonly exact?: string;
  readonly tolerance?: string;
}

/** An index of three scores, with what the scores and the index declare; figures are written metric,period,value. */
async function checksOf(scores: Declared, index: Declared, figures: readonly string[]) {
  const end = ({ decimals = '', exact = '', tolerance = '' }: Declared) => `${decimals},${exact},${tolerance}`;
  await importText(database, {
    name: 'index',
    version: String(++version),
    files: {
      themes: csv('code,name:en', 'all,All'),
      units: csv('code,name:en', 'point,Point'),
      regions: csv(
        'scheme,code,level,parent,name:en',
        'test,990000,PREFECTURE,,City',
        'test,990100,COUNTY,990000,County',
      ),
      metrics: csv(
        'code,name:en,theme,kind,basis,unit,expression,over_regions,decimals,exact,tolerance',
        ...['a', 'b', 'c'].map((code) => `${code},${code},all,SCORE,LEVEL,point,,SUM,${end(scores)}`),
        `mean,Mean,all,SCORE,LEVEL,point,(a + b + c) / 3,,${end(index)}`,
      ),
      observations: csv(
        'metric,period,value,region',
        ...figures.map((line) => (line.split(',').length === 3 ? `${line},990000` : line)),
      ),
    },
  });
  const { checks } = await dataOf(
    ask('{ checks { nodes { rule verdict metric { code } period expected reported tolerance } } }'),
  );
  return checks.nodes;
}

const FOUR_THREE_THREE = ['a,2020,4', 'b,2020,3', 'c,2020,3'];

describe('the precision of operands', () => {
  test('is what their series show: a mean of 3.333 is not 2.8', async () => {
    const years = ['a,2019,3.7', 'b,2019,3.3', 'c,2019,2.9'];
    expect(await checksOf({}, {}, [...years, ...FOUR_THREE_THREE, 'mean,2020,2.8'])).toMatchObject([
      { rule: 'RATIO', verdict: 'FAIL', expected: '3.33333333333', reported: '2.8', tolerance: '0.1' },
    ]);
    expect(await checksOf({}, {}, [...years, ...FOUR_THREE_THREE, 'mean,2020,3.3'])).toMatchObject([
      { verdict: 'PASS', tolerance: '0.1' },
    ]);
  });

  test('of series with one figure is what the whole metric shows', async () => {
    const county = ['a,2020,3.7,990100', 'b,2020,3.3,990100', 'c,2020,2.9,990100'];
    const found = await checksOf({}, {}, [...FOUR_THREE_THREE, ...county, 'mean,2020,2.8']);
    expect(found.filter(({ rule }: { rule: string }) => rule === 'RATIO')).toMatchObject([
      { verdict: 'FAIL', tolerance: '0.1' },
    ]);
  });

  test('is what they declare: exact, or so many decimals', async () => {
    for (const [scores, tolerance, verdict] of [
      [{ exact: 'true' }, '0.05', 'FAIL'],
      [{ decimals: '2' }, '0.055', 'FAIL'],
      [{ decimals: '1' }, '0.1', 'FAIL'],
      [{}, '0.55', 'PASS'],
    ] as const) {
      const found = await checksOf(scores, {}, [...FOUR_THREE_THREE, 'mean,2020,2.8']);
      expect(found).toMatchObject([{ verdict, tolerance, expected: '3.33333333333' }]);
    }
  });

  test('lets a publisher round before computing: differences below 0.05 pass where one decimal is declared', async () => {
    const digits = ['a,2020,3.2504', 'b,2020,3.5', 'c,2020,4.1'];
    expect(await checksOf({}, {}, [...digits, 'a,2019,3.1111', 'b,2019,3.2222', 'c,2019,3.3333', 'mean,2020,3.6333'])).toMatchObject([{ verdict: 'FAIL', tolerance: '0.0001' }]); // biome-ignore format: a case a line
    const declared = await checksOf({ decimals: '1' }, { decimals: '1' }, [...digits, 'mean,2020,3.6333']);
    expect(declared.filter((check: { verdict: string }) => check.verdict !== 'WARN')).toMatchObject([
      { verdict: 'PASS', expected: '3.6168', tolerance: '0.1' },
    ]);
  });

  test('adds up over the parts of a sum', async () => {
    const parts = ['a,2020,4,990100', 'a,2019,3.6,990100', 'a,2019,3.6', 'a,2020,4.3'];
    expect(await checksOf({}, {}, parts)).toMatchObject([
      { rule: 'SUM_OF_PARTS', period: '2019', verdict: 'PASS', tolerance: '0.1' },
      { rule: 'SUM_OF_PARTS', period: '2020', verdict: 'FAIL', expected: '4', reported: '4.3', tolerance: '0.1' },
    ]);
  });
});

describe('a tolerance', () => {
  test('that the metric declares lets pass what differs by no more', async () => {
    const figures = (mean: string) => ['a,2020,3.25', 'b,2020,3.5', 'c,2020,4.1', `mean,2020,${mean}`];
    const scores = { decimals: '2' };
    expect(await checksOf(scores, {}, figures('3.65'))).toMatchObject([{ verdict: 'FAIL', tolerance: '0.01' }]);
    expect(await checksOf(scores, { tolerance: '0.05' }, figures('3.65'))).toMatchObject([
      { verdict: 'PASS', tolerance: '0.05' },
    ]);
    expect(await checksOf(scores, { tolerance: '0.05' }, figures('3.67'))).toMatchObject([{ verdict: 'FAIL' }]);
    const { metric } = await dataOf(ask('{ metric(code: "mean") { exact tolerance } }'));
    expect(metric).toEqual({ exact: false, tolerance: '0.05' });
  });

  test('is no cover for a divisor that may be zero as it is declared', async () => {
    await importText(database, {
      name: 'thin',
      version: '1',
      files: {
        metrics: csv(
          'code,name:en,theme,kind,basis,unit,decimals,numerator,denominator',
          'top,Top,all,AMOUNT,FLOW,point,0,,',
          'bottom,Bottom,all,AMOUNT,FLOW,point,0,,',
          'quotient,Quotient,all,RATIO,FLOW,1,2,top,bottom',
        ),
        units: csv('code,name:en', '1,Number'),
        observations: csv(
          'metric,region,period,value',
          ...['top,990000,2020,1', 'bottom,990000,2020,0.4', 'quotient,990000,2020,2.50'],
        ),
      },
    });
    const { checks } = await dataOf(
      ask('{ checks(where: { dataset: "thin" }) { nodes { rule verdict explanation(lang: "en") } } }'),
    );
    expect(checks.nodes).toContainEqual({
      rule: 'RATIO',
      verdict: 'NOT_CHECKABLE',
      explanation: expect.stringContaining('may be zero, as it is rounded'),
    });
  });
});
