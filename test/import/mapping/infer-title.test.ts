import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importMappedFile, inferShown, openCounty } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
  const metric = (code: string, zh: string, en: string, unit: string) => ({
    ...{ code, theme: 'safety', kind: 'AMOUNT', basis: 'FLOW', unit },
    ...{ 'name:zh-Hans': zh, 'name:en': en },
  });
  const metrics = [
    metric('revenue', '财政收入', 'Revenue', 'CNY'),
    metric('complaints', '信访件数', 'Complaints', 'case'),
    metric('prices', '消费价格指数', 'Consumer prices', 'case'),
  ];
  const change = { definitions: 'more.json', values: [{ columns: ['排查'], metric: { constant: 'revenue' }, period: { constant: '2001' } }] };
  const rest = { header: { rows: [1] }, rows: {}, totals: [], note: undefined };
  await importMappedFile(database, { set: 'county', file: 'more.csv', content: '乡镇,排查\n东关镇,1\n', beside: { 'more.json': { metrics } }, change: { ...change, ...rest } });
}); // biome-ignore format: definitions
afterAll(() => database.close());

/** A title with a comma in it is a text in quotes. */
const inferred = (title: string, ...rows: readonly string[]) =>
  inferShown(database, [`"${title}"`, ...rows.map((row) => (/^[（A-Z].*\d,\d|^（.*, /.test(row) ? `"${row}"` : row))]);
const YEARS = ['乡镇,2020,2021', '东关镇,12,13', '西山乡,5,6'];

describe('the metric of a title that says no more than its name', () => {
  test.each([
    ['财政收入', 'revenue'],
    ['表2-1 清河县各乡镇财政收入情况统计表（2020-2021年）', 'revenue'],
    ['Table 3.2 Revenue by township, 2020-2021', 'revenue'],
    ['全县信访件数', 'complaints'],
    ['Number of complaints', 'complaints'],
    ['消费价格指数（上年=100）', 'prices'],
  ])('is read: %s', async (title, code) => {
    const { asked, figures } = await inferred(title, ...YEARS);
    expect(asked).toEqual([]);
    expect(figures[0]).toMatch(new RegExp(`^${code} qinghe:101 2020 12`));
  });

  test('is in the unit of a title', async () => {
    expect((await inferred('财政收入（万元）', ...YEARS)).figures[0]).toBe('revenue qinghe:101 2020 120000');
    expect((await inferred('信访件数', '单位：百件', ...YEARS)).figures[0]).toBe('complaints qinghe:101 2020 1200');
  });

  test.each([
    ...['60岁以上财政收入', '夏季 财政收入', '财政收入质量', '财政收入和信访件数', '非财政收入', '财政收入占比'],
    ...['Revenue from property tax', 'Revenue aged 65 and over', 'Firms with complaints', 'Complaints resolved in 30 days'],
  ])('is asked about where the title says more: %s', async (title) => {
    const { asked, figures } = await inferred(title, ...YEARS);
    expect([asked, figures]).toEqual([['metric'], []]);
  });

  test('is asked about beside a column that may name it', async () => {
    expect((await inferred('财政收入', '乡镇,类别,2020', '东关镇,一般,12')).asked).toContain('metric');
  });
}); // biome-ignore format: titles

describe('the region of a title', () => {
  const MONTHS = ['月份,排查', '1月,85', '2月,91'];
  test.each([
    ['清河县2021年排查', 'qinghe:100'],
    ['东关镇2021年', 'qinghe:101'],
    ['清河县东关镇2021年', 'qinghe:101'],
    ['Disputes in 东关镇, 2021', 'qinghe:101'],
  ])('is that of all figures where no column has any: %s', async (title, code) => {
    const { figures, mapping } = await inferred(title, ...MONTHS);
    expect(mapping.region).toEqual({ constant: code });
    expect(figures.length === 2 || mapping.questions?.every(({ at }) => at !== 'region')).toBe(true);
  });

  test.each([
    ...['清河县各乡镇2021年', '东关镇等2021年', '东关镇、西山乡2021年', '东关镇以外2021年', '除东关镇2021年', '清河县2021年 by town'],
    ...['数据来源：清河县统计局 2021年', 'Source: 清河县, 2021'],
    ...['2021年'],
  ])('is asked about where the title says several, parts of one, or none: %s', async (title) => {
    expect((await inferred(title, ...MONTHS)).asked).toContain('region');
  });

  test('is asked about where nothing says what a column is, and the one that is named is the first choice', async () => {
    const { asked, choices } = await inferred('清河县2021年', '类别,排查', '城建,85', '劳动,91');
    expect(asked).toContain('region');
    expect(choices('region')?.[0]).toBe('qinghe:100');
  });
}); // biome-ignore format: titles

describe('money that is multiplied, in a title', () => {
  const TABLE = ['乡镇,财政收入', '东关镇,1200.5', '西山乡,900'];
  test.each([
    ...['k EUR', 'EUR m', 'm€', 'Tsd. Euro', '百万円', '亿日元', 'CNY 10,000', 'RMB mn', 'million dollars', 'nominal, EUR bn'],
  ])('is asked about: (%s)', async (unit) => {
    expect((await inferred(`清河县2021年财政收入（${unit}）`, ...TABLE)).asked).toEqual(['unit']);
    expect((await inferred('清河县2021年', `（${unit}）`, ...TABLE)).asked).toEqual(['unit']);
  });

  test.each(['Millions of dollars', 'Million EUR', '1000 EUR', 'Tsd. EUR', 'Unit: RMB 10,000'])(
    'is asked about behind a title and as a line of its own: %s',
    async (unit) => {
      expect((await inferred(`财政收入 revenue of townships, ${unit}`, '2021年', ...TABLE)).asked).toContain('unit');
      expect((await inferred('清河县2021年', unit, ...TABLE)).asked).toEqual(['unit']);
    },
  );

  test.each([
    ['万元', '12005000'],
    ['million yuan', '1200500000'],
    ['10,000 yuan', '12005000'],
    ['thousand', '1200500'],
  ])('is read where it is that of the metric, also in a line of its own: (%s)', async (unit, value) => {
    for (const [title, ...lines] of [[`清河县2021年财政收入（${unit}）`], ['清河县2021年', `（${unit}）`]] as const) {
      const { asked, figures } = await inferred(title, ...lines, ...TABLE);
      expect([asked, figures[0]]).toEqual([[], `revenue qinghe:101 2021年 ${value}`]);
    }
  });

  test.each(['清河县2021年亿元以上项目财政收入', '2021年 Firms with over 10,000 yuan of revenue 财政收入'])(
    'is none where it is that of a topic: %s',
    async (title) => {
      expect((await inferred(title, ...TABLE)).asked).not.toContain('unit');
    },
  );
}); // biome-ignore format: units

test.each([
  ['东关镇,2020', '西山乡,35', '南河镇,5'],
  ['东关镇,2020,2021', '西山乡,35,36', '南河镇,5,6'],
])('a region in place of the header is asked about: %s, %s', async (...rows: string[]) => {
  const { asked, figures } = await inferred('财政收入', ...rows);
  expect([asked, figures]).toEqual([['header'], []]);
});

test('a single year is the header below a title, also beside other columns', async () => {
  const { mapping } = await inferred('财政收入', '乡镇,类别,2020', '东关镇,一般,12');
  expect(mapping.header.rows).toEqual([2]);
  expect((await inferred('财政收入', '乡镇,2020', '东关镇,12')).figures).toEqual(['revenue qinghe:101 2020 12']);
});

test.each(['2021年1月至6月', '2021年1月-6月', '2021年1月份至6月份', '2021年1—6月'])(
  'months of a title are one period, however often they say so: %s',
  async (period) => {
    const { asked, figures } = await inferred(`清河县排查情况（${period}）`, '乡镇,排查', '东关镇,12');
    expect([asked, figures.length]).toEqual([[], 1]);
    const wrong = await inferred('清河县2021年6月至3月排查', '乡镇,排查', '东关镇,12');
    expect(wrong.asked).toEqual(['period']);
  },
);
