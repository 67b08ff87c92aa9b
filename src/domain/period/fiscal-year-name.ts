/** A fiscal year as its publisher calls it. */
export interface FiscalYearName {
  /** The calendar year in which it begins; null where only one year is named, which may be the one in which it ends. */
  readonly first: number | null;
  readonly year: number;
  /** Whether the same text is a month too: 2011-12. */
  readonly isMonth: boolean;
}

const TWO_YEARS = /^(FY ?)?(\d{4})([/\u2013\u2014-])(\d{4}|\d{2})([财財]年|[财財]政年度)?$/i;
const ONE_YEAR = /^(?:FY ?(\d{4})|(\d{4})(?:[财財]年|[财財]政年度))$/i;

/** Reads 2014/15, 2014-15, 2014/2015, FY2014/15, 2014/15财年 and FY2015; null for anything else. */
export function parseFiscalYearName(text: string): FiscalYearName | null {
  const [one, latin, chinese] = ONE_YEAR.exec(text) ?? [];
  if (one !== undefined) return { first: null, year: Number(latin ?? chinese), isMonth: false };
  const [two, before, from, sign, to = '', after] = TWO_YEARS.exec(text) ?? [];
  if (two === undefined) return null;
  const first = Number(from);
  if (Number(to) !== (first + 1) % 10 ** to.length) return null;
  const isBare = before === undefined && after === undefined && sign === '-';
  return { first, year: first, isMonth: isBare && to.length === 2 && Number(to) >= 1 && Number(to) <= 12 };
}
