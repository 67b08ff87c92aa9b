interface Dated {
  readonly period: string;
  readonly periodLabel: string;
  /** Its last day, where that is known. */
  readonly periodEnd?: string | undefined;
}

/** One place on the time axis: of a point, or of a period for which nothing is published. */
export interface Slot<Point> {
  readonly point: Point | null;
  readonly label: string;
  /** How far along the axis it is: in periods where they are of one kind, else in days. */
  readonly at: number;
}

/** More places than this are not made for what is not there. */
const MAX_SLOTS = 2_000;
const PER_YEAR: Readonly<Record<string, number>> = { S: 2, Q: 4, M: 12 };
const FORM = /^(\d{4})(?:-(?:([SQ])(\d)|W(\d{2})|(\d{2})))?$/;
const ONE_DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** A Monday. */
const FIRST_MONDAY = Date.UTC(1970, 0, 5);

/** The number of a year, a half-year, a quarter, a month or a week among its kind; null of any other period. */
function numberOf(period: string): { readonly kind: string; readonly number: number } | null {
  const [form, year, unit, part, week, month] = FORM.exec(period) ?? [];
  if (form === undefined) return null;
  if (week) return { kind: 'W', number: weekOf(Number(year), Number(week)) };
  const kind = unit ?? (month ? 'M' : 'Y');
  return { kind, number: Number(year) * (PER_YEAR[kind] ?? 1) + Number(part ?? month ?? 1) - 1 };
}

/** The number of a week of ISO 8601, years of 52 and of 53 weeks after each other. The week of 4 January is the first of its year. */
function weekOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return Math.floor((fourth - FIRST_MONDAY) / WEEK) + week - 1;
}

/**
 * Points on an axis of time, on which a year without a figure takes as much room as one with it. Periods of unequal length, and days, stand as far
 * from each other as their ends do: between these nothing is missing.
 */
export function slotsOf<Point extends Dated>(points: readonly Point[]): readonly Slot<Point>[] {
  const ends = endsOf(points);
  const plain = points.map((point, index) => ({ point, label: point.periodLabel, at: ends?.[index] ?? index }));
  const places = points.map(({ period }) => numberOf(period));
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last || last.number - first.number >= MAX_SLOTS) return plain;
  const isRegular = places.every(
    (place, index) => place?.kind === first.kind && (index === 0 || place.number > (places[index - 1]?.number ?? 0)),
  );
  if (!isRegular) return plain;
  const slots: Slot<Point>[] = Array.from({ length: last.number - first.number + 1 }, (_, at) => ({
    point: null,
    label: '',
    at,
  }));
  plain.forEach((slot, index) => {
    const at = (places[index]?.number ?? 0) - first.number;
    slots[at] = { ...slot, at };
  });
  return slots;
}

/** How many days after the first each period ends, if that is known of all and none is before the one in front of it. */
function endsOf(points: readonly Dated[]): readonly number[] | null {
  const days = points.map(
    ({ period, periodEnd }) => Date.parse(periodEnd ?? (ONE_DAY.test(period) ? period : '')) / DAY,
  );
  const [first = 0] = days;
  const isOrdered = days.every((day, index) => !Number.isNaN(day) && (index === 0 || day >= (days[index - 1] ?? 0)));
  return isOrdered ? days.map((day) => Math.round(day - first)) : null;
}

/** Whether all slots have as much room: periods of one kind, with those between them for which nothing is published. */
export const isEven = (slots: readonly Slot<unknown>[]): boolean => slots.every(({ at }, index) => at === index);

/** The points of a series, each as far along as its place on the time axis. */
export const placePoints = <Point extends Dated>(points: readonly Point[]): readonly (Point & { at: number })[] =>
  slotsOf(points).flatMap(({ point, at }) => (point ? [{ ...point, at }] : []));

/** Pairs of points between which nothing is published, those that follow each other without a point between in one run. */
export function gapsIn<Point>(slots: readonly Slot<Point>[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let previous = 0;
  slots.forEach(({ point }, index) => {
    if (point === null) return;
    if (index - previous > 1) {
      const run = runs.at(-1);
      if (run?.at(-1) === previous) run.push(index);
      else runs.push([previous, index]);
    }
    previous = index;
  });
  return runs;
}
