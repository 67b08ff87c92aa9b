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

/** The figures of a sum that secondary suppression adds to these. */
export const alsoHidden = (sums: readonly Sum[], knowledge: Knowledge): number[] => new Guard(sums, knowledge).settle();

/**
 * Suppresses so many figures that no suppressed figure follows from the others: of every sum either none or at least two. A total goes
 * where one part is hidden; where the total is the only one, its smallest part; and rather what no earlier release gave.
 */
export class Guard {
  readonly hidden: Set<number>;
  readonly #sums: readonly Sum[];
  readonly #knowledge: Knowledge;
  readonly #sumsOf = new Map<number, number[]>();
  readonly #hiddenIn: Int32Array;
  /** Of these, how many no earlier release gave. */
  readonly #unknownIn: Int32Array;
  #waiting: number[] = [];

  constructor(sums: readonly Sum[], knowledge: Knowledge) {
    this.hidden = new Set();
    this.#sums = sums;
    this.#knowledge = { ...knowledge, hidden: this.hidden };
    this.#hiddenIn = new Int32Array(sums.length);
    this.#unknownIn = new Int32Array(sums.length);
    for (const [sum, { total, parts }] of sums.entries()) {
      this.#enter(total, sum);
      for (const part of parts) this.#enter(part, sum);
    }
    for (const place of knowledge.hidden) this.add(place);
  }

  add(place: number): void {
    if (this.hidden.has(place)) return;
    this.hidden.add(place);
    const isUnknown = this.#knowledge.isTold?.(place) !== true;
    for (const sum of this.#sumsOf.get(place) ?? []) {
      this.#hiddenIn[sum] = (this.#hiddenIn[sum] ?? 0) + 1;
      if (isUnknown) this.#unknownIn[sum] = (this.#unknownIn[sum] ?? 0) + 1;
      if (this.#isOpen(sum)) this.#waiting.push(sum);
    }
  }

  /** The places that have to go as well, in the order in which they were found. */
  settle(): number[] {
    const added: number[] = [];
    const go = (sum: Sum, anything: boolean) => {
      const place = companion(sum, this.#knowledge, anything);
      if (place === undefined) return;
      this.add(place);
      added.push(place);
    };
    const close = () => {
      for (let at = 0; at < this.#waiting.length; at++) {
        const next = this.#waiting[at] ?? 0;
        const sum = this.#sums[next];
        if (sum !== undefined && this.#isOpen(next)) go(sum, this.#hiddenIn[next] === 1);
      }
      this.#waiting = [];
    };
    close();
    const { isTight } = this.#knowledge;
    for (let before = -1; isTight !== undefined && before < added.length; ) {
      before = added.length;
      for (const [index, sum] of this.#sums.entries()) {
        if ((this.#hiddenIn[index] ?? 0) > 1 && isTight(sum, this.hidden)) go(sum, true);
      }
      close();
    }
    return added;
  }

  #enter(place: number, sum: number): void {
    const known = this.#sumsOf.get(place);
    if (known) known.push(sum);
    else this.#sumsOf.set(place, [sum]);
  }

  #isOpen(sum: number): boolean {
    return this.#hiddenIn[sum] === 1 || this.#unknownIn[sum] === 1;
  }
}

/**
 * What goes with what is hidden of a sum: the total, else its smallest part, and what no earlier release gave before what one did, which goes only
 * where `anything` helps.
 */
export function companion(
  { total, parts }: Sum,
  { hidden, sizeOf, isTold }: Knowledge,
  anything: boolean,
): number | undefined {
  const isOpen = (place: number) => !hidden.has(place);
  const isFresh = (place: number) => isOpen(place) && isTold?.(place) !== true;
  if (isFresh(total)) return total;
  const part = smallest(parts.filter(isFresh), sizeOf);
  if (part !== undefined || !anything) return part;
  return isOpen(total) ? total : smallest(parts.filter(isOpen), sizeOf);
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
