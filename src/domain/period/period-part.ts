import { MONTHS } from './calendar.ts';
import { addDays, addMonths, countDays, countMonths, splitDay } from './day.ts';
import { buildPeriod, type Frequency, type Period } from './period.ts';

/** From the finest to the coarsest; weeks lie across months. */
const FINENESS: Readonly<Record<Frequency, number>> = {
  DAILY: 0,
  WEEKLY: 1,
  MONTHLY: 2,
  QUARTERLY: 3,
  HALF_YEARLY: 4,
  ANNUAL: 5,
  SPAN: 6,
};
export const getFineness = (frequency: Frequency): number => FINENESS[frequency];

const UNITS = ['HALF_YEARLY', 'QUARTERLY', 'MONTHLY'] as const;

/** Every way in which a period falls into finer calendar units that cover it whole, none of them finer than `finest`. */
export function partsOfPeriod(period: Period, finest: number): Period[][] {
  const { start, end, frequency } = period;
  if (start === null) return [];
  const months = countMonths(start, end);
  const ways: Period[][] = [];
  if (months !== null && splitDay(start).day === 1) {
    for (const unit of UNITS) {
      const size = MONTHS[unit];
      const whole = months % size === 0 && months > size && (splitDay(start).month - 1) % size === 0;
      if (whole && FINENESS[unit] >= finest) ways.push(split(start, months / size, (day) => addMonths(day, size)));
    }
  }
  const isOfDays = frequency === 'MONTHLY' || frequency === 'WEEKLY' || (frequency === 'ANNUAL' && ways.length === 0);
  if (isOfDays && finest === FINENESS.DAILY) {
    ways.push(split(start, countDays(start, end), (day) => addDays(day, 1)));
  }
  return ways;
}

/** The longest calendar units, one after the other, that fill a span of whole months, none of them finer than `finest`: a half and a quarter for nine months. */
export function unitsOfSpan({ start, end, frequency }: Period, finest: number): Period[] {
  const months = start === null || frequency !== 'SPAN' ? null : countMonths(start, end);
  if (start === null || months === null || splitDay(start).day !== 1) return [];
  const units: Period[] = [];
  for (let first = start, left = months; left > 0; ) {
    const { month } = splitDay(first);
    const size = [12, 6, 3, 1].find((one) => one <= left && (month - 1) % one === 0) ?? 1;
    const [unit] = split(first, 1, (day) => addMonths(day, size));
    const next = unit && addDays(unit.end, 1);
    if (unit === undefined || FINENESS[unit.frequency] < finest) return [];
    units.push(unit);
    left -= size;
    if (left > 0 && next == null) return [];
    first = next ?? first;
  }
  return units;
}

function split(start: string, count: number, after: (day: string) => string | null): Period[] {
  const parts: Period[] = [];
  let first: string | null = start;
  while (first !== null && parts.length < count) {
    const next: string | null = after(first);
    const last: string | null = next === null ? null : addDays(next, -1);
    if (last === null) return [];
    parts.push(buildPeriod(first, last));
    first = next;
  }
  return parts;
}
