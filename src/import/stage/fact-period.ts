import { message } from '../../domain/message/message.ts';
import { type NotInCalendar, periodInCalendar } from '../../domain/period/fiscal-year.ts';
import type { Period } from '../../domain/period/period.ts';
import { quoted } from '../package/problem.ts';
import type { Complain, FactCells, MetricFacts } from './fact.ts';

/** The period that a fact is of, as the calendar of its metric has it; null where that is not to be told, with the reason in `complain`. */
export function readPeriod(
  { metric: code, period }: FactCells,
  metric: MetricFacts | undefined,
  complain: Complain,
): Period | null {
  // Of a metric that is not known, nobody knows the calendar.
  if (metric === undefined) return period.plain;
  const found = periodInCalendar(period, metric.fiscal_year_start);
  if ('fault' in found) return refuse(code, period.text, metric.fiscal_year_start ?? '', found, complain);
  return found;
}

const nameOf = (first: number): string =>
  `${String(first).padStart(4, '0')}/${String((first + 1) % 100).padStart(2, '0')}`;

function refuse(code: string, text: string, start: string, { fault, year }: NotInCalendar, complain: Complain): null {
  const [before, own] = [nameOf(year - 1), nameOf(year)];
  const metric = quoted(code);
  const value = quoted(text);
  switch (fault) {
    case 'NO_CALENDAR':
      complain('period', text, message('import.fiscal-year-without-start', { value, metric }), message('import.fiscal-year-start-expected')); // biome-ignore format: one call
      return null;
    case 'MONTH_OR_YEAR':
      complain('period', text, message('import.month-or-fiscal-year', { value }), message('import.month-or-fiscal-year-expected', { month: text.replace('-', '-M'), year: own })); // biome-ignore format: one call
      return null;
    case 'BEGINS_OR_ENDS':
      complain('period', text, message('import.fiscal-year-of-one-name', { value }), message('import.fiscal-year-of-two-names-expected', { before, own })); // biome-ignore format: one call
      return null;
    case 'CALENDAR_YEAR':
      complain('period', text, message('import.calendar-year-of-fiscal-metric', { value, metric, start }), message('import.fiscal-year-expected', { before, own })); // biome-ignore format: one call
      return null;
  }
}
