import type { Bytes, CellType, Sheet, SheetRow } from './sheet.ts';

/** Numbers stand as they were published: every decimal is a number of JSON as it is. */
const VALUE: Readonly<Record<CellType, (text: string) => string>> = {
  string: (text) => JSON.stringify(text),
  double: (text) => text,
  int32: (text) => text,
  boolean: (text) => text,
  date: (text) => JSON.stringify(text),
  dateTimeOffset: (text) => JSON.stringify(text),
};

/** A list of objects, one for each row. */
export async function* jsonBytes({ columns, batches }: Sheet): Bytes {
  const written = columns.map(({ name, type }) => ({ name: JSON.stringify(name), value: VALUE[type] }));
  const object = (row: SheetRow): string =>
    `{${written.map(({ name, value }, at) => `${name}:${row[at] == null ? 'null' : value(row[at])}`).join(',')}}`;
  yield Buffer.from('[');
  let isFirst = true;
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    yield Buffer.from(`${isFirst ? '' : ','}\n${rows.map(object).join(',\n')}`);
    isFirst = false;
  }
  yield Buffer.from('\n]\n');
}

/** A document that is made at once. */
export async function* once(document: object): Bytes {
  yield Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
}
