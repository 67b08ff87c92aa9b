import { UnitShifts } from '../convert/unit-shift.ts';
import { entriesCalled, nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import { isForeignMonth } from '../text/month-word.ts';
import { readUnitMultiple } from '../text/multiplier-text.ts';
import { unitSignOf } from '../text/name-quantity.ts';
import { isPeriodText } from '../text/period-text.ts';
import { nameKey } from '../text/plain-text.ts';
import { parseTemplate } from '../text/template.ts';
import { findLabelledUnit } from '../text/unit-label.ts';
import { unitReadings } from '../text/unit-text.ts';
import { isWrittenDate } from '../text/written-date.ts';
import { beforeCumulative, yearDigits } from '../text/year-part.ts';
import { isDottedDay, isWholePeriod, MAX_TITLE_LENGTH, PART_BEHIND, PART_WORD } from './period-within.ts';

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

const PERIOD_WORD =
  /^(?:year|date|period|time|month|quarter|stichtag|jahr|monat|année|annee|año|anno|年份|年度|月份|日期|时间|时期)$/i;

/** Whether a text says that periods follow, and is no metric. */
export const isPeriodWord = (text: string): boolean => PERIOD_WORD.test(text);

/** A period right behind a name, which Chinese characters end: 预算数2021. */
const BEHIND_NAME = '{metric}{period}';
const ENDS_IN_HAN = /\p{Script=Han}\)?$/u;

/** Where a name goes before its period. Only a name that is one tells them from a name that ends in a year, such as that of prices. */
const NAMED_TEMPLATES = [
  ...[
    '{metric} {period} ({unit})',
    '{metric} {period}({unit})',
    '{metric} ({unit}) {period}',
    '{metric}({unit}) {period}',
  ],
  ...['{metric}, {period}', '{metric} ({period})', '{metric}({period})', '{metric} {period}'],
  ...[BEHIND_NAME, `${BEHIND_NAME}({unit})`],
];

/**
 * The names that stand before their periods in the headers of a table: before two and more of them, or before a year beside those of other years:
 * Budget 2021, Budget 2020, Actual 2019.
 */
export function namesOfPeriods(headers: readonly string[], known: KnownCodes): ReadonlySet<string> {
  const periods = new Map<string, Set<string>>();
  for (const header of new Set(headers)) {
    const parts = readNamed(header, known, () => true)?.parts;
    const key = nameKey(parts?.get('metric') ?? '');
    if (key !== '') periods.set(key, (periods.get(key) ?? new Set()).add(parts?.get('period') ?? ''));
  }
  const years = new Set([...periods.values()].flatMap((own) => [...own].map(yearDigits)));
  years.delete(null);
  const isNamed = (own: ReadonlySet<string>) =>
    own.size > 1 || (years.size > 1 && [...own].every((period) => yearDigits(period) !== null));
  return new Set([...periods].flatMap(([key, own]) => (isNamed(own) ? [key] : [])));
}

/** A name that goes on with what follows is none: % change from 2019, GDP at prices of 2010. */
const OPEN_NAME =
  /(?:^|\s)(?:from|of|on|at|in|by|and|since|until|before|after|between|vs\.?|versus|over|under|above|below|than|against|to|with|per|base|zum?|gegenüber|seit|bis|ab|vor|nach|depuis|sur|à|en|desde|sobre|respecto a|rispetto al?)$/i;

function readNamed(text: string, known: KnownCodes, isName: (key: string) => boolean): HeaderForm | null {
  if (!/\d/.test(text)) return null;
  for (const template of NAMED_TEMPLATES) {
    const parts = parseTemplate(template)?.read(text, isPeriodText);
    const unit = parts?.get('unit');
    const name = parts?.get('metric') ?? '';
    if (!parts || OPEN_NAME.test(name) || isNumberOnly(parts.get('period') ?? '')) continue;
    if (template.startsWith(BEHIND_NAME) && !ENDS_IN_HAN.test(name)) continue;
    if (isPartName(name)) continue;
    if (isPeriodWord(name)) return { template: template.replace('{metric}', name), parts: periodOf(parts) };
    if (!isName(nameKey(name)) || (unit !== undefined && !isUnitText(unit, known))) continue;
    if (!PART_WORD.test(name) && isWholePeriod(`${name} `, parts.get('period') ?? '', '')) return { template, parts };
  }
  return null;
}

const periodOf = (parts: ReadonlyMap<string, string>): HeaderForm['parts'] =>
  new Map([...parts].filter(([part]) => part !== 'metric'));

/** Four digits that are no year of any publication: Households over 5000. */
const isNumberOnly = (period: string): boolean => /^\d{4}$/.test(period) && yearDigits(period) === null;

/** The name of a metric that is known, with the sign of its own unit behind it: 化解率%. Of any other metric it is a share, or a change. */
function readSigned(text: string, { metrics, units }: KnownCodes): HeaderForm | null {
  const sign = unitSignOf(text);
  if (sign === null) return null;
  const name = text.slice(0, -sign.length).trim();
  const found = entriesCalled(metrics, name);
  if (found.length === 0) return null;
  const shifts = new UnitShifts(units);
  if (!found.every((metric) => shifts.isIn(metric, sign))) return null;
  return { template: `{metric}${sign}`, parts: new Map([['metric', name]]) };
}

/** What is counted at the end of a year is of that year: 2020年末. A month may have a word behind it that says no more: 2020年1月份. */
const YEAR_END = /^(\d{4}年)([末底])$|^(\d{4}年\d{1,2}月)(份)$/;
/** The same before a name: 2020年末床位. */
const AT_YEAR_END = /^\d{4}年([末底])/;

/** A year as the World Bank writes it: 2020 [YR2020]. */
const BANK_YEAR = /^((?:19|20)\d{2}) \[YR\1\]$/;
const YEAR_DIGITS = 4;

/**
 * Whether what stands behind a period is no name, so that both may be another period: .01 of 2020.01, F of 2020F, 年 1분기, 第1四半期, to 2021.
 * A name has two Chinese characters, or three other letters.
 */
const isNoName = (text: string): boolean =>
  /^(?:初(?!中)|[底末为比较占])/.test(text) ||
  /^[\s(]*(?:prov|est|prelim|rev|proj)\b/i.test(text) ||
  /^[\s.:/]?\s?\d(?!\d*(?:[-–—~至]\d+)?周?岁)/.test(text) ||
  /^[\s,]*(?:to|and|through|until|till|bis|à|al)\s/i.test(text) ||
  !/\p{Script=Han}.*\p{Script=Han}|\p{L}{3}/u.test(text.replace(/\([^()]*\)$/, '')) ||
  (text.length <= MAX_PART && PART_WORD.test(text));

const MAX_PART = 8;
/** A header that begins with a year, or with a month and its year. */
const BEGINS_WITH_PERIOD = /^(?:(?:[a-z]{3,9}\.?|Q[1-4])[\s-])?(?:19|20)\d{2}(?!\d)(?:年(?:\d{1,2}月)?)?(?=.)/i;

const hasNoName = (text: string): boolean => {
  const [period] = BEGINS_WITH_PERIOD.exec(text) ?? [];
  return period !== undefined && isNoName(text.slice(period.length));
};

/** Takes a header apart in the first way that gives a period that is one, and a unit that is one. `named` are names that stand before their periods. */
export function readHeaderForm(text: string, known: KnownCodes, named: ReadonlySet<string> = new Set()): HeaderForm {
  if (isPeriodText(text) || isDottedDay(text) || isWrittenDate(text))
    return { template: null, parts: new Map([['period', text]]) };
  const names = nameKeys(known.metrics);
  const cumulative = beforeCumulative(text);
  if (cumulative !== null && isPeriodText(cumulative.period))
    return { template: `{period}${cumulative.word}`, parts: new Map([['period', cumulative.period]]) };
  const [, year, end, month, word] = YEAR_END.exec(text) ?? [];
  const [whole, behind] = [year ?? month, end ?? word];
  if (whole !== undefined && behind !== undefined && isPeriodText(whole))
    return { template: `{period}${behind}`, parts: new Map([['period', whole]]) };
  if (BANK_YEAR.test(text))
    return { template: '{period} [{_}]', parts: new Map([['period', text.slice(0, YEAR_DIGITS)]]) };
  const isKnown = names.has(nameKey(text));
  if (!isKnown && isUnitText(text, known)) return { template: null, parts: new Map([['unit', text]]) };
  const signed = isKnown ? null : readSigned(text, known);
  if (signed !== null) return signed;
  const form = isKnown ? null : readNamed(text, known, (key) => names.has(key) || named.has(key));
  if (form !== null) return form;
  const atEnd = AT_YEAR_END.exec(text)?.[1] ?? '';
  for (const form of isKnown ? [] : TEMPLATES) {
    const template = form.replace('{period}', `{period}${atEnd}`);
    const parts = parseTemplate(template)?.read(text, isPeriodText);
    const unit = parts?.get('unit');
    if (!parts || (unit !== undefined && !isUnitText(unit, known))) continue;
    // 2020年1月至11月排查 is of no month, and 2020年第45周排查 of no year.
    const name = parts.get('metric') ?? '';
    if (PART_BEHIND.test(name) || (parts.has('period') && parts.has('metric') && isNoName(name))) continue;
    return { template, parts };
  }
  return { template: null, parts: new Map([['metric', text]]) };
}

/** Whether a header that is read as a name says a period that is not read: Okt 2021, a mark behind one as in Nov 2021(p), 排查(上半年). */
export const isUnreadPeriod = (name: string): boolean =>
  name.length <= MAX_TITLE_LENGTH &&
  (BRACKETED_MARK.test(name) ||
    isForeignMonth(name) ||
    PART_WITHIN.test(name) ||
    hasNoName(name) ||
    MIDDLE.test(name) ||
    saysPartOfItsYear(name));

const MIDDLE = /^(?:mid|end)[- ]?year(?:\s\d{4})?$|^jahres(?:anfang|mitte|ende)$/i;
/** What calls a part of the year behind it: 1H 2022, 1. Hj. 2022, II 2022, 1st quarter 2022. */
const PART_NAME =
  /^(?:[1-4](?:st|nd|rd|th|\.|er|e|[ºª°])?\s?(?:[HQST]|Hj|Halbj\p{L}*|Qu?art\p{L}*|Trim\p{L}*|Sem\p{L}*|half)\.?|I{1,3}|IV|T[1-4])$/iu;
const isPartName = (name: string): boolean => PART_NAME.test(name);
const ENDS_IN_YEAR = /^(.{1,20}?)[\s/.’'-]{0,2}(?:(?:19|20)\d{2}|’?\d{2})$/;
const saysPartOfItsYear = (name: string): boolean => isPartName((ENDS_IN_YEAR.exec(name)?.[1] ?? '').trim());
const BRACKETED_MARK = /^\([^()]{1,12}\)$/;
const PART_WITHIN =
  /\((?:(?:\d{1,2}[-–—~至])?\d{1,2}月份?|[上下]半年|全年|第?[1-4一二三四]季度|前[23二三]季度|Q[1-4])\)|其中:?\d{1,2}月|截[至止]到?\d{1,2}月(?!31日)/;
