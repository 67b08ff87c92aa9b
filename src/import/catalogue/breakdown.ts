import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { type CellReader, cached, firstTwice, Wrong } from '../package/cell.ts';
import { listed, quoted } from '../package/problem.ts';
import { categoryKey } from './catalogue.ts';
import type { CodeIds } from './ids.ts';

export interface Breakdown {
  /** The sorted dimension=category texts, joined by semicolons; empty for the total. */
  readonly key: string;
  readonly items: readonly {
    readonly dimension: string;
    readonly dimension_id: number;
    readonly category_id: number;
  }[];
}

export const TOTAL: Breakdown = { key: '', items: [] };

/** Reads breakdowns such as sex=female;age=0-14, and remembers each that was met: its series needs its categories. */
export class Breakdowns {
  readonly #names: CodeIds;
  readonly #met = new Map<string, Breakdown>();
  readonly read: CellReader<Breakdown> = cached((text) => this.#parse(text));

  constructor(names: CodeIds) {
    this.#names = names;
  }

  get met(): readonly Breakdown[] {
    return [...this.#met.values()];
  }

  #parse(text: string): Breakdown {
    const parts = text.split(';').map((part) => part.trim());
    const items = parts.map((part) => this.#item(part));
    const twice = firstTwice(items.map(({ dimension }) => dimension));
    if (twice !== null) {
      throw new Wrong(
        message('import.dimension-repeated', { dimension: quoted(twice), breakdown: quoted(text) }),
        message('import.dimension-once'),
      );
    }
    const key = parts.toSorted((a, b) => (a < b ? -1 : 1)).join(';');
    const breakdown = this.#met.get(key) ?? { key, items };
    this.#met.set(key, breakdown);
    return breakdown;
  }

  #item(part: string) {
    const [dimension = '', category, ...more] = part.split('=');
    if (category === undefined || more.length > 0) {
      throw new Wrong(message('import.not-a-breakdown', { value: quoted(part) }), message('import.breakdown-expected'));
    }
    const names = this.#names;
    const key = categoryKey(dimension, category);
    if (names.find('dimension', dimension) === null) {
      const text = message('import.unknown-dimension', { code: quoted(dimension) });
      throw unknown(text, dimension, () => names.codes('dimension'));
    }
    if (names.find('category', key) !== null) {
      return { dimension, dimension_id: names.id('dimension', dimension), category_id: names.id('category', key) };
    }
    const text = message('import.unknown-category-of', { code: quoted(category), dimension: quoted(dimension) });
    throw unknown(text, category, () => names.categories(dimension));
  }
}

function unknown(text: Text, code: string, known: () => Iterable<string>): Wrong {
  return new Wrong(text, () => {
    const all = [...known()].sort();
    if (all.length === 0) return message('import.nothing-defined');
    return didYouMean(code, all, message('import.one-of', { codes: listed(all) }));
  });
}
