/** What a code of a dimension stands for. */
export interface FigureCategory {
  readonly label: string;
  readonly description?: string | undefined;
  /** Of a metric: in what its figures are. */
  readonly unit?: FigureUnit | undefined;
  /** Of a period: its first day, where that is known, and its last. */
  readonly span?: { readonly start: string | null; readonly end: string } | undefined;
}

export interface FigureUnit {
  readonly code: string;
  readonly label: string;
  /** With the multiplier in words: 万元, thousand persons. */
  readonly name: string;
  readonly symbol: string | null;
  /** A power of ten: figures are in unit × 10^multiplier. */
  readonly multiplier: number;
  readonly decimals: number | null;
}

/** What tells figures apart. */
export interface FigureDimension {
  /** As JSON-stat and people name it, and as SDMX does. */
  readonly id: string;
  readonly concept: string;
  readonly label: string;
  readonly role: 'metric' | 'geo' | 'time' | null;
  categoryOf(code: string): FigureCategory;
}

/** A figure, with a code for each dimension. */
export interface FigureFile {
  readonly codes: readonly string[];
  /** The decimal as it was published; null with a flag that says why. */
  readonly value: string | null;
  /** NORMAL alone where there is nothing to be said. */
  readonly flags: readonly string[];
  readonly frequency: string;
  readonly basis: string;
  readonly unit: FigureUnit;
}

/** Figures, a batch at a time. */
export type Figures = AsyncIterable<readonly FigureFile[]>;

/** What is not broken down by a dimension, in SDMX's word. */
export const TOTAL_CODE = '_T';

/** A file about figures: what it is of. */
export interface About {
  readonly title: string;
  readonly source: string;
  /** When what it holds was last published, as a moment; null where nothing was. */
  readonly updated: string | null;
  readonly language: string;
}
