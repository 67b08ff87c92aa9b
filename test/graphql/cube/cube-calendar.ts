/** Periods by their text, with the days that they span; written apart from the rules under test. */
export interface Span {
  readonly text: string;
  readonly frequency: string;
  readonly start: string;
  readonly end: string;
}

const DAY = 86_400_000;
/** The start of a period of which it is not said: of those that end on one day, it is the last. */
export const UNKNOWN = '9999-12-31';
const two = (n: number) => String(n).padStart(2, '0');
const dayText = (time: number) => new Date(time).toISOString().slice(0, 10);
const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const months = (year: number, first: number, count: number) => ({
  start: dayText(Date.UTC(year, first - 1, 1)),
  end: dayText(Date.UTC(year, first - 1 + count, 1) - DAY),
});

/** ISO weeks: week 1 is the one with 4 January. */
function mondayOf(year: number, week: number): number {
  const january4 = Date.UTC(year, 0, 4);
  return january4 - ((new Date(january4).getUTCDay() + 6) % 7) * DAY + (week - 1) * 7 * DAY;
}

const spans = new Map<string, Span>();
export function spanOf(text: string): Span {
  const span = spans.get(text) ?? read(text);
  spans.set(text, span);
  return span;
}

function read(text: string): Span {
  if (text.startsWith('../')) return { ...read(text.slice(3)), text, frequency: 'SPAN', start: UNKNOWN };
  const year = Number(text.slice(0, 4));
  const rest = text.slice(4);
  if (rest === '') return { text, frequency: 'ANNUAL', ...months(year, 1, 12) };
  const n = Number(rest.slice(2));
  if (rest.startsWith('-S')) return { text, frequency: 'HALF_YEARLY', ...months(year, n * 6 - 5, 6) };
  if (rest.startsWith('-Q')) return { text, frequency: 'QUARTERLY', ...months(year, n * 3 - 2, 3) };
  if (rest.startsWith('-W')) {
    const monday = mondayOf(year, n);
    return { text, frequency: 'WEEKLY', start: dayText(monday), end: dayText(monday + 6 * DAY) };
  }
  if (rest.includes('/P')) {
    const count = Number(rest.slice(rest.indexOf('P') + 1, -1));
    return { text, frequency: 'SPAN', ...months(year, Number(text.slice(5, 7)), count) };
  }
  if (rest.length === 3) return { text, frequency: 'MONTHLY', ...months(year, Number(rest.slice(1)), 1) };
  return { text, frequency: 'DAILY', start: text, end: text };
}

const yearsOf = ({ start, end }: Span) => {
  const first = Number(start.slice(0, 4)) - 1;
  return Array.from({ length: Number(end.slice(0, 4)) - first + 2 }, (_, index) => first + index);
};
const named = (span: Span, marks: readonly string[]) =>
  yearsOf(span).flatMap((year) => marks.map((mark) => spanOf(`${year}${mark}`)));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const UNITS: Readonly<Record<string, (within: Span) => readonly Span[]>> = {
  ANNUAL: (within) => named(within, ['']),
  HALF_YEARLY: (within) => named(within, ['-S1', '-S2']),
  QUARTERLY: (within) => named(within, ['-Q1', '-Q2', '-Q3', '-Q4']),
  MONTHLY: (within) =>
    named(
      within,
      upTo(12).map((n) => `-${two(n)}`),
    ),
  WEEKLY: (within) =>
    named(
      within,
      upTo(53).map((n) => `-W${two(n)}`),
    ).filter(({ start, text }) => weekText(start) === text),
  DAILY: ({ start, end }) =>
    Array.from({ length: (timeOf(end) - timeOf(start)) / DAY + 1 }, (_, at) =>
      spanOf(dayText(timeOf(start) + at * DAY)),
    ),
};

function weekText(monday: string): string {
  const thursday = timeOf(monday) + 3 * DAY;
  const year = new Date(thursday).getUTCFullYear();
  return `${year}-W${two(Math.round((timeOf(monday) - mondayOf(year, 1)) / (7 * DAY)) + 1)}`;
}

/** The periods of that frequency that fill the span without a rest, in their order; none where they do not. */
export function partsOf(span: Span, frequency: string): readonly Span[] {
  const key = `${span.text} ${frequency}`;
  const known = filled.get(key) ?? fill(span, frequency);
  filled.set(key, known);
  return known;
}
const filled = new Map<string, readonly Span[]>();

function fill(span: Span, frequency: string): readonly Span[] {
  const inside = (UNITS[frequency]?.(span) ?? []).filter(({ start, end }) => start >= span.start && end <= span.end);
  const sorted = inside.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  if (sorted.length < 2 || sorted[0]?.start !== span.start || sorted.at(-1)?.end !== span.end) return [];
  const joins = sorted.every(({ start }, at) => at === 0 || timeOf(start) - timeOf(sorted[at - 1]?.end ?? '') === DAY);
  return joins ? sorted : [];
}

/** The period of that frequency in which the day lies. */
export const periodAround = (day: string, frequency: string): Span | null =>
  UNITS[frequency]?.({ text: '', frequency: '', start: day, end: day }).find(
    ({ start, end }) => start <= day && day <= end,
  ) ?? null;

/** The same period a year before, or the one just before; null where the calendar has none. */
export function periodBefore(span: Span, kind: string): Span | null {
  if (span.start === UNKNOWN) return null;
  const year = Number(span.text.slice(0, 4));
  if (kind === 'YOY') {
    const text = `${year - 1}${span.text.slice(4).replace(`${year}`, `${year - 1}`)}`;
    if (span.frequency === 'DAILY' && dayText(timeOf(text)) !== text) return null;
    if (span.frequency === 'WEEKLY' && weekText(spanOf(text).start) !== text) return null;
    return spanOf(text);
  }
  return span.frequency === 'SPAN' ? null : periodAround(dayText(timeOf(span.start) - DAY), span.frequency);
}
