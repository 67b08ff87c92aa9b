import { isForeignMonth } from './month-word.ts';
import { isPeriodText } from './period-text.ts';

/** How a part of a year is written that stands without it: 11月 follows its year, and Nov or Q3 goes before. */
export type YearPartForm = 'AFTER_YEAR' | 'BEFORE_YEAR';

const AFTER_YEAR = /^(?:\d{1,2}(?:[-–—~至]\d{1,2})?月份?|第?[1-4一二三四]季度|前[23二三]季度|[上下]半年|第\d{1,2}周)$/;

/** Months from January on, or a half or a quarter, with the word that says no more than they do: 1-11月累计. Of 11月累计 nothing says from when on. */
const CUMULATIVE = /^(.*(?:(?<!\d)1[-–—~至]\d{1,2}月|上半年|前[23二三]季度|第?[1一]季度))(累[计計])$/;

/** What stands before 累计, where that says no more; null for any other text. */
export function beforeCumulative(text: string): { readonly period: string; readonly word: string } | null {
  const [, period, word] = CUMULATIVE.exec(text) ?? [];
  return period === undefined || word === undefined ? null : { period, word };
}

/** Says that a value is of the year as a whole, beside parts of it. */
export const isWholeYear = (text: string): boolean =>
  /^(?:全年|全年[合总]计|年度[合总]计|annual|(?:full|whole)[- ]year|year total)$/i.test(text);

/** Tells a month, a quarter or a half of a year that nobody has named; null for anything else. */
export function yearPartForm(text: string): YearPartForm | null {
  if (AFTER_YEAR.test(text)) return isPeriodText(`2000年${text.replace(/份$/, '')}`) ? 'AFTER_YEAR' : null;
  return /^[A-Za-z]/.test(text) && isPeriodText(`${text} 2000`) ? 'BEFORE_YEAR' : null;
}

/** Whether a text begins with a part of a year and goes on with something else: 11月排查. */
export const beginsWithYearPart = (text: string): boolean =>
  /^(?:\d{1,2}(?:[-–—~至]\d{1,2})?月|第?[1-4一二三四]季度|[上下]半年)(?=\D)/.test(text) && yearPartForm(text) === null;

/** The digits of a year that stands as a whole text; null for anything else, a fiscal year among it. */
export const yearDigits = (text: string): string | null => /^((?:18|19|20|21)\d{2})(?:年度?)?$/.exec(text)?.[1] ?? null;

const MONTH_NAME = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const ORDINAL =
  'first|second|third|fourth|last|[1-4](?:st|nd|rd|th|\\.|er|e|è?me|[oaº°ª])?|i{1,3}v?\\.?|iv\\.?|(?:erst|zweit|dritt|viert)e[srn]|premier|deuxième|troisième|quatrième|primer|segundo|tercer|cuarto|primo|secondo|terzo|quarto';
const LOOSE_PART = new RegExp(
  [
    '^(?:(?:w|wk|kw|cw|week|woche|semaine|day)[ -]?\\d{1,2}|第[一二三四五六七八九十]{1,3}周|\\d{1,2}(?:[日号周]|月\\d{1,2}[日号]?)|[上中下]旬',
    `\\d{1,2}(?:st|nd|rd|th|\\.)?[ -]?${MONTH_NAME}|${MONTH_NAME}[ -]?\\d{1,2}(?:st|nd|rd|th)?|${MONTH_NAME} ?(?:[-–—/]|to|bis|through) ?${MONTH_NAME})$`,
    '^(?:[春夏秋冬]季?|spring|summer|autumn|winter)$',
    `^(?:${ORDINAL})[ -](?:half(?:[ -]?year)?|quarter|semester|trimester|term|halbjahr|quartal|trimestre|semestre)(?: (?:of )?(?:the )?year)?$`,
  ].join('|'),
  'i',
);

/**
 * Whether a text is a part of a year or a month that is read only with what goes before it in its own words: W3, KW 3, 第一周, 3日, 3月1日, 1 March,
 * 上旬, Jan-Mar, März.
 */
export const isLoosePart = (text: string): boolean => LOOSE_PART.test(text) || isForeignMonth(text);
