import { type FileMetaData, parquetMetadata, type RowGroup, type SchemaElement } from 'hyparquet';
import { message } from '../../domain/message/message.ts';
import { UnreadableFile } from '../file/compression.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { ByteCursor } from './byte-cursor.ts';
import { refuseCodec } from './codec.ts';
import { passStruct } from './thrift-bound.ts';

/** The part of a group of rows that a column has: pages, one after the other. */
export interface ColumnChunk {
  readonly codec: string;
  readonly begin: number;
  readonly end: number;
}

/** Rows that are written together, column by column. */
export interface ParquetGroup {
  readonly rows: number;
  readonly chunks: readonly ColumnChunk[];
}

/** What the end of a file says of its table. */
export interface ParquetTable {
  readonly columns: readonly SchemaElement[];
  readonly groups: readonly ParquetGroup[];
  readonly rows: number;
}

const MAX_FOOTER = 10_000_000;
/** The length of the footer in four bytes, and the sign of the format. */
const TAIL = 8;
const SIGN = 'PAR1';
const ENCRYPTED = 'PARE';

/** Reads the footer of a file, which is held against what else the file has. Throws UnreadableFile, with the column where it is one. */
export function readFooter(bytes: Buffer): ParquetTable {
  const sign = bytes.toString('latin1', bytes.length - SIGN.length);
  if (sign === ENCRYPTED) throw encrypted();
  const length = bytes.length < TAIL ? 0 : bytes.readUInt32LE(bytes.length - TAIL);
  const begin = bytes.length - TAIL - length;
  if (sign !== SIGN || bytes.toString('latin1', 0, SIGN.length) !== SIGN || begin < SIGN.length) throw damaged();
  if (length > MAX_FOOTER) {
    const text = message('mapping.parquet-footer', { count: length });
    throw new UnreadableFile(text, message('import.max-bytes', { max: MAX_FOOTER }));
  }
  const { schema, row_groups, num_rows } = parseFooter(bytes.subarray(begin));
  const columns = flatColumns(schema);
  // A group without rows has no pages, wherever it says that they are.
  const filled = row_groups.filter((group) => readCount(group.num_rows) > 0);
  const groups = filled.map((group) => readGroup(group, columns, begin));
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  if (readCount(num_rows) !== rows) throw damaged();
  return { columns, groups, rows };
}

function parseFooter(footer: Buffer): FileMetaData {
  try {
    passStruct(new ByteCursor(footer.subarray(0, footer.length - TAIL)));
    return parquetMetadata(footer, { geoparquet: false });
  } catch {
    throw damaged();
  }
}

/** The columns below the root of the schema. Throws UnreadablePart for one that holds others, or lists. */
function flatColumns([root, ...columns]: readonly SchemaElement[]): readonly SchemaElement[] {
  const nested = columns.find((column) => column.type === undefined || column.repetition_type === 'REPEATED');
  if (nested !== undefined) {
    const text = message('mapping.parquet-nested');
    throw new UnreadablePart({ part: nested.name }, text, message('mapping.parquet-plain-column'));
  }
  if (columns.length === 0 || root?.num_children !== columns.length) throw damaged();
  const isKnown = (given: unknown) => given === undefined || Number.isInteger(given);
  const isWhole = ({ name, type_length: length, scale }: SchemaElement) =>
    typeof name === 'string' && isKnown(length) && isKnown(scale);
  if (!columns.every(isWhole)) throw damaged();
  return columns;
}

function readGroup(
  { columns: chunks, num_rows }: RowGroup,
  columns: readonly SchemaElement[],
  end: number,
): ParquetGroup {
  const rows = readCount(num_rows);
  if (chunks.length !== columns.length) throw damaged();
  return {
    rows,
    chunks: columns.map(({ name, type }, index) => {
      const given = chunks[index];
      const meta = given?.meta_data;
      if (given?.crypto_metadata !== undefined) throw encrypted(name);
      // Its pages may be told to lie in another file.
      if (meta?.codec === undefined || given?.file_path !== undefined) throw damaged(name);
      if (meta.type !== type || meta.path_in_schema.join('.') !== name || readCount(meta.num_values) !== rows)
        throw damaged(name);
      refuseCodec(meta.codec, name);
      const chunk = { codec: meta.codec, ...placeOf(meta) };
      if (chunk.begin < SIGN.length || chunk.end > end) throw damaged(name);
      return chunk;
    }),
  };
}

type ChunkMeta = NonNullable<RowGroup['columns'][number]['meta_data']>;

/** Where a chunk lies. Some writers give 0, or a place behind the values, for a dictionary that there is not. */
function placeOf({
  data_page_offset,
  dictionary_page_offset,
  total_compressed_size,
}: ChunkMeta): Pick<ColumnChunk, 'begin' | 'end'> {
  const values = readCount(data_page_offset);
  const dictionary = readCount(dictionary_page_offset ?? 0n);
  const begin = dictionary > 0 && dictionary < values ? dictionary : values;
  return { begin, end: begin + readCount(total_compressed_size) };
}

/** A whole number as its library gives it, of whatever type the file says. */
function readCount(given: unknown): number {
  const count = typeof given === 'bigint' ? Number(given) : Number.NaN;
  if (!(Number.isSafeInteger(count) && count >= 0)) throw damaged();
  return count;
}

/** A file that is none, or no whole one; or whose footer contradicts itself at a column. */
const damaged = (part?: string): UnreadableFile => {
  const [text, expected] = [message('mapping.parquet-damaged'), message('mapping.parquet-whole')];
  return part === undefined ? new UnreadableFile(text, expected) : new UnreadablePart({ part }, text, expected);
};

function encrypted(part?: string): UnreadablePart {
  const text = message('mapping.parquet-encrypted');
  return new UnreadablePart(part === undefined ? {} : { part }, text, message('mapping.parquet-unencrypted'));
}
