import { nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { FISCAL_YEAR_CHARACTERS, FISCAL_YEAR_WORDS, isJapanese } from '../text/fiscal-year-word.ts';
import { readUnitMultiple } from '../text/multiplier-text.ts';
import { isOtherYear, saysPublication } from '../text/other-year.ts';
import { isPeriodText } from '../text/period-text.ts';
import { nameKey } from '../text/plain-text.ts';
import { parseTemplate } from '../text/template.ts';
import { findLabelledUnit } from '../text/unit-label.ts';
import { unitReadings } from '../text/unit-text.ts';
import { isWrittenDate } from '../text/written-date.ts';
import { beforeCumulative, yearDigits } from '../text/year-part.ts';

/** What the header of a column of values says, and how it is taken apart; null where it is one thing as a whole. */
export interface HeaderForm {
  readonly template: string | null;
  readonly parts: ReadonlyMap<string, string>;
}

const MEASURES =
  /^(?:[十百千万亿]{0,4}(?:元|美元|人|人次|件|起|户|个|次|处|家|台|辆|亩|公顷|平方米|平方公里|吨|千克|公斤|千瓦时|小时|天|分|项|名|宗|条|所|张)|%|‰|百分点|百分比)$/;

/** A text that says a unit behind a label, and what stands around both. */
interface UnitLine {
  readonly before: string;
  readonly label: string;
  readonly unit: string;
  readonly after: string;
}

/** Finds the first label of a unit whose unit no bracket opens behind. Each part between brackets is looked at once, however long the cell is. */
export function findUnitLine(text: string): UnitLine | null {
  for (const { 0: part, index } of text.matchAll(/[^()]+/g)) {
    const end = index + part.length;
    const found = text[end] === '(' ? null : findLabelledUnit(part);
    if (found !== null) return { ...found, before: text.slice(0, index) + found.before, after: text.slice(end) };
  }
  return null;
}

/** Whether a cell says nothing but a unit for a whole table. */
export const isUnitLine = (text: string): boolean => findUnitLine(text)?.before === '';

/** Whether a text in brackets is a unit: one that is known, a usual measure, a part of the whole, or a multiple of whatever is counted. */
export function isUnitText(text: string, { units }: Pick<KnownCodes, 'units'>): boolean {
  if (MEASURES.test(nameKey(text)) || readUnitMultiple(text) !== null) return true;
  const names = nameKeys(units);
  return unitReadings(text).some(({ base }) => names.has(base));
}

const TEMPLATES = [
  ...['{period}({unit})', '{period}[{unit}]', '{period}【{unit}】', '({unit})', '[{unit}]', '【{unit}】'],
  ...['{period}{metric}({unit})', '{period}{metric}【{unit}】', '{period}{metric}'],
  ...['{metric}({unit})', '{metric}[{unit}]', '{metric}【{unit}】'],
];

/** Where a name goes before its period. Only a name that is one tells them from a name that ends in a year, such as that of prices. */
const NAMED_TEMPLATES = [
  ...[
    '{metric} {period} ({unit})',
    '{metric} {period}({unit})',
    '{metric} ({unit}) {period}',
    '{metric}({unit}) {period}',
  ],
  ...['{metric}, {period}', '{metric} ({period})', '{metric}({period})', '{metric} {period}'],
];

/** The names that stand before two periods and more in the headers of a table: Population 2020, Population 2021. */
export function namesOfPeriods(headers: readonly string[], known: KnownCodes): ReadonlySet<string> {
  const periods = new Map<string, Set<string>>();
  for (const header of new Set(headers)) {
    const parts = readNamed(header, known, () => true)?.parts;
    const key = nameKey(parts?.get('metric') ?? '');
    if (key !== '') periods.set(key, (periods.get(key) ?? new Set()).add(parts?.get('period') ?? ''));
  }
  return new Set([...periods].flatMap(([key, { size }]) => (size > 1 ? [key] : [])));
}

/** A name that goes on with what follows is none: % change from 2019, GDP at prices of 2010. */
const OPEN_NAME = /(?:^|\s)(?:from|of|at|in|since|vs\.?|versus|over|under|above|below|than|against|to|with|per|base)$/i;

function readNamed(text: string, known: KnownCodes, isName: (key: string) => boolean): HeaderForm | null {
  if (!/\d/.test(text)) return null;
  for (const template of NAMED_TEMPLATES) {
    const parts = parseTemplate(template)?.read(text, isPeriodText);
    const unit = parts?.get('unit');
    const name = parts?.get('metric') ?? '';
    if (!parts || OPEN_NAME.test(name) || isNumberOnly(parts.get('period') ?? '')) continue;
    if (!isName(nameKey(name)) || (unit !== undefined && !isUnitText(unit, known))) continue;
    if (!PART_WORD.test(name) && isWholePeriod(`${name} `, parts.get('period') ?? '', '')) return { template, parts };
  }
  return null;
}

/** Four digits that are no year of any publication: Households over 5000. */
const isNumberOnly = (period: string): boolean => /^\d{4}$/.test(period) && yearDigits(period) === null;

export const DOTTED_DAYS = '%d.%m.%Y';

/** A day as 31.12.2020, as Germany, Russia and others write it; which format it is, the mapping says. */
export const isDottedDay = (text: string): boolean => /^\d{1,2}\.\d{1,2}\.\d{4}$/.test(text);

/** Takes a header apart in the first way that gives a period that is one, and a unit that is one. `named` are names that stand before their periods. */
export function readHeaderForm(text: string, known: KnownCodes, named: ReadonlySet<string> = new Set()): HeaderForm {
  if (isPeriodText(text) || isDottedDay(text) || isWrittenDate(text))
    return { template: null, parts: new Map([['period', text]]) };
  const names = nameKeys(known.metrics);
  const cumulative = beforeCumulative(text);
  if (cumulative !== null && isPeriodText(cumulative.period))
    return { template: `{period}${cumulative.word}`, parts: new Map([['period', cumulative.period]]) };
  const isKnown = names.has(nameKey(text));
  if (!isKnown && isUnitText(text, known)) return { template: null, parts: new Map([['unit', text]]) };
  const form = isKnown ? null : readNamed(text, known, (key) => names.has(key) || named.has(key));
  if (form !== null) return form;
  for (const template of isKnown ? [] : TEMPLATES) {
    const parts = parseTemplate(template)?.read(text, isPeriodText);
    const unit = parts?.get('unit');
    if (!parts || (unit !== undefined && !isUnitText(unit, known))) continue;
    // 2020年1月至11月排查 is of no month, and 2020年第45周排查 of no year.
    if (PART_BEHIND.test(parts.get('metric') ?? '')) continue;
    return { template, parts };
  }
  return { template: null, parts: new Map([['metric', text]]) };
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const PERIOD = new RegExp(
  [
    String.raw`\d{4}年(?:度|\d{1,2}(?:[-–—~至]\d{1,2})?月(?:\d{1,2}[日号])?|[上下]半年|第?[1-4一二三四]季度|前[23二三]季度)?`,
    // What has the form of a day, a month or a fiscal year is no year with something around it.
    String.raw`(?<![\d.])\d{1,4}(?:[-./–]\d{1,4})+(?![\d.])`,
    String.raw`\b[QHS][1-4][ -]?\d{4}\b|\b\d{4}[ /]?Q[1-4]\b`,
    String.raw`\b${MONTH}\.?[ -]\d{4}\b`,
    String.raw`\b(?:19|20)\d{2}\b`,
  ].join('|'),
  'gi',
);
/** Months that are no periods here, and make the year beside them no whole one. */
const FOREIGN_MONTHS = [
  'j[aä]nner|januari?|februari?|märz|maerz|mai|juni|juli|okt(?:ober)?|dez(?:ember)?',
  'janvier|f[ée]vrier|mars|avril|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre',
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre',
  'gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre',
  'janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|maart|mei|augustus',
].join('|');
const PART_WORDS = [
  'quarters?|half|halves|months?|weeks?|semester|trimest\\p{L}*|quartal\\p{L}*|halbjahr\\p{L}*|monate?|year to date|ytd|mois',
  '(?:k?w|cw) ?\\d{1,2}|woche|semaine|semana|spring|summer|autumn|winter',
  FISCAL_YEAR_WORDS,
  '[QHS][1-4]|cumulative|kumuliert\\p{L}*|cumulée?s?|cumul|acumulad[oa]s?|vierteljahr\\p{L}*|semestre|upto|up to',
  'since|before|until|through|ending|ended|to date|seit|bis',
].join('|');
/** What calls parts of a year in Chinese. */
const PART_CHARACTERS =
  '[\\d一二三四五六七八九十元]月|[个個]月|季度|半年|[上中下]旬|累计|累計|[一首]季(?!度)|期[初末]|月[初底末]|[上下]半月|前\\d+[天日]|期[间間]|汛期|暑期|岁末|春耕|四半期|(?<!以)[上下]期(?!限)|月期';
/** Words beside a period by which it is a longer or a shorter one: January to March 2020, the first quarter of 2020, 2020年一至三季度. */
const PART_WORD = new RegExp(
  [
    PART_CHARACTERS,
    String.raw`[春夏秋冬]季|[\d一二三四五六七八九十]周(?![岁年])|星期`,
    `${FISCAL_YEAR_CHARACTERS}|以来|至今|以前|之前|截[至止]|农历|春节|国庆|第[\\d一二三四五六七八九十]+期`,
    String.raw`(?<![\p{L}\d])(?:${MONTH}|${FOREIGN_MONTHS}|${PART_WORDS})(?![\p{L}\d])`,
  ].join('|'),
  'iu',
);
const TO = '[-–—~至到/]';
/** How a text goes on behind a period that is a part of a longer one, or has parts itself: 至11月, 1-7日, 第45周, -Q3. */
const PART_BEHIND =
  /^(?:[-–—~至到]|[QHMWS]\d|\(?(?:[1-9]|1[0-2])[-–—~至到](?:[1-9]|1[0-2])(?![\d岁])|[起前后](?=$|[\s,;)、至])|初(?=$|[\s,)])|中(?=$|[\s,)期])|\d{1,2}(?:[日号]|[-–—~至到、]\d{1,2}(?:[日号月周旬]|季度))|第?[\d一二三四五六七八九十]+周(?![岁年])|前[\d一二三四五六七八九十]+[个個]?月|[上中下]旬|以来|至今|以前|之前)/u;
/** The same in a title, where a dash may part words: what goes on is a number, or a quarter, or a week. */
const PART_AFTER = new RegExp(String.raw`^ ?${TO} ?[QHSW]?\d`, 'i');
/** Numbers before a period that reaches from there on, such as Q1-, and the day before a month. */
const PART_BEFORE = new RegExp(
  String.raw`\d[年月日号]? ?(?:${TO}|to|and|bis|und|&|[、和与及]) ?$|[QHS][1-4] ?[,，+] ?$`,
  'i',
);
/** mid-2021, T2 2021, 2021 M11. */
const PART_BESIDE = /(?<![\p{L}\d])(?:mid|early|late|[TM]\d{1,2})[- ]?$/iu;
const DAY_BEFORE = /(?<!\d)\d{1,2}(?:st|nd|rd|th|\.)?(?: of)? ?$/i;

/** What was done with the table on that day, as Chinese says it behind: 2021年4月2日发布. */
const MADE_BEHIND = /^\s?(?:发布|發布|印发|印發|制表|製表|公布|填报|填報|上报|上報|报送|報送|编制|編製|编印|更新)/;

/** Nothing farther before a period makes it another one. */
const MAX_BEFORE = 20;

/** Whether what stands around a period makes it no part and no whole of another one. */
function isWholePeriod(preceding: string, period: string, after: string): boolean {
  const before = preceding.slice(-MAX_BEFORE);
  const isMonth = /^\p{L}{3}/u.test(period);
  if (/[日号]$/.test(period) && /^[起前后]/.test(after)) return false;
  if (PART_BESIDE.test(before)) return false;
  return (
    !(PART_BEFORE.test(before) || PART_AFTER.test(after) || PART_BEHIND.test(after) || MADE_BEHIND.test(after)) &&
    !(isMonth && DAY_BEFORE.test(before))
  );
}

/** A period that stands within a text, with the template that finds it again. */
export interface PeriodWithin {
  readonly period: string;
  readonly template: string | null;
  /** False where other words of the text may make it another period. */
  readonly isSure: boolean;
}

/** What is longer is no title and no header: each of its periods would have a template as long as itself. */
export const MAX_TITLE_LENGTH = 1_000;

const isWhole = (text: string): boolean => isPeriodText(text) || isDottedDay(text);

const MONTHS_IN_WORDS = 'january|february|march|april|june|july|august|september|october|november|december';
const PART_OF_YEAR = new RegExp(
  [
    PART_CHARACTERS,
    String.raw`(?<![\p{L}\d])(?:[QHS][1-4]|${MONTHS_IN_WORDS}|quarters?|half[- ]year|halbjahr|quartal|trimestre|semestre|cumulative|ytd)(?![\p{L}\d])`,
  ].join('|'),
  'iu',
);

/** Whether a title without a period of its own makes that of another title a part of it: （1-11月） below 2021年. */
export const saysPartOfYear = (text: string): boolean =>
  text.length <= MAX_TITLE_LENGTH && PART_OF_YEAR.test(text) && periodsWithin(text).length === 0;

/** The periods that stand within a text. */
export function periodsWithin(text: string): readonly PeriodWithin[] {
  if (text.length > MAX_TITLE_LENGTH) return [];
  if (isPeriodText(text)) return [{ period: text, template: null, isSure: true }];
  // 1-11 of 1-11月 has the form of a day, and is none.
  const isPlain = !PART_WORD.test(text.replace(PERIOD, (found) => (isWhole(found) ? ' ' : found)));
  return [...text.matchAll(PERIOD)].flatMap(({ 0: period, index }) => {
    if (!isWhole(period)) return [];
    const before = text.slice(0, index);
    const after = text.slice(index + period.length);
    const isSure =
      isPlain &&
      isWholePeriod(before, period, after) &&
      !isOtherYear(before, after) &&
      !(yearDigits(period) !== null && (saysPublication(text) || (period.endsWith('度') && isJapanese(text))));
    return [{ period, template: `${before}{period}${after === '' ? '' : '{_}'}`, isSure }];
  });
}
