import { LRUCache } from 'lru-cache';
import { DomainError } from '../core/errors.ts';
import { dayFrom, lastDayOfMonths, splitDay } from './day.ts';
import { parseFiscalYearName } from './fiscal-year-name.ts';
import { buildPeriod, type Period, parsePeriod, plainForm } from './period.ts';

/** The month and day on which fiscal years begin, as MM-DD; null for the years of the calendar. */
export type FiscalYearStart = string | null;

/** Whether the text is a month and a day that every year and every month has. */
export const isYearStart = (text: string): boolean => /^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/.test(text);

/** Years that begin on 1 January are those of the calendar. */
export const fiscalYearStartOf = (declared: string | null): FiscalYearStart => (declared === '01-01' ? null : declared);

/** A period as a publisher wrote it, which may say what it is only together with a calendar. */
export interface WrittenPeriod {
  readonly text: string;
  /** What it is whatever the calendar; null for a name that only a fiscal year has. */
  readonly plain: Period | null;
}

/** Reads a period, or the name of a fiscal year. Throws BAD_INPUT for anything else. */
export function readWrittenPeriod(text: string): WrittenPeriod {
  try {
    return { text, plain: parsePeriod(text) };
  } catch (error) {
    if (!(error instanceof DomainError) || parseFiscalYearName(plainForm(text)) === null) throw error;
    return { text, plain: null };
  }
}

/** Why a written period is none of the calendar, with what may be meant. */
export interface NotInCalendar {
  readonly fault: 'NO_CALENDAR' | 'MONTH_OR_YEAR' | 'BEGINS_OR_ENDS' | 'CALENDAR_YEAR';
  readonly year: number;
}

const known = new LRUCache<string, Period | NotInCalendar>({ max: 5_000 });

/** What the text means where years begin so: twelve months from that day are a year, and any other twelve months a span. */
export function periodInCalendar({ text, plain }: WrittenPeriod, start: FiscalYearStart): Period | NotInCalendar {
  const key = `${start} ${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const interpreted = interpret(text, plain, start);
  known.set(key, interpreted);
  return interpreted;
}

function interpret(text: string, plain: Period | null, start: FiscalYearStart): Period | NotInCalendar {
  const name = parseFiscalYearName(plainForm(text));
  if (name !== null && start !== null) {
    if (name.isMonth) return { fault: 'MONTH_OR_YEAR', year: name.year };
    return name.first === null ? { fault: 'BEGINS_OR_ENDS', year: name.year } : yearFrom(name.first, start);
  }
  if (plain === null) return { fault: 'NO_CALENDAR', year: name?.year ?? 0 };
  if (plain.start === null) return plain;
  const startsYear = start !== null && plain.start.endsWith(start);
  if (plain.frequency === 'SPAN') return startsYear ? buildPeriod(plain.start, plain.end, 'ANNUAL') : plain;
  if (plain.frequency !== 'ANNUAL' || startsYear) return plain;
  if (!plain.start.endsWith('-01-01')) return buildPeriod(plain.start, plain.end);
  return start === null ? plain : { fault: 'CALENDAR_YEAR', year: splitDay(plain.start).year };
}

function yearFrom(first: number, start: string): Period | NotInCalendar {
  const { month, day } = splitDay(`0000-${start}`);
  const begin = dayFrom(first, month, day);
  const end = begin && lastDayOfMonths(begin, 12);
  return begin && end ? buildPeriod(begin, end, 'ANNUAL') : { fault: 'BEGINS_OR_ENDS', year: first };
}
