import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { inferShown, openCounty } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

const TABLE = ['乡镇,排查', '东关镇,3', '西山乡,4'];
const MONTHS = ['东关镇,1,2,3', '西山乡,4,5,6'];

/** What is asked, which choices there are, and which figures are shown. */
const inferred = (...rows: readonly string[]) => inferShown(database, rows);

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

  test.each(['清河县2021年排查化解情况', '清河县2021年排查目标任务完成情况', '清河县2021年 Disputes'])(
    'is read as it is where it says none: %s',
    async (title) => {
      expect((await inferred(title, ...TABLE)).asked).toEqual([]);
    },
  );

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

  test('are asked about beside a mark', async () => {
    expect((await inferred('清河县', '乡镇,2021年化解率', '东关镇,0.917', '西山乡,-')).asked).toContain(
      'values.0.unit',
    );
  });

  test('of a table whose metric stands in a column are asked about as well', async () => {
    const { asked } = await inferred('清河县2021年', '乡镇,指标,数值', '东关镇,化解率,0.917', '西山乡,化解率,0.85');
    expect(asked).toEqual(['unit']);
  });

  test.each([
    ['东关镇,91.7', '西山乡,0.85'],
    ['东关镇,0.9%', '西山乡,0.8%'],
    ['东关镇,0', '西山乡,0'],
    ['东关镇,91.7', '西山乡,2.5'],
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
      'Disputes (2015 = 100)',
      'Base year 2015',
      'Monthly disputes 2021',
    ],
    ...['On 2011 census boundaries', '2021 edition'],
  ])('is asked about: %s', async (title) => {
    const { asked, figures } = await inferred(title, ...TABLE);
    // Below a base of 100 a count is an index.
    expect(
      asked.filter((at) => !(title.endsWith('100') || title.endsWith('100)')) || at !== 'values.0.metric'),
    ).toEqual(['period']);
    expect(figures).toEqual([]);
  });

  test('is not joined with months either', async () => {
    expect((await inferred('清河县统计年鉴2021', '乡镇,1月排查,2月排查,3月排查', ...MONTHS)).asked).toEqual(['period']);
  });

  test.each(['清河县2021年统计公报', '清河县2021年11月月报', 'Disputes in the 2011 Census', 'Annual report 2021'])(
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

  test('in a column of quarters as numbers', async () => {
    const { asked } = await inferred('清河县2021年', '乡镇,季度,排查', '东关镇,4,3', '东关镇,1,4');
    expect(asked).toContain('period');
  });

  test('are none where another town begins', async () => {
    const rows = ['东关镇,11,3', '东关镇,12,3', '西山乡,1,4', '西山乡,2,4'];
    expect((await inferred('清河县2021年', '乡镇,月份,排查', ...rows)).asked).toEqual([]);
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
    const [header = '', names = ''] = rows('2021年1月,2021年2月,合计');
    const { asked, figures, mapping } = await inferred('清河县', header, names, '东关镇,1,2,3', '西山乡,4,5,9');
    expect(asked).toEqual([]);
    expect(mapping.ignore).toEqual(['$D']);
    expect(figures).toHaveLength(4);
    // What is only called a total, and is none, is not left out.
    expect((await inferred('清河县', header, names, ...MONTHS)).mapping.ignore).toBeUndefined();
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

describe('a form as offices fill it in', () => {
  const FORM = ['附件2,,', '2021年11月排查化解情况,,', '填报单位：清河县委政法委,,填报日期：2021年12月3日'];

  test('has lines above its header that are none of it, and its period is that of the title', async () => {
    const { asked, figures } = await inferred(...FORM, '乡镇,排查,化解', '东关镇,98,97', '西山乡,31,30');
    expect(asked).toEqual([]);
    expect(figures[0]).toBe('disputes-found qinghe:101 2021年11月 98');
  });

  test('numbers its rows, with the word of the total among the numbers', async () => {
    const { asked, mapping } = await inferred(
      '序号,乡镇,2021年排查,2021年经费',
      '1,东关镇,98,5',
      '2,西山乡,31,6',
      '合计,,129,11',
    );
    expect(asked).toEqual([]);
    expect(mapping).toMatchObject({ totals: [{ column: '序号', in: ['合计'] }], ignore: ['$A'] });
    expect((await inferred('序号,乡镇,2021年排查', '01,东关镇,98', '02,西山乡,31', ',合计,129')).asked).toEqual([]);
  });

  test('with another period in a line of its own is asked about', async () => {
    const { asked } = await inferred('2021年11月情况', ',2021年1月,', '乡镇,排查,化解', '东关镇,98,97', '西山乡,31,30');
    expect(asked).toEqual(['period']);
  });
});

describe('a unit above a table that is none of its metrics', () => {
  test.each([...['单位：元/人', '单位：美元', '单位：欧元', 'Unit: USD', '2021年经费（美元）', '2021年经费 万元']])(
    'is asked about: %s',
    async (title) => {
      const { asked, figures } = await inferred(title, '乡镇,2021年经费', '东关镇,98.5', '西山乡,31.2');
      expect(asked).toEqual(['unit']);
      expect(figures).toEqual([]);
    },
  );

  test.each(['单位 万元', '万元', '单位;万元'])('is read where it is one: %s', async (title) => {
    const { asked, figures } = await inferred(title, '乡镇,2021年经费', '东关镇,98.5', '西山乡,31.2');
    expect(asked).toEqual([]);
    expect(figures[0]).toBe('spending qinghe:101 2021年 985000');
  });

  test('of counts is as good as another of counts', async () => {
    expect((await inferred('单位：起', '乡镇,2021年排查', '东关镇,98', '西山乡,31')).asked).toEqual([]);
    expect((await inferred('单位：人次', '乡镇,2021年排查', '东关镇,98', '西山乡,31')).asked).toEqual(['unit']);
  });
});

describe('values that may be changes, shares or parts', () => {
  test('are asked about where one metric of several is in shares', async () => {
    const rows = ['东关镇,排查,98', '东关镇,化解率,0.97', '西山乡,排查,31', '西山乡,化解率,0.95'];
    const { mapping, asked } = await inferred('清河县2021年', '乡镇,指标,数值', ...rows);
    expect(asked).toEqual(['unit']);
    expect(mapping.questions?.[0]?.choices).toEqual(['tables']);
  });

  test('are asked about where a plus stands before them', async () => {
    const { asked } = await inferred('清河县2021年', '乡镇,排查,化解率', '东关镇,98,+3.5', '西山乡,31,-2.1');
    expect(asked).toEqual(['values.0.metric']);
  });
});

describe('a period of which there is more than its title says', () => {
  test.each([
    ...[
      '2021年Q3',
      '2021年H1',
      '2021年M11',
      '2021年1-3',
      '2021年（1-11）',
      '2021年首季',
      '2021年汛期',
      '2021年11月上半月',
    ],
    ...['2021年7月1日起', 'T2 2021', 'mid-2021', '3. Vierteljahr 2021', 'cumul 2021'],
  ])('is asked about: %s', async (title) => {
    expect((await inferred(`清河县 ${title}`, ...TABLE)).asked).toEqual(['period']);
  });

  test.each([...['（截至2021年6月30日）', '数据截至：2021年6月30日', 'As of 2021-06-30', '填报日期：2021年6月3日']])(
    'is asked about where a line says up to when: %s',
    async (line) => {
      expect((await inferred('清河县2021年', line, ...TABLE)).asked).toEqual(['period']);
    },
  );

  test.each(['2020年起诉', '2020年前科人员', '2020年15-64岁人口', 'Early leavers 2020'])(
    'is none where a name follows, or goes before: %s',
    async (first) => {
      const { asked } = await inferred(`乡镇,${first},${first.replace('2020', '2021')}`, '东关镇,3,4', '西山乡,4,5');
      expect(asked).toEqual([]);
    },
  );

  test('below the table is asked about as well', async () => {
    expect((await inferred('清河县2021年', ...TABLE, '注：统计时间为2021年1-11月')).asked).toEqual(['period']);
  });

  test('in columns of days or weeks is asked about', async () => {
    const { asked } = await inferred('年,月,日,乡镇,排查', '2021,11,30,东关镇,98', '2021,11,30,西山乡,31');
    expect(asked).toContain('period');
  });
});

describe('2010-11', () => {
  const column = (...periods: readonly string[]) =>
    inferred('Block,Year,排查', ...periods.map((period, index) => `东关镇,${period},${index}`));

  test('is asked about where nothing tells whether it is a month or a fiscal year', async () => {
    const { asked, choices } = await column('2010-11', '2011-12');
    expect(asked).toEqual(['period.format']);
    expect(choices('period.format')).toEqual(['%Y-%m', 'fiscal-year']);
  });

  test('is what the others of its column are', async () => {
    expect((await column('2010-11', '2012-13')).figures[0]).toBe('disputes-found qinghe:101 2010/2011 0');
    expect((await column('2010-11', '2010-10')).figures[0]).toBe('disputes-found qinghe:101 2010-11 0');
  });
});

describe('columns beside the values', () => {
  test('that say the unit of each row are read as units', async () => {
    const rows = ['2021年3月,东关镇,排查,件,120', '2021年3月,东关镇,经费,万元,12.5'];
    const { asked, figures } = await inferred('年月,乡镇,指标,单位,数值', ...rows);
    expect(asked).toEqual([]);
    expect(figures).toContain('spending qinghe:101 2021年3月 125000');
    const other = await inferred('年月,乡镇,指标,单位,数值', '2021年3月,东关镇,排查,县委政法委,120');
    expect(other.asked).toEqual(['ignore']);
  });

  test('that hold codes of known regions are regions where their title says so', async () => {
    const { asked, figures } = await inferred('地区,年份,排查', '101,2023,12', '102,2023,13');
    expect(asked).toEqual([]);
    expect(figures[0]).toBe('disputes-found qinghe:101 2023 12');
    expect((await inferred('地区,2023年排查', '8,12', '9,13')).asked).toContain('region');
  });
});

test('signatures in several cells are below the table, and who filled a form in is above it', async () => {
  const { asked, figures, mapping } = await inferred(
    '清河县2021年8月',
    '填报单位（盖章）：清河县委政法委,,填报时间：2021年9月3日',
    ...['序号,乡镇,排查', '1,东关镇,3', '2,西山乡,4', '合计,合计,7', '制表：张敏,,复核：赵伟'],
  );
  expect(asked).toEqual([]);
  expect(figures).toHaveLength(2);
  expect(mapping).toMatchObject({ header: { rows: [3] }, rows: { until: { begins: ['制表'] } } });
});

test('a rate of all that is no sum of rates is no question', async () => {
  const rows = ['东关镇,3,99', '西山乡,4,98', '合计,7,98.5'];
  expect((await inferred('清河县2021年', '乡镇,排查,化解率', ...rows)).asked).toEqual([]);
});

describe('a title that says a topic which no name of the table says', () => {
  test.each([
    ...[
      '清河县2021年信访领域情况',
      '清河县2021年涉农矛盾纠纷排查情况',
      '清河县2021年婚姻家庭纠纷排查化解情况',
      '清河县2021年第二次排查',
    ],
    ...['清河县应对气候变化排查 2021年', '清河县2021年农业排查', '清河县2021年项目排查'],
    ...['清河县2021年网上排查', '清河县2021年老年排查', 'disputes-found: rural ones 2021'],
    ...['Dairy farm disputes by township 2021', 'County disputes 2021'],
  ])('is asked about: %s', async (title) => {
    const { asked, figures } = await inferred(title, ...TABLE);
    expect(asked).toEqual(['values.0.metric']);
    expect(figures).toEqual([]);
  });

  test.each([
    ...[
      '甘肃省天水市清河县2021年矛盾纠纷排查化解工作情况统计表',
      '清河县司法局2021年第一季度各乡镇（街道）矛盾纠纷排查工作开展情况汇总表',
      '附件2：2021年全县主要指标完成情况一览表',
      '中共清河县委政法委员会2021年11月',
      '清河县2021年社会矛盾纠纷排查化解情况',
      '清河县2021年国民经济和社会发展统计公报',
      '清河县2021年农业生产情况',
    ],
    ...['This worksheet contains one table.', 'World Development Indicators', 'Disputes by county 2021'],
    ...['Table 3: Disputes found and settled by township, 2021'],
  ])('is none where it says what the data set is about, places, offices and kinds of tables: %s', async (title) => {
    const { asked } = await inferred('2021年', `"${title}"`, ...TABLE);
    expect(asked.filter((at) => at !== 'period')).toEqual([]);
  });
});
