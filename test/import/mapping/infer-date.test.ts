import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { citedFigures, importMappedFile, inferRows, openCounty, printedInference } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

const choicesOf = async (...rows: readonly string[]) => {
  const { mapping, figures } = await inferRows(database, rows);
  return { figures, choices: mapping.questions?.find(({ at }) => at === 'period')?.choices };
};

describe('a column of days', () => {
  const DAYS = ['东关镇,3,2021-04-06', '西山乡,4,2021-04-07'];

  test.each(['填报日期', 'Date reported', 'Updated', 'Start', '开工日期'])(
    'is asked about beside a title with a period, and no figure is shown: %s',
    async (title) => {
      const { figures, choices } = await choicesOf('清河县2021年3月排查情况表,,', `乡镇,排查,${title}`, ...DAYS);
      expect(figures).toEqual([]);
      expect(choices).toEqual([
        `{ "column": "${title}" }`,
        expect.stringContaining('{"cell":"A1","template":"清河县{period}'),
      ]);
    },
  );

  test('needs no more than the answer where the title is meant', async () => {
    const rows = ['清河县2022年3月排查情况表,,', '乡镇,排查,填报日期', ...DAYS];
    const { mapping } = await inferRows(database, rows);
    const { questions = [], ...others } = mapping;
    expect(questions.map(({ at }) => at)).toEqual(['period']);
    const period: unknown = JSON.parse(questions[0]?.choices[1] ?? '');
    await importMappedFile(database, {
      set: 'county',
      file: 'filed.csv',
      content: rows.join('\n'),
      change: { totals: [], note: undefined, rows: {}, ...others, period },
    });
    expect(await citedFigures(database, 'qinghe')).toContain('disputes-found 101 2022-03 3 <- 3:2');
  });

  test.each(['填报日期', 'Date reported', 'Updated', 'Start', 'End', 'Checked'])(
    'is asked about under a title that is none of a period: %s',
    async (title) => {
      const { figures, choices } = await choicesOf(`乡镇,排查,${title}`, ...DAYS);
      expect(figures).toEqual([]);
      expect(choices).toEqual([`{ "column": "${title}" }`]);
    },
  );

  test.each(['日期', '时间', 'Date', 'Day', 'Period', '统计日期'])('is the period under %s', async (title) => {
    const { figures, choices } = await choicesOf(`乡镇,排查,${title}`, ...DAYS);
    expect(choices).toBeUndefined();
    expect(figures[0]).toContain('disputes-found qinghe:101 2021-04-06 3');
  });

  test('is asked about under such a title as well where a line above the table names a period', async () => {
    const { choices } = await choicesOf('2021年3月,,', '乡镇,排查,日期', ...DAYS);
    expect(choices).toHaveLength(2);
  });
});

test('a column of years in which something was built is asked about', async () => {
  const { figures, choices } = await choicesOf('乡镇,排查,建成年份', '东关镇,3,2001', '西山乡,4,2004');
  expect(figures).toEqual([]);
  expect(choices).toEqual(['{ "column": "建成年份" }']);
});

test('a column of months is the period beside a title of the year', async () => {
  const { figures, choices } = await choicesOf('清河县2021年排查情况', '乡镇,排查,月份', '东关镇,3,2021年3月', '西山乡,4,2021年3月');
  expect(choices).toBeUndefined();
  expect(figures).toHaveLength(2);
}); // biome-ignore format: rows

describe('a period in a title', () => {
  test.each(['填报时间：2021年4月2日', '制表日期：,2021年4月2日', 'Published: April 2021', 'Last updated 2021-04-02'])(
    'that says when the table was made is asked about: %s',
    async (title) => {
      const { figures, choices } = await choicesOf(
        '清河县情况',
        title,
        '乡镇,排查,化解,化解率',
        '东关镇,3,2,99',
        '西山乡,4,3,98',
      );
      expect(figures).toEqual([]);
      expect(choices).toHaveLength(1);
    },
  );

  test.each(['统计时间：2021年3月', 'Stichtag: 31.03.2021', '竣工项目2021年'])(
    'is read otherwise: %s',
    async (title) => {
      const { choices } = await choicesOf(title, '乡镇,排查', '东关镇,3', '西山乡,4');
      expect(choices).toBeUndefined();
    },
  );

  const TABLE = ['乡镇,排查', '东关镇,3', '西山乡,4'];

  test.each([
    ['2020年11月矛盾纠纷', '2020年11月'],
    ['2020年1-11月矛盾纠纷', '2020年1-11月'],
    ['2020年11月5日矛盾纠纷', '2020-11-05'],
    ['2020年度矛盾纠纷', '2020年'],
    ['2020年11月12345排查', '2020年11月'],
    ['Disputes in November 2020', '2020-M11'],
    ['Disputes 2020 – Total', '2020'],
  ])('is read where it is a whole one: %s', async (title, period) => {
    const { figures, choices } = await choicesOf(`"${title}",`, ...TABLE);
    expect(choices).toBeUndefined();
    expect(figures[0]).toContain(`disputes-found qinghe:101 ${period} 3`);
  });

  test.each([
    ...['2020年11月第1周矛盾纠纷', '2020年11月1日至7日矛盾纠纷', '2020年11月1-7日矛盾纠纷', '2020年第45周矛盾纠纷'],
    ...[
      '2020年前11个月矛盾纠纷',
      '2020年十一月矛盾纠纷',
      '2020学年矛盾纠纷',
      '2020年春季矛盾纠纷',
      '2020年以来矛盾纠纷',
    ],
    ...[
      'Disputes 2020-W45',
      'Disputes 2020 Q1-Q3',
      'Disputes Q1-Q3 2020',
      'Disputes H1 to H2 2020',
      'Disputes 1-7 November 2020',
      'DISPUTES Q1 TO Q3 2020',
      'Disputes Q1, Q2 2020',
    ],
    ...[
      'Disputes on 7 November 2020',
      'Disputes, fiscal year 2020',
      'Disputes FY 2020',
      'Disputes, year ending March 2020',
    ],
    ...[
      'Streitfälle im Oktober 2020',
      'Streitfälle am 31. Dezember 2020',
      'Litiges, février 2020',
      'Disputas, octubre 2020',
    ],
  ])('is asked about where words beside it make it another one: %s', async (title) => {
    const { figures, choices } = await choicesOf(`"${title}",`, ...TABLE);
    expect(figures).toEqual([]);
    expect(choices).toBeDefined();
  });
});

describe('a period in the header of a column', () => {
  test.each([
    ['2020年0-14岁人口', '0-14岁人口'],
    ['2020年3周岁以下儿童', '3周岁以下儿童'],
  ])('is read where an age follows: %s', async (title, metric) => {
    const { lines } = await printedInference(database, 'age.csv', `乡镇,${title}\n东关镇,3\n西山乡,4\n`, 'qinghe');
    expect(lines).toContain(`2:2 "3" → ${metric} qinghe:101 2020年 3`);
  });

  test.each(['2020年11月1-7日排查', '2020年以来排查', '2020年前11个月排查'])(
    'is asked about where what follows makes it another one: %s',
    async (title) => {
      const { figures, choices } = await choicesOf(`乡镇,${title}`, '东关镇,3', '西山乡,4');
      expect(figures).toEqual([]);
      expect(choices).toBeDefined();
    },
  );
});

describe('what stands behind a year in a header', () => {
  const headers = (first: string, second: string) =>
    inferRows(database, [`乡镇,${first},${second}`, '东关镇,3,4', '西山乡,5,6']);

  test.each([
    ...[
      ['2020.01', '2020.02'],
      ['2020F', '2021F'],
      ['2020. 1/4', '2020. 2/4'],
      ['2020년 1분기', '2020년 2분기'],
      ['2020:Q1', '2020:Q2'],
    ],
    ...[
      ['2020 I', '2020 II'],
      ['2020第1四半期', '2020第2四半期'],
      ['2020一季度', '2020二季度'],
      ['2020年一月', '2020年二月'],
      ['2020JAN', '2020FEB'],
    ],
    ...[
      ['2020 1st quarter', '2020 2nd quarter'],
      ['2020年1月末', '2020年2月末'],
      ['April 2020 to March 2021', 'April 2021 to March 2022'],
      ['mid-year 2020', 'mid-year 2021'],
    ],
  ])('may make it another period, and is no metric: %s, %s', async (first, second) => {
    const { asked, figures } = await headers(first, second);
    expect(asked).toContain('period');
    expect(figures).toEqual([]);
  });

  test.each([
    ['Year 2020', 'Year 2021'],
    ['2020 [YR2020]', '2021 [YR2021]'],
    ['2020年1月份', '2020年2月份'],
  ])('or before it, says no more than the period does: %s, %s', async (first, second) => {
    expect((await headers(first, second)).asked).toEqual(['metric']);
  });
});
