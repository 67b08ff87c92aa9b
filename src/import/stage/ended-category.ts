import { message, type Text } from '../../domain/message/message.ts';
import { isValidOn, UNBOUNDED, type Validity } from '../../domain/period/validity.ts';
import { figureText } from '../package/problem.ts';

interface PlacedFact {
  readonly metric: string;
  readonly region: string;
  readonly period: { readonly text: string; readonly end: string };
}

/** Counts the facts of categories that are not valid at the end of their period: sums leave them out. */
export class EndedCategories {
  readonly #validities: ReadonlyMap<string, Validity>;
  #count = 0;
  #first = '';

  constructor(validities: ReadonlyMap<string, Validity>) {
    this.#validities = validities;
  }

  /** Looks at a fact with its breakdown's key. */
  add({ metric, region, period }: PlacedFact, breakdownKey: string): void {
    if (this.#validities.size === 0 || breakdownKey === '') return;
    const isValid = (item: string) => isValidOn(this.#validities.get(item) ?? UNBOUNDED, period.end);
    if (breakdownKey.split(';').every(isValid)) return;
    if (this.#count++ === 0) this.#first = figureText(metric, region, breakdownKey, period.text);
  }

  notes(): Text[] {
    if (this.#count === 0) return [];
    return [message('import.note-category-not-valid', { count: this.#count, first: this.#first })];
  }
}
