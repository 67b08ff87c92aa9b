import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { importMappedFile, inferRows, printedInference } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importMappedFile(database, { set: 'county', file: 'county.csv' });
});
afterAll(() => database.close());

test('a number that its own comma parts has moved what follows: no figure is shown, and the question says so', async () => {
  const rows = ['2020年11月,,', '乡镇,排查,化解', '东关镇,1,024,975', '西山乡,310,300'];
  const { figures, mapping } = await inferRows(database, rows);
  expect(figures).toEqual([]);
  expect(mapping.values).toEqual([expect.objectContaining({ columns: ['$B:$C'] })]);
  expect(mapping.questions).toEqual([
    expect.objectContaining({ at: 'ignore', question: expect.stringContaining('"975"? Look first whether a number') }),
  ]);
});

test('a column without a title that numbers the rows from 0 on is left out', async () => {
  const rows = [',乡镇,year,排查', '0,东关镇,2019,11', '1,东关镇,2020,12', '2,西山乡,2019,13'];
  const { figures, asked, mapping } = await inferRows(database, rows);
  expect(asked).toEqual([]);
  expect(mapping.ignore).toEqual(['$A']);
  expect(figures).toEqual([
    '2:4 "11" → disputes-found qinghe:101 2019 11',
    '3:4 "12" → disputes-found qinghe:101 2020 12',
    '4:4 "13" → disputes-found qinghe:102 2019 13',
  ]);
});

test('regions across are read from the header, and a total among them is asked about', async () => {
  const rows = ['2020年11月,,,,', '指标,东关镇,西山乡,南河镇,合计', '排查,1024,310,96,1430', '化解,975,300,90,1365'];
  const { figures, asked, mapping } = await inferRows(database, rows);
  expect(asked).toEqual(['region.codes.合计']);
  expect(mapping).toMatchObject({ region: { header: 1 }, metric: { column: '指标' } });
  expect(figures).toEqual([
    '3:2 "1024" → disputes-found qinghe:101 2020年11月 1024',
    '3:3 "310" → disputes-found qinghe:102 2020年11月 310',
    '3:4 "96" → disputes-found qinghe:103 2020年11月 96',
    '4:2 "975" → disputes-settled qinghe:101 2020年11月 975',
    '4:3 "300" → disputes-settled qinghe:102 2020年11月 300',
    '4:4 "90" → disputes-settled qinghe:103 2020年11月 90',
  ]);
});

test('signs in place of most values below a period are asked about, and the column stays one of values', async () => {
  const rows = ['乡镇,2019年排查,2020年排查', '东关镇,3,–5', '西山乡,4,6'];
  const { lines, mapping } = await printedInference(database, 'file.csv', `${rows.join('\n')}\n`, 'qinghe');
  expect(mapping.questions?.map(({ at }) => at)).toEqual(['marks.–5']);
  expect(lines.join('\n')).toContain('3:3 "6" → disputes-found qinghe:102 2020年 6');
});
