import { groupBy } from './group.ts';

/** Whether a count in units of 10^multiplier is too small to publish; zero is no secret. */
export const isSmall = (value: string, minCount: number | null, multiplier = 0): boolean =>
  minCount !== null && Number(value) > 0 && Number(value) < leastCount(minCount, multiplier);

/** The least count that may be published, in units of 10^multiplier. Divided, not multiplied: 5 / 10^4 is the very number that 0.0005 is. */
export const leastCount = (minCount: number, multiplier: number): number =>
  multiplier < 0 ? minCount * 10 ** -multiplier : minCount / 10 ** multiplier;

/** A total and its parts, by the places of their figures: each of them follows from all the others. */
export interface Sum {
  readonly total: number;
  readonly parts: readonly number[];
}

/** What is known of the figures, by their places. */
export interface Knowledge {
  readonly hidden: ReadonlySet<number>;
  readonly sizeOf: (place: number) => number;
  /** Whether an earlier release gave it: whoever hides it now hides nothing. */
  readonly isTold?: (place: number) => boolean;
  /** Whether the hidden parts of a sum can only be one thing: all of them as small, or as great, as what is hidden may be. */
  readonly isTight?: (sum: Sum, hidden: ReadonlySet<number>) => boolean;
}

/**
 * What has to be kept back so that nothing that is kept back follows from what is given: of every sum either none or at least two. A total goes
 * where one part is hidden; where the total is the only one, its smallest part; and rather what no earlier release gave. Answers the places
 * that were added, in the order in which they were found.
 */
export function alsoHidden(sums: readonly Sum[], { hidden, sizeOf, isTold, isTight }: Knowledge): number[] {
  const told = isTold ?? (() => false);
  const members = sums.map(({ total, parts }) => [...new Set([total, ...parts])]);
  const sumsOf = groupBy(
    members.flatMap((places, sum) => places.map((place) => ({ place, sum }))),
    ({ place }) => place,
  );
  const all = new Set(hidden);
  const hiddenIn = members.map((places) => places.filter((place) => all.has(place)).length);
  const unknownIn = members.map((places) => places.filter((place) => all.has(place) && !told(place)).length);
  const waiting = sums.flatMap((_, sum) => (hiddenIn[sum] === 1 || unknownIn[sum] === 1 ? [sum] : []));
  const added: number[] = [];

  const settle = (): void => {
    for (let at = 0; at < waiting.length; at++) {
      const next = waiting[at] ?? 0;
      const sum = sums[next];
      if (sum === undefined || (hiddenIn[next] !== 1 && unknownIn[next] !== 1)) continue;
      add(goesWith(sum, hiddenIn[next] === 1));
    }
    waiting.length = 0;
  };
  const goesWith = ({ total, parts }: Sum, anything: boolean): number | undefined => {
    const fresh = (place: number) => !all.has(place) && !told(place);
    if (fresh(total)) return total;
    const part = smallest(parts.filter(fresh), sizeOf);
    if (part !== undefined || !anything) return part;
    return all.has(total) ? smallest(parts.filter((place) => !all.has(place)), sizeOf) : total;
  }; // biome-ignore format: short
  const add = (place: number | undefined): void => {
    if (place === undefined) return;
    all.add(place);
    added.push(place);
    for (const { sum } of sumsOf.get(place) ?? []) {
      hiddenIn[sum] = (hiddenIn[sum] ?? 0) + 1;
      if (!told(place)) unknownIn[sum] = (unknownIn[sum] ?? 0) + 1;
      if (hiddenIn[sum] === 1 || unknownIn[sum] === 1) waiting.push(sum);
    }
  };

  settle();
  for (let before = -1; isTight !== undefined && before < added.length; ) {
    before = added.length;
    for (const [index, sum] of sums.entries()) {
      if ((hiddenIn[index] ?? 0) < 2 || !isTight(sum, all)) continue;
      add(goesWith(sum, true));
    }
    settle();
  }
  return added;
}

/** The smallest that is not zero, which tells least: zero is no secret by itself, and hides nothing. */
function smallest(parts: readonly number[], sizeOf: (place: number) => number): number | undefined {
  const bySize = (a: number, b: number) => sizeOf(a) - sizeOf(b) || a - b;
  const counted = parts.filter((place) => sizeOf(place) > 0);
  return (counted.length > 0 ? counted : [...parts]).sort(bySize)[0];
}

/** Whether what is left of a total for so many hidden counts leaves no choice: each is one, or each just below what may be published. */
export function leavesNoChoice(rest: number, counts: number, minCount: number, multiplier: number): boolean {
  const single = leastCount(1, multiplier);
  const each = rest / counts;
  const is = (count: number) => Math.abs(each - count) < single / 1_000;
  return is(single) || is(leastCount(minCount, multiplier) - single);
}
