import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { citedFigures, importMappedFile, inferShown, openCounty } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

const inferred = (...rows: readonly string[]) => inferShown(database, rows);
const TITLE = '清河县2021年';

test.each([
  ['排查（人）', ['{ "constant": "case" }']],
  ['排查（起）', ['{ "constant": "case" }']],
  ['排查（%）', ['{ "constant": "case" }']],
  ['经费（美元）', ['{ "constant": "CNY" }']],
])('a unit in a header that is none of its metric is asked about: %s', async (header, choices) => {
  const found = await inferred(TITLE, `乡镇,${header},化解`, '东关镇,85,3', '西山乡,91,4');
  expect(found.asked).toEqual(['values.0.unit']);
  expect(found.choices('values.0.unit')).toEqual(choices);
  expect(found.figures).toEqual([]);
});

test('a count that is no whole number is asked about, unless a unit multiplies it', async () => {
  expect((await inferred(TITLE, '乡镇,排查', '东关镇,57.1', '西山乡,91')).asked).toEqual(['values.0.metric']);
  expect((await inferred(TITLE, '乡镇,排查', '东关镇,57.0', '西山乡,91')).asked).toEqual([]);
  expect((await inferred(TITLE, '乡镇,排查（万件）', '东关镇,57.1', '西山乡,91')).asked).toEqual([]);
});

test('a comma groups the digits of counts', async () => {
  const { asked, figures } = await inferred(TITLE, '乡镇,排查,化解', '东关镇,"1,085",3', '西山乡,"1,091",4');
  expect(asked).toEqual([]);
  expect(figures[0]).toBe('disputes-found qinghe:101 2021年 1085');
});

test('parts of a metric that a title names are asked about', async () => {
  const rows = ['乡镇,男,女,合计', '东关镇,1,2,3', '西山乡,4,5,9'];
  expect((await inferred('清河县2021年排查', ...rows)).asked).toEqual(['values.0.metric']);
  expect((await inferred(TITLE, ...rows)).asked).toEqual([]);
});

test('a row that may say by what values are multiplied is asked about', async () => {
  const rows = ['乡镇,排查,化解', ',1000,1000', '东关镇,85,3', '西山乡,91,4'];
  expect((await inferred(TITLE, ...rows)).asked).toContain('values');
});

test.each(['来源地', '户籍地', 'Country of birth', 'Partner country'])(
  'regions that things come from or go to are asked about: %s',
  async (title) => {
    const { asked, figures } = await inferred(TITLE, `${title},排查`, '东关镇,85', '西山乡,91');
    expect(asked).toEqual(['region']);
    expect(figures).toEqual([]);
  },
);

test.each(['建设期', '建设年份', '起止时间', '合同期'])(
  'years in which something was built are asked about: %s',
  async (title) => {
    const { asked } = await inferred('清河县', `乡镇,${title},排查`, '东关镇,2019-2021年,85', '西山乡,2020-2021年,91');
    expect(asked).toEqual(['period']);
  },
);

test('the unit above quantities of several kinds is that of names that say so', async () => {
  const header = '乡镇,拨款,工期,里程,完成进度';
  const { asked, mapping } = await inferred(TITLE, '单位：万元', header, '东关镇,85,3,4,5', '西山乡,91,4,5,6');
  expect(asked).toEqual([]);
  const units = mapping.values?.map(({ columns, unit }) => [columns, unit !== undefined]);
  expect(units).toEqual([
    [['$B'], true],
    [['$C:$E'], false],
  ]);
});

describe('figures that a title or a note calls provisional', () => {
  const rows = ['乡镇,排查', '东关镇,85', '西山乡,91'];

  test.each([
    [['清河县2021年排查（初步数）'], []],
    [[TITLE], ['注：2021年数据为初步数']],
    [[TITLE], ['Note: Data are provisional.']],
  ])('are asked about: %s %s', async (above, below) => {
    const found = await inferred(...above, ...rows, ...below);
    expect(found.asked).toEqual(['statusOfAll']);
    expect(found.choices('statusOfAll')).toEqual(['PROVISIONAL']);
  });

  test.each(['注：带*的为初步数。', 'p: provisional'])('are those with a mark otherwise: %s', async (note) => {
    expect((await inferred(TITLE, ...rows, note)).asked).not.toContain('statusOfAll');
  });

  test('are stored so where the mapping says it', async () => {
    const content = '乡镇,排查\n东关镇,85\n西山乡,-\n';
    const values = [{ columns: ['排查'], metric: { constant: 'disputes-found' }, period: { constant: '2018' } }];
    const change = { header: { rows: [1] }, rows: {}, totals: [], note: undefined, values };
    const marks = { '-': 'MISSING' };
    await importMappedFile(database, {
      set: 'county',
      file: 'provisional.csv',
      content,
      change: { ...change, marks, statusOfAll: 'PROVISIONAL' },
    });
    expect((await citedFigures(database, 'qinghe')).filter((line) => line.includes(' 2018 '))).toEqual([
      'disputes-found 101 2018 85 {PROVISIONAL} <- 2:2',
      'disputes-found 102 2018 null {MISSING} <- 3:2',
    ]);
  });
});
