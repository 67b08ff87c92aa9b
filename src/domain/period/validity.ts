import { addDays } from './day.ts';

/** From which day to which something holds, both counted; null: without a bound. */
export interface Validity {
  readonly from: string | null;
  readonly to: string | null;
}

export const UNBOUNDED: Validity = { from: null, to: null };

export const isValidOn = ({ from, to }: Validity, day: string): boolean =>
  (from === null || from <= day) && (to === null || to >= day);

/** Whether something ends, or begins, at all. */
export const isDated = ({ from, to }: Validity): boolean => from !== null || to !== null;

/** How many there are from one day to another. */
export interface CountSpan extends Validity {
  readonly count: number;
}

/** How many combinations of one of each list are valid on which days: spans that follow each other without a gap. */
export function countCombinations(lists: readonly (readonly Validity[])[]): CountSpan[] {
  const changes = lists.flat().flatMap(({ from, to }) => [from, to === null ? null : addDays(to, 1)]);
  const starts = [...new Set(changes.filter((day) => day !== null))].sort();
  const firsts = [null, ...starts];
  return firsts.map((from, place) => {
    const next = starts[place];
    const to = next === undefined ? null : addDays(next, -1);
    // Nothing changes within a span: any of its days says what is valid in it.
    const day = from ?? to ?? '0001-01-01';
    const counts = lists.map((list) => list.filter((one) => isValidOn(one, day)).length);
    return { from, to, count: counts.reduce((product, count) => product * count, 1) };
  });
}
