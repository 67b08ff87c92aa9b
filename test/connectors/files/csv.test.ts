import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvBytes } from '../../../src/connectors/files/formats/csv.ts';
import { checkProperty } from '../../support/property.ts';
import { anyRow, bytesOf, COLUMNS, sheetOf } from './sheet.ts';

const textOf = async (...given: Parameters<typeof csvBytes>) => (await bytesOf(csvBytes(...given))).toString();

test('a CSV begins with the mark by which Excel knows UTF-8, and ends its lines as RFC 4180 does', async () => {
  const text = await textOf(
    sheetOf([[['矛盾', '3.70', '4', 'true', '2020-11-30', null]], [['', '-2', null, null, null, null]]]),
  );
  expect(text).toBe('\uFEFFname,value,count,isTotal,day,moment\r\n矛盾,3.70,4,true,2020-11-30,\r\n"",-2,,,,\r\n');
});

test('a text that a spreadsheet would run is told apart by an apostrophe, and a negative number is none', async () => {
  const texts = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\nx', '＝1', 'a=1'];
  const text = await textOf(sheetOf([texts.map((one) => [one, '-1', null, null, null, null])]));
  const names = (parse(text, { bom: true, from: 2 }) as string[][]).map((row) => row[0]);
  expect(names).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "'\nx", "'＝1", 'a=1']);
  expect(text.match(/,-1,/g)).toHaveLength(9);
});

test('whatever is written is read back by a reader of RFC 4180', async () => {
  await checkProperty(
    fc.asyncProperty(fc.array(fc.array(anyRow, { maxLength: 5 }), { maxLength: 3 }), async (batches) => {
      const text = await textOf(sheetOf(batches), { guard: false });
      const read = parse(text, { bom: true, from: 2, record_delimiter: '\r\n' }) as string[][];
      expect(read).toEqual(batches.flat().map((row) => row.map((cell) => cell ?? '')));
    }),
    { runs: 100 },
  );
});

test('a name of a column is written like any text', async () => {
  const columns = [{ ...COLUMNS[0], name: 'a,b' }] as typeof COLUMNS;
  expect(await textOf(sheetOf([], columns))).toBe('\uFEFF"a,b"\r\n');
});
