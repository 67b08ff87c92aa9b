import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { citedFigures, importMappedFile, inferShown, openCounty, printedInference } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

const inferred = (...rows: readonly string[]) => inferShown(database, rows);

/** The metrics that are proposed: name, unit, multiplier and decimals of each. */
async function proposed(...rows: readonly string[]) {
  const { definitions } = await printedInference(database, 'file.csv', `${rows.join('\n')}\n`, 'qinghe');
  const metrics = (definitions.metrics ?? []) as Readonly<Record<string, unknown>>[];
  return Object.fromEntries(
    metrics.map((one) => [one['name:zh-Hans'], [one.unit, one.unit_multiplier ?? 0, one.decimals]]),
  );
}

const TOWNS = ['东关镇,120,100', '西山乡,80,90'];
const TABLE = ['乡镇,排查,化解', ...TOWNS];
const YEARS = ['乡镇,2021年排查,2020年排查', ...TOWNS];

describe('years in the header, or in a column, below a title that says a part of a year', () => {
  test.each([
    ...[
      '清河县2021年1-11月排查情况',
      '清河县各乡镇12月份情况',
      '清河县春节期间情况',
      '清河县2021年前11个月',
      '月報（11月）',
    ],
    ...['Disputes, January to September', 'Year to date (Jan-Nov)', 'Januar bis September', 'Week 48'],
    ...['First half-year figures', 'Situation au 30 novembre'],
  ])('are asked about: %s', async (title) => {
    const { asked, figures } = await inferred(`"${title}"`, ...YEARS);
    expect(asked).toEqual(['period']);
    expect(figures).toEqual([]);
  });

  test('may be that part of each, which is offered', async () => {
    const { choices } = await inferred('清河县2021年上半年', ...YEARS);
    expect(choices('period')).toEqual([
      '{"header":1,"template":"{period}{metric}"}',
      '{"join":[{"header":1,"template":"{period:4}{_}"},{"constant":"年"},{"constant":"上半年"}]}',
    ]);
    const column = await inferred('清河县历年上半年情况', '年份,乡镇,排查', '2020,东关镇,3', '2021,东关镇,4');
    expect(column.choices('period')?.[1]).toBe('{"join":[{"column":"年份"},{"constant":"年"},{"constant":"上半年"}]}');
  });

  test('are asked about where a note says it of all figures', async () => {
    expect((await inferred('清河县排查', ...YEARS, '注：2021年数据截至11月底。')).asked).toEqual(['period']);
    expect((await inferred('清河县排查', ...YEARS, '注：均为1-11月累计数。')).asked).toEqual(['period']);
    expect((await inferred('清河县排查', ...YEARS, '填报时间：2021年12月3日')).asked).toEqual([]);
  });

  test.each(['“十四五”期间排查情况', '清河县2021年排查情况', '清河县排查情况（截至2021年12月31日填报）'])(
    'are read as they are otherwise: %s',
    async (title) => {
      expect((await inferred(title, ...YEARS)).asked).toEqual([]);
    },
  );
});

test.each([
  ['清河县2021年排查累计数', '10月,11月'],
  ['清河县2021年排查情况（按季累计）', '一季度,二季度'],
])('months and quarters below a title that counts them from January on are asked about: %s', async (title, parts) => {
  const { asked, figures } = await inferred(title, '乡镇,排查,', `,${parts}`, ...TOWNS);
  expect(asked).toEqual(['period']);
  expect(figures).toEqual([]);
});

test('months that are counted from January on are read so where the mapping says it', async () => {
  const year = { cell: 'A1', template: '清河县{period:4}{_}' };
  await importMappedFile(database, {
    set: 'county',
    file: 'cumulative.csv',
    content: '清河县2018年排查累计数,,\n乡镇,排查,\n,10月,11月\n东关镇,112,120\n',
    change: {
      header: { rows: [2, 3], fill: true },
      rows: {},
      totals: [],
      note: undefined,
      values: [
        {
          columns: ['$B:$C'],
          metric: { header: 1 },
          period: { join: [year, { constant: '年1-' }, { header: 2 }] },
        },
      ],
    },
  });
  const figures = (await citedFigures(database, 'qinghe')).filter((line) => line.includes(' 2018'));
  expect(figures).toEqual([
    'disputes-found 101 2018-01-01/P10M 112 <- 4:2',
    'disputes-found 101 2018-01-01/P11M 120 <- 4:3',
  ]);
});

describe('a day above a table', () => {
  test.each([
    '填报单位：清河县应急局,2021年8月25日',
    '制表单位：清河县委政法委,2021.12.3',
    '县委政法委    2021年12月3日',
    '2021年12月3日',
  ])('that may be the one on which it was made is asked about: %s', async (line) => {
    const { asked, figures } = await inferred('清河县排查化解情况统计表', line, ...TABLE);
    expect(asked).toEqual(['period']);
    expect(figures).toEqual([]);
  });

  test('of which it speaks is read', async () => {
    expect((await inferred('清河县2021年12月3日排查情况', ...TABLE)).figures[0]).toBe(
      'disputes-found qinghe:101 2021-12-03 120',
    );
  });
});

describe('a year behind a name', () => {
  test('is the period, also where each name stands once', async () => {
    const { asked, figures } = await inferred('Operating budget 2021', 'Region,Budget 2021,Actual 2019', ...TOWNS);
    expect(asked).toEqual([]);
    expect(figures.slice(0, 2)).toEqual(['Budget qinghe:101 2021 120', 'Actual qinghe:101 2019 100']);
  });

  test('is the period without a blank as well', async () => {
    const { asked, figures } = await inferred('清河县2021年情况', '乡镇,排查2021,排查2020', ...TOWNS);
    expect(asked).toEqual([]);
    expect(figures.slice(0, 2)).toEqual(['disputes-found qinghe:101 2021 120', 'disputes-found qinghe:101 2020 100']);
    const budget = await inferred('清河县2022年预算', '乡镇,预算数2022,决算数2020', ...TOWNS);
    expect(budget.figures[1]).toBe('决算数 qinghe:101 2020 100');
  });

  test('that is within a name and in no title is asked about', async () => {
    const { asked, choices } = await inferred('清河县概况（2021年）', '乡镇,面积,人口（2020年普查）', ...TOWNS);
    expect(asked).toEqual(['values.1.period']);
    expect(choices('values.1.period')).toEqual(['2020', '2021年']);
    expect((await inferred('清河县2021年', '乡镇,面积,产值（2020年不变价）', ...TOWNS)).asked).toEqual([]);
  });

  test('at whose end something is counted is that year', async () => {
    const { mapping } = await inferred('清河县常住人口', '乡镇,2020年末,2021年末', ...TOWNS);
    expect(mapping.values?.[0]?.period).toEqual({ header: 1, template: '{period}末' });
    const { figures } = await inferred('清河县2021年', '乡镇,2020年末床位（张）,2021年末耕地', ...TOWNS);
    expect(figures.slice(0, 2)).toEqual(['床位 qinghe:101 2020年 120', '耕地 qinghe:101 2021年 100']);
  });
});

test.each([
  ...['Okt 2021,Nov 2021', 'Nov 2021(p),Nov 2020', 'Jan-Mar,Apr-Jun', 'Januar,Februar', 'déc. 2021,Revenus 2020'],
  ...['排查（上半年）,排查（全年）', '排查,其中11月'],
])('a period in words that are not read is asked about, and is no name: %s', async (headers) => {
  const { asked, figures } = await inferred('清河县2021年', `乡镇,${headers}`, ...TOWNS);
  expect(asked).toContain('period');
  expect(figures).toEqual([]);
});

test.each(['2021年度上半期', '清河县活动情况（2021年宣传周）'])(
  'a part of a year in other words is not the year: %s',
  async (title) => {
    expect((await inferred(title, ...TABLE)).asked).toEqual(['period']);
  },
);

describe('months as numbers', () => {
  test('are months below a title of such', async () => {
    const { asked, figures } = await inferred('年月,乡镇,排查', '202101,东关镇,57', '202112,西山乡,62');
    expect(asked).toEqual([]);
    expect(figures).toEqual([
      expect.stringMatching(/^disputes-found qinghe:101 2021-M?01 57$/),
      expect.stringMatching(/^disputes-found qinghe:102 2021-M?12 62$/),
    ]);
  });

  test('of which a zero may be lost are asked about, and are no values', async () => {
    const { asked, figures } = await inferred('月份,乡镇,排查', '2021.1,东关镇,57', '2021.2,西山乡,62');
    expect(asked).toContain('period');
    expect(figures).toEqual([]);
  });
});

describe('a unit above a table', () => {
  const of = async (unit: string, ...names: readonly string[]) =>
    proposed('清河县2021年', `单位：${unit}`, `乡镇,${names.join(',')}`, '东关镇,12,13', '西山乡,14,15');

  test.each([
    ['元', '行政村数'],
    ['元', '人口'],
    ['元', '人口数'],
    ['万元', '从业人员'],
    ['万元', '增幅'],
    ['件', '涉及人数'],
    ['件', '涉案金额'],
    ['件', '化解比例'],
    ['人', '总户数'],
  ])('in %s is not given to a metric of another kind: %s', async (unit, name) => {
    expect(await of(unit, name, '其他')).toMatchObject({ [name]: [null, 0, 0] });
  });

  test.each([
    ['万元', '预算数', 'CNY', 4],
    ['元', '罚款', 'CNY', 0],
    ['件', '受理件数', 'case', 0],
  ])('in %s is given to those that may be in it: %s', async (unit, name, code, multiplier) => {
    expect(await of(unit, name, '合同')).toMatchObject({ [name]: [code, multiplier, 0] });
  });

  test('is none of names that end in per cent, and these are no reason to ask about totals', async () => {
    const rows = ['单位：万元', '乡镇,预算数,占预算％', '东关镇,100,80', '西山乡,200,75', '合计,300,76.7'];
    expect(await proposed('清河县2021年', ...rows)).toEqual({ 预算数: ['CNY', 4, 0], '占预算%': ['percent', 0, 1] });
    expect((await inferred('清河县2021年', ...rows)).asked).toEqual([]);
  });

  test('is one of several, of which a metric that is known fits only one', async () => {
    const { asked, figures } = await inferred('清河县2021年', '单位：件、%', '乡镇,排查,化解率', '东关镇,120,91.7');
    expect(asked).toEqual([]);
    expect(figures).toEqual(['disputes-found qinghe:101 2021年 120', 'settlement-rate qinghe:101 2021年 91.7']);
  });
});

describe('a header', () => {
  test('is read without the marks of its notes', async () => {
    const { asked, figures } = await inferred('清河县2021年', '乡镇,排查①,化解*', ...TOWNS, '①含重复件', '*初步数');
    expect(asked).toEqual([]);
    expect(figures.slice(0, 2)).toEqual([
      'disputes-found qinghe:101 2021年 120',
      'disputes-settled qinghe:101 2021年 100 PROVISIONAL',
    ]);
  });

  test('may end in the sign of the unit of a metric that is known', async () => {
    const { figures } = await inferred('清河县2021年', '乡镇,化解率%,排查%', '东关镇,91.5,4', '西山乡,80.5,5');
    expect(figures[0]).toBe('settlement-rate qinghe:101 2021年 91.5');
    // Of a count it is a share, or a change.
    expect(figures[1]).toBe('排查% qinghe:101 2021年 4');
  });

  test.each(['甲,1,2', '(1),(2),(3)', '1,2,3=1+2', '栏次,1,2'])(
    'is read where a row numbers its columns: %s',
    async (numbers) => {
      const { asked, figures, mapping } = await inferred('清河县2021年', '乡镇,排查,化解', numbers, ...TOWNS);
      expect(asked).toEqual([]);
      expect(figures).toHaveLength(4);
      expect(mapping.rows).toEqual({ first: 4 });
    },
  );

  test('of telephone numbers is above no values, and two of ranks number no rows', async () => {
    const { figures } = await inferred('清河县2021年', '乡镇,电话,排查', '东关镇,8161234,3', '西山乡,8161235,4');
    expect(figures.join()).not.toContain('8161234');
    const rows = ['东关镇,3,1,91.7,2', '西山乡,4,2,95.0,1'];
    expect((await inferred('清河县2021年', '乡镇,排查,排名,化解率,排名', ...rows)).asked).toEqual(['values']);
  });
});

test('decimals stand behind the comma where it parts them', async () => {
  const rows = ['Gemeinde,Ansatz,Quote', '东关镇,"1.250.000,00","58,3"', '西山乡,"250.000,00","4,25"'];
  expect(await proposed('Haushalt 2021', ...rows)).toEqual({ Ansatz: [null, 0, 2], Quote: [null, 0, 2] });
  const { definitions } = await printedInference(
    database,
    'file.csv',
    'Gemeinde;2021 Saldo\n东关镇;-1.204,5\n西山乡;3,5\n',
    'qinghe',
  );
  expect(definitions).toMatchObject({ metrics: [{ decimals: 1 }] });
});

test.each([
  '排查化解（件/万人）',
  '万人排查化解数',
  '村均排查化解数',
  '排查化解任务清单',
  '排查化解工作安排',
  '排查化解指标分配表',
])('a title that says another quantity is asked about: %s', async (title) => {
  const { asked, figures } = await inferred(`清河县2021年 ${title}`, ...TABLE);
  expect(asked).toEqual(['values.0.metric']);
  expect(figures).toEqual([]);
});

test.each(['清河县2021年重大矛盾纠纷情况', '清河县2021年未化解矛盾纠纷台账', '清河县2021年矛盾纠纷——婚姻家庭类'])(
  'a title that says a part of what is counted is asked about: %s',
  async (title) => {
    expect((await inferred(title, ...TABLE)).asked).toEqual(['values.0.metric']);
  },
);

test('the row of those who signed is below the table, and the whole county is a total', async () => {
  const { asked, figures } = await inferred(
    '清河县2021年',
    ...['乡镇,排查,化解', '东关镇,120,100', '西山乡,80,90', '全县合计,200,190', '单位负责人：张,,填表人：李'],
  );
  expect(asked).toEqual([]);
  expect(figures).toHaveLength(4);
});

test('a metric that only a title names is the first of the choices, and the name of the table the last', async () => {
  const { asked, choices } = await inferred(
    '表2-1 清河县各乡镇帮扶经费（2020—2021年）',
    '乡镇,2020年,2021年',
    ...TOWNS,
  );
  expect(asked).toEqual(['metric']);
  expect(choices('metric')?.[0]).toBe('{ "constant": "spending" }');
  expect(choices('metric')?.at(-1)).toBe('{ "constant": "清河县各乡镇帮扶经费" }');
});

describe('the sum of all months below them', () => {
  test.each([
    ['清河县2021年', '月份,乡镇,排查', '1月,东关镇,10', '2月,东关镇,5', '合计,,15'],
    ['清河县', '年月,乡镇,排查', '2021年1月,东关镇,10', '2021年2月,东关镇,5', '合计,东关镇,15'],
  ])('is left out, and the months are read: %s', async (...rows) => {
    const { asked, figures, mapping } = await inferred(...rows);
    expect(asked).toEqual([]);
    expect(figures).toEqual([
      expect.stringMatching(/^disputes-found qinghe:101 2021年1月 10$/),
      expect.stringMatching(/^disputes-found qinghe:101 2021年2月 5$/),
    ]);
    expect(mapping.rows?.skip).toEqual([expect.objectContaining({ in: ['合计'] })]);
  });
});

describe('a line above a table that says which of all are counted', () => {
  test.each([
    ...['类别：婚姻家庭', '统计范围：城镇', '其中：婚姻家庭纠纷', '——婚姻家庭纠纷', '（三）信访积案'],
    ...['筛选条件：纠纷类型=婚姻家庭', 'Age: 16-24', 'Type of dispute: Family', 'Measure: rate'],
  ])('is asked about: %s', async (line) => {
    const { asked, figures } = await inferred('清河县2021年', line, ...TABLE);
    expect(asked).toEqual(['values.0.metric']);
    expect(figures).toEqual([]);
  });

  test('is asked about where it is a note below it', async () => {
    expect((await inferred('清河县2021年', ...TABLE, '注：仅统计婚姻家庭类纠纷。')).asked).toEqual(['values.0.metric']);
    expect((await inferred('清河县2021年', ...TABLE, '注：表中数字为目标数。')).asked).toEqual(['values.0.metric']);
  });

  test.each(['填报单位：清河县', '联系电话：略', '数据来源：县政法委'])('is none otherwise: %s', async (line) => {
    expect((await inferred('清河县2021年', line, ...TABLE)).asked).toEqual([]);
  });
});

describe('what multiplies values', () => {
  const money = (...lines: readonly string[]) => inferred('清河县2021年', ...lines, '乡镇,经费', '东关镇,8.5');

  test.each([
    ...['货币单位：人民币万元', '币种：人民币万元', '清河县经费情况（按万元计）'],
    ...['Currency: RMB 10k', 'Währung: TEUR', 'thousand', '"Amounts in CNY 000"', 'x1000'],
  ])('is asked about wherever it stands: %s', async (line) => {
    const { asked, figures } = await money(line);
    expect(asked).toEqual(['unit']);
    expect(figures).toEqual([]);
  });

  test('is asked about in a note as well', async () => {
    const { asked } = await inferred('清河县2021年', '乡镇,经费', '东关镇,8.5', '注：经费按万元统计。');
    expect(asked).toEqual(['unit']);
  });

  test('is one of those that brackets list, where a metric fits one', async () => {
    const { figures } = await inferred('清河县2021年情况（件、万元）', '乡镇,排查,经费', '东关镇,120,8.5');
    expect(figures).toEqual(['disputes-found qinghe:101 2021年 120', 'spending qinghe:101 2021年 85000']);
  });

  test.each(['经费/万元', '万元经费', '经费（人民币万元）'])('is asked about in a name: %s', async (name) => {
    const { asked } = await inferred('清河县2021年', `乡镇,排查,${name}`, '东关镇,3,8.5', '西山乡,4,9.5');
    expect(asked).toEqual(['values.1.unit']);
  });

  test.each(['清河县2021年亿元以上项目情况', '清河县2021年万元产值情况'])(
    'is none where it is a topic: %s',
    async (title) => {
      expect((await inferred(title, '乡镇,经费', '东关镇,8.5')).asked).not.toContain('unit');
    },
  );
});

test.each([
  ...['2021,年,11,月', '年份：2021,月份：11', 'Year,2021,Month,11', '2021,11'],
  ...['Fall 2021', '9M 2021', 'Year to March 2021', '2021年11月止情况'],
])('a month beside its year, or in other words, is no whole year: %s', async (line) => {
  const { asked, figures } = await inferred('清河县矛盾纠纷排查化解情况月报', line, ...TABLE);
  expect(asked).toContain('period');
  expect(figures).toEqual([]);
});

test('the month of a form below the title with its year is asked about', async () => {
  expect((await inferred('清河县2021年', '月份：11', ...TABLE)).asked).toEqual(['period']);
});

test.each([
  ['清河县2021年11月份排查情况（按周）', '第1周,第2周'],
  ['清河县2022年1月通报', '11月,12月'],
  ['清河县2021年上半年', '上半年,下半年'],
  ['清河县2021年第四季度', '1月,2月'],
])('parts that do not lie in that of the title are asked about: %s', async (title, parts) => {
  const { asked, figures } = await inferred(title, '乡镇,排查,', `,${parts}`, ...TOWNS);
  expect(asked).toEqual(['period']);
  expect(figures).toEqual([]);
});

test.each([
  ['清河县2021年上半年', '一季度,二季度'],
  ['清河县2021年1-11月', '10月,11月'],
  ['清河县2021年前三季度', '1-6月,1-9月'],
])('parts that lie in that of the title are read: %s', async (title, parts) => {
  const { asked, figures } = await inferred(title, '乡镇,排查,', `,${parts}`, ...TOWNS);
  expect(asked).toEqual([]);
  expect(figures).toHaveLength(4);
});

test.each(['周次', '旬', '日', '批次'])(
  'a column of numbers that say which one a row is of counts no rows: %s',
  async (name) => {
    const rows = ['1,东关镇,120', '2,西山乡,80', '3,南河镇,60'];
    const { asked, mapping } = await inferred('清河县2021年11月情况', `${name},乡镇,排查`, ...rows);
    expect([...asked, ...(mapping.definitions === undefined ? [] : ['definitions'])]).not.toEqual([]);
  },
);

test('numbers of columns in brackets are no metrics', async () => {
  const { asked, mapping } = await inferred(
    'Table 3.2',
    'S. No,Block,2019,2020',
    '[1],[2],[3],[4]',
    '1,东关镇,120,100',
    '2,西山乡,80,90',
  );
  expect(asked).toEqual(['metric']);
  expect(mapping.rows).toEqual({ first: 4 });
});

test('a value in a cell that is merged over several is asked about', async () => {
  const sheet = utils.aoa_to_sheet([
    ['乡镇', '排查', '经费'],
    ['东关镇', 120, 15_300],
    ['西山乡', 80],
  ]);
  sheet['!merges'] = [{ s: { r: 1, c: 2 }, e: { r: 2, c: 2 } }];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '2021年');
  const { mapping } = await printedInference(database, 'merged.xlsx', write(book, { type: 'buffer' }), 'qinghe');
  expect(mapping.questions?.map(({ at }) => at)).toEqual(['values']);
});

describe('what stands above or below a table of a year', () => {
  test.each([
    ...[
      '注：数据为1-11月',
      '注：数据截至11月底',
      '注：2021年数据为前三季度数据',
      'Note: figures are for January to September.',
      'Data as of 30 June 2021.',
      'Year ending June.',
    ],
  ])('may say a part of it in a note: %s', async (note) => {
    expect((await inferred('清河县2021年', ...TABLE, note)).asked).toEqual(['period']);
  });

  test.each(['2021.11', '所属期：202111', '统计时段：2021.1-2021.11'])('or in a line: %s', async (line) => {
    expect((await inferred('清河县2021年', line, ...TABLE)).asked).toEqual(['period']);
  });

  test.each(['Jan-Nov', '统计区间：2021-01-01至2021-11-30'])('also above a column of years: %s', async (line) => {
    expect((await inferred('清河县', line, '乡镇,年份,排查', '东关镇,2021,85')).asked).toEqual(['period']);
  });

  test.each(['数据截至2021年12月31日', 'Data as of 5 March 2022', 'Figures are rounded and may not add up.'])(
    'says nothing of it otherwise: %s',
    async (note) => {
      expect((await inferred('清河县2021年', ...TABLE, note)).asked).toEqual([]);
    },
  );

  test.each([
    ...['注：数据为每万人数', '注：以上均为较上年增加数', '注：数字为同比增长百分比', '注：以上数据为计划数'],
    ...['Urban areas only', 'Figures are targets.'],
  ])('may say in a note what its figures are: %s', async (note) => {
    expect((await inferred('清河县2021年', ...TABLE, note)).asked).toEqual(['values.0.metric']);
  });

  test.each(['（城镇）', '（规模以上）', '(urban)', '（上年=100）'])('or in a line: %s', async (line) => {
    expect((await inferred('清河县2021年', line, ...TABLE)).asked).toEqual(['values.0.metric']);
  });
});

test('months in a column of quarters are asked about', async () => {
  const { asked } = await inferred('清河县', '乡镇,Quarter,排查', '东关镇,2021-03,85', '西山乡,2021-06,91');
  expect(asked).toEqual(['period']);
});

describe('a column of units', () => {
  test('is none of regions, though each has one of its own, and is read', async () => {
    const rows = ['东关镇,2019,万元,83', '东关镇,2020,万元,84', '西山乡,2019,元,67', '西山乡,2020,元,68'];
    const towns = [...rows, '南河镇,2019,千元,60', '南河镇,2020,千元,59'];
    const { asked, figures } = await inferred('乡镇,年份,单位,经费', ...towns);
    expect(asked).toEqual([]);
    expect(figures[0]).toBe('spending qinghe:101 2019 830000');
    expect(figures.at(-1)).toBe('spending qinghe:103 2020 59000');
    const money = towns.map((row) => row.replace('万元', '美元').replace(',元,', ',人民币,').replace('千元', '欧元'));
    expect((await inferred('乡镇,年份,币种,经费', ...money)).asked).toEqual(['ignore']);
  });

  test('above a table is asked about where a known metric is measured alike, whatever stands beside it', async () => {
    expect((await inferred('清河县2021年', '单位：美元', '乡镇,经费,罚款', '东关镇,12,13')).asked).toEqual(['unit']);
    expect((await inferred('清河县2021年', '单位：人次', '乡镇,排查,来访', '东关镇,12,13')).asked).toEqual(['unit']);
  });

  test('may stand in the title of the one column of values', async () => {
    const { asked, figures } = await inferred('乡镇,年份,指标,数值（万元）', '东关镇,2020,经费,8.3');
    expect(asked).toEqual([]);
    expect(figures).toEqual(['spending qinghe:101 2020 83000']);
    const thousands = await inferred('乡镇,年份,Indicator (thousands),Value', '东关镇,2020,排查,83');
    expect(thousands.asked).toEqual(['unit']);
  });
});

test.each([
  ...['Week,2020-01,2020-02', 'Week,2020-01-06,2020-01-13', 'Quarter,Mar 2021,Jun 2021'],
  ...['累计月份,2020-11,2020-12', 'Fiscal year,2020-03,2021-03'],
])('months and days below a title of longer times are asked about: %s', async (texts) => {
  const [title, first, second] = texts.split(',');
  const { asked } = await inferred(`乡镇,${title},排查`, `东关镇,${first},85`, `西山乡,${second},91`);
  expect(asked).toEqual(['period']);
});

test.each([
  ...['排查1月,排查2月', '排查Jan,排查Feb', 'Q1排查,Q2排查', '20年排查,21年排查', '近三年排查,“十三五”排查'],
  ...['2020年初排查,2021年11月底排查', '本月排查,累计排查', '本月,上年同期', '排查,上年同期'],
])('a part of a year beside the name of a metric is no name: %s', async (headers) => {
  const { asked, figures } = await inferred('清河县2021年11月', `乡镇,${headers}`, '东关镇,85,80', '西山乡,91,90');
  expect(asked).toContain('period');
  expect(figures).toEqual([]);
});

test('a comma and a blank before three digits each are asked about', async () => {
  const { asked } = await inferred('清河县2021年', '乡镇,排查', '东关镇,"1,234"', '西山乡,1 024');
  expect(asked).toEqual(['number']);
});

test('what is annual beside quarters is of the year', async () => {
  const { figures } = await inferred('乡镇,指标,年份,Q1,Q2,Q3,Q4,Annual', '东关镇,排查,2020,83,84,85,86,338');
  expect(figures.at(-1)).toBe('disputes-found qinghe:101 2020 338');
});

test('days that are all the last of a month are asked about, however they are written', async () => {
  const { asked } = await inferred('乡镇,日期,排查', '东关镇,31/01/2020,85', '西山乡,29/02/2020,91');
  expect(asked).toEqual(['period']);
});

test.each(['Quarterly disputes', '清河县按季排查情况'])(
  'months below a title of quarters are asked about: %s',
  async (title) => {
    const { asked } = await inferred(title, '乡镇,Period,排查', '东关镇,2020-01,85', '西山乡,2020-02,91');
    expect(asked).toEqual(['period']);
  },
);

test.each(['Unit: Rs.', 'Unit: basis points', '单位：箱'])('a unit in other words is asked about: %s', async (line) => {
  expect((await inferred('清河县2021年', line, '乡镇,经费', '东关镇,85')).asked).toEqual(['unit']);
});

test.each(['Downloaded from: portal of the county', 'Contact: statistics office', 'Licence: open'])(
  'a line with a label says no topic: %s',
  async (line) => {
    expect((await inferred('清河县2021年', line, ...TABLE)).asked).toEqual([]);
  },
);

test('miles are no thousands, and a comma before three digits of counts in millions may part decimals', async () => {
  const miles = await proposed('清河县2021年', '乡镇,Road length (miles)', '东关镇,396000');
  expect(Object.values(miles)).toEqual([[null, 0, 0]]);
  const { asked } = await inferred('清河县2021年', '乡镇,排查（百万件）', '东关镇,"13,140"', '西山乡,"2,311"');
  expect(asked).toContain('number');
});

test.each([
  ...[
    '注：2021年12月数据未包括在内',
    '注：东关镇为6月底数据',
    '注：经费为预算数，其他为实际数',
    '注：排查数为每月平均数',
  ],
  ...[
    '注：本表所列均为重大纠纷',
    '注：统计口径为城镇',
    'Note: figures exclude minor cases.',
    'Three-year moving averages.',
  ],
])('a note that says what figures are is asked about: %s', async (note) => {
  const { asked } = await inferred('清河县2021年', ...TABLE, note);
  expect(asked).not.toEqual([]);
});

test.each(['月报', '季报'])(
  'a line that calls the table one of months or quarters is asked about: %s',
  async (line) => {
    expect((await inferred('清河县2021年', line, ...TABLE)).asked).toEqual(['period']);
  },
);

test.each(['统计年度：2021', '文号：国统字〔2020〕105号'])(
  'a line that says no other year is none: %s',
  async (line) => {
    expect((await inferred('清河县2021年', line, ...TABLE)).asked).toEqual([]);
  },
);

test('two years with a slash are asked about, and a mean beside quarters', async () => {
  expect((await inferred('乡镇,指标,2019/2020,2020/2021', '东关镇,排查,83,84')).asked).toEqual(['period.format']);
  const { asked } = await inferred('乡镇,指标,年份,Q1,Q2,Q3,Q4,Avg', '东关镇,排查,2020,3,4,5,4,4');
  expect(asked).toEqual(['period']);
});

test('a column that says of which part a row is, is none of regions', async () => {
  const rows = ['东关镇,2019,0-14,12', '东关镇,2020,0-14,13', '西山乡,2019,15-64,14', '西山乡,2020,15-64,15'];
  const all = [...rows, '南河镇,2019,65+,16', '南河镇,2020,65+,17'];
  expect((await inferred('乡镇,年份,Age group,排查', ...all)).asked).toEqual(['ignore']);
});

test('the total of a column of quotients makes no other doubtful', async () => {
  const rows = ['东关镇,85,1234.5', '西山乡,91,1234.7', '合计,176,1234.6'];
  expect((await inferred('清河县2021年', '乡镇,排查,人均收入', ...rows)).asked).toEqual([]);
});

test('a title whose comma has parted its day from the year is asked about', async () => {
  const { asked } = await inferred('Disputes by town: April 1, 2020', '乡镇,排查', '东关镇,3', '西山乡,4');
  expect(asked).toEqual(['period']);
});
