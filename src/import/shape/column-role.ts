import type { Header } from '../convert/column-title.ts';
import { buildCodeList, type CodeList, nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { cellText, type FigureColumns, type SourceRow, typedPeriod } from '../reader/sheet.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import { isTotalWord } from '../text/total-word.ts';
import { beforeCumulative, isWholeYear, yearPartForm } from '../text/year-part.ts';
import { readHeaderForm } from './header-form.ts';
import { isPropertyTitle } from './property-title.ts';
import { CODE_TITLE } from './same-column.ts';
import { type ColumnShape, columnTexts, type TableShape } from './table-shape.ts';

const PERIOD_TITLE =
  /year|date|month|quarter|period|time|yyyymm|jahr|monat|quartal|datum|zeit|stichtag|ann[ée]e|mois|trimestre|a[ñn]o$|anno$|mes$|fecha|年|月|日期|统计期|所属期|时间|时期|時間|時期|時点/i;
/** Above regions. */
export const REGION_TITLE =
  /地区|地區|地域|区域|県|市区町村|县区|区县|乡镇|街道|省份|省市|城市|市州|国家|行政区|region|area|country|territory|province|county|district|city|state|kreis|gemeinde|gebiet|kanton|canton|bundesland|regi[oó]n|région|provinz|provincia|municip|commune/i;
/** Above numbers that say of which part or kind a row is. */
const LABEL_TITLE = /^(?:age|ages|alter|âge|edad|年龄|级别|sort(?: order)?|order|fips|m49)$/i;
const QUANTITY_TITLE = /[量数率额费值]$|\b(?:amount|count|number|rate|share|total|value)$/i;
/** Above numbers that count rows; in the first column any title does. */
const COUNTER_TITLE =
  /^(?:序号|编号|排名|位次|名次|排序|行次|(?:s(?:l|r)?\.? ?)?no\.?|nr\.?|lfd\. ?nr\.?|#|rank(?:ing)?|row|index)$/i;

/** Above numbers that say which one a row is of, and count no rows. */
const ORDINAL_TITLE = /[周日旬期批级届]|week|day|tag|woche|grade|class|batch|round|phase/i;

/** The columns that number the rows. */
export function findCounters(titled: readonly ColumnShape[], { rows, isSeries }: TableShape, header: Header): number[] {
  const isTotal = ({ cells }: SourceRow, own: string) =>
    isTotalWord(own) || (own === '' && cells.some((cell) => isTotalWord(cellText(cell))));
  const countsFrom = (column: number, first: number) => {
    let next = first;
    // 合计 stands among the numbers, or beside a blank.
    const isEach = rows.every((row) => {
      const text = foldWidth(cellText(row.cells[column]));
      const isNext = text.replace(/^0+(?=\d)/, '') === String(next);
      if (isNext) next++;
      return isNext || isTotal(row, text);
    });
    return isEach && next > first;
  };
  // Programs number rows from 0 on, in a column without a title.
  const isCounter = (column: number) =>
    (COUNTER_TITLE.test(header.title(column)) || (column === 0 && !ORDINAL_TITLE.test(header.title(column)))) &&
    (countsFrom(column, 1) || (header.title(column) === '' && countsFrom(column, 0)));
  // Several ranks are each of what stands beside them.
  const isOnly = (column: number) =>
    header.title(column) === '' || header.columnsCalled(header.title(column)).length === 1;
  return isSeries ? [] : titled.map(({ column }) => column).filter((column) => isOnly(column) && isCounter(column));
}

/** What is known of the columns of a table before those with values are found. */
interface OtherColumns {
  /** How many rows the header has. */
  readonly rows: number;
  readonly known: KnownCodes;
  /** The columns of values and statuses of a format, or of a table, that names them itself. */
  readonly own: FigureColumns | undefined;
  readonly periodColumns: readonly number[];
  readonly counters: readonly number[];
}

/** The columns that hold values. */
export function findValueColumns(
  titled: readonly ColumnShape[],
  table: TableShape,
  header: Header,
  { rows, known, own, periodColumns, counters }: OtherColumns,
): readonly ColumnShape[] {
  const names = nameKeys(known.metrics);
  const namesMetric = ({ column }: ColumnShape) => names.has(nameKey(header.title(column)));
  const isAcross = ({ column }: ColumnShape) => saysPeriod(header, rows, column, known);
  // Codes with letters among them, such as 2A among 01 and 974, are no values either.
  const isCode = ({ column, texts }: ColumnShape) =>
    ((texts === 0 || isCodeColumn(table.rows, column)) && CODE_TITLE.test(header.title(column))) ||
    LABEL_TITLE.test(header.title(column)) ||
    (REGION_TITLE.test(header.title(column)) && areRegions(column));
  let regions: CodeList | null = null;
  // Codes of regions that are known, such as 621101 below 地区.
  const areRegions = (column: number) => {
    if (names.has(nameKey(header.title(column)))) return false;
    regions ??= buildCodeList({ entries: known.regions, kind: 'region', at: 'region.codes' });
    return [...new Set(columnTexts(table.rows, column))].every(regions.has);
  };
  const arePeriodsAcross = titled.some(isAcross);
  // Years beside values of several periods, such as when estimates start, are asked about.
  const isYearAmongPeriods = (shape: ColumnShape) =>
    arePeriodsAcross && shape.numbers === 0 && shape.years > 0 && !isAcross(shape) && !namesMetric(shape);
  const found = titled.filter((shape) => {
    if (own !== undefined) return own.values.has(header.title(shape.column));
    const { column, numbers, years, periods, texts } = shape;
    if (table.isSeries) return column > 0 && header.title(column) !== '';
    if (numbers + years + periods + texts === 0) return isAcross(shape) || namesMetric(shape);
    if (isPropertyTitle(header.title(column)) || isYearAmongPeriods(shape)) return false;
    if (areMonthFractions(column, table, header)) return false;
    // What stands in place of some values below a period is asked about, even where that are most of them.
    const hasValues = numbers + years > texts || (numbers > 0 && isAcross(shape));
    return !periodColumns.includes(column) && !counters.includes(column) && hasValues && !isCode(shape);
  });
  // What stands beyond the header may be the end of a number that its comma has parted, and moved what follows.
  const isUntitled = ({ column }: ColumnShape) => header.title(column) === '';
  return found.every(isUntitled) ? found : found.filter((shape) => !isUntitled(shape));
}

/** Whether no cell is longer than a code, and none holds a blank or a sign. */
const isCodeColumn = (rows: TableShape['rows'], column: number): boolean =>
  rows.every((row) => /^[\p{L}\p{N}]{0,12}$/u.test(foldWidth(cellText(row.cells[column]))));

/** A column of periods below a title of such. Numbers such as 2186 that stand below 2023年 or 用水量 are no years; a footnote below the table is no year either. */
export function isPeriodColumn(
  { column, numbers, years, periods, texts }: ColumnShape,
  header: Header,
  rows: number,
  known: KnownCodes,
): boolean {
  if (numbers > 0 || years + periods <= texts || saysPeriod(header, rows, column, known)) return false;
  const title = header.title(column);
  const isTitled =
    PERIOD_TITLE.test(title) && !QUANTITY_TITLE.test(title) && !nameKeys(known.metrics).has(nameKey(title));
  return isTitled || (periods > 0 && texts === 0);
}

const MONTH_NUMBER = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])$/;
const MONTH_FRACTION = /^(?:19|20)\d{2}\.\d{1,2}$/;

/** Whether the numbers of a column are months, as 202111 is below 年月. */
export const areMonthNumbers = (column: number, { rows }: TableShape, header: Header): boolean =>
  areAll(column, rows, header, MONTH_NUMBER);

/** Whether they may be months of which one cannot be told from another: 2021.1 is January, or October that has lost its zero. */
const areMonthFractions = (column: number, { rows }: TableShape, header: Header): boolean =>
  areAll(column, rows, header, MONTH_FRACTION);

const areAll = (column: number, rows: TableShape['rows'], header: Header, form: RegExp): boolean => {
  const title = header.title(column);
  const texts = columnTexts(rows, column).filter((text) => text !== '');
  return (
    PERIOD_TITLE.test(title) &&
    !QUANTITY_TITLE.test(title) &&
    texts.length > 0 &&
    texts.every((text) => form.test(text))
  );
};

/** Whether a row of the header says of which period the values of the column are. */
const saysPeriod = (header: Header, rows: number, column: number, known: KnownCodes): boolean =>
  Array.from({ length: rows }, (_, row) => ({
    text: header.text(row + 1, column) ?? '',
    typed: typedPeriod(header.cell(row + 1, column)),
  })).some(
    ({ text, typed }) =>
      typed !== null ||
      isWholeYear(text) ||
      (text !== '' &&
        (yearPartForm(beforeCumulative(text)?.period ?? text) !== null ||
          readHeaderForm(text, known).parts.has('period'))),
  );

/** The columns of values that hold the sums of others, whose headers say periods: 合计 beside 1月, 2月 and 3月. */
export function findSumColumns(
  columns: readonly number[],
  { rows }: Pick<TableShape, 'rows'>,
  header: Header,
  headerRows: number,
  known: KnownCodes,
): readonly number[] {
  const names = nameKeys(known.metrics);
  const isCalledTotal = (column: number) =>
    !names.has(nameKey(header.title(column))) &&
    Array.from({ length: headerRows }, (_, row) => header.text(row + 1, column) ?? '').some(isTotalWord);
  const totals = columns.filter(isCalledTotal);
  if (totals.length === 0) return [];
  const dated = columns.filter((column) => !totals.includes(column) && saysPeriod(header, headerRows, column, known));
  const numberIn = (row: SourceRow, column: number) =>
    Number(foldWidth(cellText(row.cells[column])).replaceAll(',', '') || NaN);
  const addsUp = (total: number) =>
    rows.every((row) => {
      const sum = dated.reduce((left, column) => left + numberIn(row, column), 0);
      const difference = Math.abs(sum - numberIn(row, total));
      return Number.isNaN(difference) || difference <= MAX_DIFFERENCE * Math.max(1, Math.abs(sum));
    });
  return dated.length >= MIN_PARTS ? totals.filter(addsUp) : [];
}

/** What is summed up is more than one. */
const MIN_PARTS = 2;
/** Of the sum, for what rounding leaves. */
const MAX_DIFFERENCE = 0.005;
