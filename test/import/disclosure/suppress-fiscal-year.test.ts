import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { dataOf, graphOver } from '../../support/graph.ts';
import { importText } from '../../support/river.ts';
import { type FiscalPackage, fiscalPackage } from '../fiscal-year/fiscal-package.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase('empty');
});
afterEach(() => database.close());

/** The periods whose figures are suppressed, with a smallest count of five. */
async function suppressedOf(figures: readonly string[], govgraph: FiscalPackage['govgraph'] = {}): Promise<string[]> {
  await importText(
    database,
    fiscalPackage({
      govgraph: { minCount: 5, ...govgraph },
      figures: figures.map((figure) => `offences,${figure}`),
    }),
  );
  const { observations } = await dataOf(
    graphOver(database)(
      '{ observations(first: 999, where: { metrics: ["offences"], statusFlags: [SUPPRESSED] }) { nodes { period } } }',
    ),
  );
  return observations.nodes.map(({ period }: { period: string }) => period).sort();
}

const YEAR = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((month) =>
  month > 12 ? `2015-0${month - 12}` : `2014-${String(month).padStart(2, '0')}`,
);

test('a fiscal year of whose months one alone is suppressed is suppressed with it', async () => {
  const months = YEAR.map((month) => `${month},${month === '2014-09' ? 3 : 10}`);
  expect(await suppressedOf([...months, '2014/15,113'])).toEqual(['2014-04-01/P1Y', '2014-09']);
});

test('a quarter and the months of a fiscal year stand for what they are', async () => {
  const months = YEAR.slice(0, 9).map((month) => `${month},${month === '2014-09' ? 3 : 10}`);
  expect(await suppressedOf([...months, '2015-Q1,30', '2014/15,113'])).toEqual(['2014-04-01/P1Y', '2014-09']);
});

test('so is a span of two fiscal years, in either of them', async () => {
  expect(await suppressedOf(['2014/15,3', '2015/16,40', '2014-04-01/P24M,43'])).toEqual([
    '2014-04-01/P1Y',
    '2014-04-01/P24M',
  ]);
  await database.close();
  database = await openTestDatabase('empty');
  expect(await suppressedOf(['2014/15,40', '2015/16,3', '2014-04-01/P24M,43'])).toEqual([
    '2014-04-01/P24M',
    '2015-04-01/P1Y',
  ]);
});

test('and a year to date, of which the year is the other part', async () => {
  expect(await suppressedOf(['2014-04-01/P9M,40', '2015-Q1,3', '2014/15,43'])).toEqual(['2014-04-01/P1Y', '2015-Q1']);
});

test('days fill a year that no month fills', async () => {
  const days = Array.from({ length: 365 }, (_, index) =>
    new Date(Date.UTC(2014, 3, 6 + index)).toISOString().slice(0, 10),
  );
  const figures = days.map((day, index) => `${day},${index === 100 ? 3 : 10}`);
  expect(await suppressedOf([...figures, '2014/15,3643'], { fiscalYearStart: '04-06' })).toEqual([
    '2014-04-06/P1Y',
    days[100],
  ]);
});
