import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { importMappedFile, inferRows } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importMappedFile(database, { set: 'county', file: 'county.csv' });
});
afterAll(() => database.close());

const TABLE = ['乡镇,排查', '东关镇,3', '西山乡,4'];
const MONTHS = ['东关镇,1,2,3', '西山乡,4,5,6'];

/** What is asked, which choices there are, and which figures are shown. */
async function inferred(...rows: readonly string[]) {
  const { asked, figures, mapping } = await inferRows(database, rows);
  const choices = (at: string) => mapping.questions?.find((question) => question.at === at)?.choices;
  return { asked, choices, mapping, figures: figures.map((line) => line.replace(/^.* → /, '')) };
}

describe('a title that says another quantity than the metric', () => {
  test.each([
    ...['各乡镇排查排名', '排查同比增长情况', '排查计划', '每万人排查数', '重大排查', '排查率', '排查占比情况'],
    ...['Ranking of towns', 'Change in inspections', 'Inspections per capita', 'Planzahlen', 'Variation annuelle'],
  ])('is asked about, and no figure is shown: %s', async (title) => {
    const { asked, figures, choices } = await inferred(`清河县2021年 ${title}`, ...TABLE);
    expect(asked).toEqual(['values.0.metric']);
    expect(choices('values.0.metric')).toEqual(['{"header":1}']);
    expect(figures).toEqual([]);
  });

  test('is asked about below the name of a sheet, and over a column of metrics', async () => {
    const { asked } = await inferred('清河县2021年排查增速', '乡镇,指标,数值', '东关镇,排查,3', '西山乡,化解,4');
    expect(asked).toContain('metric');
  });

  test.each([
    '清河县2021年排查化解情况',
    '清河县2021年排查目标任务完成情况',
    '清河县应对气候变化排查 2021年',
    '清河县2021年 Inspections and plans-free',
  ])('is read as it is where it says none: %s', async (title) => {
    expect((await inferred(title.replace(' and plans-free', ''), ...TABLE)).asked).toEqual([]);
  });

  test('is that of a metric where its own name says the word', async () => {
    const { asked } = await inferred('清河县2021年化解率', '乡镇,化解,化解率', '东关镇,3,91.7', '西山乡,4,85');
    expect(asked).toEqual([]);
  });
});

describe('shares of one', () => {
  test('of a metric in per cent are asked about, apart from the other columns', async () => {
    const { asked, choices, figures, mapping } = await inferred(
      '清河县',
      '乡镇,2021年化解率,2021年排查',
      '东关镇,0.917,3',
      '西山乡,1,4',
    );
    expect(asked).toEqual(['values.1.unit']);
    expect(choices('values.1.unit')).toEqual(['{ "constant": "1" }', '{ "constant": "%" }']);
    expect(mapping.values?.map(({ columns }) => columns)).toEqual([['$C'], ['$B']]);
    expect(figures).toEqual([]);
  });

  test('of a table whose metric stands in a column are asked about as well', async () => {
    const { asked } = await inferred('清河县2021年', '乡镇,指标,数值', '东关镇,化解率,0.917', '西山乡,化解率,0.85');
    expect(asked).toEqual(['unit']);
  });

  test.each([
    ['东关镇,91.7', '西山乡,0.85'],
    ['东关镇,0.9%', '西山乡,0.8%'],
    ['东关镇,0', '西山乡,0'],
  ])('are none: %s, %s', async (...rows) => {
    expect((await inferred('清河县', '乡镇,2021年化解率', ...rows)).asked).toEqual([]);
  });
});

describe('a year that may be none of the figures', () => {
  test.each([
    ...[
      '清河县统计年鉴2021',
      '2021年清河统计年鉴',
      '清政发〔2021〕5号',
      '清河县2021年排查月报',
      '按2015年价格',
      '2015年=100',
    ],
    ...[
      'Statistical Yearbook 2021',
      'At 2015 prices',
      'Inspections (2015 = 100)',
      'Base year 2015',
      'Monthly inspections 2021',
    ],
    ...['On 2011 census boundaries', '2021 edition'],
  ])('is asked about: %s', async (title) => {
    const { asked, figures } = await inferred(title, ...TABLE);
    expect(asked).toEqual(['period']);
    expect(figures).toEqual([]);
  });

  test('is not joined with months either', async () => {
    expect((await inferred('清河县统计年鉴2021', '乡镇,1月排查,2月排查,3月排查', ...MONTHS)).asked).toEqual(['period']);
  });

  test.each(['清河县2021年统计公报', '清河县2021年11月月报', 'Population in the 2011 Census', 'Annual report 2021'])(
    'is read: %s',
    async (title) => {
      expect((await inferred(title, ...TABLE)).asked).toEqual([]);
    },
  );
});

describe('months over the end of a year', () => {
  test.each(['11月排查,12月排查,1月排查', 'Nov,Dec,Jan', 'Q3,Q4,Q1'])('have no single year: %s', async (header) => {
    const { asked, figures } = await inferred('清河县2021年', `乡镇,${header}`, ...MONTHS);
    expect(asked).toContain('period');
    expect(figures).toEqual([]);
  });

  test('in a column, too', async () => {
    const { asked } = await inferred('清河县2021年', '乡镇,月份,排查', '东关镇,12,3', '东关镇,1,4');
    expect(asked).toContain('period');
  });

  test.each(['1月,2月,3月', '12月,11月,10月'])('are none: %s', async (header) => {
    const rows = [`乡镇,${header}`, '乡镇,排查,排查,排查', ...MONTHS];
    expect((await inferred('清河县2021年', ...rows)).asked).toEqual([]);
  });
});

describe('a period above a single column', () => {
  test('is asked about, since it may be said of all', async () => {
    const { asked, figures } = await inferred('清河县2021年', ',,1-11月', '乡镇,排查,化解', '东关镇,3,2', '西山乡,4,1');
    expect(asked).toEqual(['period']);
    expect(figures).toEqual([]);
  });

  test('is its own where the header of each has one', async () => {
    const rows = [',2020年,2021年', '乡镇,排查,化解', '东关镇,3,2', '西山乡,4,1'];
    expect((await inferred('清河县', ...rows)).asked).toEqual([]);
  });
});

describe('days that may stand for more', () => {
  test.each(['统计时间：2021年11月30日', '2021年11月30日', 'Date: 2021-11-15'])(
    'in a title are asked about: %s',
    async (title) => {
      expect((await inferred(title, ...TABLE)).asked).toEqual(['period']);
    },
  );

  const column = (...days: readonly string[]) =>
    inferred('乡镇,日期,排查', ...days.map((day, index) => `东关镇,${day},${index}`));

  test('in a column are asked about where each is the first, or the last, of a month', async () => {
    const { asked, choices, figures } = await column('2021-01-01', '2021-02-01', '2021-03-01');
    expect(asked).toEqual(['period']);
    expect(choices('period')).toEqual(['{ "column": "日期" }', '{"column":"日期","template":"{period:7}{_}"}']);
    expect(figures).toEqual([]);
    expect((await column('2021-01-31', '2021-02-28')).asked).toEqual(['period']);
    expect((await column('2021/1/1', '2021/2/1')).choices('period')).toContain('{"column":"日期","format":"%Y/%m/1"}');
    expect((await column('2020-01-01', '2021-01-01')).choices('period')).toContain(
      '{"column":"日期","template":"{period:4}{_}"}',
    );
  });

  test('in a column are days otherwise', async () => {
    const { asked, figures } = await column('2021-01-01', '2021-01-02');
    expect(asked).toEqual([]);
    expect(figures).toEqual(['disputes-found qinghe:101 2021-01-01 0', 'disputes-found qinghe:101 2021-01-02 1']);
  });
});

describe('年度', () => {
  test.each([
    ['清河县', '乡镇,2020年度排查'],
    ['清河县2020年度', '乡镇,排查'],
  ])('is the year of the calendar: %s, %s', async (title, header) => {
    const { asked, figures } = await inferred(title, header, '东关镇,3', '西山乡,4');
    expect(asked).toEqual([]);
    expect(figures[0]).toMatch(/^disputes-found qinghe:101 2020年度? 3$/);
  });

  test.each([
    ['清河県', '市町村,2020年度排查', '東,3'],
    ['清河県の排查', '市町村,年度,排查', '東,2020年度,3'],
  ])('is asked about in Japanese: %s, %s', async (...rows) => {
    expect((await inferred(...rows)).asked).toContain('period.format');
  });
});

test('the last region of a table may have nothing but blanks', async () => {
  const { mapping, asked } = await inferred('清河县2021年', '乡镇,排查', '东关镇,3', '西山乡,4', '南河镇,', '注：无');
  expect(asked).toEqual([]);
  expect(mapping.rows?.until).toEqual({ begins: ['注'] });
});

test('units in a column of notes are asked about', async () => {
  expect((await inferred('清河县2021年', '乡镇,经费,备注', '东关镇,3,万元', '西山乡,4,万元')).asked).toEqual([
    'ignore',
  ]);
});

describe('columns beside those of months', () => {
  const rows = (header: string) => [`乡镇,${header}`, '乡镇,排查,排查,排查', ...MONTHS];

  test('are months from January on, or the whole year, as their words say', async () => {
    const { asked, figures } = await inferred('清河县2021年', ...rows('1-3月累计,4月,全年'));
    expect(asked).toEqual([]);
    expect(figures.slice(0, 3)).toEqual([
      'disputes-found qinghe:101 2021年1-3月 1',
      'disputes-found qinghe:101 2021年4月 2',
      'disputes-found qinghe:101 2021 3',
    ]);
    const whole = await inferred('清河县', ...rows('2021年1月,2021年2月,2021年1-2月累计'));
    expect(whole.figures[2]).toBe('disputes-found qinghe:101 2021年1-2月 3');
  });

  test('are asked about where they do not say from when on', async () => {
    const { asked, figures } = await inferred('清河县2021年', ...rows('1月,2月,2月累计'));
    expect(asked).toContain('period');
    expect(figures).toEqual([]);
  });

  test('that sum them up are not read', async () => {
    const { asked, figures, mapping } = await inferred('清河县', ...rows('2021年1月,2021年2月,合计'));
    expect(asked).toEqual([]);
    expect(mapping.ignore).toEqual(['$D']);
    expect(figures).toHaveLength(4);
  });
});

test('a column of dashes below a known metric has its values', async () => {
  const { asked, mapping } = await inferred('清河县2021年', '乡镇,排查,化解', '东关镇,3,—', '西山乡,4,—');
  expect(asked).toEqual(['marks.—']);
  expect(mapping.values?.map(({ columns }) => columns)).toEqual([['$B:$C']]);
});

test('a footer with a number is told by what stands before it', async () => {
  const { mapping } = await inferred('清河县2021年', ...TABLE, '合计15件');
  expect(mapping.rows?.until).toEqual({ begins: ['合计'] });
});

test('a letter in brackets that may multiply is asked about', async () => {
  const { asked } = await inferred('Towns 2021', 'region,Population (m),Road (km)', '东关镇,3,2', '西山乡,4,1');
  expect(asked).toEqual(['values.0.unit']);
});
