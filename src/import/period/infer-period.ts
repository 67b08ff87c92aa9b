import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import type { PeriodReading, PlaceReading } from '../mapping/reading-schema.ts';
import { askBlankLabels } from '../question/blank-label.ts';
import { columnText, type Inference, placeChoice, readAgain } from '../question/inference.ts';
import { cellText, columnLetters, isUnderMerged, type SourceRow, typedPeriod } from '../reader/sheet.ts';
import { mayBeMonths, mayBeWhole, monthReadings } from '../shape/month-day.ts';
import { areDays, isEventIn, mayBeEvent, saysBound } from '../shape/period-column.ts';
import {
  DOTTED_DAYS,
  endsInDay,
  isDottedDay,
  isOfLaterYear,
  MAX_TITLE_LENGTH,
  type PeriodWithin,
  periodsWithin,
  saysPartOfYear,
  saysPeriodOfAll,
} from '../shape/period-within.ts';
import { isFormLine } from '../shape/table-head.ts';
import { cellTexts, columnTexts, type TableContext, type TableShape } from '../shape/table-shape.ts';
import { saysFiscalYear } from '../text/fiscal-year-word.ts';
import { isPeriodText } from '../text/period-text.ts';
import { foldWidth } from '../text/plain-text.ts';
import { yearDigits } from '../text/year-part.ts';
import { askFiscalYears, findFiscalTitle, inferPeriodFormat } from './period-format.ts';

/** Where the period is, and which columns are read for it. */
interface InferredPeriod {
  readonly reading: PeriodReading;
  readonly columns: readonly number[];
  /** Whether it is asked, so that these columns are perhaps not read. */
  readonly isAsked?: boolean;
}

/** Where the period is, if no header says it: in a column, in a title, or in the name of the sheet. */
export function inferPeriod(
  columns: readonly number[],
  table: TableShape,
  context: TableContext,
  header: Header,
  inference: Inference,
): InferredPeriod {
  const found = findTitlePeriods(table, context);
  const [column, another] = columns;
  const given = inference.answers.get('period');
  const isOther = column !== undefined && mayBeOther(column, found.length > 0, table, context, header);
  if (column !== undefined && another === undefined && !isOther)
    return { reading: readPeriodColumn(column, table, context, header, inference), columns };
  const [first] = found;
  if (
    given === undefined &&
    columns.length === 0 &&
    first !== undefined &&
    found.every(({ period, isSure }) => isSamePeriod(period, first.period) && isSure)
  ) {
    const cell = first.reading.cell ?? context.sheet ?? '';
    inference.decide('period', message('inference.title-says', { text: JSON.stringify(first.period), cell }));
    return { reading: { ...first.reading, ...inferPeriodFormat([first.period], inference) }, columns: [] };
  }
  const monthly = columns.filter((one) => isMonthly(one, table, context));
  const months = monthly.flatMap((one) =>
    monthReadings(table.rows.map(({ cells }) => cells[one])).map(({ shown, ...reading }) => ({
      column: one,
      shown,
      reading: { column: columnReference(header, one), ...reading },
    })),
  );
  const choices = [
    ...columns.map((one) => placeChoice('column', columnReference(header, one))),
    ...months.map(({ reading }) => JSON.stringify(reading)),
    ...found.map(({ reading }) => JSON.stringify(reading)),
  ];
  if (given !== undefined) {
    const chosen = columns[choices.indexOf(given)];
    if (chosen !== undefined)
      return { reading: readPeriodColumn(chosen, table, context, header, inference), columns: [chosen] };
    const ofMonth = months.find(({ reading }) => JSON.stringify(reading) === given);
    if (ofMonth !== undefined) return { reading: ofMonth.reading, columns: [ofMonth.column] };
    return {
      reading: choices.includes(given) ? (JSON.parse(given) as PeriodReading) : { constant: given },
      columns: [],
    };
  }
  const isAsked = inference.isAsked('period');
  // What the first day becomes tells a day from its month.
  const firstOf = (one: number) => columnTexts(table.rows, one).find((text) => text !== '') ?? '';
  const labelsOf = () => [
    ...columns.map(firstOf),
    ...months.map(({ column: one, shown }) => shown(firstOf(one))),
    ...found.map(({ period }) => period),
  ];
  const question =
    monthly.length > 0
      ? message('inference.days-or-months', { name: header.name(monthly[0] ?? 0) })
      : message('inference.which-period');
  if (!isAsked)
    inference.ask('period', question, choices, {
      options: choices,
      ...(monthly.length > 0 ? { labels: labelsOf() } : {}),
      accepts: isPeriodText,
      apply: readAgain,
    });
  return { reading: first?.reading ?? { constant: '?' }, columns: columns.slice(0, 1), isAsked: true };
}

/** 2021 and 2021年 are one. */
const isSamePeriod = (one: string, other: string): boolean =>
  one === other || (yearDigits(one) !== null && yearDigits(one) === yearDigits(other));

const isMonthly = (column: number, { rows, isSeries }: TableShape, { figures }: TableContext): boolean =>
  !isSeries && figures === undefined && mayBeMonths(rows.map(({ cells }) => cells[column]));

/** Whether the only column of periods says perhaps when a row was filed, or the days of it are within what a title names. */
function mayBeOther(
  column: number,
  hasTitle: boolean,
  table: TableShape,
  context: TableContext,
  header: Header,
): boolean {
  if (table.isSeries || context.figures !== undefined) return false;
  const areSingleDays = areDays(table.rows.map(({ cells }) => cells[column]));
  const texts = table.rows.map(({ cells }) => typedPeriod(cells[column]) ?? foldWidth(cellText(cells[column])));
  const isTitled = cellTexts(table.titles).some((text) => text.length <= MAX_TITLE_LENGTH && LONGER_TITLE.test(text));
  const isUnit = (isTitled || LONGER.test(header.title(column))) && texts.some(isMonthOrDay);
  return (
    isUnit ||
    mayBeEvent(header.title(column), areSingleDays) ||
    (areSingleDays && (hasTitle || isMonthly(column, table, context)))
  );
}

/** Above quarters, weeks and longer times, of which a day or a month may be the first or the last. */
const LONGER =
  /^k\.?w\.?$|^wk$|kalenderwoche|quarter|quartal|trimest|季|half|halbjahr|半年|semest|week|woche|semaine|周(?!期)|fortnight|fiscal|财年|累[计計]|ytd|(?:to|ending) date|cumulat|(?:months?|year) (?:to|ending|ended)|rolling|moving|滚动/i;
const LONGER_TITLE =
  /(?<!\p{L})(?:quarterly|weekly|half-yearly|biannual|rolling|moving average|by (?:quarter|week))(?!\p{L})|季报|周报|旬报|按季/iu;
const SAYS_PART = /[QWHSTK季周半]|第|[-–—~至/]\d{1,2}月/i;
const YEAR = /^\d{4}(?:年度?)?$|^\d{4}[-/]\d{2,4}$/;

/** Whether a text says neither a quarter, a week nor a half, so that it is a month or a day. */
const isMonthOrDay = (text: string): boolean =>
  text !== '' && (/^\d{4}-?M?\d{2}$/.test(text) || !(SAYS_PART.test(text) || YEAR.test(text)));

function readPeriodColumn(
  column: number,
  table: TableShape,
  { sheet }: TableContext,
  header: Header,
  inference: Inference,
): PeriodReading {
  // The title of that column is what the rows above say of themselves, such as Unit.
  const name = table.isSeries ? `$${columnLetters(column)}` : columnReference(header, column);
  const cells = table.rows.map((row) => row.cells[column]);
  const isLikely = !table.isSeries && areDays(cells);
  inference.decide('period', columnText(table.isSeries ? name : header.name(column)), isLikely ? 'LIKELY' : 'CERTAIN');
  if (!table.isSeries) askBlankLabels('period', column, table.rows, header, inference);
  const texts = cells.filter((cell) => typedPeriod(cell) === null).map((cell) => foldWidth(cellText(cell)));
  const title = saysFiscalYear(header.title(column)) ? header.title(column) : findFiscalTitle(table, sheet);
  if (!table.isSeries && askFiscalYears(title, texts, inference)) return { column: name, format: 'fiscal-year-start' };
  const format = texts.some(isDottedDay) ? { format: DOTTED_DAYS } : inferPeriodFormat(texts, inference);
  return { column: name, ...format };
}

/** A period that the name of the sheet or a title says. */
interface TitlePeriod {
  readonly reading: PeriodReading;
  readonly period: string;
  readonly isSure: boolean;
  /** Whether it says when the table was made or sent. */
  readonly isEvent: boolean;
  /** Whether it says up to when figures are. */
  readonly isBound: boolean;
}

/** The number of the document that a form was made by, and whose rights it has, say nothing of its figures. */
const DOCUMENT = /^(?:文\s?号\s*:|©|copyright|制定机关|批准机关)/i;
const PART_CELL = new RegExp(
  [
    '^[^\\d:]{0,4}(?:月份?|季度?|周次?|期数?|半年|学期|旬)\\s*:?\\s*(?:\\d{1,2}|[一二三四五六七八九十]{1,2})?$',
    '^第?(?:\\d{1,2}|[一二三四五六七八九十]{1,2})\\s?(?:月份?|季度?|周|期|旬)$',
    '^(?:bericht|report(?:ing)?)?\\s?(?:month|monat|mois|mes|quarter|quartal|half|week|woche|period)(?:\\s*:|\\s|$)',
    '^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?(?:\\s?[-–—].{1,12})?$|^[MQ]\\d{1,2}$',
  ].join('|'),
  'i',
);
const NUMBER = /^\d{1,2}$/;

/** Whether a row above a table says a part of a year in a cell of its own. */
function hasPartCell({ cells }: SourceRow): boolean {
  const texts = cells.map((cell) => foldWidth(cellText(cell))).filter((text) => text !== '');
  const hasYear = texts.some((text) => yearDigits(text) !== null);
  const isPart = (text: string) =>
    (text.length <= MAX_PART && PART_CELL.test(text)) || (hasYear && (NUMBER.test(text) || endsInDay(text)));
  return texts.some(isPart);
}

const MAX_PART = 40;

function findTitlePeriods({ titles, footer }: TableShape, { sheet }: TableContext): TitlePeriod[] {
  const found: TitlePeriod[] = [];
  const add = (place: PlaceReading, { period, template, isSure }: PeriodWithin, left = '', isMade = false) => {
    const format = isDottedDay(period) ? { format: DOTTED_DAYS } : {};
    const before = template?.slice(0, template.indexOf('{period}')) ?? '';
    const label = before === '' ? left : before;
    const isEvent = isEventIn(label, period) || ((isMade || /[^:] $/.test(label)) && areDays([period]));
    const reading = { ...place, ...(template ? { template } : {}), ...format };
    found.push({
      reading,
      period,
      isEvent,
      isBound: saysBound(label),
      isSure: isSure && !isEvent && !mayBeWhole(period, label),
    });
  };
  const isNumber = (text: string) => DOCUMENT.test(text) && titles.length > 1;
  if (sheet !== null) for (const one of periodsWithin(sheet)) add({ sheet: true }, one);
  for (const row of titles) {
    const isForm = isFormLine({ row });
    for (const [index, cell] of row.cells.entries()) {
      if (isUnderMerged(cell)) continue;
      const place = `${columnLetters(index)}${row.row}`;
      const typed = typedPeriod(cell);
      // A label in one cell, and its day in the next.
      const left = foldWidth(cellText(row.cells[index - 1])).replace(/(?<=.):?$/, ':');
      const within =
        typed === null
          ? isNumber(foldWidth(cellText(cell)))
            ? []
            : periodsWithin(foldWidth(cellText(cell)))
          : [{ period: typed, template: null, isSure: true }];
      // A day that stands for itself, or beside who made the table, may be that on which it was made.
      for (const one of within) add({ cell: place }, one, left, isForm || one.template === null);
    }
  }
  const texts = cellTexts(titles);
  const last = Math.max(...found.map(({ period }) => Number(yearDigits(period.slice(0, 4)) ?? 0)));
  // A note of a later year says when the figures were taken.
  const notes = cellTexts(footer).filter((text) => saysPeriodOfAll(text) && !isOfLaterYear(text, last));
  const parts = [...[...texts, sheet ?? ''].filter(saysPartOfYear).map((text) => text.replace(/份$/, '')), ...notes];
  // The sheet 11月 says the same as its title 2020年11月.
  const isPeriodical = texts.some((text) =>
    /^\(?(?:[月季旬周]报表?|monthly|quarterly|weekly)(?: report| bulletin)?\)?$/i.test(text),
  );
  const isOther = isPeriodical || parts.some((part) => !found.some(({ period }) => period.endsWith(part)));
  // 2021, 年, 11, 月 in four cells, or 月份：11 below a title with the year.
  const areYears = found.length > 0 && found.every(({ period }) => yearDigits(period) !== null);
  if (isOther || (areYears && titles.some(hasPartCell))) return found.map((one) => ({ ...one, isSure: false }));
  // 填报日期 beside a title with a month says nothing of the figures. Within the year of a title it may say up to when they are.
  const years = found
    .filter(({ isSure, period }) => isSure && yearDigits(period) !== null)
    .map(({ period }) => yearDigits(period) ?? '');
  const isLater = ({ period }: TitlePeriod) => !years.some((year) => period.includes(year));
  return found.some(({ isSure }) => isSure)
    ? found.filter((one) => !one.isEvent || one.isBound || !isLater(one))
    : found;
}
