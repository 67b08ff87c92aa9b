import { firstText } from '../convert/row-condition.ts';
import { cellText, isUnderMerged, type SourceRow } from '../reader/sheet.ts';
import { foldWidth, ownText } from '../text/plain-text.ts';
import { type CellLook, isPlainMark, kindOfCell } from './cell-kind.ts';
import { isUnitLine } from './header-form.ts';
import { findSeriesRows, isPeriodRow } from './series-rows.ts';

/** A row that is not blank. */
export interface FilledRow {
  readonly row: SourceRow;
  /** What each of its cells looks like. */
  readonly looks: readonly CellLook[];
  /** How many of its cells say something; those under a merged cell say what it says. */
  readonly width: number;
}

/** Where a table begins, what of the rows above it is its header, and which rows below are its own. */
export interface TableHead {
  /** Places of the first row of the header and of the first row of the table. */
  readonly top: number;
  readonly first: number;
  readonly header: readonly SourceRow[];
  /** Rows between the header and the values that describe each column, and are not read. */
  readonly descriptions: readonly SourceRow[];
  /** The row of the header, counted from 1, that says the unit of each column; null where none is called so. */
  readonly unitRow: number | null;
  /** Whether each column beside the first is a series, and the first has their periods. */
  readonly isSeries: boolean;
  /** Whether a row may be the last of the table. */
  isRow(row: FilledRow): boolean;
}

const MAX_HEADER_ROWS = 4;
const MAX_TITLE_ROWS = 45;

export const filledRow = (row: SourceRow): FilledRow => ({
  row,
  looks: row.cells.map(kindOfCell),
  width: row.cells.filter((cell) => ownText(cell) !== '').length,
});

/** Counts the cells that look like something. */
export const countLooks = (looks: readonly CellLook[], wanted: CellLook): number =>
  looks.filter((one) => one === wanted).length;

/** Finds the head of a table; null where no row is one of texts in several columns above another. */
export const findHead = (filled: readonly FilledRow[]): TableHead | null =>
  headOfSeries(filled) ?? headOfNumbers(filled) ?? headOfTexts(filled);

/** The head of a table that has nothing but figures below its first row. */
export function headOfFigures(filled: readonly FilledRow[]): TableHead | null {
  return headAt(filled, 0, () => true);
}

/** The head of a sheet of series. */
function headOfSeries(filled: readonly FilledRow[]): TableHead | null {
  const rows = filled.map(({ row }) => row);
  const found = findSeriesRows(rows);
  if (found === null) return null;
  const { header, unitRow, first, top } = found;
  return {
    top,
    first,
    header: header.flatMap((index) => rows[index] ?? []),
    descriptions: rows.slice(top, first).filter((_, index) => !header.includes(top + index)),
    unitRow,
    isSeries: true,
    isRow: ({ row }) => isPeriodRow(row),
  };
}

/** The first row with numbers, and the rows above it that say what is in its columns; null where there are none. */
function headOfNumbers(filled: readonly FilledRow[], from = 1): TableHead | null {
  const width = usualWidth(filled);
  const found = filled.findIndex(
    (row, index) =>
      index >= from &&
      row.width * 2 >= width &&
      (isDataRow(row.looks) || areNumbersLikeYears(filled[index - 1], row)) &&
      !areSizesAbove(row, filled[index + 1]) &&
      !arePeriodsAbove(row, filled[index + 1]),
  );
  if (found <= 0) return null;
  const marked = firstOfMarks(filled, found);
  const below = topOf(filled, marked) < marked ? marked : found;
  const first = topOf(filled, below) < below ? below : firstOfHeadings(filled, below);
  const top = topOf(filled, first);
  // A year beside words, above which there is no header, may be the header itself: Region, Type, 2021.
  const isYear = countLooks(filled[found]?.looks ?? [], 'NUMBER') === 0;
  if (top === first && isYear && from === 1) return headOfNumbers(filled, found + 1);
  if (top === first || first > MAX_TITLE_ROWS + MAX_HEADER_ROWS) return null;
  // A row whose values are all blank is a row of the table all the same.
  const isNumbered = numbersColumns(filled[first], filled[first + 1]);
  // In brackets the numbers are texts, as those of a header are.
  const end = first - top > 1 && numbersColumns(filled[first - 1], filled[first]) ? first - 1 : first;
  const begin = isNumbered ? first + 1 : first;
  const labels = countLooks(filled[begin]?.looks ?? [], 'TEXT') - 1;
  return {
    top,
    first: begin,
    header: filled.slice(top, end).map(({ row }) => row),
    descriptions: filled.slice(end, begin).map(({ row }) => row),
    unitRow: null,
    isSeries: false,
    isRow: (row) => isDataRow(row.looks) || row.width > Math.max(1, labels),
  };
}

const STEM = /^(?:[甲乙丙丁]|[A-D]|栏次|行次|列次|序号|编号)$/;
const NUMBER_OF_COLUMN = /^[([]?(\d{1,3})(?:[)\]]|=[\d()+\-*/×÷%]+)?$/;
const MIN_NUMBERED = 2;

/** Whether a row below a header numbers its columns, as forms do above their first row: 甲, 1, 2, 3=1+2. */
function numbersColumns(row: FilledRow | undefined, below: FilledRow | undefined): boolean {
  if (row === undefined || below === undefined) return false;
  const texts = row.row.cells.map(ownText);
  const named = texts.filter((text) => text !== '' && !STEM.test(text));
  const numbers = named.map((text) => Number(NUMBER_OF_COLUMN.exec(text)?.[1] ?? NaN));
  const [from = 0] = numbers;
  const areInOrder = from >= 1 && from <= MIN_NUMBERED && numbers.every((number, index) => number === from + index);
  const hasLabel = below.looks.some((look, column) => look === 'TEXT' && row.looks[column] !== 'TEXT');
  const hasStem = texts.some((text) => STEM.test(text));
  return (
    numbers.length > MIN_NUMBERED - (hasStem ? 1 : 0) &&
    areInOrder &&
    (hasStem || hasLabel || named.every((text) => /^[([]/.test(text)))
  );
}

/** The first row of the header above the first row of a table. */
function topOf(filled: readonly FilledRow[], first: number): number {
  let top = first;
  while (
    top > 0 &&
    first - top < MAX_HEADER_ROWS &&
    isHeaderRow(filled[top - 1], filled[top]) &&
    !isAloneAbove(filled[top - 1], filled[top], filled[first]) &&
    isNextTo(filled, top, first)
  )
    top--;
  return top;
}

/** The first of the rows right above the first numbers that have nothing but marks in place of them: `Germany, :, :`. */
function firstOfMarks(filled: readonly FilledRow[], found: number): number {
  const numbers = (filled[found]?.looks ?? []).flatMap((look, column) => (look === 'NUMBER' ? [column] : []));
  let first = found;
  while (first > 1 && isMarkRow(filled[first - 1], numbers) && !beginsAlike(filled[first - 1], filled[first - 2]))
    first--;
  return first;
}

/** Whether a row goes on with the header above it: Region, <18, 18+ below Region, Persons, Persons. */
const beginsAlike = (row: FilledRow | undefined, above: FilledRow | undefined): boolean =>
  row !== undefined && above !== undefined && firstText(row.row) === firstText(above.row);

const SIZE = /^\d{1,2}\s?\p{Script=Han}{1,2}(?:以上|以下)?$/u;
const PLAIN = /^[-+]?\d[\d,.]*$/;

/** Whether the numbers of a row are sizes of what is counted below them: 1人, 2人, 3人 above 10, 20, 30. */
function areSizesAbove({ row, looks }: FilledRow, below: FilledRow | undefined): boolean {
  const numbers = looks.flatMap((look, column) => (look === 'NUMBER' ? [column] : []));
  const textIn = (one: SourceRow | undefined, column: number) => foldWidth(cellText(one?.cells[column]));
  return (
    numbers.length > 1 &&
    below !== undefined &&
    numbers.every((column) => SIZE.test(textIn(row, column)) && PLAIN.test(textIn(below.row, column)))
  );
}

/** The first of the rows right above the first numbers that say nothing but their first cell, below a header of the numbers' columns: `Urban,,`. */
function firstOfHeadings(filled: readonly FilledRow[], found: number): number {
  let first = found;
  while (first > 1 && found - first < MAX_HEADINGS && isHeading(filled[first - 1], filled[found])) first--;
  const titles = filled[first - 1]?.looks ?? [];
  const isTitled = (look: CellLook, column: number) => look !== 'NUMBER' || (titles[column] ?? 'BLANK') !== 'BLANK';
  return filled[found]?.looks.every(isTitled) ? first : found;
}

const MAX_HEADINGS = 3;

const isHeading = (row: FilledRow | undefined, below: FilledRow | undefined): boolean =>
  row?.width === 1 && row.looks[0] === 'TEXT' && below?.looks[0] === 'TEXT' && !isFormLine(row);

/** A month without a sign in it, or a year with a mark of what its figures are: 202001, 2021F, 2021*. */
const CLOSE_PERIOD =
  /^(?:19|20)\d{2}(?:\.?(?:0[1-9]|1[0-2])|[a-z]{1,2}| \p{L}[\p{L} ]{0,30}| ?[*†‡#]{1,3}| \d{1,2}\/)$|^(?:0[1-9]|1[0-2])\.(?:19|20)\d{2}$/iu;
const YEAR = /^(?:19|20)\d{2}$/;

/** Whether the numbers and the words of a row are periods of the numbers below them: `,202001,202002`, and `,2020,2021F`. */
function arePeriodsAbove({ row, looks }: FilledRow, below: FilledRow | undefined): boolean {
  const columns = looks.flatMap((look, column) => (column === 0 || look === 'BLANK' ? [] : [column]));
  const texts = columns.map((column) => ownText(row.cells[column]));
  return (
    new Set(texts).size > 1 &&
    texts.some((text) => CLOSE_PERIOD.test(text)) &&
    texts.every((text) => CLOSE_PERIOD.test(text) || YEAR.test(text)) &&
    looks[0] !== 'NUMBER' &&
    columns.every((column) => below?.looks[column] !== 'TEXT') &&
    columns.some((column) => below?.looks[column] === 'NUMBER' && !CLOSE_PERIOD.test(ownText(below.row.cells[column])))
  );
}

function isMarkRow(row: FilledRow | undefined, numbers: readonly number[]): boolean {
  if (row?.looks[0] !== 'TEXT') return false;
  const filled = numbers.filter((column) => row.looks[column] !== 'BLANK');
  return filled.length > 0 && filled.every((column) => isPlainMark(row.row.cells[column]));
}

/** The first row of nothing but texts in as many columns as most rows have: of a table whose values begin far below, or that has none. */
function headOfTexts(filled: readonly FilledRow[]): TableHead | null {
  const usual = usualWidth(filled);
  const top = filled
    .slice(0, MAX_TITLE_ROWS)
    .findIndex(({ looks, width }) => usual > 1 && width >= usual && countLooks(looks, 'TEXT') === width);
  return headAt(filled, top, ({ width }) => width > 1);
}

/** The head of a table whose header is one row; null where there is no such row, or none below it. */
function headAt(filled: readonly FilledRow[], top: number, isRow: TableHead['isRow']): TableHead | null {
  const header = filled[top]?.row;
  const first = top + 1;
  if (header === undefined || first >= filled.length) return null;
  return { top, first, header: [header], descriptions: [], unitRow: null, isSeries: false, isRow };
}

/** A row with numbers, or with years in some cells and words in others: a header of nothing but years has no number. */
function isDataRow(looks: readonly CellLook[]): boolean {
  return (
    countLooks(looks, 'NUMBER') > 0 ||
    (countLooks(looks, 'YEAR') === 1 && countLooks(looks, 'TEXT') > 0 && countLooks(looks, 'PERIOD') === 0)
  );
}

/** Whether each cell of a row that may be a year has a title in the row above, as its label does, and is no year of a header: 2186 below 2023. */
function areNumbersLikeYears(above: FilledRow | undefined, { row, looks }: FilledRow): boolean {
  if (above === undefined || row.row - above.row.row !== 1) return false;
  const filled = looks.flatMap((look, column) => (look === 'BLANK' ? [] : [{ look, column }]));
  const years = filled.filter(({ look }) => look === 'YEAR');
  if (years.length === 0 || years.length === filled.length || filled.some(({ look }) => look === 'PERIOD'))
    return false;
  const titles = filled.map(({ column }) => ownText(above.row.cells[column]));
  const isTitled = titles.every(
    (title, index) => title !== '' && title !== ownText(row.cells[filled[index]?.column ?? 0]),
  );
  if (!isTitled) return false;
  const saysPeriods = years.every(({ column }) => /^(?:YEAR|PERIOD)$/.test(above.looks[column] ?? ''));
  return saysPeriods || !isRun(years.map(({ column }) => Number(ownText(row.cells[column]))));
}

const MAX_STEP = 10;

/** Whether years follow each other as those of a header do, also of several groups: 2019, 2020, 2019, 2020. */
function isRun(years: readonly number[]): boolean {
  const [first = 0] = years;
  const steps = years.slice(1).map((year, index) => ({ year, step: year - (years[index] ?? 0) }));
  const inner = steps.filter(({ year, step }) => step !== 0 && year !== first).map(({ step }) => step);
  return inner.every((step) => Math.abs(step) <= MAX_STEP && step > 0 === (inner[0] ?? 0) > 0);
}

/** A header says something of a column besides the first; a title or a unit for the whole table does not. */
function isHeaderRow(row: FilledRow | undefined, below: FilledRow | undefined): boolean {
  if (row === undefined || isKeyAndText(row.row, below)) return false;
  const texts = row.row.cells.slice(1).map(ownText);
  return texts.some((text) => text !== '') && !texts.some(isUnitLine) && !isFormLine(row);
}

/** Whether a row has one text, beyond the first column of values and above a header of each: a unit or a note of the whole table. Where it is merged, it is a header of those. */
function isAloneAbove(row: FilledRow | undefined, below: FilledRow | undefined, first: FilledRow | undefined): boolean {
  if (row?.width !== 1 || below === undefined || first === undefined) return false;
  const column = row.looks.findIndex((look) => look !== 'BLANK');
  const isMerged = isUnderMerged(row.row.cells[column + 1]);
  const values = first.looks.indexOf('NUMBER');
  return !isMerged && values >= 0 && column > values && below.looks.every((look) => look !== 'BLANK');
}

/** Whether a row begins with such a label. */
export const isFormLine = ({ row }: Pick<FilledRow, 'row'>): boolean => isFormText(foldWidth(firstText(row)));

/** The same of its text. */
export const isFormText = (text: string): boolean => FORM_LABEL.test(text);

/** What a form says of itself above its header, and below its last row: who made it and when, which form it is, and what has to be noted. */
const FORM_LABEL =
  /^(?:(?:单位负责|单位领导|分管|主管|填报|填表|制表|编制|报送|上报|统计|审核|审批|复核|经办|签字|领导|注|备注|说明|附注|负责|联系|数据来源|资料来源|来源|日期|时间|附件|附表|表号|文号|制定|批准|有效期|source|date|prepared|published|updated|quelle|erstellt|stand)[\p{L}()]{0,12}\s*:|附[件表]\s*\d+$)/iu;

const MIN_TITLES = 4;

/** A word and what it stands for, above a header that has titles from its first column on: `Table, 001`. */
function isKeyAndText(row: SourceRow, below: FilledRow | undefined): boolean {
  const textAt = ({ cells }: SourceRow, column: number) => foldWidth(cellText(cells[column]));
  if (below === undefined || textAt(row, 0) === '' || textAt(row, 1) === '' || textAt(below.row, 0) === '')
    return false;
  const isSame = textAt(row, 0) === textAt(below.row, 0);
  const isPair = row.cells.every((_, column) => column < 2 || textAt(row, column) === '');
  // A title with a comma that no quotes hold together: Population, in 1000s.
  const [left, right] = [textAt(row, 0), textAt(row, 1)];
  const isParted =
    left.lastIndexOf('(') > left.lastIndexOf(')') || /^(?:in|en|by|per|of|for|as|at|and|years?|months?)\s/.test(right);
  return isPair && !isSame && (below.width >= MIN_TITLES || (isParted && below.width > 2));
}

/** Header rows stand next to each other and to the table. A title over merged cells is no header of several columns. */
function isNextTo(rows: readonly FilledRow[], top: number, first: number): boolean {
  const [row, below] = [rows[top - 1]?.row, rows[top]?.row];
  if (row === undefined || below === undefined) return false;
  const distance = below.row - row.row;
  return top === first ? distance <= 2 : distance === 1;
}

/** The width that most rows have, of those that are wider than one cell. */
function usualWidth(filled: readonly FilledRow[]): number {
  const counts = new Map<number, number>();
  for (const { width } of filled) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 0;
}
