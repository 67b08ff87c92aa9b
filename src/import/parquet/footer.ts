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

/** A column of the table. */
export interface ParquetColumn {
  readonly name: string;
  /** How its values are written; null for one that holds lists or other columns, which are not read. */
  readonly element: SchemaElement | null;
  /** The place of its chunk among all of a group. */
  readonly leaf: number;
}

/** Rows that are written together, column by column. */
export interface ParquetGroup {
  readonly rows: number;
  /** A chunk for each column; null for one that is not read. */
  readonly chunks: readonly (ColumnChunk | null)[];
}

/** What the end of a file says of its table. */
export interface ParquetTable {
  readonly columns: readonly ParquetColumn[];
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
  const { columns, leaves } = readColumns(schema);
  // A group without rows has no pages, wherever it says that they are.
  const filled = row_groups.filter((group) => readCount(group.num_rows) > 0);
  const groups = filled.map((group) => readGroup(group, { columns, leaves, end: begin }));
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

/** The columns below the root of the schema, and how many chunks a group has for them and for what they hold. */
function readColumns([root, ...elements]: readonly SchemaElement[]): { columns: ParquetColumn[]; leaves: number } {
  const columns: ParquetColumn[] = [];
  let leaves = 0;
  for (let at = 0; at < elements.length; ) {
    const element = elements[at];
    if (!isWhole(element)) throw damaged();
    const leaf = leaves;
    // What a column holds stands behind it, however deep.
    for (let open = 1; open > 0; open--, at++) {
      const { type, num_children: children = 0 } = elements[at] ?? { num_children: Number.NaN };
      if (!Number.isInteger(children) || children < 0) throw damaged();
      open += children;
      if (type !== undefined) leaves++;
    }
    const isPlain = element.type !== undefined && !element.num_children && element.repetition_type !== 'REPEATED';
    columns.push({ name: element.name, element: isPlain ? element : null, leaf });
  }
  if (columns.length === 0 || root?.num_children !== columns.length) throw damaged();
  return { columns, leaves };
}

const isKnown = (given: unknown): boolean => given === undefined || Number.isInteger(given);

/** Whether what is read of a column is what it has to be, whatever the file says. */
const isWhole = (element: SchemaElement | undefined): element is SchemaElement =>
  typeof element?.name === 'string' && isKnown(element.type_length) && isKnown(element.scale);

/** What the chunks of a group are held against. */
interface GroupBounds {
  readonly columns: readonly ParquetColumn[];
  readonly leaves: number;
  /** Where the chunks of the file end. */
  readonly end: number;
}

function readGroup({ columns: chunks, num_rows }: RowGroup, { columns, leaves, end }: GroupBounds): ParquetGroup {
  const rows = readCount(num_rows);
  if (chunks.length !== leaves) throw damaged();
  return {
    rows,
    chunks: columns.map(({ name, element, leaf }) => {
      if (element === null) return null;
      const given = chunks[leaf];
      const meta = given?.meta_data;
      if (given?.crypto_metadata !== undefined) throw encrypted(name);
      // Its pages may be told to lie in another file.
      if (meta?.codec === undefined || given?.file_path !== undefined) throw damaged(name);
      if (meta.type !== element.type || meta.path_in_schema.join('.') !== name || readCount(meta.num_values) !== rows)
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
