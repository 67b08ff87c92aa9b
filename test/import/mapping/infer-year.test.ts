import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { inferRows, openCounty, printedInference } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

/** The figures that the command shows, and the questions that it leaves open. */
async function inferred(...rows: readonly string[]) {
  const { figures, ...others } = await inferRows(database, rows);
  return { ...others, figures: figures.map((line) => line.replace(/ ".*" → /, ' ')) };
}

describe('numbers that look like years', () => {
  test('are the values of the first row of the table below periods', async () => {
    const { figures, asked } = await inferred(
      '指标：排查',
      '乡镇,2023年,2022年',
      '东关镇,2186,2184',
      '西山乡,2465,2492',
    );
    expect(asked).toEqual([]);
    expect(figures).toEqual([
      '3:2 disputes-found qinghe:101 2023年 2186',
      '3:3 disputes-found qinghe:101 2022年 2184',
      '4:2 disputes-found qinghe:102 2023年 2465',
      '4:3 disputes-found qinghe:102 2022年 2492',
    ]);
  });

  test('are values below the names of metrics, where they do not follow each other', async () => {
    const { figures, asked } = await inferred(
      '清河县2021年情况',
      '乡镇,排查,化解',
      '东关镇,2186,1975',
      '西山乡,2465,2492',
    );
    expect(asked).toEqual([]);
    expect(figures[0]).toBe('3:2 disputes-found qinghe:101 2021年 2186');
    expect(figures).toHaveLength(4);
  });

  test('are values of a metric whose name holds a year', async () => {
    const { figures, asked } = await inferred('乡镇,年份,全年用水量', '东关镇,2020,1986', '西山乡,2020,2010');
    expect(asked).toEqual([]);
    expect(figures).toEqual(['2:3 全年用水量 qinghe:101 2020 1986', '3:3 全年用水量 qinghe:102 2020 2010']);
  });

  test('are a row of the header below a row of metrics, where they follow each other', async () => {
    const { figures, asked } = await inferred(
      '乡镇,排查,排查,化解,化解',
      ',2020,2021,2020,2021',
      '东关镇,1,2,3,4',
      '西山乡,5,6,7,8',
    );
    expect(asked).toEqual([]);
    expect(figures.slice(0, 4)).toEqual([
      '3:2 disputes-found qinghe:101 2020 1',
      '3:3 disputes-found qinghe:101 2021 2',
      '3:4 disputes-settled qinghe:101 2020 3',
      '3:5 disputes-settled qinghe:101 2021 4',
    ]);
  });
});

test('a column of nothing but signs is one of values where its header says a period', async () => {
  const { asked, mapping } = await inferred(
    '乡镇,2020年,2021年',
    ',排查,排查',
    '东关镇,3,-',
    '西山乡,5,.',
    '南河镇,7,x',
  );
  expect(mapping.values).toEqual([{ columns: ['$B:$C'], period: { header: 1 }, metric: { header: 2 } }]);
  expect(asked).toEqual(['marks.-', 'marks..', 'marks.x']);
});

test('a column of signs is asked about where its header says nothing', async () => {
  const { asked } = await inferred('乡镇,2021年排查,核对', '东关镇,3,-', '西山乡,5,+', '南河镇,7,/');
  expect(asked).toContain('ignore');
});

test('a column of years is no column of values for the sake of a footnote below it', async () => {
  const { asked, mapping } = await inferred(
    'township,Year,Source Year,排查',
    '东关镇,2019,2020,3',
    '西山乡,2019,2020,5',
    '南河镇,2018,2020,7',
    'id,Footnote',
    '1,Counted anew',
  );
  expect(mapping.values).toEqual([{ columns: ['$D'], metric: { header: 1 } }]);
  expect(asked).toContain('period');
});

test('a column of years beside values of several periods is asked about', async () => {
  const { asked, mapping } = await inferred(
    '乡镇,指标,2020,2021,Estimates Start After',
    '东关镇,排查,3,5,2020',
    '西山乡,排查,5,7,2020',
  );
  expect(mapping.values).toEqual([{ columns: ['$C:$D'], period: { header: 1 } }]);
  expect(asked).toEqual(['ignore']);
});

test('words above the header, with what they stand for, are no header', async () => {
  const { asked, mapping } = await inferred(
    '表番号：,001',
    '***,数字が得られないもの',
    '乡镇コード,乡镇,时间,value',
    '1,东关镇,2020年,3',
    '2,西山乡,2020年,***',
  );
  expect(mapping.header).toEqual({ rows: [3] });
  expect(asked).not.toContain('values.metric');
});

test.each(['财年', 'Fiscal Year', 'School year'])(
  'years below a title of other years are asked about: %s',
  async (title) => {
    const { figures, asked, mapping } = await inferred(`乡镇,${title},排查`, '东关镇,2020,83', '西山乡,2020,67');
    expect(figures).toEqual([]);
    expect(asked).toEqual(['period.format']);
    expect(mapping.questions?.[0]?.choices).toEqual(['fiscal-year-start', 'fiscal-year-end', '%Y']);
  },
);

test.each([
  ['乡镇,年度,数值', ['东关镇,2018/19,91', '西山乡,2019/20,93'], '"2018/19", "2019/20"'],
  ['乡镇,2018-19,2019-20', ['东关镇,91,92', '西山乡,93,94'], '"2018-19", "2019-20"'],
])('the day on which fiscal or school years begin is left open in the definition of a new metric: %s', async (header, rows, years) => {
  const content = ['指标：就学率', header, ...rows, ''].join('\n');
  const { definitions, lines } = await printedInference(database, 'file.csv', content, 'new');
  expect(definitions.metrics).toEqual([expect.objectContaining({ fiscal_year_start: null })]);
  expect(lines).toContainEqual(
    `definitions: on which day years such as ${years} begin stands nowhere: fill in fiscal_year_start (likely; look at it)`,
  );
}); // biome-ignore format: one title
