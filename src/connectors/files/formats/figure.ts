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
  /** How sure the bounds of its metric are, in per cent; null where the publisher does not say. */
  readonly confidence: string | null;
  /** The parts of its estimate, in the order of ESTIMATE_PARTS, null where it has none; empty where they are not read. */
  readonly estimate: readonly (string | null)[];
}

/** What a publisher may say of how sure a value is: the columns that have it, and what SDMX calls it. */
export const ESTIMATE_PARTS = [
  { column: 'standardError', concept: 'OBS_STANDARD_ERROR', label: 'Standard error', dataType: 'Decimal' },
  { column: 'lowerBound', concept: 'OBS_LOWER_BOUND', label: 'Lower bound', dataType: 'Decimal' },
  { column: 'upperBound', concept: 'OBS_UPPER_BOUND', label: 'Upper bound', dataType: 'Decimal' },
  { column: 'rank', concept: 'OBS_RANK', label: 'Rank', dataType: 'Decimal' },
  { column: 'rankLowerBound', concept: 'OBS_RANK_LOWER_BOUND', label: 'Lower bound of the rank', dataType: 'Decimal' },
  { column: 'rankUpperBound', concept: 'OBS_RANK_UPPER_BOUND', label: 'Upper bound of the rank', dataType: 'Decimal' },
  { column: 'sourceCount', concept: 'OBS_SOURCE_COUNT', label: 'Number of sources', dataType: 'Integer' },
] as const;

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
