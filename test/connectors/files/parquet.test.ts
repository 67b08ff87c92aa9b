import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { parquetBytes } from '../../../src/connectors/files/formats/parquet.ts';
import type { SheetRow } from '../../../src/connectors/files/formats/sheet.ts';
import { checkProperty } from '../../support/property.ts';
import { anyRow, bytesOf, sheetOf } from './sheet.ts';

const fileOf = async (batches: readonly (readonly SheetRow[])[]): Promise<ArrayBuffer> =>
  new Uint8Array(await bytesOf(parquetBytes(sheetOf(batches), { source: '报告' }))).buffer;

test('Parquet has typed columns: texts, doubles, days as DATE, moments in UTC', async () => {
  const { schema, key_value_metadata, row_groups } = parquetMetadata(
    await fileOf([[['a', '1', '2', 'true', '2020-11-30', null]]]),
  );
  const types = schema
    .slice(1)
    .map(({ name, type, converted_type, repetition_type }) => [name, type, converted_type, repetition_type]);
  expect(types).toEqual([
    ['name', 'BYTE_ARRAY', 'UTF8', 'OPTIONAL'],
    ['value', 'DOUBLE', undefined, 'OPTIONAL'],
    ['count', 'INT32', undefined, 'OPTIONAL'],
    ['isTotal', 'BOOLEAN', undefined, 'OPTIONAL'],
    ['day', 'INT32', 'DATE', 'OPTIONAL'],
    ['moment', 'INT64', 'TIMESTAMP_MILLIS', 'OPTIONAL'],
  ]);
  expect(key_value_metadata).toEqual([{ key: 'source', value: '报告' }]);
  expect(row_groups[0]?.columns[0]?.meta_data?.codec).toBe('SNAPPY');
});

test('whatever is written is read back, over several groups of rows', async () => {
  await checkProperty(
    fc.asyncProperty(fc.array(fc.array(anyRow, { maxLength: 5 }), { maxLength: 3 }), async (batches) => {
      const file = await fileOf(batches);
      const expected = batches.flat().map(([name, value, count, isTotal, day, moment]) => ({
        name: name ?? null,
        value: value == null ? null : Number(value),
        count: count == null ? null : Number(count),
        isTotal: isTotal == null ? null : isTotal === 'true',
        day: day == null ? null : new Date(day),
        moment: moment == null ? null : new Date(moment),
      }));
      const read = await parquetReadObjects({ file });
      const plain = read.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? null])),
      );
      expect(plain).toEqual(expected);
    }),
    { runs: 100 },
  );
  const many = Array.from({ length: 13 }, (_, batch) =>
    Array.from(
      { length: 1_000 },
      (_, at): SheetRow => [`code-${at % 7}`, `${batch * 1_000 + at}`, null, null, null, null],
    ),
  );
  const file = await fileOf(many);
  expect(parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([10_000, 3_000]);
  const rows = await parquetReadObjects({ file, columns: ['value'] });
  expect(rows.map(({ value }) => value)).toEqual(Array.from({ length: 13_000 }, (_, at) => at));
});
