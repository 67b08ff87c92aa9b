import type { Text } from '../../domain/message/message.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { MappedSection } from '../mapping/section.ts';
import type { Problems } from '../package/problem.ts';
import type { SheetPlaces } from '../reader/sheet.ts';
import type { MappedRow } from './figure.ts';
import type { KeptCell } from './kept-cell.ts';
import type { SheetLayout } from './sheet-layout.ts';

/** What one table is made of a sheet with. */
export interface SheetConversion {
  readonly file: string;
  /** Which of the sheets of the file it is, counted from 0. */
  readonly number?: number;
  readonly section: MappedSection;
  /** The name of the file of the mapping, for what is wrong in it. */
  readonly mappingFile: string;
  readonly known: KnownCodes;
  readonly problems: Problems;
  /** Takes the rows of the table that something is wrong with, which are no problems then. */
  readonly keep?: ((cell: KeptCell) => void) | undefined;
  /** The cells that rows are made of; without it, all. */
  readonly only?: ((row: number, column: number) => boolean) | undefined;
  /** Is told which of these cells the mapping leaves out, and by which of its rules. */
  readonly leaveOut?: ((row: number, column: number, rule: string) => void) | undefined;
  /** Hands these cells to `keep` as they stand, and makes nothing of them. */
  readonly isRecall?: boolean;
}

/** What was read of a sheet, and what was left out. */
export interface SheetSummary {
  readonly sheet: SheetPlaces;
  readonly rows: number;
  /** How many rows of the table were made. */
  readonly made: number;
  /** Whether the table may have more rows, which what was told of the sheet keeps from being read. */
  readonly isCutShort: boolean;
  readonly totals: number;
  readonly footer: readonly string[];
  readonly notes: readonly Text[];
  /** What a person should look at. */
  readonly warnings: readonly Text[];
  /** Null where the sheet and the mapping do not fit. */
  readonly layout: SheetLayout | null;
  /** What the columns are called in messages. */
  readonly names: readonly string[];
}

/** Takes a row of the table; what it answers is awaited where it is a promise. */
export type TakeRow = (row: MappedRow) => void | Promise<void>;

/** What is told once of a sheet, however many tables are made of it. */
export interface SheetColumns {
  /** Columns that one of the tables names or leaves out. */
  readonly named: ReadonlySet<number>;
  /** The last row whose cells were looked through. */
  row: number;
}
