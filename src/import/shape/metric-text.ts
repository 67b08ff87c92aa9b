import type { CodeReading, PlaceReading } from '../mapping/reading-schema.ts';
import type { SourceRow } from '../reader/sheet.ts';

/** A text of a header that may be a metric, and where it stands. */
export interface MetricText {
  readonly name: string;
  readonly place: PlaceReading;
}

/** What is known of a metric from a header: its name, and the unit that stands with it. */
export interface NamedMetric {
  readonly name: string;
  readonly unit: string | null;
  readonly columns: readonly number[];
  /** Of a long table, the rows that have its values. */
  readonly rows?: readonly SourceRow[];
  /** With how many decimals the file says that it is shown. */
  readonly decimals?: number | null;
}

/** Where the metric of a table is named. */
export interface InferredMetric {
  readonly reading: CodeReading;
  /** Null where it stands in no column. */
  readonly column: number | null;
  /** Null where the unit is not said in the same place. */
  readonly unit: CodeReading | null;
  /** Columns that say the same as the one that is read. */
  readonly same?: readonly number[];
  /** Metrics that may have to be defined. */
  readonly named: readonly NamedMetric[];
}
