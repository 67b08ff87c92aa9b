import { groupBy } from './group.ts';

/** Whether a count is too small to publish; zero is no secret. */
export const isSmall = (value: string, minCount: number | null): boolean =>
  minCount !== null && Number(value) > 0 && Number(value) < minCount;

/** A total and its parts, by the places of their figures: each of them follows from all the others. */
export interface Sum {
  readonly total: number;
  readonly parts: readonly number[];
}

/**
 * What has to be kept back so that nothing that is kept back follows from what is given: of every sum either none or at least two. A total goes
 * where one part is hidden; where the total is the only one, its smallest part. Answers the places that were added, in the order in which
 * they were found.
 */
export function alsoHidden(
  sums: readonly Sum[],
  hidden: ReadonlySet<number>,
  sizeOf: (place: number) => number,
): number[] {
  const open = sums.filter(({ parts }) => parts.length > 0);
  const members = open.map(({ total, parts }) => [...new Set([total, ...parts])]);
  const sumsOf = groupBy(
    members.flatMap((places, sum) => places.map((place) => ({ place, sum }))),
    ({ place }) => place,
  );
  const all = new Set(hidden);
  const counts = members.map((places) => places.filter((place) => all.has(place)).length);
  const waiting = counts.flatMap((count, sum) => (count === 1 ? [sum] : []));
  const added: number[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const sum = open[next];
    if (sum === undefined || counts[next] !== 1) continue;
    const place = all.has(sum.total) ? smallest(sum.parts, sizeOf) : sum.total;
    if (place === undefined) continue;
    all.add(place);
    added.push(place);
    for (const { sum: other } of sumsOf.get(place) ?? []) {
      counts[other] = (counts[other] ?? 0) + 1;
      if (counts[other] === 1) waiting.push(other);
    }
  }
  return added;
}

/** The smallest that is not zero, which tells least: zero is no secret by itself, and hides nothing. */
function smallest(parts: readonly number[], sizeOf: (place: number) => number): number | undefined {
  const bySize = (a: number, b: number) => sizeOf(a) - sizeOf(b) || a - b;
  const counted = parts.filter((place) => sizeOf(place) > 0);
  return (counted.length > 0 ? counted : [...parts]).sort(bySize)[0];
}
