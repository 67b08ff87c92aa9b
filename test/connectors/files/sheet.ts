import fc from 'fast-check';
import type { Sheet, SheetColumn, SheetRow } from '../../../src/connectors/files/formats/sheet.ts';

export const COLUMNS: readonly SheetColumn[] = [
  { name: 'name', type: 'string', description: 'A text.' },
  { name: 'value', type: 'double', description: 'A decimal.' },
  { name: 'count', type: 'int32', description: 'A whole number.' },
  { name: 'isTotal', type: 'boolean', description: 'A truth.' },
  { name: 'day', type: 'date', description: 'A day.' },
  { name: 'moment', type: 'dateTimeOffset', description: 'A moment.' },
];

export const sheetOf = (batches: readonly (readonly SheetRow[])[], columns = COLUMNS): Sheet => ({
  columns,
  batches: (async function* () {
    yield* batches;
  })(),
});

export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const day = fc
  .date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const decimal = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.integer({ min: 0, max: 3 }))
  .map(([digits, decimals]) => {
    const text = `${digits < 0n ? -digits : digits}`.padStart(decimals + 1, '0');
    const point = text.length - decimals;
    return `${digits < 0n ? '-' : ''}${text.slice(0, point)}${decimals > 0 ? `.${text.slice(point)}` : ''}`;
  });
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    '',
    '矛盾纠纷',
    'a"b',
    'a,b',
    'a\r\nb',
    '=1+1',
    '-3 °C',
    '+',
    '@x',
    '_x0041_',
    '<&>',
    ' a ',
    '\u0001',
  ),
);

export const anyRow = fc.tuple<(string | null)[]>(
  fc.option<string>(text),
  fc.option(decimal),
  fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(String)),
  fc.option(fc.boolean().map(String)),
  fc.option(day.map((moment) => moment.slice(0, 10))),
  fc.option(day),
);
