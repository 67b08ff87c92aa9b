/** Files of Parquet byte by byte, with whatever lies in them a test needs: one column in one group of rows, and one page. */
export interface MadeFile {
  /** 1 is INT32, 2 INT64, 5 DOUBLE, 6 BYTE_ARRAY. */
  readonly type: number;
  /** 0 is UNCOMPRESSED, 1 SNAPPY, 6 ZSTD. */
  readonly codec?: number;
  /** 0 is PLAIN, 5 DELTA_BINARY_PACKED, 7 DELTA_BYTE_ARRAY. */
  readonly encoding?: number;
  readonly isOptional?: boolean;
  readonly rows: number;
  /** How many values the page says that it has; those of the rows by default. */
  readonly values?: number;
  /** What the page says that it unpacks to; its own size by default. */
  readonly unpacked?: number;
  readonly crc?: number;
  readonly page: Uint8Array;
}

type Field = readonly [id: number, type: number, bytes: Uint8Array];

export const joinBytes = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** A whole number in groups of seven bits. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.of(...bytes, rest);
}

const zigzag = (value: number): Uint8Array => varint(value < 0 ? -2 * value - 1 : 2 * value);
const int = (id: number, value: number): Field => [id, 5, zigzag(value)];
const long = (id: number, value: number): Field => [id, 6, zigzag(value)];
const text = (value: string) => joinBytes(varint(value.length), new TextEncoder().encode(value));
const binary = (id: number, value: string): Field => [id, 8, text(value)];
const part = (id: number, fields: readonly Field[]): Field => [id, 12, struct(fields)];
const items = (id: number, type: number, elements: readonly Uint8Array[]): Field => [
  id,
  9,
  joinBytes([elements.length * 16 + type], ...elements),
];

function struct(fields: readonly Field[]): Uint8Array {
  let last = 0;
  const bytes = fields.map(([id, type, value]) => {
    const head = (id - last) * 16 + type;
    last = id;
    return joinBytes([head], value);
  });
  return joinBytes(...bytes, [0]);
}

/** A file whose footer is given. */
export const fileOf = (body: Uint8Array, footer: Uint8Array): Uint8Array =>
  joinBytes(new TextEncoder().encode('PAR1'), body, footer, lengthOf(footer.length), new TextEncoder().encode('PAR1'));

const lengthOf = (length: number) => new Uint8Array(Uint32Array.of(length).buffer);

/** A text or anything else with its length before it, in four bytes. */
export const prefixed = (bytes: Uint8Array): Uint8Array => joinBytes(lengthOf(bytes.length), bytes);

/** A file with one column, `value`. */
export function madeFile(given: MadeFile): Uint8Array {
  const { type, codec = 0, encoding = 0, isOptional = false, rows, values = rows, crc, page } = given;
  const said = [int(1, values), int(2, encoding), int(3, 3), int(4, 3)];
  const sizes = [int(1, 0), int(2, given.unpacked ?? page.length), int(3, page.length)];
  const header = struct([...sizes, ...(crc === undefined ? [] : [int(4, crc)]), part(5, said)]);
  const body = joinBytes(header, page);
  const chunk = part(3, [
    int(1, type),
    items(2, 5, [zigzag(encoding)]),
    items(3, 8, [text('value')]),
    int(4, codec),
    long(5, rows),
    long(6, body.length),
    long(7, body.length),
    long(9, 4),
  ]);
  const group = struct([items(1, 12, [struct([long(2, 4), chunk])]), long(2, body.length), long(3, rows)]);
  const root = struct([binary(4, 'root'), int(5, 1)]);
  const column = struct([int(1, type), int(3, isOptional ? 1 : 0), binary(4, 'value')]);
  return fileOf(body, struct([int(1, 1), items(2, 12, [root, column]), long(3, rows), items(4, 12, [group])]));
}
