import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { citedFigures, importMappedFile, inferShown, openCounty } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

/** What is asked, which choices there are, and which figures are shown. */
const inferred = (...rows: readonly string[]) => inferShown(database, rows);
const YEARS = ['乡镇,2020,2021', '东关镇,12,13', '西山乡,5,6'];
const PAIRS = ['东关镇,12,13', '西山乡,5,6'];

describe('the status of single columns', () => {
  test.each([
    ['2021*', '* provisional', 'PROVISIONAL'],
    ['2021†', '† Forecast.', 'FORECAST'],
    ['2021 1/', '1/ Provisional', 'PROVISIONAL'],
    ['2021*', '*为初步数', 'PROVISIONAL'],
    ['2021', 'Notes: 2021: projections', 'FORECAST'],
    ['2021', '2021年为预计数。', 'FORECAST'],
    ['2021', '2021 and 2022: estimates. Other years as reported.', 'ESTIMATED'],
  ])('is what a note says of their mark or their year: %s, %s', async (header, note, status) => {
    const { asked, figures } = await inferred('排查', `乡镇,2020,${header}`, ...PAIRS, note);
    expect(asked).toEqual([]);
    expect(figures.slice(0, 2)).toEqual([
      'disputes-found qinghe:101 2020 12',
      `disputes-found qinghe:101 2021 13 ${status}`,
    ]);
  });

  test('is asked of all where a note says more, or stands below a column of years', async () => {
    expect((await inferred('排查', ...YEARS, '2021年东关镇为预计数')).asked).toContain('statusOfAll');
    const { asked, choices } = await inferred('东关镇', '年份,排查', '2020,3', '2021,4', '2021 is provisional.');
    expect(asked).toContain('statusOfAll');
    expect(choices('statusOfAll')).toEqual(['PROVISIONAL']);
  });

  test.each(['"* revised, not provisional"', '* estimates for two of four towns'])(
    'is asked of all where a note of a mark says more: %s',
    async (note) => {
      const { asked, figures } = await inferred('排查', '乡镇,2020,2021*', ...PAIRS, note);
      expect(asked).toEqual(['statusOfAll']);
      expect(figures[1]).toBe('disputes-found qinghe:101 2021 13');
    },
  );

  test('is not that of where figures are from', async () => {
    expect((await inferred('排查', ...YEARS, 'Source: population estimates of the statistical office')).asked).toEqual(
      [],
    );
  });

  test('is stored with their values alone, as a mapping says it', async () => {
    const values = [
      { columns: ['2020'], metric: { constant: 'disputes-found' }, period: { header: 1 } },
      { columns: ['2021'], metric: { constant: 'disputes-found' }, period: { header: 1 }, statusOfAll: 'FORECAST' },
    ];
    const rest = { header: { rows: [1] }, rows: {}, totals: [], note: undefined, values };
    await importMappedFile(database, {
      set: 'county',
      file: 'future.csv',
      content: `${YEARS.join('\n')}\n`,
      change: rest,
    });
    const stored = (await citedFigures(database, 'qinghe')).filter((line) => / 202[01] /.test(line));
    expect(stored.map((line) => line.split(' <-')[0])).toEqual([
      'disputes-found 101 2020 12',
      'disputes-found 101 2021 13 {FORECAST}',
      'disputes-found 102 2020 5',
      'disputes-found 102 2021 6 {FORECAST}',
    ]);
  });
});

describe('a header that says another period by that of the table', () => {
  test.each([
    '上年完成',
    '去年11月',
    '前一年',
    '上一季度',
    '年初以来',
    'Vorjahr',
    'Einnahmen Vorjahr',
    'Année précédente',
    'Año anterior',
    'Collected last year',
    'A year earlier',
  ])('is asked about: %s', async (name) => {
    const { asked, figures } = await inferred('清河县2021年', `乡镇,排查,${name}`, ...PAIRS);
    expect(asked).toContain('period');
    expect(figures).toEqual([]);
  });

  test.each(['上年结转', '比去年增减', 'Change on last year', '以前年度', '60岁以上年龄', '明月镇'])(
    'is read where it is of the same period: %s',
    async (name) => {
      expect((await inferred('清河县2021年', `乡镇,排查,${name}`, ...PAIRS)).asked).not.toContain('period');
    },
  );

  test.each(['First half', '1. Halbjahr', '2e trimestre', '春季', '截至11月底完成', '1. Hj. 2021', 'II 2021'])(
    'and so is a part of a year: %s',
    async (name) => {
      expect((await inferred('清河县2021年', `乡镇,排查,${name}`, ...PAIRS)).asked).toContain('period');
    },
  );

  test('of which it is only compared is of no year of its own', async () => {
    for (const name of ['Change on 2020', 'Veränderung zu 2020', 'Évolution depuis 2020']) {
      const { figures } = await inferred('清河县', `乡镇,2021年排查,${name}`, ...PAIRS);
      expect(figures).toEqual([]);
    }
  });
});

describe('periods that are written alike and are not the same', () => {
  test('are quarters, or thirds of a year', async () => {
    const { asked, choices } = await inferred('排查', '乡镇,2021T1,2021T2', ...PAIRS);
    expect(asked).toEqual(['period.format']);
    expect(choices('period.format')).toEqual(['%YT%q', 'P4M']);
  });

  test('are months, or spans of years', async () => {
    const spans = ['东关镇,2008-10,3', '东关镇,2009-11,4', '东关镇,2010-12,5'];
    expect((await inferred('清河县', '乡镇,时期,排查', ...spans)).asked).toEqual(['period.format']);
    const months = ['东关镇,2008-10,3', '东关镇,2008-11,4', '东关镇,2008-12,5'];
    expect((await inferred('清河县', '乡镇,时期,排查', ...months)).asked).toEqual([]);
  });

  test('are halves and quarters with their number first', async () => {
    const { asked, figures } = await inferred('排查', '乡镇,1H 2021,2Q 2021', ...PAIRS);
    expect(asked).toEqual([]);
    expect(figures.slice(0, 2)).toEqual([
      'disputes-found qinghe:101 2021-S1 12',
      'disputes-found qinghe:101 2021-Q2 13',
    ]);
  });

  test.each([
    'Note: figures are for financial years.',
    '注：按财年统计。',
    'Notes: Years run from April to March.',
    '2021 = April 2021 to March 2022',
    'Note: fourth quarter of each year.',
    'Figures are for nine months.',
  ])('are years, or what a note says of them: %s', async (note) => {
    const { asked, figures } = await inferred('排查', ...YEARS, note);
    expect(asked).not.toEqual([]);
    expect(figures).toEqual([]);
  });

  test('are years that the title of their column says to be fiscal', async () => {
    const { asked } = await inferred('清河县', '乡镇,Year to 31 March,排查', '东关镇,2020,3', '东关镇,2021,4');
    expect(asked).toEqual(['period.format']);
  });
});

describe('what stands beside a header', () => {
  test.each(['Thousands', '1-11月', 'Males'])(
    'and above its last column alone is of the whole table: %s',
    async (text) => {
      const { asked, figures } = await inferred('清河县', `,,${text}`, '乡镇,2020年排查,2021年排查', ...PAIRS);
      expect(asked).not.toEqual([]);
      expect(figures).toEqual([]);
    },
  );

  test.each(['乡镇（万件）', 'Town (thousands)', '乡镇/万件', 'Town (in 1000)'])(
    'in the corner multiplies: %s',
    async (corner) => {
      const { asked, figures } = await inferred('排查', `${corner},2020,2021`, ...PAIRS);
      expect(asked).toEqual(['unit']);
      expect(figures).toEqual([]);
    },
  );

  test.each(['"排查, in 1000s"', '排查, in 1000s'])('in a title multiplies: %s', async (title) => {
    expect((await inferred(title, ...YEARS)).asked).toContain('unit');
  });

  test.each(['Note: thousands.', '2021: forecast. Thousand cases.'])('in a note multiplies: %s', async (note) => {
    expect((await inferred('排查', ...YEARS, note)).asked).toEqual(['unit']);
  });

  test('in the row of the years, or in a title, is the metric of which the headers are parts', async () => {
    for (const rows of [
      ['排查,2020,,2021,', '乡镇,男,女,男,女', '东关镇,1,2,3,4', '西山乡,5,6,7,8'],
      ['排查', '乡镇,Census 2020,Census 2021', ...PAIRS],
      ['排查', '乡镇,Actual 2020,Target 2021', ...PAIRS],
      ['排查', '乡镇,2020 men,2020 women', ...PAIRS],
    ]) {
      const { asked, figures } = await inferred(...rows);
      expect([rows, asked]).toEqual([rows, ['values.0.metric']]);
      expect(figures).toEqual([]);
    }
  });

  test('makes columns of one name in several units metrics of their own', async () => {
    const { mapping } = await inferred(
      '清河县2021年',
      '乡镇,排查,增减（件）,增减（%）',
      '东关镇,12,1,8.3',
      '西山乡,5,2,40',
    );
    const names = mapping.values?.flatMap(({ metric }) => metric ?? []);
    expect(names?.filter(({ template }) => template !== undefined)).toEqual([]);
  });
});
