import type { AggregationRule } from '../../domain/comparison/aggregation.ts';
import type { Sum } from '../../domain/disclosure/suppression.ts';
import type { Categories } from '../catalogue/category.ts';
import type { Meaning } from '../catalogue/installation.ts';
import { StagedKeys } from './suppress-key.ts';
import type { RegionChildren } from './suppress-region.ts';
import type { StagedTimes } from './suppress-time.ts';

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

/** What is brought together: over these dimensions, over the regions below or not, over these parts of the period or none. */
interface Way {
  readonly dimensions: readonly string[];
  readonly below: boolean;
  readonly during: readonly string[] | null;
  readonly weighed: boolean;
  /** Its axes, of which it may have but one. */
  readonly steps: readonly unknown[];
  readonly single: boolean;
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
  /** Where a value stands or is suppressed; where both of its parts do. */
  readonly #places = new Map<string, number>();
  readonly #weighed = new Map<string, number>();
  readonly #times: StagedTimes;
  readonly #ways = new Map<string, readonly Way[]>();
  readonly #keys: StagedKeys;

  constructor(
    figures: readonly StagedFigure[],
    meaning: Meaning,
    times: StagedTimes,
    children: RegionChildren,
    categoriesOf: Categories,
  ) {
    this.#figures = figures;
    this.#meaning = meaning;
    this.#children = children;
    this.#categoriesOf = categoriesOf;
    this.#times = times;
    for (const [place, figure] of figures.entries()) {
      const key = keyOf(figure.region_id, figure.breakdown_key, figure.period);
      if (figure.value !== null || figure.suppressed) this.#places.set(key, place);
      if (figure.weighed || isHidden(figure)) this.#weighed.set(key, place);
    }
    this.#keys = new StagedKeys(new Set(figures.map(({ breakdown_key }) => breakdown_key)));
  }

  /** Sums of which every member has a value or is suppressed: only of these does one follow from the others. */
  all(): Sum[] {
    return this.#figures.flatMap((figure, total) => {
      const ways = this.#waysTo(figure);
      if (ways.length === 0) return [];
      const key = keyOf(figure.region_id, figure.breakdown_key, figure.period);
      const sums: Sum[] = [];
      // What is whole along one axis by itself says all that it says together with others.
      const whole = new Set<unknown>();
      for (const way of ways) {
        if (!(way.weighed ? this.#weighed : this.#places).has(key)) continue;
        if (!way.single && way.steps.some((step) => whole.has(step))) continue;
        const parts = this.#parts(figure, way);
        if (parts === null || parts.length === 0) continue;
        sums.push({ total, parts });
        // Where a part of the period is replaced, what others have for that part says more.
        if (way.single && (way.during === null || parts.length === way.during.length))
          for (const step of way.steps) whole.add(step);
      }
      return sums;
    });
  }

  /** Many figures have few kinds of ways. */
  #waysTo({ region_id, breakdown_key, period }: StagedFigure): readonly Way[] {
    const { over_regions } = this.#meaning;
    const isAbove = over_regions !== 'NONE' && this.#children.of(region_id, this.#times.endOf(period)).length > 0;
    const name = `${isAbove}|${period}|${breakdown_key}`;
    const known = this.#ways.get(name);
    if (known) return known;
    const ways = [...this.#everyWay(breakdown_key, period, isAbove)];
    this.#ways.set(name, ways);
    return ways;
  }

  /** Every way there might be to a total, the single ones first. */
  *#everyWay(breakdown_key: string, period: string, isAbove: boolean): Generator<Way> {
    const { over_breakdowns, dimensions: own } = this.#meaning;
    const choices = this.#keys.choices(breakdown_key, over_breakdowns === 'NONE' ? [] : own);
    const times = [null, ...this.#times.ways(period)];
    for (let axes = 1; axes <= 3; axes++) {
      for (const dimensions of choices) {
        for (const below of isAbove ? [false, true] : [false]) {
          for (const during of times) {
            const count = Number(dimensions.length > 0) + Number(below) + Number(during !== null);
            const weighed = count === axes ? this.#isWeighed(dimensions.length > 0, below, during !== null) : null;
            if (weighed === null) continue;
            const steps = [...dimensions, ...(during ? [during] : [])];
            yield { dimensions, below, during, weighed, steps, single: steps.length + Number(below) === 1 };
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
    const categoriesOf = this.#categoriesOf;
    const texts = during ?? [period];
    const dated = dimensions.some(categoriesOf.isDated);
    // Where categories come and go, each part of the period has those of its own last day.
    for (const group of dated ? texts.map((text) => [text]) : [texts]) {
      const keys = this.#keys.parts(breakdown_key, dimensions, categoriesOf, this.#times.endOf(group[0] ?? period));
      if (keys === null) return null;
      for (const key of keys) {
        for (const text of group) {
          const parts = this.#times.fill(text, (one) => at(key, one), during !== null);
          if (parts === null) return null;
          found.push(...parts);
        }
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
