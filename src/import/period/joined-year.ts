import { message, type Text } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import type { PeriodReading, PlaceReading } from '../mapping/reading-schema.ts';
import { type Inference, readAgain } from '../question/inference.ts';
import { cellText, columnLetters, isUnderMerged, type SourceRow } from '../reader/sheet.ts';
import { kindOfCell } from '../shape/cell-kind.ts';
import { isYearOfEvent } from '../shape/period-column.ts';
import { MAX_TITLE_LENGTH } from '../shape/period-within.ts';
import { columnTexts, type TableShape } from '../shape/table-shape.ts';
import { isJapanese, saysFiscalYear } from '../text/fiscal-year-word.ts';
import { isOtherYear, saysYearbook } from '../text/other-year.ts';
import { foldWidth } from '../text/plain-text.ts';
import { isTotalWord } from '../text/total-word.ts';
import { type YearPartForm, yearDigits, yearPartForm } from '../text/year-part.ts';

/** Where a year stands, as a place whose text is its four digits. */
export interface YearPlace {
  readonly place: PlaceReading;
  readonly year: string;
  /** Where it stands, for people. */
  readonly at: string;
}

const FOUR_DIGITS = '{period:4}';
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/g;

/** The reading of a year that is all of a text, or all but 年. */
export const wholeYear = (place: PlaceReading, texts: readonly string[]): PlaceReading =>
  texts.every((text) => /^\d{4}$/.test(text)) ? place : { ...place, template: `${FOUR_DIGITS}{_}` };

/** A period whose year and whose part of it stand in two places. */
export const joinYear = (year: PlaceReading, part: PlaceReading, form: YearPartForm): PeriodReading => ({
  join: form === 'AFTER_YEAR' ? [year, { constant: '年' }, part] : [part, { constant: ' ' }, year],
});

/** A period whose month or quarter is a number in a column of its own. */
export const joinNumber = (year: PlaceReading, part: PlaceReading, sign: 'm' | 'q'): PeriodReading => ({
  join: [year, { constant: '/' }, part],
  format: `%Y/%${sign}`,
});

const SECOND_YEAR = /^[/–-]\d{2}(?!\d)/;

/** Every calendar year that the titles and the name of the sheet hold, each with the place that it is read from. */
export function yearsAround(table: TableShape, sheet: string | null): YearPlace[] {
  const places: { readonly text: string; readonly place: PlaceReading; readonly at: string }[] = table.titles.flatMap(
    ({ row, cells }) =>
      cells.flatMap((cell, column) => {
        if (isUnderMerged(cell)) return [];
        const at = `${columnLetters(column)}${row}`;
        return [{ text: foldWidth(cellText(cell)), place: { cell: at }, at }];
      }),
  );
  if (sheet !== null) places.push({ text: sheet, place: { sheet: true as const }, at: sheet });
  return places.flatMap(({ text, place, at }) => {
    if (text.length > MAX_TITLE_LENGTH) return [];
    if (saysFiscalYear(text) || saysYearbook(text) || (isJapanese(text) && text.includes('年度'))) return [];
    return [...text.matchAll(YEAR)].flatMap(({ 0: year, index }) => {
      const rest = text.slice(index + year.length);
      const before = text.slice(0, index);
      if (SECOND_YEAR.test(rest) || isYearOfEvent(before, rest) || isOtherYear(before, rest)) return [];
      const template = `${before}${FOUR_DIGITS}${rest === '' ? '' : '{_}'}`;
      return { place: template === FOUR_DIGITS ? place : { ...place, template }, year, at };
    });
  });
}

/** Finds the one year that all parts of years in a header belong to, and asks for it once. */
export interface YearFinder {
  (): PlaceReading;
  /** Asks what no single year answers, in the words that are given or in those for any part of a year. */
  unknown(question?: Text): string;
  /** The column that the year was found in; null for none. */
  column(): number | null;
}

const UNKNOWN = '?';

/** Looks for the year in a column of years, in the titles and in the name of the sheet; asks where it is in none, or in several. */
export function yearFinder(
  table: TableShape,
  header: Header,
  { sheet, periodColumns }: { readonly sheet: string | null; readonly periodColumns: readonly number[] },
  inference: Inference,
): YearFinder {
  let found: PlaceReading | null = null;
  let isAsked = false;
  let ofColumn: number | null = null;
  const ask = (
    years: readonly string[],
    canAnswer: boolean,
    question: Text = message('inference.which-part'),
  ): PlaceReading => {
    const given = canAnswer ? inference.answers.get('period') : undefined;
    if (given !== undefined) return { constant: given };
    if (!isAsked) {
      const form = { options: years, accepts: (text: string) => yearDigits(text) === text, apply: readAgain };
      if (canAnswer) inference.ask('period', message('inference.which-year'), years, form);
      else inference.ask('period', question);
    }
    isAsked = true;
    return { constant: UNKNOWN };
  };
  const find = (): PlaceReading => {
    const [column, another] = periodColumns;
    if (column !== undefined && another === undefined) {
      const texts = columnTexts(table.rows, column);
      if (texts.every((text) => yearDigits(text) !== null)) {
        if (saysFiscalYear(header.title(column))) return ask([], false);
        inference.decide('period', message('inference.column', { name: header.name(column) }), 'LIKELY');
        ofColumn = column;
        return wholeYear({ column: columnReference(header, column) }, texts);
      }
    }
    const places = yearsAround(table, sheet);
    const years = [...new Set(places.map(({ year }) => year))];
    const [first] = places;
    if (periodColumns.length > 0 || first === undefined || years.length > 1) return ask(years, true);
    const text = JSON.stringify(first.year);
    inference.decide('period', message('inference.title-says', { text, cell: first.at }), 'LIKELY');
    return first.place;
  };
  const once = () => {
    found ??= find();
    return found;
  };
  const unknown = (question?: Text) => {
    ask([], false, question);
    return UNKNOWN;
  };
  return Object.assign(once, { unknown, column: () => ofColumn });
}

/** Where months, or quarters, go over the end of a year, such as 11月, 12月, 1月: then one year does not say of which each is. Null where they do not. */
export function findYearEnd(texts: readonly string[]): { readonly last: string; readonly first: string } | null {
  const isFirst = (text: string | undefined) => FIRST_PART.test(text ?? '');
  const at = isFirst(texts[0])
    ? -1
    : texts.findIndex((text, index) => LAST_PART.test(text) && isFirst(texts[index + 1]));
  return at < 0 ? null : { last: texts[at] ?? '', first: texts[at + 1] ?? '' };
}

const FIRST_PART = /^(?:0?1(?:月份?)?|jan(?:uary)?\.?|q1|第?[1一]季度)$/i;
const LAST_PART = /^(?:12(?:月份?)?|dec(?:ember)?\.?|q4|第?[4四]季度)$/i;

const MONTH_TITLE = /^(?:月|月份|months?|mes|mois|monat)$/i;
const QUARTER_TITLE = /^(?:季|季度|quarters?|trimestre|quartal)$/i;

/** A column of months or quarters, and where their year stands. */
export interface PartColumn {
  readonly column: number;
  /** The column of years; null where a title says the one year. */
  readonly year: number | null;
  /** The title that says it; null for none. */
  readonly title: YearPlace | null;
  /** Whether its months go over the end of that year. */
  readonly goesOver: boolean;
  readonly period: PeriodReading;
}

/** Finds a column of months or quarters beside one of years, or below one year in a title: they are periods only together. Null where there is none. */
export function findPartColumn(table: TableShape, header: Header, sheet: string | null): PartColumn | null {
  if (table.isSeries) return null;
  const textsOf = (column: number) => columnTexts(table.rows, column);
  const years = table.columns.filter(({ years: count }) => count > 0).map(({ column }) => column);
  const yearColumns = years.filter((column) => textsOf(column).every((text) => yearDigits(text) !== null));
  if (yearColumns.some((column) => saysFiscalYear(header.title(column)))) return null;
  const parts = table.columns.flatMap(({ column }) => {
    const title = header.title(column);
    const sign = MONTH_TITLE.test(title) ? ('m' as const) : QUARTER_TITLE.test(title) ? ('q' as const) : null;
    // The sum of all months stands below them.
    return sign === null ? [] : [{ column, sign, texts: textsOf(column).filter((text) => !isTotalWord(text)) }];
  });
  const [year, otherYear] = yearColumns;
  const [part, otherPart] = parts;
  if (part === undefined || otherYear !== undefined || otherPart !== undefined || part.texts.length === 0) return null;
  const titles = year === undefined ? yearsAround(table, sheet) : [];
  const [title = null] = new Set(titles.map((one) => one.year)).size === 1 ? titles : [];
  const yearPlace =
    year === undefined ? title?.place : wholeYear({ column: columnReference(header, year) }, textsOf(year));
  if (yearPlace === undefined) return null;
  const place = { column: columnReference(header, part.column) };
  const named = part.texts.map((text) => (part.sign === 'q' && /^\d$/.test(text) ? `Q${text}` : text));
  // Where another town begins, its months begin again.
  const goesOn = (index: number) => saysSameBeside(table.rows[index], table.rows[index + 1]);
  const goesOver = named.some((text, index) => goesOn(index) && findYearEnd([text, named[index + 1] ?? '']) !== null);
  const found = {
    column: part.column,
    year: year ?? null,
    title,
    goesOver: year === undefined && goesOver,
  };
  const most = part.sign === 'm' ? 12 : 4;
  if (part.texts.every((text) => /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= most))
    return { ...found, period: joinNumber(yearPlace, place, part.sign) };
  const [form = null, ...others] = new Set(part.texts.map(yearPartForm));
  if (form === null || others.length > 0) return null;
  return { ...found, period: joinYear(yearPlace, place, form) };
}

/** Whether two rows say the same in each cell of words. */
const saysSameBeside = (row: SourceRow | undefined, next: SourceRow | undefined): boolean =>
  row !== undefined &&
  next !== undefined &&
  row.cells.every((cell, column) => kindOfCell(cell) !== 'TEXT' || cellText(cell) === cellText(next.cells[column]));

const LOOSE_TITLE = /^(?:日|号|day|tag|jour|d[ií]a|周|周次|周数|week|woche|kw|semaine|旬|截至月份|累计月份)$/i;

/** Columns of days, weeks or halves as numbers, which are no values: with a year or a month they make a period that has to be written out. */
export const findLooseParts = ({ columns, rows, isSeries }: TableShape, header: Header): readonly number[] =>
  isSeries
    ? []
    : columns.flatMap(({ column }) =>
        LOOSE_TITLE.test(header.title(column)) && columnTexts(rows, column).every((text) => /^\d{0,2}$/.test(text))
          ? [column]
          : [],
      );

/** Tells that a year and a part of it are read together. */
export function tellJoined(
  { column, year, title, goesOver, period }: PartColumn,
  header: Header,
  inference: Inference,
): PeriodReading {
  if (goesOver) inference.ask('period', message('inference.over-year', { name: header.name(column) }));
  if (title !== null) {
    const text = JSON.stringify(title.year);
    inference.decide('period', message('inference.title-says', { text, cell: title.at }), 'LIKELY');
  }
  for (const one of year === null ? [column] : [year, column])
    inference.decide('period', message('inference.column', { name: header.name(one) }));
  return period;
}
