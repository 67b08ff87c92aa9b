import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, refusalOf } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** A long file whose rows have one of these periods each. */
const sheetOf = (...periods: readonly string[]) => ({
  set: 'county',
  file: 'periods.csv',
  content: ['乡镇,时间,排查', ...periods.map((period, index) => `东关镇,${period},${index}`), ''].join('\n'),
  change: {
    header: { rows: [1] },
    rows: {},
    totals: [],
    note: undefined,
    values: [{ columns: ['排查'], metric: { constant: 'disputes-found' }, period: { column: '时间' } }],
  },
});

test('months with a slash or a point, and Chinese dates, are read without a format', async () => {
  await importMappedFile(
    database,
    sheetOf('2020/11', '2020/3', '2020.12', '2020年3月1日', '2020 年 3 月 2 日', '2020/3/3'),
  );
  expect((await citedFigures(database, 'qinghe')).map((text) => text.split(' ').slice(2, 4))).toEqual([
    ['2020-03', '1'],
    ['2020-03-01', '3'],
    ['2020-03-02', '4'],
    ['2020-03-03', '5'],
    ['2020-11', '0'],
    ['2020-12', '2'],
  ]);
});

test.each(['2020.1', '2020/13', '2020年13月1日', '2020年2月30日'])('%s is no period', async (period) => {
  expect(await refusalOf(database, sheetOf(period))).toEqual([
    expect.stringContaining(`periods.csv line 2, column 时间: "${period}" is not a period`),
  ]);
});

test('2011/12 is a fiscal year, and not December', async () => {
  expect(await refusalOf(database, sheetOf('2011/12'))).toEqual([expect.stringContaining('fiscal year')]);
});
