import { message } from '../../domain/message/message.ts';
import type { PeriodReading, PlaceReading } from '../mapping/reading-schema.ts';
import type { Mapping, ValueColumns } from '../mapping/schema.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { areDays, isEventIn } from '../shape/period-column.ts';
import {
  isOfLaterYear,
  MAX_TITLE_LENGTH,
  NUMBER_OF_MONTHS,
  periodsWithin,
  saysPartBeside,
  saysPeriodOfAll,
} from '../shape/period-within.ts';
import { cellTexts, type TableShape } from '../shape/table-shape.ts';
import { foldWidth } from '../text/plain-text.ts';
import { yearDigits, yearPartForm } from '../text/year-part.ts';
import { joinYear } from './joined-year.ts';

/** How the periods of a table are read, and what they are: in headers by groups of columns, or in a column. */
interface ReadPeriods {
  readonly groups: readonly ValueColumns[];
  readonly reading: PeriodReading | null;
  readonly texts: readonly string[];
}

/** Asks of which part of each year the figures are, where headers or a column say years and a title says months; or whether months are counted from January on. */
export function askPartOfTitle(
  table: Pick<TableShape, 'titles' | 'footer'>,
  sheet: string | null,
  read: ReadPeriods,
  inference: Inference,
): void {
  const { texts } = read;
  if (texts.length === 0 || inference.answers.has('period') || inference.isAsked('period')) return;
  const said = [...textsIn(table.titles), foldWidth(sheet ?? '')].filter(({ length }) => length <= MAX_TITLE_LENGTH);
  if (texts.every((text) => yearDigits(text) !== null)) {
    const last = Math.max(...texts.map((text) => Number(yearDigits(text))));
    const notes = textsIn(table.footer).filter((text) => isOfAll(text) && !isOfLaterYear(text, last));
    const title = [...said, ...notes].find(saysPart) ?? notes.find((text) => CUTOFF.test(text));
    if (title !== undefined) askWhich(message('inference.part-of-years', shown(title)), partIn(title), read, inference);
    return;
  }
  const cumulative = texts.every(isMonth) ? said.find((text) => CUMULATIVE.test(text)) : undefined;
  if (cumulative !== undefined)
    askWhich(message('inference.cumulative-parts', shown(cumulative)), null, read, inference);
  else askElsewhere(said, texts, inference);
}

/** Asks of which year, or month, parts are that lie outside of the part that a title says: 第1周 below 11月, 12月 below 2022年1月. */
function askElsewhere(said: readonly string[], texts: readonly string[], inference: Inference): void {
  for (const title of said) {
    const part = partIn(title);
    const within = part === null ? null : monthsOf(part);
    if (within === null) continue;
    const outside = texts.filter((text) => {
      const own = monthsOf(text);
      return WEEK.test(text) || (own !== null && (own.first < within.first || own.last > within.last));
    });
    if (outside.length === 0) continue;
    const parts = shownTexts(outside);
    inference.ask('period', message('inference.parts-elsewhere', { ...shown(title), parts }));
    return;
  }
}

const WEEK = /^第\d{1,2}周$/;
const QUARTERS = '一二三四';

/** The first and the last month of a part of a year that stands without it; null for anything else. */
function monthsOf(part: string): { readonly first: number; readonly last: number } | null {
  const [, from, to] = /^(\d{1,2})(?:[-–—~至](\d{1,2}))?月份?$/.exec(part) ?? [];
  if (from !== undefined) return { first: Number(from), last: Number(to ?? from) };
  const [, half] = /^([上下])半年$/.exec(part) ?? [];
  if (half !== undefined) return half === '上' ? { first: 1, last: 6 } : { first: 7, last: 12 };
  const [, upTo] = /^前([23二三])季度$/.exec(part) ?? [];
  if (upTo !== undefined) return { first: 1, last: 3 * numberOf(upTo) };
  const [, quarter] = /^第?([1-4一二三四])季度$/.exec(part) ?? [];
  if (quarter === undefined) return null;
  return { first: 3 * numberOf(quarter) - 2, last: 3 * numberOf(quarter) };
}

const numberOf = (text: string): number => (/\d/.test(text) ? Number(text) : QUARTERS.indexOf(text) + 1);

const shown = (title: string) => ({ text: JSON.stringify(title.slice(0, 80)) });

const textsIn = (rows: TableShape['titles']): readonly string[] => cellTexts(rows).filter((text) => text !== '');

/** A note that speaks of all figures. */
const isOfAll = (text: string): boolean =>
  text.length <= MAX_TITLE_LENGTH && (/截[至止]|均为|各年|口径/.test(text) || saysPeriodOfAll(text));

/** A plan of five years is no part of one. */
const PLAN = /(?:十[一二三四五]五|五年(?:规划|计划)?|规划)[”"’」]?\s?(?:时期|期间?)/g;
/** 2021-01-01至2021-11-30. */
const RANGE_OF_DAYS = /[-./月]\d{1,2}[日号]?\s?(?:[-–—~至到]|to)\s?(?:19|20)\d{2}[-./年]\d/;
/** A day within a year up to which figures are, other than its last; or of how many months they are. */
const CUTOFF = new RegExp(
  String.raw`(?:截[至止]到?|as (?:of|at)|up to)\s?(?:[^,。;]{0,6}\d{1,2}月(?!31日)\d{1,2}日|\d{1,2} \p{L}{3,9} \d{4})|${NUMBER_OF_MONTHS}`,
  'iu',
);
const RANGE_OF_YEARS = /^\d{4}[-/–](?:\d{4}|1[3-9]|[2-9]\d)$/;

/** Whether a title says months, a quarter or a half, with a year or without it. A day says as a rule when a table was made. */
function saysPart(text: string): boolean {
  const plain = text.replace(PLAN, ' ');
  const isPart = ({ period, template }: ReturnType<typeof periodsWithin>[number]) =>
    yearDigits(period) === null &&
    !RANGE_OF_YEARS.test(period) &&
    !areDays([period]) &&
    !isEventIn(template?.slice(0, template.indexOf('{period}')) ?? '', period);
  return saysPartBeside(plain) || RANGE_OF_DAYS.test(plain) || periodsWithin(plain).some(isPart);
}

const PART = /(?:\d{1,2}[-–—~至])?\d{1,2}月|[上下]半年|第?[1-4一二三四]季度|前[23二三]季度/;

/** The part of a year that a title says, where it can stand behind one. */
function partIn(text: string): string | null {
  if (/截[至止]/.test(text)) return null;
  const part = PART.exec(text)?.[0] ?? '';
  return yearPartForm(part) === 'AFTER_YEAR' ? part : null;
}

const CUMULATIVE =
  /累[计計]|(?<!\p{L})(?:cumulative|year[- ]to[- ]date|ytd|kumuliert\p{L}*|cumulée?s?|acumulad[oa]s?)(?!\p{L})/iu;
const MONTH =
  /^(?:\d{4}年)?(?:\d{1,2}月份?|第?[1-4一二三四]季度)$|^\d{4}-(?:M?\d{2}|Q\d)$|^\p{L}{3,9}\.?(?:[ -]\d{2,4})?$|^Q[1-4](?: \d{4})?$/u;

/** Whether a period is one month or one quarter. */
const isMonth = (text: string): boolean => MONTH.test(text);

/** Asks whether periods are as they stand, or the same part of each year. */
function askWhich(
  question: ReturnType<typeof message>,
  part: string | null,
  { groups, reading, texts }: ReadPeriods,
  inference: Inference,
): void {
  const [asRead] = [...groups.flatMap(({ period }) => period ?? []), ...(reading === null ? [] : [reading])];
  const own = asRead === undefined || part === null ? null : ofPart(asRead, texts, part);
  const options = [asRead, own].flatMap((one) => (one === null || one === undefined ? [] : [JSON.stringify(one)]));
  const [first = ''] = texts;
  inference.ask('period', question, options, {
    options,
    labels: [first, ...(own === null ? [] : [`${yearDigits(first) ?? first}年${part ?? ''}`])],
    apply: (mapping, answer): Mapping => {
      if (part === null || answer !== options[1]) return mapping;
      const joined = (period: PeriodReading | undefined): { period?: PeriodReading } => {
        const read = period === undefined ? null : ofPart(period, texts, part);
        return read === null ? {} : { period: read };
      };
      const values = (mapping.values ?? []).map((group) => ({ ...group, ...joined(group.period) }));
      return { ...mapping, ...joined(mapping.period), values };
    },
  });
}

/** The reading of a part of the year that a reading reads; null where it reads no year alone. */
function ofPart(reading: PeriodReading, texts: readonly string[], part: string): PeriodReading | null {
  const { template, format, join, ...place } = reading as PlaceReading & { format?: unknown; join?: unknown };
  if (format !== undefined || join !== undefined) return null;
  const isDigits = texts.every((text) => /^\d{4}$/.test(text));
  const isBehind = template === undefined && !isDigits && !texts.every((text) => /^\d{4}年/.test(text));
  if (isBehind || (template !== undefined && !template.startsWith('{period}'))) return null;
  const year = template === undefined && isDigits ? place : { ...place, template: '{period:4}{_}' };
  return joinYear(year, { constant: part }, 'AFTER_YEAR');
}
