import { type Fraction, fraction, minus, over, times } from '../../support/fraction.ts';
import { periodBefore, type Span, spanOf, UNKNOWN } from './cube-calendar.ts';
import { type Cell, type Ground, isSuppressed, itemsOf, placeOf, type Scope, statedKey } from './cube-fact.ts';
import { decimalText, significant } from './cube-number.ts';
import { type Question, scopeOf } from './cube-question.ts';
import { cellAt } from './cube-reference.ts';
import { deepBelow } from './cube-tree.ts';

export interface Changed {
  readonly kind: string;
  readonly baseValue: string | null;
  readonly absolute: string | null;
  readonly percent: string | null;
  readonly points: string | null;
  readonly published: string | null;
  readonly gap: string | null;
  readonly reason: string | null;
}
const text = (value: Fraction | null) => (value === null ? null : decimalText(value));

/** How a cell stands against the one of the period before, or of the year before, that the same question would have. */
export function changesOf(ground: Ground, question: Question, today: string): (cell: Cell) => Changed[] {
  const scope = scopeOf(ground, question, today);
  return (cell) =>
    (question.changes ?? []).map((kind) => {
      const rule = ground.rules.get(cell.metric);
      if (kind.startsWith('VS_')) return targetOf(ground, kind, cell);
      const said =
        ground.stated.get(statedKey(kind, placeOf(cell.metric, cell.region, cell.breakdown, cell.period))) ?? null;
      const before = periodBefore(spanOf(cell.period), kind);
      if (rule === undefined) throw new Error(`no metric ${cell.metric}`);
      const base = before && baseAt(ground, scope, question, cell, before);
      const nothing = { ...NOTHING, kind, baseValue: text(base?.value ?? null), published: text(said) };
      const reason = isSuppressed(cell)
        ? 'SUPPRESSED'
        : before === null
          ? spanOf(cell.period).start === UNKNOWN
            ? 'UNKNOWN_START'
            : 'NO_COUNTERPART'
          : obstacle(ground, scope, cell, base, before);
      if (reason !== null || cell.value === null || base?.value == null) return { ...nothing, reason };
      return { ...nothing, ...measured(rule.kind, cell.value, base.value, said) };
    });
}

const NOTHING = {
  baseValue: null,
  absolute: null,
  percent: null,
  points: null,
  published: null,
  gap: null,
};

/** The difference, what it is in per cent or points, and how far what the source states is from that. */
function measured(kind: string, value: Fraction, base: Fraction, said: Fraction | null) {
  const by = minus(value, base);
  const gap = (of: Fraction) => (said === null ? null : text(significant(minus(said, of), 12)));
  const known = { absolute: text(by), reason: null };
  if (kind === 'RATE') return { ...known, points: text(by), gap: gap(by) };
  if (base.top === 0n) return { ...known, reason: 'ZERO_BASE' };
  if (base.top < 0n) return { ...known, reason: 'NEGATIVE_BASE' };
  const percent = over(times(by, fraction(100n)), base);
  return { ...known, percent: text(significant(percent, 12)), gap: gap(percent) };
}

/** How a cell stands against what was set for its own place: what lacks parts is not what the target is of. */
function targetOf({ stated, rules }: Ground, kind: string, cell: Cell): Changed {
  const target = stated.get(statedKey(kind, placeOf(cell.metric, cell.region, cell.breakdown, cell.period))) ?? null;
  const nothing = { ...NOTHING, kind, baseValue: text(target), reason: null };
  if (isSuppressed(cell)) return { ...nothing, reason: 'SUPPRESSED' };
  if (target === null) return { ...nothing, reason: 'NO_BASE' };
  if (cell.coverage !== null && cell.coverage.expected !== cell.coverage.reported)
    return { ...nothing, reason: 'UNEQUAL_COVERAGE' };
  // What is aimed at is of the metric as it is defined now.
  if (cell.flags.includes('DEFINITION_DIFFERS')) return { ...nothing, reason: 'BREAK_IN_SERIES' };
  if (cell.value === null) return nothing;
  return { ...nothing, ...measured(rules.get(cell.metric)?.kind ?? '', cell.value, target, null) };
}

/** What a cell is compared with stands in the same table, whatever bounds of time that has. */
function baseAt(ground: Ground, scope: Scope, question: Question, cell: Cell, before: Span): Cell | null {
  const rule = ground.rules.get(cell.metric);
  if (rule === undefined) return null;
  const { toLevel } = question.rollUp ?? {};
  if (toLevel !== undefined && !isOfLevel(ground, cell.region, before.end, toLevel)) return null;
  return cellAt(ground, scope, rule, cell.region, cell.breakdown, before);
}

const isOfLevel = ({ versions }: Ground, region: string, day: string, level: string) =>
  versions.some(
    ({ code, from, to, level: own }) =>
      code === region && own === level && (from === '' || from <= day) && (to === '' || day <= to),
  );

function obstacle(ground: Ground, scope: Scope, cell: Cell, base: Cell | null, before: Span): string | null {
  if (base === null || (base.coverage?.reported === 0 && !isSuppressed(base))) return 'NO_BASE';
  if (isSuppressed(base)) return 'SUPPRESSED';
  const isWhole = ({ coverage }: Cell) => coverage === null || coverage.expected === coverage.reported;
  if (!isWhole(cell) || !isWhole(base)) {
    const isAlike = !isWhole(cell) && !isWhole(base) && cell.parts.toSorted().join() === base.parts.toSorted().join();
    if (!isAlike || scope.rollUp.allowPartial !== true) return 'UNEQUAL_COVERAGE';
  }
  if (base.value === null) return 'NO_BASE';
  return cell.differing !== base.differing || isBroken(ground, scope, cell, base, before) ? 'BREAK_IN_SERIES' : null;
}

/** Whether the base is of before what is marked, and the value of then or later: the days that tell depend on what they are of. */
function isBetween(mark: Span, base: Span, value: Span, isLast: boolean): boolean {
  const byEnds = isLast || mark.frequency === 'SPAN' || base.frequency === 'SPAN';
  const byStarts = !isLast && mark.start !== UNKNOWN;
  const isBefore = (byEnds && base.end < mark.end) || (byStarts && base.start < mark.start);
  return isBefore && value.end >= (byEnds ? mark.end : mark.start);
}

/** Stored figures break with their own series; totals with anything that could be a part of them. */
function isBroken(ground: Ground, scope: Scope, cell: Cell, base: Cell, before: Span): boolean {
  const span = spanOf(cell.period);
  const isStored = cell.coverage === null && base.coverage === null;
  const added = scope.rollUp.overBreakdowns ?? [];
  const remains = (breakdown: string) =>
    itemsOf(breakdown)
      .filter((item) => !added.includes(item.split('=')[0] ?? ''))
      .join(';');
  return [...ground.facts.values()].some((fact) => {
    if (fact.metric !== cell.metric || !fact.flags.includes('BREAK')) return false;
    const own = spanOf(fact.period);
    if (!isBetween(own, before, span, ground.rules.get(cell.metric)?.overTime === 'LAST')) return false;
    if (fact.region === cell.region && fact.breakdown === cell.breakdown) return true;
    if (isStored || remains(fact.breakdown) !== cell.breakdown) return false;
    const isBelow =
      (scope.rollUp.toLevel !== undefined || scope.rollUp.toRegion !== undefined) &&
      scope.isUsed(fact.region) &&
      deepBelow(ground.versions, cell.region, own.end).includes(fact.region);
    return fact.region === cell.region || isBelow;
  });
}
