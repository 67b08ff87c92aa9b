interface Days {
  readonly first: string;
  readonly last: string;
}

const DAY = 86_400_000;
const MONTHS_OF: Readonly<Record<string, number>> = { S: 6, H: 6, T: 4, Q: 3, M: 1 };
const FORM = /^(\d{4})(?:-(?:([SHTQ])(\d)|W(\d{2})|(\d{2})(?:-(\d{2}))?))?$/;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const monthsOf = (year: number, from: number, count: number): Days => ({
  first: dayOf(Date.UTC(year, from, 1)),
  last: dayOf(Date.UTC(year, from + count, 0)),
});

/** The days of a calendar unit (`2020`, `2020-S1`, `2020-Q3`, `2020-11`, `2020-W05`, `2020-11-30`); null of any other text. */
export function daysOf(period: string): Days | null {
  const [form, year, unit, number, week, month, day] = FORM.exec(period) ?? [];
  if (form === undefined) return null;
  const y = Number(year);
  if (unit) {
    const size = MONTHS_OF[unit] ?? 0;
    const n = Number(number);
    return n >= 1 && n * size <= 12 ? monthsOf(y, (n - 1) * size, size) : null;
  }
  if (week) {
    // The week of 4 January is the first.
    const fourth = Date.UTC(y, 0, 4);
    const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY + (Number(week) - 1) * 7 * DAY;
    return { first: dayOf(monday), last: dayOf(monday + 6 * DAY) };
  }
  if (!month) return monthsOf(y, 0, 12);
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  if (!day) return monthsOf(y, m - 1, 1);
  const time = Date.UTC(y, m - 1, Number(day));
  return dayOf(time) === period ? { first: period, last: period } : null;
}
