import type { AggregationRule } from '../domain/aggregation.ts';
import type { Sum } from '../domain/suppression.ts';
import type { Meaning } from './installation.ts';
import type { RegionChildren } from './suppress-region.ts';
import { StagedTimes } from './suppress-time.ts';

/** A staged figure of one metric. */
export interface StagedFigure {
  readonly line: number;
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly value: string | null;
  /** Whether numerator and denominator stand beside it. */
  readonly weighed: boolean;
  readonly suppressed: boolean;
}

export const isHidden = ({ value, suppressed }: StagedFigure): boolean => value === null && suppressed;

type Categories = (dimension: string) => readonly string[];

/** What is brought together: over these dimensions, over the regions below or not, over these parts of the period or none. */
interface Way {
  readonly dimensions: readonly string[];
  readonly below: boolean;
  readonly during: readonly string[] | null;
  readonly weighed: boolean;
}

/**
 * Finds what adds up among the staged figures of one metric, in the ways in which totals are had of them: from regions, periods, categories,
 * and from several of these at once. A part that is not given is stood for by its own parts, as far down as it takes.
 */
export class StagedSums {
  readonly #figures: readonly StagedFigure[];
  readonly #meaning: Meaning;
  readonly #children: RegionChildren;
  readonly #categoriesOf: Categories;
  /** Where a value stands or is kept back; where both of its parts do. */
  readonly #places = new Map<string, number>();
  readonly #weighed = new Map<string, number>();
  readonly #times: StagedTimes;
  readonly #keys: StagedKeys;

  constructor(figures: readonly StagedFigure[], meaning: Meaning, children: RegionChildren, categoriesOf: Categories) {
    this.#figures = figures;
    this.#meaning = meaning;
    this.#children = children;
    this.#categoriesOf = categoriesOf;
    for (const [place, figure] of figures.entries()) {
      const key = keyOf(figure.region_id, figure.breakdown_key, figure.period);
      if (figure.value !== null || figure.suppressed) this.#places.set(key, place);
      if (figure.weighed || isHidden(figure)) this.#weighed.set(key, place);
    }
    this.#times = new StagedTimes(
      figures.map(({ period }) => period),
      meaning,
    );
    this.#keys = new StagedKeys(new Set(figures.map(({ breakdown_key }) => breakdown_key)));
  }

  /** Sums of which every member has a value or is kept back: only of these does one follow from the others. */
  all(): Sum[] {
    return this.#figures.flatMap((figure, total) => {
      const sums: Sum[] = [];
      // What is whole along one axis by itself says all that it says together with others.
      const whole = new Set<unknown>();
      for (const way of this.#ways(figure)) {
        const { region_id, breakdown_key, period } = figure;
        if (!(way.weighed ? this.#weighed : this.#places).has(keyOf(region_id, breakdown_key, period))) continue;
        const steps = [...way.dimensions, ...(way.during ? [way.during] : [])];
        const isSingle = steps.length + Number(way.below) === 1;
        if (!isSingle && steps.some((step) => whole.has(step))) continue;
        const parts = this.#parts(figure, way);
        if (parts === null || parts.length === 0) continue;
        sums.push({ total, parts });
        if (isSingle) for (const step of steps) whole.add(step);
      }
      return sums;
    });
  }

  /** Every way there might be to a total, the single ones first. */
  *#ways({ region_id, breakdown_key, period }: StagedFigure): Generator<Way> {
    const choices = this.#keys.choices(breakdown_key, this.#meaning.over_breakdowns === 'NONE' ? [] : this.#meaning.dimensions);
    const isAbove = this.#meaning.over_regions !== 'NONE' && this.#children.of(region_id, this.#times.endOf(period)).length > 0;
    const times = [null, ...this.#times.ways(period)];
    for (let axes = 1; axes <= 3; axes++) {
      for (const dimensions of choices) {
        for (const below of isAbove ? [false, true] : [false]) {
          for (const during of times) {
            const count = Number(dimensions.length > 0) + Number(below) + Number(during !== null);
            const weighed = count === axes ? this.#isWeighed(dimensions.length > 0, below, during !== null) : null;
            if (weighed !== null) yield { dimensions, below, during, weighed };
          }
        }
      }
    }
  } // biome-ignore format: short

  /** Whether numerators and denominators are added and not values; null where the rules do not go together. */
  #isWeighed(overBreakdowns: boolean, overRegions: boolean, overTime: boolean): boolean | null {
    const { over_breakdowns, over_regions, over_time } = this.#meaning;
    const rules = new Set<string>([
      ...(overBreakdowns ? [over_breakdowns] : []),
      ...(overRegions ? [over_regions] : []),
    ] satisfies string[]);
    if (rules.has('LAST' satisfies AggregationRule)) return null;
    if (overTime && over_time !== 'LAST') rules.add(over_time);
    if (!rules.has('WEIGHTED')) return false;
    return rules.size === 1 ? true : null;
  }

  /** The places that make up a total in one way; null where something of it is not there. */
  #parts({ region_id, breakdown_key, period }: StagedFigure, { dimensions, below, during, weighed }: Way): number[] | null {
    const found: number[] = [];
    const places = weighed ? this.#weighed : this.#places;
    const at = (key: string, text: string): readonly number[] | null => {
      if (below) return this.#below(places, region_id, key, text);
      const place = places.get(keyOf(region_id, key, text));
      return place === undefined ? null : [place];
    };
    for (const key of this.#keys.parts(breakdown_key, dimensions, this.#categoriesOf)) {
      for (const text of during ?? [period]) {
        const parts = this.#times.fill(text, (one) => at(key, one), during !== null);
        if (parts === null) return null;
        found.push(...parts);
      }
    }
    return found;
  } // biome-ignore format: short

  /** The figures that stand for the regions below one; null where something below has none. */
  #below(places: ReadonlyMap<string, number>, region: number, key: string, period: string): number[] | null {
    const below = this.#children.of(region, this.#times.endOf(period));
    if (below.length === 0) return null;
    const parts: number[] = [];
    for (const child of below) {
      const own = places.get(keyOf(child, key, period));
      const found = own === undefined ? this.#below(places, child, key, period) : [own];
      if (found !== null) parts.push(...found);
      else if (!this.#children.isDropped(child)) return null;
    }
    return parts.length === 0 ? null : parts;
  }
}

const keyOf = (region: number, breakdown: string, period: string): string => `${region}|${period}|${breakdown}`;

/** The breakdowns that are staged. */
class StagedKeys {
  readonly #names: ReadonlySet<string>;
  readonly #choices = new Map<string, readonly (readonly string[])[]>();
  readonly #parts = new Map<string, readonly string[]>();

  constructor(keys: ReadonlySet<string>) {
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

  /** The breakdowns of all combinations of categories of these dimensions beside one. */
  parts(key: string, dimensions: readonly string[], categoriesOf: Categories): readonly string[] {
    if (dimensions.length === 0) return [key];
    const name = `${key}|${dimensions.join(';')}`;
    const known = this.#parts.get(name);
    if (known) return known;
    let lists: string[][] = [key === '' ? [] : key.split(';')];
    for (const dimension of dimensions) {
      const items = categoriesOf(dimension).map((category) => `${dimension}=${category}`);
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
