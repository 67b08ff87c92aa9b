import { LRUCache } from 'lru-cache';
import { message } from '../../domain/message/message.ts';
import { readWrittenPeriod } from '../../domain/period/fiscal-year.ts';
import { parseFiscalYearName } from '../../domain/period/fiscal-year-name.ts';
import { findPeriodForm } from '../../domain/period/period-form.ts';
import { Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { type SourceCell, typedPeriod } from '../reader/sheet.ts';
import { foldWidth } from './plain-text.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const FULL_MONTHS = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
] as const; // biome-ignore format: a list

const monthNumber = (word: string): number => {
  const plain = word.toLowerCase().replace(/\.$/, '');
  const found = FULL_MONTHS.indexOf(plain as (typeof FULL_MONTHS)[number]) + 1;
  return found > 0 ? found : MONTHS.indexOf((plain === 'sept' ? 'sep' : plain) as (typeof MONTHS)[number]) + 1;
};
const twoDigits = (number: number | string): string => String(number).padStart(2, '0');

/** What stands for a part of a pattern, and how it is read. */
const PARTS: Readonly<Record<string, string>> = {
  '%Y': '(?<Y>\\d{4})', '%y': '(?<y>\\d{2})', '%m': '(?<m>\\d{1,2})', '%d': '(?<d>\\d{1,2})', '%b': '(?<b>[A-Za-z]{3,9}\\.?)', '%B': '(?<b>[A-Za-z]{3,9})', '%q': '(?<q>[1-4])', '%H': '(?<H>\\d{1,2})', '%M': '(?<M>\\d{2})', '%S': '(?<S>\\d{2})',
}; // biome-ignore format: a table

/** Reads the text of a period, as a mapping says, into one that packages know. Throws Wrong. */
export type PeriodTextReader = (text: string, cell: SourceCell | null) => string;

export function periodTextReader(format: string | undefined): PeriodTextReader {
  const form = format === undefined ? null : findPeriodForm('period', format);
  const pattern = format === undefined || form !== null ? null : datePattern(format);
  return (given, cell) => {
    const typed = typedPeriod(cell);
    if (typed !== null) return typed;
    const plain = plainPeriod(given);
    const text = format === '%Y' ? plain.replace(/^(\d{4})年$/, '$1') : plain;
    if (format === undefined && isMonthOrYear(text)) {
      const [year = '', month = ''] = text.split('/');
      const readings = { month: `${year}-${twoDigits(month)}`, year: text };
      throw new Wrong(
        message('mapping.month-or-fiscal-year', { value: quoted(given), ...readings }),
        message('mapping.month-or-fiscal-year-expected', readings),
      );
    }
    const read =
      pattern !== null
        ? byPattern(text, pattern)
        : form !== null
          ? form(fiscalName(text, format))
          : (dottedMonth(text) ?? otherForm(text));
    try {
      if (read !== null) return readWrittenPeriod(read).text;
    } catch {
      // told below
    }
    const expected =
      format === undefined ? message('mapping.period-expected') : message('mapping.period-in-format', { format });
    throw new Wrong(message('import.not-a-period', { value: quoted(given) }), expected);
  };
}

/** A year without more is a fiscal year where the mapping says in which of its years it is written. */
function fiscalName(text: string, format: string | undefined): string {
  const year = /^(\d{4})年?$/.exec(text)?.[1];
  return /^fiscal-year-(?:start|end)$/.test(format ?? '') && year !== undefined ? `FY${year}` : text;
}

/** Reads the text of a day, or of a day and a time, into the one that packages know. What is none stays as it is without a format. */
export function dateTextReader(format: string | undefined): PeriodTextReader {
  const pattern = format === undefined ? null : datePattern(format);
  return (given, cell) => {
    const typed = typedPeriod(cell);
    if (typed !== null) return typed;
    const text = plainPeriod(given);
    if (pattern === null) return isPeriodText(text) ? readWrittenPeriod(otherForm(text)).text : given;
    const read = byPattern(text, pattern);
    if (read !== null) return read;
    throw new Wrong(
      message('import.not-a-date', { value: quoted(given) }),
      message('mapping.period-in-format', { format: format ?? '' }),
    );
  };
}

/** Without blanks around the characters that part a Chinese date. 2020年度 is the year 2020年, and 2020年1月至6月 are 2020年1至6月. */
const plainPeriod = (text: string): string =>
  foldWidth(text)
    .replace(/(?<=[年月日第]) | (?=[年月日])/g, '')
    .replace(/^(\d{4}年)度$/, '$1')
    .replace(/^(\d{4}年\d{1,2})月份?([-–—~至到])(\d{1,2}月)份?$/, '$1$2$3');

/** Labels come again in row after row, and what is no period fails with an error, which takes longer than all else that is done with a label. */
const remembered = new LRUCache<string, boolean>({ max: 10_000 });
const MAX_KNOWN_LENGTH = 100;

/** Whether a text is a period without anything that a mapping would have to say of it. */
export function isPeriodText(text: string): boolean {
  const before = remembered.get(text);
  if (before !== undefined) return before;
  const isPeriod = canBeRead(text);
  if (text.length <= MAX_KNOWN_LENGTH) remembered.set(text, isPeriod);
  return isPeriod;
}

function canBeRead(text: string): boolean {
  try {
    readWrittenPeriod(otherForm(plainPeriod(text)));
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a period in the form that a mapping declares; in any form that needs no declaration where it declares none. */
export function isPeriodIn(format: string | undefined): (text: string) => boolean {
  if (format === undefined) return isPeriodText;
  const read = periodTextReader(format);
  return (text) => {
    try {
      return read(text, null) !== '';
    } catch {
      return false;
    }
  };
}

/** Whether a text is a month and a fiscal year, such as 2010/11: which of both, only a format can say. */
export const isMonthOrYear = (text: string): boolean =>
  /^\d{4}\/(?:0[1-9]|1[0-2])$/.test(text) && parseFiscalYearName(text) !== null;

/** The same with a dash, which packages read as a month: 2010-11. */
export const isDashedMonthOrYear = (text: string): boolean =>
  /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) && parseFiscalYearName(text) !== null;

/** Whether a text with a dash is a fiscal year, and nothing else: 2012-13. */
export const isDashedYear = (text: string): boolean =>
  /^\d{4}-\d+$/.test(text) && parseFiscalYearName(text) !== null && !isDashedMonthOrYear(text);

/** Whether a text with a slash is a month, and nothing else. */
export const isSlashedMonth = (text: string): boolean =>
  /^\d{4}\/(?:0?[1-9]|1[0-2])$/.test(text) && parseFiscalYearName(text) === null;

/** Whether a text with a slash is a fiscal year, and nothing else: 2012/13. */
export const isSlashedYear = (text: string): boolean =>
  /^\d{4}\/\d+$/.test(text) && parseFiscalYearName(text) !== null && !isMonthOrYear(text);

/** 2020.11, which is a month only where a period is expected. 2020.1 is none: it may be October without its zero. */
function dottedMonth(text: string): string | null {
  const [, year, month] = /^(\d{4})\.(0[1-9]|1[0-2])$/.exec(text) ?? [];
  return year === undefined ? null : `${year}-M${month}`;
}

/** Forms that people write and packages do not know: Q3 2020, November 2020, H1 2020. What they know stays as it is. */
function otherForm(text: string): string {
  const [, unit, number, year] = /^([QHS])([1-4])[ -/]?(\d{4})$/i.exec(text) ?? [];
  if (year !== undefined) return `${year}-${unit?.toUpperCase() === 'Q' ? 'Q' : 'S'}${number}`;
  const [, before, quarter] = /^(\d{4})[ /]?Q([1-4])$/i.exec(text) ?? [];
  if (before !== undefined) return `${before}-Q${quarter}`;
  const [, nth, part, of] =
    /^([1-4])(?:(?:st|nd|rd|th) )?([QH]|quarter|half)(?:[ -]|(?=\d{4}))(\d{4})$/i.exec(text) ?? [];
  if (of !== undefined) return `${of}-${/^q/i.test(part ?? '') ? 'Q' : 'S'}${nth}`;
  const [, first, second] = /^([A-Za-z]{3,9}\.?)[ -](\d{4})$/.exec(text) ?? [];
  const [, third, fourth] = /^(\d{4})[ -]([A-Za-z]{3,9}\.?)$/.exec(text) ?? [];
  const month = monthNumber(first ?? fourth ?? '');
  if (month > 0) return `${second ?? third}-M${twoDigits(month)}`;
  if (isSlashedMonth(text)) return text.replace(/\/(\d+)$/, (_, month: string) => `-M${twoDigits(month)}`);
  const [, y, m, d] = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(text) ?? [];
  if (y !== undefined) return `${y}-${twoDigits(m ?? '')}-${twoDigits(d ?? '')}`;
  const [, inYear, inMonth, day] = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/.exec(text) ?? [];
  if (inYear !== undefined) return `${inYear}-${twoDigits(inMonth ?? '')}-${twoDigits(day ?? '')}`;
  return text;
}

function datePattern(format: string): RegExp {
  const groups = new Set<string>();
  const text = format.replace(/%[a-zA-Z]|[\\^$.*+?()[\]{}|/-]/g, (part) => {
    const group = PARTS[part];
    if (group === undefined) return part.startsWith('%') ? part : `\\${part}`;
    const [name = ''] = group.split('>', 1);
    if (groups.has(name)) {
      throw new Wrong(message('mapping.part-twice', { format: quoted(format) }), message('mapping.part-once'));
    }
    groups.add(name);
    return group;
  });
  return new RegExp(`^${text}$`);
}

/** Years of two digits are those from 1969 to 2068, as POSIX has them: plans reach to 2050. */
function byPattern(text: string, pattern: RegExp): string | null {
  const { Y, y, m, d, b, q, H, M, S } = pattern.exec(text)?.groups ?? {};
  const year = Y ?? (y === undefined ? undefined : String(Number(y) < 69 ? 2000 + Number(y) : 1900 + Number(y)));
  if (year === undefined) return null;
  if (q !== undefined) return `${year}-Q${q}`;
  const month = b === undefined ? m : String(monthNumber(b));
  if (month === undefined) return year;
  if (month === '0') return null;
  if (d === undefined) return `${year}-M${twoDigits(month)}`;
  const time = H === undefined ? '' : `T${[H, M ?? 0, ...(S === undefined ? [] : [S])].map(twoDigits).join(':')}`;
  return `${year}-${twoDigits(month)}-${twoDigits(d)}${time}`;
}
