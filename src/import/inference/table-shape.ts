import { firstText, isBlankRow } from '../convert/row-condition.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { cellText, type FigureColumns, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { type CellLook, kindOfCell } from './cell-kind.ts';
import { isUnitLine } from './header-form.ts';

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
export interface TableShape {
  /** Rows above the header that say something of the whole table. */
  readonly titles: readonly SourceRow[];
  readonly header: readonly SourceRow[];
  /** Rows between the header and the values that describe each column, and are not read. */
  readonly descriptions: readonly SourceRow[];
  /** The row of the header, counted from 1, that says the unit of each column; null where none is called so. */
  readonly unitRow: number | null;
  readonly rows: readonly SourceRow[];
  readonly footer: readonly SourceRow[];
  readonly columns: readonly ColumnShape[];
}

/** What a table is inferred with. */
export interface TableContext {
  readonly known: KnownCodes;
  readonly language: string;
  readonly sheet: string | null;
  /** Titles of columns that say in words what others say in codes. */
  readonly labels?: ReadonlySet<string> | undefined;
  readonly figures?: FigureColumns | undefined;
  /** Columns that are hidden. */
  readonly hidden?: ReadonlySet<number> | undefined;
}

const MAX_HEADER_ROWS = 4;
const MAX_TITLE_ROWS = 45;

const kindsOf = (row: SourceRow): CellLook[] => row.cells.map(kindOfCell);
const count = (kinds: readonly CellLook[], kind: CellLook): number => kinds.filter((one) => one === kind).length;

/** Finds the table in the rows of a sheet; null where no row has numbers below a header. */
export function findTable(rows: readonly SourceRow[]): TableShape | null {
  const filled = rows.filter((row) => !isBlankRow(row));
  const kinds = filled.map(kindsOf);
  const widths = filled.map((row) => distinctTexts(row));
  const width = mostFrequent(widths.filter((one) => one > 1));
  const found = kinds.findIndex((row, index) => isDataRow(row) && (widths[index] ?? 0) * 2 >= width && index > 0);
  const first = firstDated(filled, found);
  if (first <= 0 || first > MAX_TITLE_ROWS + MAX_HEADER_ROWS) return null;
  const described = first > found ? describedHeader(filled.slice(0, first)) : null;
  let top = described === null ? first : described.top;
  while (
    described === null &&
    top > 0 &&
    first - top < MAX_HEADER_ROWS &&
    isHeaderRow(filled[top - 1]) &&
    isNextTo(filled, top, first)
  )
    top--;
  if (top === first) return null;
  // A row whose values are all blank is a row of the table all the same.
  const isRow = (index: number) => isDataRow(kinds[index] ?? []) || (widths[index] ?? 0) > Math.max(1, labels);
  const labels = count(kinds[first] ?? [], 'TEXT') - 1;
  const last = filled.findLastIndex((_, index) => isRow(index) && (widths[index] ?? 0) > 1);
  const table = filled.slice(first, last + 1);
  const size = Math.max(
    ...table.map(({ cells }) => cells.length),
    ...filled.slice(top, first).map(({ cells }) => cells.length),
  );
  const columns = Array.from({ length: size }, (_, column) => {
    const found = table.map((row) => kindOfCell(row.cells[column]));
    const [numbers, years, periods, texts] = (['NUMBER', 'YEAR', 'PERIOD', 'TEXT'] as const).map((kind) =>
      count(found, kind),
    );
    return { column, numbers: numbers ?? 0, years: years ?? 0, periods: periods ?? 0, texts: texts ?? 0 };
  });
  return {
    titles: filled.slice(0, top),
    header: described?.header ?? filled.slice(top, first),
    descriptions: described?.descriptions ?? [],
    unitRow: described?.unitRow ?? null,
    rows: table,
    footer: filled.slice(last + 1),
    columns,
  };
}

/** The first row of values: where rows begin with a period from there on, and most of those above it hold texts that describe the series. */
function firstDated(rows: readonly SourceRow[], first: number): number {
  const isDated = (row: SourceRow) => ['PERIOD', 'YEAR'].includes(kindOfCell(row.cells[0]));
  const below = first < 0 ? [] : rows.slice(first);
  const start = below.findIndex(isDated);
  if (start <= 0) return first;
  const [above, dated] = [below.slice(0, start), below.slice(start)];
  const ofTexts = above.filter((row) => row.cells.slice(1).some((cell) => kindOfCell(cell) === 'TEXT'));
  const isSeries = dated.filter(isDated).length * 2 > dated.length && ofTexts.length * 2 >= above.length;
  return isSeries ? first + start : first;
}

const UNIT_LABEL = /^(?:units?|unit of measure|einheit|unité|单位|計量单位|计量单位|単位)$/i;

/** Of the rows above a table whose series are described one below the other: that of their names, and that of their units. */
function describedHeader(rows: readonly SourceRow[]) {
  const labelOf = (row: SourceRow) => foldWidth(cellText(row.cells[0]));
  const top = rows.findIndex((row) => row.cells.slice(1).some((cell) => kindOfCell(cell) === 'TEXT'));
  if (top === -1) return null;
  const unit = rows.findIndex((row, index) => index >= top && UNIT_LABEL.test(labelOf(row)));
  const header = rows.filter((_, index) => index === top || index === unit);
  const descriptions = rows.slice(top).filter((row) => !header.includes(row));
  return { top, header, descriptions, unitRow: unit === -1 ? null : header.length };
}

/** A row with numbers, or with years in some cells and words in others: a header of nothing but years has no number. */
function isDataRow(kinds: readonly CellLook[]): boolean {
  return (
    count(kinds, 'NUMBER') > 0 ||
    (count(kinds, 'YEAR') === 1 && count(kinds, 'TEXT') > 0 && count(kinds, 'PERIOD') === 0)
  );
}

/** A header says something of a column besides the first; a title or a unit for the whole table does not. */
function isHeaderRow(row: SourceRow | undefined): boolean {
  if (row === undefined) return false;
  const texts = row.cells.map((cell) =>
    typeof cell === 'object' && cell.type === 'covered' ? '' : foldWidth(cellText(cell)),
  );
  return texts.slice(1).some((text) => text !== '') && !texts.slice(1).some(isUnitLine);
}

/** Header rows stand next to each other and to the table. A title over merged cells is no header of several columns. */
function isNextTo(rows: readonly SourceRow[], top: number, first: number): boolean {
  const [row, below] = [rows[top - 1], rows[top]];
  return (
    row !== undefined && below !== undefined && (top === first ? below.row - row.row <= 2 : below.row - row.row === 1)
  );
}

/** Texts of a row that differ; those under a merged cell say what it says. */
const distinctTexts = (row: SourceRow): number =>
  row.cells.filter((cell) => !(typeof cell === 'object' && cell.type === 'covered') && foldWidth(cellText(cell)) !== '')
    .length;

function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 0;
}

/** How the footer begins, so that next month's is found as well: up to the first colon, or the whole text. */
export function footerBeginning(row: SourceRow): string {
  const text = firstText(row);
  const colon = /^(.{1,20}?):/.exec(text)?.[1];
  return colon ?? text.slice(0, 40);
}
