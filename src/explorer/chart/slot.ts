interface Dated {
  readonly period: string;
  readonly periodLabel: string;
}

/** One place on the time axis: of a point, or of a period for which nothing is published. */
export interface Slot<Point> {
  readonly point: Point | null;
  readonly label: string;
}

/** More places than this are not made for what is not there. */
const MAX_SLOTS = 2_000;
const PER_YEAR: Readonly<Record<string, number>> = { S: 2, Q: 4, M: 12 };
const FORM = /^(\d{4})(?:-(?:([SQ])(\d)|W(\d{2})|(\d{2})))?$/;
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

/** Points on an axis of time, on which a year without a figure takes as much room as one with it. */
export function slotsOf<Point extends Dated>(points: readonly Point[]): readonly Slot<Point>[] {
  const plain = points.map((point) => ({ point, label: point.periodLabel }));
  const places = points.map(({ period }) => numberOf(period));
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last || last.number - first.number >= MAX_SLOTS) return plain;
  const isRegular = places.every(
    (place, index) => place?.kind === first.kind && (index === 0 || place.number > (places[index - 1]?.number ?? 0)),
  );
  if (!isRegular) return plain;
  const slots: Slot<Point>[] = Array.from({ length: last.number - first.number + 1 }, () => ({
    point: null,
    label: '',
  }));
  plain.forEach((slot, index) => {
    slots[(places[index]?.number ?? 0) - first.number] = slot;
  });
  return slots;
}

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
