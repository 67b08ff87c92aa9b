import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, disputeRows, importMappedFile, printedImport, printedInference, refusalOf } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** A long file whose rows have one of these periods each. */
const sheetOf = (...periods: readonly string[]) =>
  disputeRows(
    'periods.csv',
    periods.map((period, index) => `东关镇,${period},${index}`),
  );

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

test('months from one to another say so once or twice', async () => {
  await importMappedFile(database, sheetOf('2019年1月至6月', '2019年1月份-7月份', '2019年1至8月'));
  const found = (await citedFigures(database, 'qinghe')).map((text) => text.split(' ').slice(2, 4));
  expect(found.filter(([period]) => period?.startsWith('2019'))).toEqual([
    ['2019-01-01/P7M', '1'],
    ['2019-01-01/P8M', '2'],
    ['2019-S1', '0'],
  ]);
});

test.each(['2020.1', '2020年6月至3月', '2020/13', '2020年13月1日', '2020年2月30日'])(
  '%s is no period',
  async (period) => {
    expect(await refusalOf(database, sheetOf(period))).toEqual([
      expect.stringContaining(`periods.csv line 2, column 时间: "${period}" is not a period`),
    ]);
  },
);

/** A mapping that reads periods in this form, for a data set whose years begin on this day. */
const fiscal = (format: string | undefined, sheet: ReturnType<typeof sheetOf>) => ({
  ...sheet,
  change: {
    ...sheet.change,
    dataset: {
      code: 'fiscal',
      title: '财年',
      language: 'zh-Hans',
      timeZone: 'Asia/Shanghai',
      region: 'qinghe:100',
      fiscalYearStart: '04-01',
    },
    definitions: 'fiscal.definitions.json',
    values: [{ columns: ['排查'], metric: { constant: 'fiscal-found' }, period: { column: '时间', format } }],
  },
});
const readings = '"2010/11" may be the month 2010-11, or the fiscal year 2010/11';
const MEND = 'period.format "%Y/%m" in the mapping where it is 2010-11, or "fiscal-year" where it is 2010/11';

test('2010/11 is a month or a fiscal year, and neither without a format', async () => {
  const refused = `periods.csv line 3, column 时间: ${readings}; expected: ${MEND}`;
  expect(await printedImport(database, sheetOf('2010/10', '2010/11'))).toEqual([
    'The file was refused: 1 problem.',
    refused,
  ]);
  // A column of months in a data set with fiscal years would be stored as years without a word.
  expect(await printedImport(database, fiscal(undefined, sheetOf('2010/10', '2010/11')))).toEqual([
    'The file was refused: 1 problem.',
    refused,
  ]);
  await printedImport(database, fiscal('%Y/%m', sheetOf('2010/10', '2010/11', '2010/12')));
  await printedImport(database, fiscal('fiscal-year', sheetOf('2011/12', '2012/13')));
  expect((await citedFigures(database, 'fiscal')).map((text) => text.split(' ')[2])).toEqual([
    '2010-10',
    '2010-11',
    '2010-12',
    '2011-04-01/P1Y',
    '2012-04-01/P1Y',
  ]);
});

describe('--infer', () => {
  const infer = async (periods: readonly string[]) =>
    printedInference(database, 'periods.csv', sheetOf(...periods).content, 'fiscal');
  const decided = (lines: readonly string[]) => lines.filter((line) => line.includes('period.format'));

  test('asks what 2010/11 is where nothing else of the column says it', async () => {
    const { lines, mapping } = await infer(['2010/11', '2009/10']);
    expect(decided(lines)).toEqual([
      '? period.format: Are these months (%Y/%m), or fiscal years (fiscal-year): "2010/11", "2009/10"? [%Y/%m | fiscal-year]',
    ]);
    expect(mapping.questions).toContainEqual(expect.objectContaining({ at: 'period.format' }));
    expect(lines.filter((line) => line.includes('→'))).toEqual([]);
  });

  test('asks as well where others of the column say both', async () => {
    expect(decided((await infer(['2010/11', '2010/10', '2012/13'])).lines)).toEqual([
      expect.stringContaining('? period.format:'),
    ]);
  });

  test.each([
    [['2010/10', '2010/11'], '%Y/%m', '"2010/11" are months, as the others of the same form are'],
    [['2010/11', '2012/13'], 'fiscal-year', '"2010/11" are fiscal years, as the others of the same form are'],
  ])('reads a column of %s as %s', async (periods, format, words) => {
    const { lines, mapping } = await infer(periods);
    expect(decided(lines)).toEqual([`period.format: ${words} (likely; look at it)`]);
    expect(mapping.period).toEqual({ column: '时间', format });
  });

  test('the same in a header', async () => {
    const { lines, mapping } = await printedInference(
      database,
      'wide.csv',
      '乡镇,2010/11,2010/10\n东关镇,11,12\n西山乡,31,25\n',
      'fiscal',
    );
    expect(decided(lines)).toEqual([expect.stringContaining('"2010/11" are months')]);
    expect(mapping.values).toMatchObject([{ period: { header: 1, format: '%Y/%m' } }]);
  });
});

test('a year without more is the fiscal year that begins or ends in it, as the format says', async () => {
  const own = await openMemory();
  try {
    await printedImport(own, fiscal('fiscal-year-start', sheetOf('2010')));
    await printedImport(own, fiscal('fiscal-year-end', sheetOf('2012')));
    expect((await citedFigures(own, 'fiscal')).map((text) => text.split(' ')[2])).toEqual([
      '2010-04-01/P1Y',
      '2011-04-01/P1Y',
    ]);
  } finally {
    await own.close();
  }
});

describe('a period beside the one that is read', () => {
  const imported = async (title: string, headers: Readonly<Record<string, string | null>>) => {
    const names = Object.keys(headers);
    const period = { cell: 'A1', template: '清河县{period}{_}' };
    const values = Object.entries(headers).map(([name, relative]) => ({
      columns: [name],
      metric: { constant: 'disputes-found' },
      period: relative === null ? period : { ...period, relative },
    }));
    const content = `${title}\n乡镇,${names.join(',')}\n东关镇,${names.map((_, index) => index + 1).join(',')}\n`;
    const change = { header: { rows: [2] }, rows: {}, totals: [], note: undefined, values };
    return { set: 'county', file: 'relative.csv', content, change };
  };
  const ALL = {
    本月: null,
    上月: 'PREVIOUS',
    上年同期: 'YEAR_BEFORE',
    本年累计: 'YEAR_TO_DATE',
    上年同期累计: 'YEAR_TO_DATE_BEFORE',
  };

  test('is that before it, of the year before, or from January on, in each next file as well', async () => {
    const memory = await openMemory();
    try {
      await importMappedFile(memory, { set: 'county', file: 'county.csv' });
      await importMappedFile(memory, await imported('清河县2018年3月情况', ALL));
      const figures = (await citedFigures(memory, 'qinghe')).filter((line) => / 201[78]/.test(line));
      expect(figures.map((line) => line.replace(/ <-.*/, ''))).toEqual([
        'disputes-found 101 2017-03 3',
        'disputes-found 101 2017-Q1 5',
        'disputes-found 101 2018-02 2',
        'disputes-found 101 2018-03 1',
        'disputes-found 101 2018-Q1 4',
      ]);
      const next = await imported('清河县2018年4月情况', { 上年同期: 'YEAR_BEFORE' });
      await importMappedFile(memory, next);
      expect(await citedFigures(memory, 'qinghe')).toContainEqual(
        expect.stringContaining('disputes-found 101 2017-04 1'),
      );
    } finally {
      await memory.close();
    }
  });

  test('is refused where there is none', async () => {
    const memory = await openMemory();
    try {
      await importMappedFile(memory, { set: 'county', file: 'county.csv' });
      const span = await imported('清河县2018年1-5月情况', { 上月: 'PREVIOUS' });
      expect(await refusalOf(memory, span)).toEqual([
        expect.stringContaining('has no period of the kind PREVIOUS; expected: a month, a quarter or another period'),
      ]);
    } finally {
      await memory.close();
    }
  });
});
