import { parseFiscalYearName } from './fiscal-year-name.ts';

/** Writes a period that may be one of two as the one that the field declares; anything else stands as it is. */
export type PeriodForm = (given: string) => string;

const asMonth: PeriodForm = (given) => given.replace(/^(\d{4})-(\d{2})$/, '$1-M$2');

const asFiscalYear =
  (before: number): PeriodForm =>
  (given) => {
    const name = parseFiscalYearName(given);
    if (name === null || (name.first === null && Number.isNaN(before))) return given;
    const first = name.first ?? name.year - before;
    return `${String(first).padStart(4, '0')}/${String(first + 1).padStart(4, '0')}`;
  };

/** By format: 2011-12 is a month, or a fiscal year; FY2015 begins or ends in that year. */
export const PERIOD_FORMS: Readonly<Record<string, PeriodForm>> = {
  '%Y-%m': asMonth,
  'fiscal-year': asFiscalYear(Number.NaN),
  'fiscal-year-start': asFiscalYear(0),
  'fiscal-year-end': asFiscalYear(1),
};

/** How the periods of a field are to be understood; null where nothing is declared of that. */
export const findPeriodForm = (type: string, format: string | null): PeriodForm | null => {
  if (type === 'yearmonth') return asMonth;
  return format !== null && Object.hasOwn(PERIOD_FORMS, format) ? (PERIOD_FORMS[format] ?? null) : null;
};
