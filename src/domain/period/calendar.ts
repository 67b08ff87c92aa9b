import { splitDay } from './day.ts';
import type { Frequency } from './period.ts';

/** Units of the calendar that shorter ones fill without a rest, the longest part first; weeks fill nothing but themselves. */
export const UNIT_PARTS = {
  ANNUAL: ['HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'DAILY'],
  HALF_YEARLY: ['QUARTERLY', 'MONTHLY', 'DAILY'],
  QUARTERLY: ['MONTHLY', 'DAILY'],
  MONTHLY: ['DAILY'],
  WEEKLY: ['DAILY'],
} as const satisfies Partial<Record<Frequency, readonly Frequency[]>>;
export type CalendarUnit = keyof typeof UNIT_PARTS;

/** How many months a unit has. */
export const MONTHS = { ANNUAL: 12, HALF_YEARLY: 6, QUARTERLY: 3, MONTHLY: 1 } as const;

export const isCalendarUnit = (frequency: Frequency): frequency is CalendarUnit => Object.hasOwn(UNIT_PARTS, frequency);

/** How many parts of a kind fill a unit; null for days, whose number depends on the unit. */
export function partsIn(unit: CalendarUnit, part: Frequency): number | null {
  if (unit === part) return 1;
  if (unit === 'WEEKLY' || part === 'DAILY' || !(part in MONTHS)) return null;
  return MONTHS[unit] / MONTHS[part as keyof typeof MONTHS];
}

/** The units that fill a year without a rest where it begins on this day, MM-DD: no month fills one that begins on the 6th. */
export function partsOfYear(start: string): readonly Frequency[] {
  const { month, day } = splitDay(`0000-${start}`);
  return UNIT_PARTS.ANNUAL.filter((part) => part === 'DAILY' || (day === 1 && (month - 1) % MONTHS[part] === 0));
}
