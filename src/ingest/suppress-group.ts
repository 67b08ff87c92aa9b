import { type Period, parsePeriod } from '../domain/period.ts';
import { finenessOf, partsOfPeriod } from '../domain/period-part.ts';
import type { Sum } from '../domain/suppression.ts';
import type { Meaning } from './installation.ts';
import type { RegionChildren } from './suppress-region.ts';

/** A staged figure of one metric. */
export interface StagedFigure {
  readonly line: number;
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly value: string | null;
  readonly suppressed: boolean;
}

export const isHidden = ({ value, suppressed }: StagedFigure): boolean => value === null && suppressed;

const keyOf = (region: number, breakdown: string, period: string): string => `${region}|${period}|${breakdown}`;

/** Finds what adds up among the staged figures of one metric. A part without a row is stood for by its own parts, as far down as it takes. */
export class StagedSums {
  readonly #figures: readonly StagedFigure[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #finest: number;
  /** Many figures have few periods: of each, its last day and what it falls into. */
  readonly #spans: ReadonlyMap<string, { readonly end: string; readonly ways: readonly (readonly Period[])[] }>;

  constructor(figures: readonly StagedFigure[]) {
    this.#figures = figures;
    this.#places = new Map(
      figures.map(({ region_id, breakdown_key, period }, place) => [keyOf(region_id, breakdown_key, period), place]),
    );
    const periods = [...new Set(figures.map(({ period }) => period))].map(parsePeriod);
    this.#finest = Math.min(...periods.map(({ frequency }) => finenessOf(frequency)));
    this.#spans = new Map(
      periods.map((period) => [period.text, { end: period.end, ways: partsOfPeriod(period, this.#finest) }]),
    );
  }

  /** Sums of which every member has a value or is kept back: only of these does one follow from the others. */
  all(meaning: Meaning, children: RegionChildren, categoriesOf: (dimension: string) => readonly string[]): Sum[] {
    const { basis, dimensions, over_time, over_regions, over_breakdowns } = meaning;
    return this.#figures.flatMap((figure, total) => {
      if (!this.#isThere(total)) return [];
      const ways: (readonly number[] | null)[] = [];
      if (over_regions === 'SUM') ways.push(this.#below(figure.region_id, figure, children));
      if (over_breakdowns === 'SUM') ways.push(...dimensions.map((one) => this.#apart(figure, one, categoriesOf(one))));
      if (over_time === 'SUM' && basis === 'FLOW') ways.push(...this.#during(figure));
      return ways.flatMap((parts) =>
        parts !== null && parts.length > 0 && parts.every((place) => this.#isThere(place)) ? [{ total, parts }] : [],
      );
    });
  }

  #isThere(place: number): boolean {
    const figure = this.#figures[place];
    return figure !== undefined && (figure.value !== null || figure.suppressed);
  }

  /** The rows that stand for the regions below one; null where something below has none. */
  #below(region: number, figure: StagedFigure, children: RegionChildren): number[] | null {
    const below = children.of(region, this.#spans.get(figure.period)?.end ?? '');
    if (below.length === 0) return null;
    const parts: number[] = [];
    for (const child of below) {
      const own = this.#places.get(keyOf(child, figure.breakdown_key, figure.period));
      const found = own === undefined ? this.#below(child, figure, children) : [own];
      if (found !== null) parts.push(...found);
      else if (!children.isDropped(child)) return null;
    }
    return parts;
  }

  #apart(figure: StagedFigure, dimension: string, categories: readonly string[]): number[] | null {
    const items = figure.breakdown_key === '' ? [] : figure.breakdown_key.split(';');
    if (items.some((item) => item.startsWith(`${dimension}=`))) return null;
    const parts: number[] = [];
    for (const category of categories) {
      const key = breakdownWith(items, `${dimension}=${category}`);
      const place = this.#places.get(keyOf(figure.region_id, key, figure.period));
      if (place === undefined) return null;
      parts.push(place);
    }
    return parts;
  }

  #during({ region_id, breakdown_key, period }: StagedFigure): number[][] {
    const rows = (text: string): number[] | null => {
      const own = this.#places.get(keyOf(region_id, breakdown_key, text));
      return own === undefined ? (ways(text)[0] ?? null) : [own];
    };
    const ways = (text: string): number[][] =>
      (this.#spans.get(text)?.ways ?? partsOfPeriod(parsePeriod(text), this.#finest)).flatMap((parts) => {
        const found: number[] = [];
        for (const part of parts) {
          const places = rows(part.text);
          if (places === null) return [];
          found.push(...places);
        }
        return [found];
      });
    return ways(period);
  }
}

/** A breakdown with one item more, as keys are written. */
export const breakdownWith = (items: readonly string[], ...more: readonly string[]): string =>
  [...items, ...more].sort((a, b) => (a < b ? -1 : 1)).join(';');
