import { message } from '../../domain/message/message.ts';
import {
  buildPeriod,
  counterpartAYearBefore,
  type NoPeriod,
  type Period,
  parsePeriod,
  previousPeriod,
} from '../../domain/period/period.ts';
import { Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';

/** What a period may be beside the one that is read: that before it, the same a year before, or all from January on. */
export const RELATIVE_PERIODS = ['PREVIOUS', 'YEAR_BEFORE', 'YEAR_TO_DATE', 'YEAR_TO_DATE_BEFORE'] as const;
export type RelativePeriod = (typeof RELATIVE_PERIODS)[number];

const FIND: Readonly<Record<RelativePeriod, (period: Period) => Period | NoPeriod>> = {
  PREVIOUS: previousPeriod,
  YEAR_BEFORE: counterpartAYearBefore,
  YEAR_TO_DATE: yearToDate,
  YEAR_TO_DATE_BEFORE: (period) => {
    const before = counterpartAYearBefore(period);
    return 'reason' in before ? before : yearToDate(before);
  },
};

/** From the first of January to the end of a period; the reason where it does not begin in the year of its end. */
function yearToDate({ start, end }: Period): Period | NoPeriod {
  const year = end.slice(0, 4);
  if (start === null) return { reason: 'UNKNOWN_START' };
  return start.startsWith(year) ? buildPeriod(`${year}-01-01`, end) : { reason: 'NO_COUNTERPART' };
}

/** The period that stands in this relation to the one that a text names. Throws Wrong where there is none, or the text names a fiscal year. */
export function relativePeriod(text: string, relative: RelativePeriod): string {
  const found = periodOrNull(text);
  const other = found === null ? null : FIND[relative](found);
  if (other !== null && !('reason' in other)) return other.text;
  throw new Wrong(
    message('mapping.no-relative-period', { period: quoted(text), relative }),
    message('mapping.relative-expected'),
  );
}

function periodOrNull(text: string): Period | null {
  try {
    return parsePeriod(text);
  } catch {
    return null;
  }
}
