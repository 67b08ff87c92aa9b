/** A figure of some days: what lies between its first day and the day after its last. */
export interface Span {
  readonly place: number;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly size: number;
}

/**
 * The figures to suppress among figures that add up over time, so that no suppressed figure is a difference or a sum of published ones.
 * Days are joined by the figures between them; what is hidden follows exactly where its two days are joined by what is given. So figures
 * are given one after the other, the short ones first, and one that would join the days of a hidden one is not. Near to linear in their
 * number, whatever there is of it: quarters of months, years to date, weeks.
 */
export function telling(given: readonly Span[], hidden: readonly Span[]): number[] {
  const days = new Days();
  for (const [secret, { from, to }] of hidden.entries()) {
    days.end(from, secret);
    days.end(to, secret);
  }
  const isZero = ({ size }: Span) => size === 0;
  // Of equally long ones the greatest first: what is left over tells least. Zero is no secret, and hides nothing.
  const topologicalSort = [...given].sort(
    (a, b) => a.days - b.days || Number(isZero(b)) - Number(isZero(a)) || b.size - a.size || a.place - b.place,
  );
  return topologicalSort.flatMap((span) => (days.join(span.from, span.to) ? [] : [span.place]));
}

/** Groups of days that are joined, each with the hidden figures that begin or end in it. */
class Days {
  readonly #above = new Map<string, string>();
  readonly #secrets = new Map<string, Set<number>>();

  end(day: string, secret: number): void {
    const secrets = this.#secrets.get(day);
    if (secrets) secrets.add(secret);
    else this.#secrets.set(day, new Set([secret]));
  }

  /** Joins two days, unless that would join the two ends of a hidden figure. Answers whether they are joined. */
  join(from: string, to: string): boolean {
    const [a, b] = [this.#top(from), this.#top(to)];
    if (a === b) return true;
    const [one, other] = [this.#secrets.get(a) ?? new Set<number>(), this.#secrets.get(b) ?? new Set<number>()];
    const isOneSmaller = one.size <= other.size;
    const [few, many] = isOneSmaller ? [one, other] : [other, one];
    for (const secret of few) if (many.has(secret)) return false;
    for (const secret of few) many.add(secret);
    this.#above.set(isOneSmaller ? a : b, isOneSmaller ? b : a);
    this.#secrets.set(isOneSmaller ? b : a, many);
    return true;
  }

  #top(day: string): string {
    let top = day;
    for (let above = this.#above.get(top); above !== undefined; above = this.#above.get(top)) top = above;
    if (top !== day) this.#above.set(day, top);
    return top;
  }
}
