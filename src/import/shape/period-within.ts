import { FISCAL_YEAR_CHARACTERS, FISCAL_YEAR_WORDS, isJapanese } from '../text/fiscal-year-word.ts';
import { FOREIGN_MONTHS } from '../text/month-word.ts';
import { isOtherYear, saysPublication } from '../text/other-year.ts';
import { isPeriodText } from '../text/period-text.ts';
import { yearDigits } from '../text/year-part.ts';

export const DOTTED_DAYS = '%d.%m.%Y';

const DAY_WITHOUT_YEAR = /(?<!\p{L})(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}$/iu;

/** Whether a text ends in a day whose year a comma has parted from it: April 1, 2020. */
export const endsInDay = (text: string): boolean => text.length <= MAX_TITLE_LENGTH && DAY_WITHOUT_YEAR.test(text);

/** A day as 31.12.2020, as Germany, Russia and others write it; which format it is, the mapping says. */
export const isDottedDay = (text: string): boolean => /^\d{1,2}\.\d{1,2}\.\d{4}$/.test(text);

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const PERIOD = new RegExp(
  [
    String.raw`\d{4}年(?:度|\d{1,2}(?:(?:月份?)?[-–—~至]\d{1,2})?月(?:\d{1,2}[日号])?|[上下]半年|第?[1-4一二三四]季度|前[23二三]季度)?`,
    // What has the form of a day, a month or a fiscal year is no year with something around it.
    String.raw`(?<![\d.])\d{1,4}(?:[-./–]\d{1,4})+(?![\d.])`,
    String.raw`\b[QHS][1-4][ -]?\d{4}\b|\b\d{4}[ /]?Q[1-4]\b`,
    String.raw`\b${MONTH}\.?[ -]\d{4}\b`,
    String.raw`\b(?:19|20)\d{2}\b`,
  ].join('|'),
  'gi',
);
const PART_WORDS = [
  'quarters?|half|halves|months?|weeks?|semester|trimest\\p{L}*|quartal\\p{L}*|halbjahr\\p{L}*|monate?|year to date|ytd|mois',
  '(?:k?w|cw) ?\\d{1,2}|woche|semaine|semana|spring|summer|autumn|winter',
  FISCAL_YEAR_WORDS,
  '[QHS][1-4]|cumulative|kumuliert\\p{L}*|cumulée?s?|cumul|acumulad[oa]s?|vierteljahr\\p{L}*|semestre|upto|up to',
  'rentrée|curso|kharif|rabi|(?:winter|sommer)\\p{L}+|christmas|tax years?|year to|fall|\\d{1,2}m',
  'since|before|until|through|ending|ended|to date|seit|bis',
].join('|');
/** What calls parts of a year in Chinese. */
const PART_CHARACTERS =
  '[\\d一二三四五六七八九十元]月|[个個]月|季度|半年|[上中下]旬|累计|累計|[一首三]季(?!度)|季度?[初末]|期[初末]|月[初底末]|[上下]半月|前\\d+[天日]|期[间間]|汛期|暑期|岁末|春耕|四半期|(?:宣传|活动)[周月日]|(?<!以)[上下]期(?!限)|[上下]半期|月期|年[初中](?!心)';
/** Words beside a period by which it is a longer or a shorter one: January to March 2020, the first quarter of 2020, 2020年一至三季度. */
export const PART_WORD = new RegExp(
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
export const PART_BEHIND =
  /^(?:[-–—~至到]|[QHMWS]\d|\(?(?:[1-9]|1[0-2])[-–—~至到](?:[1-9]|1[0-2])(?![\d岁])|[起前后](?=$|[\s,;)、至])|止|初(?=$|[\s,)])|中(?=$|[\s,)期])|\d{1,2}(?:[日号]|[-–—~至到、]\d{1,2}(?:[日号月周旬]|季度))|第?[\d一二三四五六七八九十]+周(?![岁年])|前[\d一二三四五六七八九十]+[个個]?月|[上中下]旬|以来|至今|以前|之前|以后|之后)/u;
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
export function isWholePeriod(preceding: string, period: string, after: string): boolean {
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
    // 2021.11, 202111, Jan-Nov: months that are read in no title.
    String.raw`(?<!\d)(?:19|20)\d{2}(?:\.\d{1,2}|0[1-9]|1[0-2])(?![\d.])|(?<!\p{L})${MONTH}\.?\s?(?:[-–—~]|to)\s?${MONTH}(?!\p{L})`,
    String.raw`(?<![\p{L}\d])(?:[QHS][1-4]|${MONTHS_IN_WORDS}|${FOREIGN_MONTHS}|quarters?|half[- ]year|first half|second half|(?:weeks?|kw) \d{1,2}|year to date|halbjahr|quartal|trimestre|semestre|cumulative|ytd)(?![\p{L}\d])`,
  ].join('|'),
  'iu',
);

/** Whether a title without a period of its own makes that of another title a part of it: （1-11月） below 2021年. */
export const saysPartOfYear = (text: string): boolean =>
  text.length <= MAX_TITLE_LENGTH && PART_OF_YEAR.test(text) && periodsWithin(text).length === 0;

/** For nine months: fewer than a year has. */
export const NUMBER_OF_MONTHS =
  '(?<!\\p{L})for (?:the )?(?:first )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\\d{1,2}) months(?!\\p{L})';

const OF_ALL = new RegExp(
  [
    '统计(?:时间|期间|时段|周期|区间)|数据(?:期间|时间段)|时间范围|累[计計]|reference period|period covered|(?<!\\p{L})cumulative',
    '(?:数据|数字|统计|以上|本表|表中|表内)[^,。;]{0,10}(?:截[至止]|\\d月|季度|半年)|截[至止]\\s?(?:\\d|年|[上下]|本月|目前)',
    '(?<!\\p{L})(?:figures|data|values|numbers)(?: \\p{L}{1,10}){0,3} (?:for|from|as of|as at|through|up to|until|cover(?:ing)?) |(?<!\\p{L})stand\\s?: ?\\d|(?<!\\p{L})years? (?:ending|ended|to|runs?|begins?|beginning|starts?|starting|ends?)(?!\\p{L})|(?<!\\p{L})(?:first|second|third|fourth|last) (?:quarter|half) of (?:each|every|the) year|(?<!\\d)(?:19|20)\\d{2}\\s?[=:]\\s?(?:\\p{L}{3,9}\\.?(?: (?:19|20)\\d{2})? (?:to|-|–|through|bis) |\\d{1,2}[-–—~至]\\d{1,2}月)',
    NUMBER_OF_MONTHS,
  ].join('|'),
  'iu',
);
/** Up to the end of a year is all of it. */
const WHOLE_YEAR = /截[至止][^,。;]{0,6}12月(?:31日|底|末)|年[底末]/;

/** Whether a note below a table says of which time its figures are, whatever the title says. */
export const saysPeriodOfAll = (text: string): boolean =>
  text.length <= MAX_TITLE_LENGTH && OF_ALL.test(text) && !WHOLE_YEAR.test(text);

/** Whether all years of a note come after one: it says when the figures were taken. */
export const isOfLaterYear = (text: string, year: number): boolean => {
  const years = text.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/g) ?? [];
  return years.length > 0 && years.every((own) => Number(own) > year);
};

/** The same whatever whole periods stand beside it: 2021年前11个月. */
export const saysPartBeside = (text: string): boolean =>
  text.length <= MAX_TITLE_LENGTH && PART_OF_YEAR.test(text.replace(PERIOD, (found) => (isWhole(found) ? ' ' : found)));

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
