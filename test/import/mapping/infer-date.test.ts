import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, inferRows } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importMappedFile(database, { set: 'county', file: 'county.csv' });
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
