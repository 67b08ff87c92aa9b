import type { ObservationBasis } from '../../database/generated/prisma/enums.ts';
import type { SortKey } from '../core/statement.ts';
import type { EstimateRow, ObservationRow } from '../observation/observation.ts';
import type { ObservationFilter } from '../observation/observation-filter.ts';
import { PERIOD_KEYS } from '../observation/observation-order.ts';

/** These columns of an observation are none of a cell: they name it among its revisions, or are read beside it. */
type Beside = 'seriesId' | 'fromSeq' | 'reportedById' | keyof EstimateRow;

/** A cell of a table is what one data set says of one metric in one region, for one part, in one period. */
export interface CellRow extends Omit<ObservationRow, 'basis' | Beside> {
  readonly basis: ObservationBasis | 'ROLLED_UP';
}
export type CellColumn = keyof CellRow;

/** This selects stored figures. */
export interface CubeQuery {
  readonly metrics: readonly number[];
  readonly filter: ObservationFilter;
  /** Only so many latest periods of each series are selected; null: all. */
  readonly latest: number | null;
}

/** A page whose first key has this name follows the order of series, and ends where it is full. */
export const SERIES_ORDER = 'metric';
const METRIC_KEY: SortKey = { name: SERIES_ORDER, expression: 's.metric_code', type: 'text', descending: false };
const REGION_KEY: SortKey = { name: 'region', expression: 's.region_code', type: 'text', descending: false };
const BREAKDOWN_KEY: SortKey = { name: 'breakdown', expression: 's.breakdown_key', type: 'text', descending: false };
const SERIES_KEY: SortKey = { name: 'series', expression: 's.id', type: 'int', descending: false };
const buildValueKey = (descending: boolean): SortKey => ({
  name: 'value',
  expression: 'o.value',
  type: 'numeric',
  descending,
  nullable: true,
});

export const CELL_KEYS = {
  METRIC_ASC: [METRIC_KEY],
  REGION_ASC: [REGION_KEY],
  PERIOD_ASC: PERIOD_KEYS(false),
  PERIOD_DESC: PERIOD_KEYS(true),
  VALUE_ASC: [buildValueKey(false)],
  VALUE_DESC: [buildValueKey(true)],
} as const satisfies Record<string, readonly SortKey[]>;
/** These keys make any order total. */
export const CELL_ENDS: readonly SortKey[] = [BREAKDOWN_KEY, SERIES_KEY];
