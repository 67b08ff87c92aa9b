/** What a workbook knows of a cell besides how it is shown; `covered` is one that lies under a merged cell. */
export type SourceCellType = 'number' | 'percent' | 'period' | 'text' | 'error' | 'covered';

/** A cell of a workbook. */
export interface TypedCell {
  /** As it is shown; under a merged cell, what the merged cell shows. */
  readonly text: string;
  /** A number in plain digits, of a percentage those before the sign, the ISO text of a date, or the text itself. */
  readonly value: string;
  readonly type: SourceCellType;
  /** Of a covered cell, whether the merged cell holds a date, whose ISO text is then its value. */
  readonly coversPeriod?: boolean;
  /** Of a text that is a number with what its format shows beside it, such as 1.5万元: its digits are plain, however the file writes numbers. */
  readonly isMarked?: boolean;
}

/** A cell of a text file is its text. */
export type SourceCell = string | TypedCell;

export interface SourceRow {
  /** As a spreadsheet or an editor counts: from 1 on. */
  readonly row: number;
  readonly cells: readonly SourceCell[];
  readonly hidden: boolean;
}

/** How a citation names a cell of a file whose format knows figures, and no rows and columns. */
export type CellLocator = (row: number, column: number) => string;

/** What names the cells of a sheet. */
export interface SheetPlaces {
  /** Null for a text file. */
  readonly name: string | null;
  readonly locator?: CellLocator;
}

/** The titles of the columns in which a format that knows figures has them. */
export interface FigureColumns {
  readonly values: ReadonlySet<string>;
  /** Null where the file says none. */
  readonly status: string | null;
  /** Whether statuses are codes of SDMX; those of other formats are what their publisher makes them. */
  readonly isSdmx: boolean;
  /** Of a format that says which column has the metrics. */
  readonly contents?: FigureContents | null;
}

/** The column whose texts say what the figures are, and what the file tells of each of them. */
export interface FigureContents {
  readonly column: string;
  /** The title of the column that says the unit of each figure; null for none. */
  readonly unitColumn: string | null;
  readonly entries: ReadonlyMap<string, FigureContent>;
}

/** What a metric is called, in what its figures are, and with how many decimals they are shown, as far as the file says it. */
export interface FigureContent {
  readonly name: string;
  readonly unit: string | null;
  readonly decimals: number | null;
}

/** With how many decimals figures are shown, as a file says it. */
export const readDecimals = (text: string | undefined): number | null =>
  /^\d{1,2}$/.test(text ?? '') ? Number(text) : null;

/** One table of cells. A text file has one sheet, whose rows are read while they are taken. */
export interface SourceSheet extends SheetPlaces {
  /** Titles of columns that a mapping may name and need not: they say in words what another column says in codes. */
  readonly labels?: ReadonlySet<string>;
  /** Of a format that knows figures, the columns of its values and of their status. */
  readonly figures?: FigureColumns | undefined;
  /** Columns that whoever looks at the sheet does not see, counted from 0. */
  readonly hiddenColumns?: ReadonlySet<number>;
  /** Columns that hold lists or other columns, of which no cell is read. */
  readonly nestedColumns?: ReadonlySet<number>;
  rows(): AsyncIterable<SourceRow>;
}

/** A file that was opened, and how it is read. */
export interface SheetFile {
  readonly name: string;
  readonly sha256: string;
  readonly format: SourceFormat;
  /** Null for a workbook. */
  readonly encoding: string | null;
  readonly sheets: readonly SourceSheet[];
  /** Lets go of what is held of a file that was read whole. Its sheets have no rows after this. */
  readonly close?: () => void;
}

export const FILE_FORMATS = [
  'csv', 'tsv', 'xlsx', 'xls', 'ods', 'json-stat', 'json-rows', 'sdmx-csv', 'sdmx-json', 'sdmx-ml', 'px', 'parquet',
] as const; // biome-ignore format: a list
export type SourceFormat = (typeof FILE_FORMATS)[number];
export const WORKBOOK_FORMATS: ReadonlySet<SourceFormat> = new Set<SourceFormat>(['xlsx', 'xls', 'ods']);

/** Between several values of one cell, as mappings see it. */
export const BETWEEN_VALUES = ';';

/** Columns of a sheet, and characters of a cell: more is no table that a person made. */
export const MAX_SHEET_COLUMNS = 2_000;
export const MAX_CELL = 100_000;

/** The columns in which SDMX has figures; undefined where the value is called otherwise. */
export function sdmxFigures(titles: readonly string[]): FigureColumns | undefined {
  if (!titles.includes('OBS_VALUE')) return undefined;
  // Eurostat calls it a flag.
  const status = ['OBS_STATUS', 'OBS_FLAG'].find((title) => titles.includes(title)) ?? null;
  return { values: new Set(['OBS_VALUE']), status, isSdmx: true };
}

export const cellText = (cell: SourceCell | undefined): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text;

/** Whether a cell lies under a merged one, whose text it has. */
export const isUnderMerged = (cell: SourceCell | undefined): boolean =>
  typeof cell === 'object' && cell.type === 'covered';

/** The ISO text of a date that a workbook knows as one, also under a merged cell; null for any other cell. */
export const typedPeriod = (cell: SourceCell | null | undefined): string | null =>
  typeof cell === 'object' && (cell?.type === 'period' || cell?.coversPeriod) ? cell.value : null;

/** The letters of a column, which is counted from 0. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The column of its letters, counted from 0. */
export const columnAt = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** A cell's place as its program shows it: `B7`, or `Data!B7`, or `'Data 2020'!B7`. */
export function cellName(sheet: string | null, row: number, column: number): string {
  const own = `${columnLetters(column)}${row}`;
  if (sheet === null) return own;
  const plain = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(sheet);
  return `${plain ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${own}`;
}

/** A cell's place as a citation names it: `Data!B7` in a workbook, `7:2`, its line and column, in a text file. */
export function cellLocator({ name, locator }: SheetPlaces, row: number, column: number): string {
  if (locator !== undefined) return locator(row, column);
  return name === null ? `${row}:${column + 1}` : cellName(name, row, column);
}
