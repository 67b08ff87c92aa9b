import { partsOf, type Span } from './cube-calendar.ts';
import { type Fact, type Ground, isSuppressed, itemsOf, placeOf, type Rule, type Scope } from './cube-fact.ts';
import { below, deepBelow, type Version } from './cube-tree.ts';

interface Part {
  readonly mark: string;
  /** What reports, or is suppressed. */
  readonly fact: Fact | null;
}
/** One of the ways to a total. `groups` are the categories and periods, each of which has a number of regions. */
export interface Way {
  readonly rules: readonly string[];
  readonly groups: readonly (readonly Part[])[];
  readonly parts: readonly Part[];
  readonly times: number;
  readonly categories: number;
  readonly isSpread: boolean;
  readonly rank: readonly (number | string)[];
}

const FREQUENCIES = ['ANNUAL', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY'];
const subsets = <T>(list: readonly T[]): T[][] =>
  list.reduce<T[][]>((found, item) => found.concat(found.map((set) => [...set, item])), [[]]);
export const reportedIn = ({ parts }: Way) => parts.filter(({ fact }) => fact !== null && !isSuppressed(fact));
export const hiddenIn = ({ parts }: Way) => parts.filter(({ fact }) => isSuppressed(fact));
export const isWhole = (way: Way) => reportedIn(way).length === way.parts.length;

/** Where in its unit a part stands, so that the same months of two years, or of two quarters, are told to be the same. */
function standing({ start, frequency }: Span, unit: Span): string {
  if (unit.frequency === 'WEEKLY') return `${frequency} ${new Date(start).getUTCDay()}`;
  return `${frequency} ${Number(start.slice(5, 7)) - Number(unit.start.slice(5, 7))} ${start.slice(8)}`;
}

/** The regions that stand for one that may not report: those right below it, where anything there reports, and so on down. */
function standIns(
  versions: readonly Version[],
  region: string,
  day: string,
  reports: (code: string) => boolean,
): string[] {
  if (reports(region) || !deepBelow(versions, region, day).some(reports)) return [region];
  return below(versions, region, day).flatMap((child) => standIns(versions, child, day, reports));
}

function categoriesOf(ground: Ground, breakdown: string, dimensions: readonly string[]): string[] {
  const combine = (found: string[][], dimension: string) =>
    found.flatMap((items) =>
      (ground.dimensions[dimension] ?? []).map((category) => [...items, `${dimension}=${category}`]),
    );
  return dimensions.reduce(combine, [itemsOf(breakdown)]).map((items) => items.toSorted().join(';'));
}

/** Every way to a total that has anything stored below it. */
export function waysTo(ground: Ground, scope: Scope, rule: Rule, region: string, breakdown: string, span: Span): Way[] {
  const { rollUp } = scope;
  const taken = itemsOf(breakdown).map((item) => item.split('=')[0]);
  const free = (rollUp.overBreakdowns ?? []).filter((name) => rule.dimensions.includes(name) && !taken.includes(name));
  const isFiner = (one: string) => scope.frequencies === null || scope.frequencies.includes(one);
  const ways: Way[] = [];
  for (const frequency of [null, ...(rollUp.overTime ? FREQUENCIES.filter(isFiner) : [])]) {
    let periods = frequency === null ? [span] : partsOf(span, frequency);
    if (frequency !== null && rule.overTime === 'LAST') periods = periods.slice(-1);
    for (const isSpread of rollUp.toLevel || rollUp.toRegion ? [false, true] : [false]) {
      for (const dimensions of subsets(free)) {
        if (frequency === null && !isSpread && dimensions.length === 0) continue;
        const used = [
          ...(frequency === null ? [] : [rule.overTime]),
          ...(isSpread ? [rule.overRegions] : []),
          ...(dimensions.length === 0 ? [] : [rule.overBreakdowns]),
        ];
        const categories = categoriesOf(ground, breakdown, dimensions);
        let isStored = false;
        const groups = periods.flatMap((period) =>
          categories.map((category) => {
            const stored = (code: string) =>
              code === region || scope.isUsed(code)
                ? (ground.facts.get(placeOf(rule.code, code, category, period.text)) ?? null)
                : null;
            const telling = (code: string) => {
              const fact = stored(code);
              const isGiven = used.includes('WEIGHTED')
                ? fact?.numerator != null && fact.denominator !== null
                : fact?.value != null;
              return isGiven || isSuppressed(fact) ? fact : null;
            };
            const { versions } = ground;
            const all = isSpread ? deepBelow(versions, region, period.end) : [region];
            isStored ||= all.some((code) => stored(code) !== null);
            const regions = isSpread
              ? below(versions, region, period.end).flatMap((child) =>
                  standIns(versions, child, period.end, (code) => telling(code) !== null),
                )
              : [region];
            const mark = (code: string) => `${code} ${category} ${frequency === null ? '' : standing(period, span)}`;
            return regions.map((code) => ({ mark: mark(code), fact: telling(code) }));
          }),
        );
        const rank = [isSpread ? 1 : 0, dimensions.toSorted().join(','), FREQUENCIES.indexOf(frequency ?? '')];
        const way = { rules: used, groups, parts: groups.flat(), isSpread, rank };
        if (isStored) ways.push({ ...way, times: periods.length, categories: categories.length });
      }
    }
  }
  return ways;
}
