import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importMappedFile, inferShown, openCounty, printedInference } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

const inferred = (...rows: readonly string[]) => inferShown(database, rows);
const MONTHS = '乡镇,2021年1月,2021年2月';
const TOWNS = ['东关镇,12,13', '西山乡,5,6'];

describe('rows that say nothing but a heading', () => {
  test('say the metric of the rows below them, with its unit', async () => {
    const { asked, figures, mapping } = await inferred(
      '清河县情况',
      MONTHS,
      '排查（件）,,',
      ...TOWNS,
      '经费（万元）,,',
      '东关镇,1.5,2',
    );
    expect(asked).toEqual([]);
    expect(mapping.metric).toEqual({ heading: '乡镇', template: '{metric}({unit})' });
    expect(mapping.unit).toEqual(mapping.metric);
    expect(figures).toEqual([
      'disputes-found qinghe:101 2021年1月 12',
      'disputes-found qinghe:101 2021年2月 13',
      'disputes-found qinghe:102 2021年1月 5',
      'disputes-found qinghe:102 2021年2月 6',
      'spending qinghe:101 2021年1月 15000',
      'spending qinghe:101 2021年2月 20000',
    ]);
  });

  test('have totals of their own, of which rates have none', async () => {
    const rows = ['化解率,,', '东关镇,91,92', '西山乡,85,87', '合计,89,90', '化解,,', ...TOWNS, '合计,17,19'];
    expect((await inferred('清河县', MONTHS, ...rows)).asked).toEqual([]);
    const wrong = rows.with(-1, '合计,17,20');
    expect((await inferred('清河县', MONTHS, ...wrong)).asked).toEqual(['totals']);
  });

  test('say the period, also beside headers of metrics', async () => {
    const rows = ['2020年,,', '东关镇,3,2', '2021年,,', '东关镇,4,1'];
    const { asked, figures, mapping } = await inferred('清河县', '乡镇,排查,化解', ...rows);
    expect([asked, mapping.period]).toEqual([[], { heading: '乡镇' }]);
    expect(figures.slice(2)).toEqual(['disputes-found qinghe:101 2021年 4', 'disputes-settled qinghe:101 2021年 1']);
  });

  test('say the region above rows of metrics', async () => {
    const rows = ['东关镇,', '排查,3', '化解,2', '西山乡,', '排查,4'];
    const { asked, figures, mapping } = await inferred('清河县2021年', '指标,数值', ...rows);
    expect([asked, mapping.region]).toEqual([[], { heading: '指标' }]);
    expect(figures.at(-1)).toBe('disputes-found qinghe:102 2021年 4');
  });

  test.each([
    ['a part of the same places', '乡镇,排查,化解', ['城区,,', ...TOWNS, '农村,,', ...TOWNS], 'breakdown', 'breakdown'],
    [
      'months of a year in the title',
      '乡镇,排查,化解',
      ['1月,,', ...TOWNS, '2月,,', ...TOWNS],
      'breakdown',
      'breakdown',
    ],
    ['names that nobody knows', MONTHS, ['上访,,', ...TOWNS, '信访,,', ...TOWNS], 'metric', '{"heading":"乡镇"}'],
  ])('are asked about: %s', async (_, header, rows, at, first) => {
    const { asked, choices, figures } = await inferred('清河县2021年', header, ...rows);
    expect(asked).toEqual([at]);
    expect([choices(at)?.[0], figures]).toEqual([first, []]);
  });

  test('that name new metrics have them proposed, each with its unit', async () => {
    const rows = ['清河县', MONTHS, '信访（件）,,', ...TOWNS, '经办（吨）,,', '东关镇,1.5,2', ''];
    const { definitions } = await printedInference(database, 'file.csv', rows.join('\n'), 'qinghe');
    expect(definitions.metrics).toEqual([
      expect.objectContaining({ 'name:zh-Hans': '信访', unit: 'case', decimals: 0 }),
      expect.objectContaining({ 'name:zh-Hans': '经办', decimals: 1 }),
    ]);
  });

  test('may be merged over all columns of a workbook, and are read as they are shown', async () => {
    const rows = [
      ['乡镇', '2021年1月', '2021年2月'],
      ['排查（件）'],
      ['东关镇', 12, 13],
      ['经费（万元）'],
      ['东关镇', 1.5, 2],
    ];
    const sheet = utils.aoa_to_sheet(rows);
    sheet['!merges'] = [1, 3].map((r) => ({ s: { r, c: 0 }, e: { r, c: 2 } }));
    const content: Uint8Array = write({ SheetNames: ['一'], Sheets: { 一: sheet } }, { type: 'buffer' });
    const { lines, mapping } = await printedInference(database, 'merged.xlsx', content, 'qinghe');
    expect(mapping.questions).toBeUndefined();
    expect(lines).toContainEqual(expect.stringMatching(/一!C5 "2" → spending qinghe:101 2021年2月 20000$/));
    const { notes } = await importMappedFile(database, {
      ...{ set: 'county', file: 'merged.xlsx', content },
      change: { note: undefined, totals: undefined, rows: undefined, ...mapping },
    });
    expect(notes).toEqual([]);
  });

  test('are rows without values where they part groups of places, or name a place', async () => {
    const groups = await inferred('清河县2021年', '乡镇,排查', '城区,', '东关镇,3', '农村,', '西山乡,4');
    expect(groups.asked).toEqual(['region.codes.城区', 'region.codes.农村']);
    const place = await inferred('清河县2021年', '乡镇,排查', '东关镇,', '西山乡,4', '南河镇,3');
    expect([place.asked, place.figures.length]).toEqual([[], 2]);
  });
});

describe('periods above numbers are a header', () => {
  test.each(['乡镇,202001,202002', ',2020,2021F', '乡镇,2019,2020F'])('also below a title: %s', async (header) => {
    const { mapping } = await inferred('清河县排查', header, ...TOWNS);
    expect(mapping.header.rows).toEqual([2]);
  });

  test('and are values below their own header', async () => {
    const { mapping } = await inferred('清河县2021年', '乡镇,排查,化解', '东关镇,202001,202002', '西山乡,202003,5');
    expect(mapping.header.rows).toEqual([2]);
  });
});
