import type { HandlerOptions } from '../../http/handler.ts';
import type { Bytes } from '../formats/sheet.ts';
import type { FileContext } from './context.ts';

export type FileFormat = 'csv' | 'xlsx' | 'parquet' | 'json' | 'sdmx.csv' | 'sdmx.json' | 'metadata.json';

/** The type that each is told as, and what it is. */
export const FORMATS: Readonly<Record<FileFormat, { readonly type: string; readonly what: string }>> = {
  csv: { type: 'text/csv; charset=utf-8; header=present', what: 'CSV, which spreadsheets open as it is' },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    what: 'a workbook for Excel, with a second sheet about the data',
  },
  parquet: { type: 'application/vnd.apache.parquet', what: 'Parquet, typed and compressed' },
  json: { type: 'application/json', what: 'JSON-stat 2.0' },
  'sdmx.csv': { type: 'application/vnd.sdmx.data+csv; version=2.1.0', what: 'SDMX-CSV 2.1' },
  'sdmx.json': { type: 'application/vnd.sdmx.data+json; version=2.1.0', what: 'SDMX-JSON 2.1' },
  'metadata.json': {
    type: 'application/csvm+json',
    what: 'units, definitions, source, licence and release: CSV on the Web',
  },
};

/** Something that can be had as a file. */
export interface FileOf<Selection extends { readonly context: FileContext }> {
  /** How its files are called. */
  readonly name: string;
  readonly formats: readonly FileFormat[];
  /** The words that an address may choose rows by. */
  readonly words: readonly string[];
  /** What its files are, where that differs from FORMATS. */
  readonly what?: Readonly<Partial<Record<FileFormat, string>>>;
  /** What an address selects; what is wrong with it is BAD_INPUT. */
  select(options: HandlerOptions, request: Request, given: URLSearchParams): Promise<Selection>;
  /** Everything that the bytes depend on besides the address and the language. */
  versionOf(selection: Selection): string;
  bytes(options: HandlerOptions, selection: Selection, format: FileFormat, given: URLSearchParams): Promise<Bytes>;
}
