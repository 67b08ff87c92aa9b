import type { AggregationRule } from '../../domain/comparison/aggregation.ts';
import type { CalendarUnit } from '../../domain/period/calendar.ts';
import type { Placement, RegionSpan } from '../../domain/region/region-hierarchy.ts';
import type { ObservationFilter } from '../observation/observation-filter.ts';

/** A metric that is rolled up: its rules, and by what Σnumerator / Σdenominator is multiplied. */
export interface RolledMetric {
  readonly id: number;
  readonly overTime: AggregationRule;
  readonly overRegions: AggregationRule;
  readonly overBreakdowns: AggregationRule;
  readonly scale: string;
}

/** A dimension that is added over, and how many categories it has. */
export interface AddedDimension {
  readonly code: string;
  readonly categories: number;
}

export interface RollUp {
  readonly metrics: readonly RolledMetric[];
  /** Its regions are those whose own figures are wanted, where none are rolled up. */
  readonly filter: ObservationFilter;
  /** The regions that totals are wanted of, each with the days on which, and what lies below them; null: regions stand for themselves. */
  readonly placement: (Placement & { readonly targets: readonly Target[] }) | null;
  readonly overTime: CalendarUnit | null;
  readonly dimensions: readonly AddedDimension[];
  readonly allowPartial: boolean;
  /** Only the latest so many periods of each total. */
  readonly latest: number | null;
  /** Only these totals: those that others are compared with. */
  readonly cells?: readonly CellKey[];
}

/** A region that totals are wanted of, for periods that end on these days; null: without a bound. */
export type Target = Pick<RegionSpan, 'regionId' | 'from' | 'to'>;

export interface CellKey {
  readonly datasetId: number;
  readonly metricId: number;
  readonly regionId: number;
  readonly breakdownKey: string;
  readonly periodStart: string | null;
  readonly periodEnd: string;
}
