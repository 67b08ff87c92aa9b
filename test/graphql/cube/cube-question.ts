import { periodAround, type Span, spanOf } from './cube-calendar.ts';
import { type Cell, type Ground, itemsOf, type RollUp, type Scope } from './cube-fact.ts';
import { cellAt } from './cube-reference.ts';
import { codesOf, current, deepBelow, levelOn, type Selection, selected, type Version } from './cube-tree.ts';

export interface Question {
  readonly metrics: readonly string[];
  readonly datasets?: readonly string[];
  readonly regions?: Selection;
  readonly from?: string;
  readonly to?: string;
  readonly latest?: number;
  readonly frequency?: readonly string[];
  readonly breakdowns?: readonly { readonly dimension: string; readonly categories: readonly string[] | null }[];
  readonly rollUp?: RollUp;
  readonly changes?: readonly string[];
  readonly asOf?: string;
}

const daysOfChange = (versions: readonly Version[]) => [
  '0001-01-01',
  ...versions.flatMap(({ from }) => (from === '' ? [] : [from])),
];

/** Whose figures a question uses, and of whom it wants cells: of a roll-up into regions, those that were ever there count. */
export function scopeOf(
  ground: Ground,
  question: Question,
  today: string,
): Scope & { readonly targets: readonly string[] } {
  const { rollUp = {}, regions } = question;
  const { versions } = ground;
  const isRegional = rollUp.toRegion !== undefined || rollUp.toLevel !== undefined;
  const used = selected(isRegional ? versions : current(versions, today), regions);
  const isAbove = (code: string) =>
    daysOfChange(versions).some((day) => deepBelow(versions, code, day).some((one) => used.has(one)));
  const isTarget = (code: string) => {
    if (!isRegional) return used.has(code);
    if (rollUp.toRegion !== undefined) return code === rollUp.toRegion;
    return regions === undefined || used.has(code) || isAbove(code);
  };
  return {
    rollUp,
    isUsed: (code) => used.has(code),
    frequencies: question.frequency ?? null,
    targets: codesOf(versions).filter(isTarget),
  };
}

/** Whether each region that is named counts for something. */
export function isPlaced({ versions }: Ground, { regions, rollUp }: Question): boolean {
  if (rollUp?.toLevel === undefined && rollUp?.toRegion === undefined) return true;
  const isTarget = ({ code, level }: Version) => code === rollUp.toRegion || level === rollUp.toLevel;
  const targets = new Set(versions.filter(isTarget).map(({ code }) => code));
  const isBelow = (one: string) =>
    [...targets].some((code) => daysOfChange(versions).some((day) => deepBelow(versions, code, day).includes(one)));
  return (regions?.codes ?? []).every((code) => targets.has(code) || isBelow(code));
}

function isWanted({ breakdowns }: Question, breakdown: string): boolean {
  if (breakdowns === undefined || breakdowns.length === 0) return true;
  const items = new Map(itemsOf(breakdown).map((item) => item.split('=') as [string, string]));
  const isNamed = (name: string) => breakdowns.some(({ dimension }) => dimension === name);
  return (
    [...items.keys()].every(isNamed) &&
    breakdowns.every(({ dimension, categories }) =>
      categories === null ? items.has(dimension) : categories.includes(items.get(dimension) ?? 'TOTAL'),
    )
  );
}

function isWithin({ from, to }: Question, { end }: Span): boolean {
  return (from === undefined || end >= spanOf(from).start) && (to === undefined || end <= spanOf(to).end);
}

/** The periods that cells may have: as they are stored, or what those lie in. */
function spansOf({ rollUp, frequency }: Question, stored: Iterable<string>): Span[] {
  const unit = rollUp?.overTime;
  const found = new Map<string, Span>();
  for (const text of stored) {
    const span = spanOf(text);
    if (unit === undefined) {
      if (frequency === undefined || frequency.includes(span.frequency)) found.set(text, span);
      continue;
    }
    const around = periodAround(span.end, unit);
    if (around !== null) found.set(around.text, around);
  }
  return [...found.values()];
}

/** Every cell that a question has, each by looking at all there could be. */
export function cellsOf(ground: Ground, question: Question, today: string): Cell[] {
  const scope = scopeOf(ground, question, today);
  const { toLevel, overBreakdowns = [] } = question.rollUp ?? {};
  return question.metrics.flatMap((metric) => {
    const rule = ground.rules.get(metric);
    if (rule === undefined) throw new Error(`no metric ${metric}`);
    const facts = [...ground.facts.values()].filter((fact) => fact.metric === metric);
    const spans = spansOf(question, new Set(facts.map(({ period }) => period))).filter((span) =>
      isWithin(question, span),
    );
    const breakdowns = new Set(facts.map(({ breakdown }) => without(breakdown, overBreakdowns)));
    return scope.targets.flatMap((region) =>
      [...breakdowns]
        .filter((breakdown) => isWanted(question, breakdown))
        .flatMap((breakdown) => {
          const own = spans.filter(({ end }) => !toLevel || levelOn(ground.versions, region, end) === toLevel);
          const cells = own.flatMap((span) => cellAt(ground, scope, rule, region, breakdown, span) ?? []);
          return cells.toSorted((a, b) => comparePeriods(b.period, a.period)).slice(0, question.latest ?? cells.length);
        }),
    );
  });
}

const without = (breakdown: string, dimensions: readonly string[]) =>
  itemsOf(breakdown)
    .filter((item) => !dimensions.includes(item.split('=')[0] ?? ''))
    .join(';');

/** By the last day, and of one last day the longest as the latest. */
export function comparePeriods(left: string, right: string): number {
  const [a, b] = [spanOf(left), spanOf(right)];
  if (a.end !== b.end) return a.end < b.end ? -1 : 1;
  return a.start === b.start ? 0 : a.start > b.start ? -1 : 1;
}
