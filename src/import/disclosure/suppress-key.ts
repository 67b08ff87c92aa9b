import type { Categories } from '../catalogue/category.ts';

/** The breakdowns that are staged. */
export class StagedKeys {
  readonly #count: number;
  readonly #names: ReadonlySet<string>;
  readonly #choices = new Map<string, readonly (readonly string[])[]>();
  readonly #parts = new Map<string, readonly string[] | null>();

  constructor(keys: ReadonlySet<string>) {
    this.#count = keys.size;
    this.#names = new Set([...keys].map((key) => dimensionsOf(key).join(';')));
  }

  /** Over which dimensions a figure with this breakdown might be had: none, and those beside which something is broken down by them as well. */
  choices(key: string, dimensions: readonly string[]): readonly (readonly string[])[] {
    const own = dimensionsOf(key);
    const name = own.join(';');
    const known = this.#choices.get(name);
    if (known) return known;
    const found = [...this.#names].flatMap((other) => {
      const all = other === '' ? [] : other.split(';');
      const more = all.filter((dimension) => !own.includes(dimension));
      return all.length === own.length + more.length && more.every((one) => dimensions.includes(one)) ? [more] : [];
    });
    const sorted = found.sort((a, b) => a.length - b.length);
    const choices = sorted[0]?.length === 0 ? sorted : [[], ...sorted];
    this.#choices.set(name, choices);
    return choices;
  }

  /**
   * The breakdowns of all combinations of categories of these dimensions beside one, as they are valid on a day; null where they are more than
   * there are at all.
   */
  parts(key: string, dimensions: readonly string[], categoriesOf: Categories, day: string): readonly string[] | null {
    if (dimensions.length === 0) return [key];
    const name = `${dimensions.some(categoriesOf.isDated) ? day : ''}|${key}|${dimensions.join(';')}`;
    const known = this.#parts.get(name);
    if (known !== undefined) return known;
    const combinations = dimensions.reduce((product, dimension) => product * categoriesOf(dimension, day).length, 1);
    if (combinations > this.#count) {
      this.#parts.set(name, null);
      return null;
    }
    let lists: string[][] = [key === '' ? [] : key.split(';')];
    for (const dimension of dimensions) {
      const items = categoriesOf(dimension, day).map((category) => `${dimension}=${category}`);
      lists = lists.flatMap((list) => items.map((item) => [...list, item]));
    }
    const parts = lists.map((list) => breakdownWith(list));
    this.#parts.set(name, parts);
    return parts;
  }
}

const dimensionsOf = (key: string): string[] =>
  key === '' ? [] : key.split(';').map((item) => item.slice(0, item.indexOf('=')));

/** A breakdown with one item more, as keys are written. */
export const breakdownWith = (items: readonly string[], ...more: readonly string[]): string =>
  [...items, ...more].sort((a, b) => (a < b ? -1 : 1)).join(';');
