import { message, type Text } from '../../domain/message/message.ts';
import type { FiscalYearStart, NotInCalendar } from '../../domain/period/fiscal-year.ts';
import { quoted } from '../package/problem.ts';

interface CalendarOf {
  readonly code: string;
  readonly fiscalYearStart: FiscalYearStart;
}

/** What is wrong with a period that the calendar of a metric does not settle, and what would be right. */
export function describePeriodFault(
  given: string,
  { fault, year }: NotInCalendar,
  { code, fiscalYearStart }: CalendarOf,
): { readonly text: Text; readonly expected: Text } {
  const [before, own] = [nameOf(year - 1), nameOf(year)];
  const metric = quoted(code);
  const value = quoted(given);
  switch (fault) {
    case 'NO_CALENDAR':
      return {
        text: message('import.fiscal-year-without-start', { value, metric }),
        expected: message('import.fiscal-year-start-expected'),
      };
    case 'MONTH_OR_YEAR':
      return {
        text: message('import.month-or-fiscal-year', { value }),
        expected: message('import.month-or-fiscal-year-expected', { month: given.replace('-', '-M'), year: own }),
      };
    case 'BEGINS_OR_ENDS':
      return {
        text: message('import.fiscal-year-of-one-name', { value }),
        expected: message('import.fiscal-year-of-two-names-expected', { before, own }),
      };
    case 'CALENDAR_YEAR':
      return {
        text: message('import.calendar-year-of-fiscal-metric', { value, metric, start: fiscalYearStart ?? '' }),
        expected: message('import.fiscal-year-expected', { before, own }),
      };
  }
}

const nameOf = (first: number): string =>
  `${String(first).padStart(4, '0')}/${String((first + 1) % 100).padStart(2, '0')}`;
