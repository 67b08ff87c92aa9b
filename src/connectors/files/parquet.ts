import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Bytes, CellType, Row, Sheet } from './sheet.ts';

/** Rows that are held to be written together: readers skip what they do not need by these. */
const GROUP = 20_000;

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
  const group = (rows: readonly Row[]): Uint8Array => {
    const columnData = columns.map(({ name }, at) => {
      const value = values[at] as (text: string) => unknown;
      return { name, data: rows.map((row) => (row[at] == null ? null : value(row[at]))) };
    });
    parquet.write({ columnData, rowGroupSize: rows.length });
    return taken(writer);
  };

  let held: Row[] = [];
  for await (const rows of batches) {
    held.push(...rows);
    if (held.length < GROUP) continue;
    yield group(held);
    held = [];
  }
  if (held.length > 0) yield group(held);
  parquet.finish();
  yield taken(writer);
}

/** What was written since, taken out of the writer, whose `offset` goes on counting. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
