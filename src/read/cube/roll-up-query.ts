import type { AggregationRule } from '../../domain/comparison/aggregation.ts';
import type { CalendarUnit } from '../../domain/period/calendar.ts';
import { isDated, type Validity } from '../../domain/period/validity.ts';
import type { RegionPlacements, RegionSpan } from '../../domain/region/region-hierarchy.ts';
import type { SortKey } from '../core/statement.ts';
import type { ObservationFilter } from '../observation/observation-filter.ts';

/** A metric that is rolled up has its rules, and a factor by which Σnumerator / Σdenominator is multiplied. */
export interface RolledMetric {
  readonly id: number;
  readonly overTime: AggregationRule;
  readonly overRegions: AggregationRule;
  readonly overBreakdowns: AggregationRule;
  readonly scale: string;
  /** The month and day on which its years begin; null: those of the calendar. */
  readonly fiscalYearStart: string | null;
}

/** A dimension that is aggregated over, and when each of its categories is valid. */
export interface AggregatedDimension {
  readonly code: string;
  readonly categories: readonly Validity[];
}

/** A roll-up, resolved: every code is an id, and every rule allows it. */
export interface RollUp {
  readonly metrics: readonly RolledMetric[];
  /** Its regions are those whose own figures are wanted, where none are rolled up. */
  readonly filter: ObservationFilter;
  /** The regions that totals are wanted of, each with the days on which, and what lies below them; null: regions stand for themselves. */
  readonly placement: (RegionPlacements & { readonly targets: readonly Target[] }) | null;
  readonly overTime: CalendarUnit | null;
  readonly dimensions: readonly AggregatedDimension[];
  readonly allowPartial: boolean;
  /** Only so many latest periods of each total are wanted; null: all. */
  readonly latest: number | null;
}

/** A region that totals are wanted of, for periods that end on these days; null: without a bound. */
export type Target = Pick<RegionSpan, 'regionId' | 'from' | 'to'>;

/** This names a total. */
export interface CellKey {
  readonly datasetId: number;
  readonly metricId: number;
  readonly regionId: number;
  readonly breakdownKey: string;
  readonly periodStart: string | null;
  readonly periodEnd: string;
}

/** Tells whether years are wanted that are not those of the calendar. */
export const hasFiscalYears = ({ overTime, metrics }: RollUp): boolean =>
  overTime === 'ANNUAL' && metrics.some(({ fiscalYearStart }) => fiscalYearStart !== null);

/** Tells whether some parts lie below others, so that a figure could be counted twice. */
export const isNested = ({ placement }: RollUp): boolean =>
  placement?.parts.some(({ between }) => between.length > 0) ?? false;

/** Tells whether what lies right below a region has changed: otherwise a line has as many children on any day. */
export const isBranched = ({ placement }: RollUp): boolean =>
  placement?.branchings.some(({ from, to }) => from !== null || to !== null) ?? false;

/** Tells whether categories that are aggregated over begin or end: otherwise there are as many on any day. */
export const hasDatedCategories = ({ dimensions }: RollUp): boolean =>
  dimensions.some(({ categories }) => categories.some(isDated));

const buildKey = (name: string, expression: string, type: SortKey['type']): SortKey => ({
  name,
  expression: `x.${expression}`,
  type,
  descending: false,
});
const buildPeriodKeys = (descending: boolean): SortKey[] => [
  { ...buildKey('end', 'period_end', 'date'), descending },
  { ...buildKey('start', 'period_start', 'date'), descending: !descending, nullable: true },
];
const buildValueKeys = (descending: boolean): SortKey[] => [
  { ...buildKey('value', 'value', 'numeric'), descending, nullable: true },
];

export const ROLLED_KEYS = {
  METRIC_ASC: [buildKey('metric', 'metric_code', 'text')],
  REGION_ASC: [buildKey('region', 'region_code', 'text')],
  PERIOD_ASC: buildPeriodKeys(false),
  PERIOD_DESC: buildPeriodKeys(true),
  VALUE_ASC: buildValueKeys(false),
  VALUE_DESC: buildValueKeys(true),
} as const satisfies Record<string, readonly SortKey[]>;
/** These keys make any order total. */
export const ROLLED_ENDS: readonly SortKey[] = [
  buildKey('breakdown', 'breakdown_key', 'text'),
  buildKey('target', 'target_id', 'int'),
  buildKey('dataset', 'dataset_id', 'int'),
];
