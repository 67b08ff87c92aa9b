import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { importMappedFile, inferShown } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importMappedFile(database, { set: 'county', file: 'county.csv' });
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

test.each([
  ['清河县2021年排查', 'qinghe:100'],
  ['东关镇2021年', 'qinghe:101'],
])('a region that the title names is the first choice where no column has any: %s', async (title, code) => {
  const { choices } = await inferred(title, '月份,排查', '1月,85', '2月,91');
  expect(choices('region')?.[0]).toBe(code);
});

test.each(['建设期', '建设年份', '起止时间', '合同期'])(
  'years in which something was built are asked about: %s',
  async (title) => {
    const { asked } = await inferred('清河县', `乡镇,${title},排查`, '东关镇,2019-2021年,85', '西山乡,2020-2021年,91');
    expect(asked).toEqual(['period']);
  },
);
