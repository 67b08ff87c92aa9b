import { firstText, isBlankRow } from '../convert/row-condition.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { cellText, type FigureColumns, type SourceCell, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { type CellLook, kindOfCell } from './cell-kind.ts';
import { isUnitLine } from './header-form.ts';
import { findSeriesRows, isPeriodRow, type SeriesRows } from './series-rows.ts';

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
  /** Whether each column beside the first is a series, and the first has their periods. */
  readonly isSeries: boolean;
}

/** What stands in a column, row by row. */
export const columnTexts = (rows: readonly SourceRow[], column: number): string[] =>
  rows.map((row) => foldWidth(cellText(row.cells[column])));

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

/**
 * Finds the table in the rows of a sheet; null where no row is one of texts in several columns above another.
 * A format that knows figures has its header first and nothing but figures below it, also where the first of them are blank.
 */
export function findTable(rows: readonly SourceRow[], knowsFigures = false): TableShape | null {
  const filled = rows.filter((row) => !isBlankRow(row));
  const kinds = filled.map(kindsOf);
  const widths = filled.map((row) => distinctTexts(row));
  const series = knowsFigures ? null : findSeriesRows(filled);
  const numbered = knowsFigures
    ? headerAt(filled, 0)
    : series === null
      ? findHeader(filled, kinds, widths)
      : withDescriptions(filled, series);
  const found = numbered ?? findTextHeader(filled, kinds, widths);
  if (found === null) return null;
  const { top, first, header, descriptions, unitRow } = found;
  // A row whose values are all blank is a row of the table all the same.
  const isRow = (index: number, row: SourceRow) =>
    knowsFigures ||
    (numbered === null
      ? (widths[index] ?? 0) > 1
      : series === null
        ? isDataRow(kinds[index] ?? []) || (widths[index] ?? 0) > Math.max(1, labels)
        : isPeriodRow(row));
  const labels = count(kinds[first] ?? [], 'TEXT') - 1;
  const last = filled.findLastIndex((row, index) => isRow(index, row) && (widths[index] ?? 0) > 1);
  const table = filled.slice(first, last + 1);
  const size = Math.max(
    ...table.map(({ cells }) => cells.length),
    ...filled.slice(top, first).map(({ cells }) => cells.length),
  );
  const columns = Array.from({ length: size }, (_, column) => {
    const looks = table.map((row) => kindOfCell(row.cells[column]));
    const [numbers, years, periods, texts] = (['NUMBER', 'YEAR', 'PERIOD', 'TEXT'] as const).map((kind) =>
      count(looks, kind),
    );
    return { column, numbers: numbers ?? 0, years: years ?? 0, periods: periods ?? 0, texts: texts ?? 0 };
  });
  return {
    titles: filled.slice(0, top),
    header,
    descriptions,
    unitRow,
    rows: table,
    footer: filled.slice(last + 1),
    columns,
    isSeries: series !== null,
  };
}

/** Where a table begins, and what of the rows above it is its header. */
type TableHead = Pick<TableShape, 'header' | 'descriptions' | 'unitRow'> & {
  readonly top: number;
  readonly first: number;
};

/** The head of a sheet of series. */
function withDescriptions(filled: readonly SourceRow[], { header, unitRow, first, top }: SeriesRows): TableHead {
  const descriptions = filled.slice(top, first).filter((_, index) => !header.includes(top + index));
  return { top, first, header: header.flatMap((index) => filled[index] ?? []), descriptions, unitRow };
}

/** The first row with numbers, and the rows above it that say what is in its columns; null where there are none. */
function findHeader(
  filled: readonly SourceRow[],
  kinds: readonly (readonly CellLook[])[],
  widths: readonly number[],
): TableHead | null {
  const width = mostFrequent(widths.filter((one) => one > 1));
  const first = kinds.findIndex(
    (row, index) =>
      index > 0 &&
      (widths[index] ?? 0) * 2 >= width &&
      (isDataRow(row) || areNumbersLikeYears(filled[index - 1], filled[index])),
  );
  if (first <= 0 || first > MAX_TITLE_ROWS + MAX_HEADER_ROWS) return null;
  let top = first;
  while (
    top > 0 &&
    first - top < MAX_HEADER_ROWS &&
    isHeaderRow(filled[top - 1], filled[top]) &&
    isNextTo(filled, top, first)
  )
    top--;
  if (top === first) return null;
  return { top, first, header: filled.slice(top, first), descriptions: [], unitRow: null };
}

/** The first row of nothing but texts in as many columns as most rows have: of a table whose values begin far below, or that has none. */
function findTextHeader(
  filled: readonly SourceRow[],
  kinds: readonly (readonly CellLook[])[],
  widths: readonly number[],
): TableHead | null {
  const width = mostFrequent(widths.filter((one) => one > 1));
  const top = kinds
    .slice(0, MAX_TITLE_ROWS)
    .findIndex(
      (row, index) => width > 1 && (widths[index] ?? 0) >= width && count(row, 'TEXT') === (widths[index] ?? 0),
    );
  return headerAt(filled, top);
}

/** The head of a table whose header is one row; null where there is no such row, or none below it. */
function headerAt(filled: readonly SourceRow[], top: number): TableHead | null {
  const first = top + 1;
  if (top < 0 || first >= filled.length) return null;
  return { top, first, header: filled.slice(top, first), descriptions: [], unitRow: null };
}

/** A row with numbers, or with years in some cells and words in others: a header of nothing but years has no number. */
function isDataRow(kinds: readonly CellLook[]): boolean {
  return (
    count(kinds, 'NUMBER') > 0 ||
    (count(kinds, 'YEAR') === 1 && count(kinds, 'TEXT') > 0 && count(kinds, 'PERIOD') === 0)
  );
}

/** Whether each cell of a row that may be a year has a title in the row above, as its label does, and is no year of a header: 2186 below 2023. */
function areNumbersLikeYears(above: SourceRow | undefined, row: SourceRow | undefined): boolean {
  if (above === undefined || row === undefined || row.row - above.row !== 1) return false;
  const filled = kindsOf(row).flatMap((kind, column) => (kind === 'BLANK' ? [] : [{ kind, column }]));
  const years = filled.filter(({ kind }) => kind === 'YEAR');
  if (years.length === 0 || years.length === filled.length || filled.some(({ kind }) => kind === 'PERIOD'))
    return false;
  const titles = filled.map(({ column }) => plainText(above.cells[column]));
  const isTitled = titles.every(
    (title, index) => title !== '' && title !== plainText(row.cells[filled[index]?.column ?? 0]),
  );
  if (!isTitled) return false;
  const saysPeriods = years.every(({ column }) => /^(?:YEAR|PERIOD)$/.test(kindOfCell(above.cells[column])));
  return saysPeriods || !isRun(years.map(({ column }) => Number(plainText(row.cells[column]))));
}

const plainText = (cell: SourceCell | undefined): string =>
  typeof cell === 'object' && cell.type === 'covered' ? '' : foldWidth(cellText(cell));

const MAX_STEP = 10;

/** Whether years follow each other as those of a header do, also of several groups: 2019, 2020, 2019, 2020. */
function isRun(years: readonly number[]): boolean {
  const [first = 0] = years;
  const steps = years.slice(1).map((year, index) => ({ year, step: year - (years[index] ?? 0) }));
  const inner = steps.filter(({ year, step }) => step !== 0 && year !== first).map(({ step }) => step);
  return inner.every((step) => Math.abs(step) <= MAX_STEP && step > 0 === (inner[0] ?? 0) > 0);
}

/** A header says something of a column besides the first; a title or a unit for the whole table does not. */
function isHeaderRow(row: SourceRow | undefined, below: SourceRow | undefined): boolean {
  if (row === undefined || isKeyAndText(row, below)) return false;
  const texts = row.cells.map((cell) =>
    typeof cell === 'object' && cell.type === 'covered' ? '' : foldWidth(cellText(cell)),
  );
  return texts.slice(1).some((text) => text !== '') && !texts.slice(1).some(isUnitLine);
}

const MIN_TITLES = 4;

/** A word and what it stands for, above a header that has titles from its first column on: `Table, 001`. */
function isKeyAndText(row: SourceRow, below: SourceRow | undefined): boolean {
  const isFilled = ({ cells }: SourceRow, column: number) => foldWidth(cellText(cells[column])) !== '';
  if (below === undefined || !isFilled(row, 0) || !isFilled(row, 1) || !isFilled(below, 0)) return false;
  const isSame = foldWidth(cellText(row.cells[0])) === foldWidth(cellText(below.cells[0]));
  const isPair = row.cells.every((_, column) => column < 2 || !isFilled(row, column));
  return isPair && !isSame && distinctTexts(below) >= MIN_TITLES;
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
