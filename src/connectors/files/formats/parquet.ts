import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Bytes, CellType, Sheet } from './sheet.ts';

/** Rows that are held to be written together. A reader skips what it does not want by the group; each leaves its statistics in memory until the end. */
const GROUP = 10_000;

type Kind = Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>;
const KIND: Readonly<Record<CellType, Kind>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  double: { type: 'DOUBLE' },
  int32: { type: 'INT32' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' },
  dateTimeOffset: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

const VALUE: Readonly<Record<CellType, (text: string) => unknown>> = {
  string: (text) => text,
  double: Number,
  int32: Number,
  boolean: (text) => text === 'true',
  date: (text) => Date.parse(text) / 86_400_000,
  dateTimeOffset: (text) => BigInt(Date.parse(text)),
};

/** Parquet: typed columns, compressed with Snappy, in groups of rows. Values are doubles, days DATE, moments in UTC. `about` goes into the file's key-value metadata. */
export async function* parquetBytes({ columns, batches }: Sheet, about: Readonly<Record<string, string>> = {}): Bytes {
  const writer = new ByteWriter();
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length, repetition_type: 'REQUIRED' },
    ...columns.map(({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...KIND[type] })),
  ];
  const kvMetadata = Object.entries(about).map(([key, value]) => ({ key, value }));
  const parquet = new ParquetWriter({ writer, schema, kvMetadata, createdBy: 'govgraph' });
  const values = columns.map(({ type }) => VALUE[type]);
  // Values column by column, as they are written: rows of texts would be several times as large.
  let buffered: unknown[][] = columns.map(() => []);
  // Texts repeat. One that is held once for all rows of a group is no garbage that grows old before it is collected.
  const once = columns.map(() => new Map<string, unknown>());
  const valueAt = (at: number, cell: string): unknown => {
    const known = once[at]?.get(cell);
    if (known !== undefined) return known;
    const value = (values[at] as (text: string) => unknown)(cell);
    once[at]?.set(cell, value);
    return value;
  };
  const group = (): Uint8Array => {
    const columnData = columns.map(({ name }, at) => ({ name, data: buffered[at] as unknown[] }));
    parquet.write({ columnData, rowGroupSize: GROUP });
    buffered = columns.map(() => []);
    for (const texts of once) texts.clear();
    return taken(writer);
  };

  let count = 0;
  for await (const rows of batches) {
    for (const row of rows) {
      for (let at = 0; at < columns.length; at++) {
        const cell = row[at];
        buffered[at]?.push(cell == null ? null : valueAt(at, cell));
      }
      count += 1;
      if (count % GROUP === 0) yield group();
    }
  }
  if (count % GROUP !== 0) yield group();
  parquet.finish();
  yield taken(writer);
}

/** What was written since, taken out of the writer, whose `offset` goes on counting. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
