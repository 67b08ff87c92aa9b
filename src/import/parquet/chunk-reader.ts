import { crc32 } from 'node:zlib';
import type { PageHeader, SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { ByteCursor, DamagedBytes } from './byte-cursor.ts';
import { unpackPage } from './codec.ts';
import { Dictionary } from './dictionary.ts';
import type { ColumnChunk } from './footer.ts';
import { DICTIONARY_ENCODINGS, valueReader } from './page-value.ts';
import { cellReader, type ParquetCell } from './parquet-cell.ts';
import type { ParquetValue } from './plain-value.ts';
import { RunReader } from './run-reader.ts';
import { passStruct } from './thrift-bound.ts';
import type { UnpackBound } from './unpack-bound.ts';

/** The chunk of a column in a group of rows, and how many rows the file has before it. */
export interface ChunkPlace {
  readonly column: SchemaElement;
  readonly chunk: ColumnChunk;
  readonly rows: number;
  readonly firstRow: number;
}

/** How a figure cites its cell: the column, and the number of the row, from 0 on. */
export const cellPart = (column: string, row: number): string => `${column}[${row}]`;

/** The values of a page: a level says of each row whether it has one. */
interface OpenPage {
  readonly levels: RunReader | null;
  /** How many rows have none, as the page says it; null where it does not. */
  readonly blanks: number | null;
  readonly readCell: () => ParquetCell;
}

/** What both versions of pages say in their headers. */
interface SaidOfPage {
  readonly num_values: number;
  readonly num_nulls: number | null;
  readonly encoding: string;
}

/** Reads a chunk of a column row by row. Of its pages one is unpacked at a time, and of its values none is held. */
export class ChunkReader {
  private readonly cursor: ByteCursor;
  private readonly place: ChunkPlace;
  private readonly bound: UnpackBound;
  private readonly toCell: (value: ParquetValue) => ParquetCell;
  private dictionary: Dictionary | null = null;
  private page: OpenPage | null = null;
  private leftInPage = 0;
  private blanks = 0;
  private given = 0;

  constructor(bytes: Uint8Array, place: ChunkPlace, bound: UnpackBound) {
    this.place = place;
    this.bound = bound;
    this.cursor = new ByteCursor(bytes.subarray(place.chunk.begin, place.chunk.end));
    try {
      this.toCell = cellReader(place.column);
    } catch (error) {
      throw this.placed(error);
    }
  }

  /** The cell of the next row; a blank one where the row has no value. Throws UnreadablePart, with its place, where it cannot be read. */
  next(): ParquetCell {
    try {
      while (this.leftInPage === 0) this.openPage();
      const cell = this.read();
      this.leftInPage -= 1;
      if (this.leftInPage === 0 && this.blanks !== (this.page?.blanks ?? this.blanks)) throw new DamagedBytes();
      this.given += 1;
      return cell;
    } catch (error) {
      throw this.placed(error);
    }
  }

  private read(): ParquetCell {
    if (this.page?.levels?.next() !== 0) return this.page?.readCell() ?? '';
    this.blanks += 1;
    return '';
  }

  /** Whether a row may have no value. */
  private get hasLevels(): boolean {
    return this.place.column.repetition_type !== 'REQUIRED';
  }

  private get part(): string {
    return cellPart(this.place.column.name, this.place.firstRow + this.given);
  }

  private placed(error: unknown): unknown {
    if (!(error instanceof DamagedBytes)) return error;
    return new UnreadablePart({ part: this.part }, message('mapping.parquet-broken'), message('mapping.parquet-whole'));
  }

  private openPage(): void {
    const header = this.readHeader();
    const packed = this.cursor.take(header.compressed_page_size);
    // Writers need not say a checksum.
    if (typeof header.crc === 'number' && (crc32(packed) | 0) !== header.crc) throw new DamagedBytes();
    if (!(Number.isInteger(header.uncompressed_page_size) && header.uncompressed_page_size >= 0))
      throw new DamagedBytes();
    this.bound.spend(Math.max(packed.length, header.uncompressed_page_size), this.part);
    if (header.type === 'DICTIONARY_PAGE') this.openDictionary(header, packed);
    else if (header.type === 'DATA_PAGE') this.openValues(header, packed);
    else if (header.type === 'DATA_PAGE_V2') this.openSecondVersion(header, packed);
    else if (header.type !== 'INDEX_PAGE') throw new DamagedBytes();
  }

  private readHeader(): PageHeader {
    const begin = this.cursor.at;
    passStruct(this.cursor);
    const bytes = this.cursor.bytes.subarray(begin, this.cursor.at);
    try {
      return parquetHeader({ view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 });
    } catch {
      throw new DamagedBytes();
    }
  }

  private openDictionary(
    { dictionary_page_header: said, uncompressed_page_size: size }: PageHeader,
    packed: Uint8Array,
  ): void {
    if (said === undefined || this.dictionary !== null || this.given > 0) throw new DamagedBytes();
    const page = unpackPage(this.place.chunk.codec, packed, size);
    this.dictionary = new Dictionary(page, said.num_values, this.place.column, this.toCell);
  }

  private openValues({ data_page_header: said, uncompressed_page_size: size }: PageHeader, packed: Uint8Array): void {
    if (said === undefined) throw new DamagedBytes();
    const cursor = new ByteCursor(unpackPage(this.place.chunk.codec, packed, size));
    if (this.hasLevels && said.definition_level_encoding !== 'RLE') throw new DamagedBytes();
    const levels = this.hasLevels ? cursor.take(cursor.uint32()) : null;
    this.open({ ...said, num_nulls: null }, levels, cursor);
  }

  private openSecondVersion(
    { data_page_header_v2: said, uncompressed_page_size: size }: PageHeader,
    packed: Uint8Array,
  ): void {
    if (said === undefined || said.repetition_levels_byte_length !== 0) throw new DamagedBytes();
    const cursor = new ByteCursor(packed);
    const levels = cursor.take(said.definition_levels_byte_length);
    const rest = cursor.take(cursor.left);
    const codec = said.is_compressed === false ? 'UNCOMPRESSED' : this.place.chunk.codec;
    const values = unpackPage(codec, rest, size - levels.length);
    this.open(said, this.hasLevels ? levels : null, new ByteCursor(values));
  }

  private open(
    { num_values: count, num_nulls: blanks, encoding }: SaidOfPage,
    levels: Uint8Array | null,
    cursor: ByteCursor,
  ): void {
    const left = this.place.rows - this.given;
    if (!(Number.isInteger(count) && count >= 0 && count <= left)) throw new DamagedBytes();
    this.leftInPage = count;
    this.blanks = 0;
    this.page = {
      blanks,
      levels: levels === null ? null : new RunReader(new ByteCursor(levels), 1, count),
      // A page of blanks need not have a byte that says how its values are numbered.
      readCell: cursor.left === 0 ? missing : this.cellsOf(encoding, cursor, count),
    };
  }

  private cellsOf(encoding: string, cursor: ByteCursor, max: number): () => ParquetCell {
    if (DICTIONARY_ENCODINGS.has(encoding)) return this.numberedCells(cursor, max);
    const { part } = this;
    const spend = (count: number) => this.bound.spend(count, part);
    const read = valueReader(encoding, this.place.column, { cursor, max, part, spend });
    return () => this.toCell(read());
  }

  private numberedCells(cursor: ByteCursor, max: number): () => ParquetCell {
    const { dictionary } = this;
    const width = cursor.byte();
    if (dictionary === null || width > 32) throw new DamagedBytes();
    if (width === 0) return () => dictionary.cellAt(0);
    const numbers = new RunReader(cursor, width, max);
    return () => dictionary.cellAt(numbers.next());
  }
}

const missing = (): never => {
  throw new DamagedBytes();
};
