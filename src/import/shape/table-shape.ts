import { firstText, isBlankRow } from '../convert/row-condition.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { RowCondition } from '../mapping/reading-schema.ts';
import { cellText, type FigureColumns, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { kindOfCell } from './cell-kind.ts';
import {
  countLooks,
  type FilledRow,
  filledRow,
  findHead,
  headOfFigures,
  isFormLine,
  type TableHead,
} from './table-head.ts';

/** What a column of a table holds below its header. */
export interface ColumnShape {
  readonly column: number;
  /** Cells with numbers, periods and texts, without blanks. */
  readonly numbers: number;
  readonly years: number;
  readonly periods: number;
  readonly texts: number;
}

/** Where a table lies in its sheet. */
export interface TableShape extends Pick<TableHead, 'header' | 'descriptions' | 'unitRow' | 'isSeries'> {
  /** Rows above the header that say something of the whole table. */
  readonly titles: readonly SourceRow[];
  readonly rows: readonly SourceRow[];
  readonly footer: readonly SourceRow[];
  readonly columns: readonly ColumnShape[];
}

/** What stands in a column, row by row. */
export const columnTexts = (rows: readonly SourceRow[], column: number): string[] =>
  rows.map((row) => foldWidth(cellText(row.cells[column])));

/** What stands in some rows, cell by cell. */
export const cellTexts = (rows: readonly SourceRow[]): string[] =>
  rows.flatMap(({ cells }) => cells.map((cell) => foldWidth(cellText(cell))));

/** What a table is inferred with. */
export interface TableContext {
  readonly known: KnownCodes;
  /** What the data set is called. */
  readonly topics: readonly string[];
  readonly language: string;
  readonly sheet: string | null;
  /** Titles of columns that say in words what others say in codes. */
  readonly labels?: ReadonlySet<string> | undefined;
  readonly figures?: FigureColumns | undefined;
  /** Columns that are hidden. */
  readonly hidden?: ReadonlySet<number> | undefined;
  /** Columns of which no cell is read. */
  readonly nested?: ReadonlySet<number> | undefined;
}

/**
 * Finds the table in the rows of a sheet; null where no row is one of texts in several columns above another.
 * A format that knows figures has its header first and nothing but figures below it, also where the first of them are blank.
 */
export function findTable(rows: readonly SourceRow[], knowsFigures = false): TableShape | null {
  const filled = rows.filter((row) => !isBlankRow(row)).map(filledRow);
  const head = knowsFigures ? headOfFigures(filled) : findHead(filled);
  if (head === null) return null;
  const last = filled.findLastIndex((row) => head.isRow(row) && row.width > 1 && !isFormLine(row));
  const table = filled.slice(head.first, last + 1);
  const { header, descriptions, unitRow, isSeries } = head;
  return {
    titles: sourceRows(filled.slice(0, head.top)),
    header,
    descriptions,
    unitRow,
    rows: sourceRows(table),
    footer: sourceRows(filled.slice(last + 1)),
    columns: columnsOf(table, filled.slice(head.top, head.first)),
    isSeries,
  };
}

/** The same table where rows of its header are rows of regions, whose values are words such as `suppressed`, and so are the last ones, whose values are blank. */
export function withRegionRows(shape: TableShape, isRegion: (text: string) => boolean): TableShape {
  const table = withLastRows(shape, isRegion);
  const { header, rows, unitRow, isSeries } = table;
  if (header.length < 2 || unitRow !== null || isSeries) return table;
  const column = header[0]?.cells.findIndex((_, index) => columnTexts(rows, index).some(isRegion)) ?? -1;
  const isRow = (row: SourceRow) => {
    const looks = row.cells.map(kindOfCell);
    return isRegion(columnTexts([row], column)[0] ?? '') && !looks.includes('YEAR') && !looks.includes('PERIOD');
  };
  const kept = column < 0 ? -1 : header.findIndex(isRow);
  if (kept < 1) return table;
  const own = [...header.slice(kept), ...rows];
  const above = header.slice(0, kept);
  return { ...table, header: above, rows: own, columns: columnsOf(own.map(filledRow), above.map(filledRow)) };
}

function withLastRows(table: TableShape, isRegion: (text: string) => boolean): TableShape {
  const { footer, rows, isSeries } = table;
  const end = footer.findIndex((row) => !isRegion(firstText(row)));
  const last = footer.slice(0, end < 0 ? footer.length : end);
  if (isSeries || last.length === 0) return table;
  return { ...withOtherRows(table, [...rows, ...last]), footer: footer.slice(last.length) };
}

/** The same table with other rows below its header. */
export const withOtherRows = (table: TableShape, rows: readonly SourceRow[]): TableShape => ({
  ...table,
  rows,
  columns: columnsOf(rows.map(filledRow), table.header.map(filledRow)),
});

const sourceRows = (filled: readonly FilledRow[]): SourceRow[] => filled.map(({ row }) => row);

function columnsOf(table: readonly FilledRow[], header: readonly FilledRow[]): ColumnShape[] {
  const size = Math.max(...[...header, ...table].map(({ looks }) => looks.length));
  return Array.from({ length: size }, (_, column) => {
    const looks = table.map((row) => row.looks[column] ?? 'BLANK');
    const [numbers, years, periods, texts] = (['NUMBER', 'YEAR', 'PERIOD', 'TEXT'] as const).map((look) =>
      countLooks(looks, look),
    );
    return { column, numbers: numbers ?? 0, years: years ?? 0, periods: periods ?? 0, texts: texts ?? 0 };
  });
}

const MAX_MARK = 40;
/** Of words in other scripts, fewer letters are many a name's beginning. */
const MIN_MARK = { han: 2, other: 6 };
const YEAR = /(?:19|20)\d\d/;

const isMark = (text: string): boolean => text.length >= (/\p{Script=Han}/u.test(text) ? MIN_MARK.han : MIN_MARK.other);

/**
 * What may tell the footer from the rows of the table, the best first, so that next month's is found as well: how it begins, up to a colon or a
 * number; where a date begins it, how it ends.
 */
export function footerMarks(row: SourceRow): readonly Pick<RowCondition, 'begins' | 'ends'>[] {
  const text = firstText(row);
  const begins = /^(.{1,20}?):/.exec(text)?.[1] ?? text.slice(0, MAX_MARK);
  const before = begins.replace(/\d.*$/, '').trimEnd();
  const ends = text
    .slice(-MAX_MARK)
    .replace(/^.*\d/, '')
    .replace(/^[年月日号號.)]*\s*/, '');
  if (isMark(before)) return [{ begins: [before] }, ...(before === begins ? [] : [{ begins: [begins] }])];
  if (!YEAR.test(begins)) return [{ begins: [begins] }];
  return [...(isMark(ends) ? [{ ends: [ends] }] : []), { begins: [begins] }];
}
