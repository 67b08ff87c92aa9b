import { type Fraction, fraction, over, times } from '../../support/fraction.ts';
import type { Span } from './cube-calendar.ts';
import { type Cell, type Fact, type Ground, isSuppressed, placeOf, type Rule, type Scope } from './cube-fact.ts';
import { rounded, significant, total, ZERO } from './cube-number.ts';
import { hiddenIn, isWhole, reportedIn, type Way, waysTo } from './cube-way.ts';

/** What is at a place: what is stored there, else what can be brought together; null where there is neither. */
export function cellAt(
  ground: Ground,
  scope: Scope,
  rule: Rule,
  region: string,
  breakdown: string,
  span: Span,
): Cell | null {
  const fact = ground.facts.get(placeOf(rule.code, region, breakdown, span.text)) ?? null;
  const ways = waysTo(ground, scope, rule, region, breakdown, span);
  const isTelling = ways.some((way) => hiddenIn(way).length === 1 && reportedIn(way).length === way.parts.length - 1);
  const [best] = ways.toSorted(compareWays);
  if (fact !== null && (fact.value !== null || isSuppressed(fact) || !best || reportedIn(best).length === 0)) {
    const differing = fact.flags.includes('DEFINITION_DIFFERS') ? 'ALL' : '';
    const stored = { ...fact, coverage: null, parts: [], differing };
    if (!isTelling || fact.value === null) return stored;
    const flags = [...fact.flags.filter((flag) => flag !== 'NORMAL'), 'SUPPRESSED'];
    return { ...stored, value: null, numerator: null, denominator: null, flags };
  }
  return best === undefined ? null : brought(rule, best, isTelling, scope, { region, breakdown, period: span.text });
}

/** What is whole first, the least of it; else what covers most. */
function compareWays(a: Way, b: Way): number {
  const share = (way: Way) => reportedIn(way).length / way.parts.length;
  const keys = (way: Way) => [isWhole(way) ? 0 : 1, -share(way), way.parts.length, ...way.rank];
  const [left, right] = [keys(a), keys(b)];
  const at = left.findIndex((key, index) => key !== right[index]);
  return at < 0 ? 0 : (left[at] as number) < (right[at] as number) ? -1 : 1;
}

function brought(
  rule: Rule,
  way: Way,
  isTelling: boolean,
  scope: Scope,
  at: Pick<Fact, 'region' | 'breakdown' | 'period'>,
): Cell {
  const given = reportedIn(way).flatMap(({ fact }) => fact ?? []);
  const hidden = hiddenIn(way).flatMap(({ fact }) => fact ?? []);
  const isMixed = way.rules.includes('AVERAGE') && way.rules.includes('SUM');
  const isEven = way.groups.every((group) => group.length === way.groups[0]?.length);
  const isTold =
    isWhole(way) && (!isMixed || isEven || rule.overRegions !== 'AVERAGE')
      ? !isTelling
      : scope.rollUp.allowPartial === true && given.length > 0 && !isMixed;
  const found = isTold ? combined(rule, way, given, isMixed) : null;
  const flags = [...given, ...hidden].flatMap(({ flags }) => flags).filter((flag) => !SILENT.includes(flag));
  const why = hidden.length > 0 || isTelling ? 'SUPPRESSED' : 'MISSING';
  const all = new Set(found === null || found.value === null ? [...flags, why] : flags);
  return {
    ...at,
    metric: rule.code,
    value: found?.value ?? null,
    numerator: found?.numerator ?? null,
    denominator: found?.denominator ?? null,
    flags: all.size === 0 ? ['NORMAL'] : [...all],
    basis: 'ROLLED_UP',
    coverage: { expected: way.parts.length, reported: given.length },
    parts: reportedIn(way).map(({ mark }) => mark),
    differing: differingIn(way),
  };
}

function differingIn(way: Way): string {
  const reported = reportedIn(way);
  const marks = reported.flatMap(({ mark, fact }) => (fact?.flags.includes('DEFINITION_DIFFERS') ? [mark] : []));
  return marks.length === reported.length && marks.length > 0 ? 'ALL' : marks.toSorted().join();
}

const SILENT = ['NORMAL', 'MISSING', 'SUPPRESSED'];

function combined(
  rule: Rule,
  way: Way,
  given: readonly Fact[],
  isMixed: boolean,
): Pick<Fact, 'value' | 'numerator' | 'denominator'> {
  const sum = total(given.map(({ value }) => value ?? ZERO));
  const isMean = way.rules.includes('AVERAGE');
  const known = (part: 'numerator' | 'denominator') =>
    given.some((fact) => fact[part] !== null) ? total(given.map((fact) => fact[part] ?? ZERO)) : null;
  const [numerator, denominator] =
    isMean || way.rules.includes('SUM') ? [null, null] : [known('numerator'), known('denominator')];
  const written = (value: Fraction) =>
    rule.decimals === null ? significant(value, 12) : rounded(value, rule.decimals);
  if (way.rules.includes('WEIGHTED')) {
    const isNothing = numerator === null || denominator === null || denominator.top === 0n;
    const value = isNothing
      ? null
      : written(times(over(numerator, denominator), fraction(BigInt(rule.factor) * 10n ** BigInt(rule.shift))));
    return { value, numerator, denominator };
  }
  if (!isMean) return { value: sum, numerator, denominator };
  const regions = way.isSpread && rule.overRegions === 'AVERAGE' ? (way.groups[0]?.length ?? 1) : 1;
  const isOver = (axis: string, count: number) => (axis === 'AVERAGE' ? count : 1);
  const mixedBy = regions * isOver(rule.overTime, way.times) * isOver(rule.overBreakdowns, way.categories);
  return { value: written(over(sum, fraction(BigInt(isMixed ? mixedBy : given.length)))), numerator, denominator };
}
