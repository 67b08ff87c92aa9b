import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { SortKey } from '../../read/core/statement.ts';
import {
  type ObservationColumn,
  type ObservationRow,
  type ObservationScope,
  readLatest,
  readObservations,
} from '../../read/observation/observation.ts';
import type { ObservationFilter } from '../../read/observation/observation-filter.ts';
import { PERIOD_KEYS, REGION_KEY, SERIES_KEY, VALUE_KEYS } from '../../read/observation/observation-order.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { type ConnectionShape, firstOfEach, type PageArguments } from '../core/pagination.ts';
import { selectedList, selectedNames } from '../core/selection.ts';
import { listLoader } from '../core/sql-list.ts';
import { ESTIMATE_FIELDS } from './estimate.ts';

export const ObservationOrder = builder.enumType('ObservationOrder', {
  description: 'The sort order of observations. Observations without a value come last.',
  values: {
    PERIOD_ASC: { description: "Sorts by the period's last day, the earliest first." },
    PERIOD_DESC: { description: "Sorts by the period's last day, the latest first." },
    VALUE_ASC: { description: 'Sorts by value, the lowest first.' },
    VALUE_DESC: { description: 'Sorts by value, the highest first.' },
    REGION_ASC: { description: "Sorts by the region's code, ascending." },
    REGION_DESC: { description: "Sorts by the region's code, descending." },
  } as const,
});
export type ObservationOrderName = typeof ObservationOrder.$inferType;

/** An observation and the state that it was read in: what is asked of it is read in the same. */
export type ObservationNode = ObservationRow & { readonly state: Snapshot };

const KEYS: Record<ObservationOrderName, readonly SortKey[]> = {
  PERIOD_ASC: PERIOD_KEYS(false),
  PERIOD_DESC: PERIOD_KEYS(true),
  VALUE_ASC: VALUE_KEYS(false),
  VALUE_DESC: VALUE_KEYS(true),
  REGION_ASC: [REGION_KEY(false)],
  REGION_DESC: [REGION_KEY(true)],
};

/** A series holds a period once, so that period and series make every order total. */
function sortKeys(orders: readonly ObservationOrderName[] | null | undefined): SortKey[] {
  const wanted = orders ?? [];
  const byPeriod = wanted.some((order) => order.startsWith('PERIOD')) ? [] : ['PERIOD_ASC' as const];
  return firstOfEach([...[...wanted, ...byPeriod].flatMap((order) => KEYS[order]), SERIES_KEY]);
}

/** What the fields of an observation are made of. */
const COLUMNS_OF: Readonly<Record<string, readonly ObservationColumn[]>> = {
  id: ['seriesId', 'fromSeq', 'period'],
  dataset: ['datasetId'],
  metric: ['metricId'],
  region: ['regionId'],
  series: ['seriesId', 'datasetId', 'metricId', 'regionId', 'breakdownKey'],
  breakdown: ['breakdownKey'],
  period: ['period'],
  frequency: ['frequency'],
  periodStart: ['periodStart'],
  periodEnd: ['periodEnd'],
  periodLabel: ['period', 'datasetId'],
  value: ['value'],
  number: ['value'],
  statusFlags: ['flags'],
  basis: ['basis'],
  numerator: ['numerator'],
  denominator: ['denominator'],
  estimate: ['metricId', ...ESTIMATE_FIELDS],
  reportedBy: ['reportedById'],
  note: ['note', 'datasetId'],
  change: ['seriesId', 'period', 'periodStart', 'periodEnd', 'frequency', 'metricId', 'value', 'flags'],
  revisions: ['seriesId', 'period', 'periodEnd'],
  release: ['datasetId', 'fromSeq'],
  citations: ['citationIds'],
};

/** The columns that a selection needs; what is not selected is not read. */
export const observationColumns = (names: ReadonlySet<string>): ObservationColumn[] =>
  [...new Set([...names].flatMap((name) => COLUMNS_OF[name] ?? []))].sort();

/** An observation as it was read in a state: what is asked of it is read in the same. */
export const inState = (row: ObservationRow, state: Snapshot): ObservationNode => Object.assign(row, { state });

export interface ObservationList {
  readonly scope: ObservationScope['of'];
  /** Of several metrics together: which. Codes mean what they mean in the state that is read. */
  readonly metrics?: (state: Snapshot) => readonly number[];
  readonly filter: (state: Snapshot) => ObservationFilter;
  readonly orderBy: readonly ObservationOrderName[] | null | undefined;
  readonly asOf: Date | null | undefined;
}

/** Reads for one key; what is asked for in one turn is read together. */
interface Loader<Value> {
  load(key: number): Promise<Value>;
}

/** Pages of observations: of each metric or series, or under one key of several metrics. */
export const observationLists = (
  list: ObservationList,
  args: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Loader<ConnectionShape<ObservationNode>> =>
  asOfState(list.asOf, context, (state) => {
    const { scope } = list;
    const filter = list.filter(state);
    const metrics = list.metrics?.(state) ?? [];
    const columns = observationColumns(selectedList(info).row);
    return listLoader<number, ObservationRow, ObservationNode>(
      {
        keys: sortKeys(list.orderBy),
        state,
        read: (keys, page, read) => {
          const ids = scope === 'metrics' ? metrics : keys;
          return readObservations(context.database, read, { of: scope, ids }, filter, page, columns);
        },
        nodeOf: inState,
      },
      args,
      context,
      info,
    );
  });

/** The latest observation of each metric or series. */
export const loadLatest = (
  of: 'metric' | 'series',
  filterIn: (state: Snapshot) => ObservationFilter,
  asOf: Date | null | undefined,
  context: Context,
  info: GraphQLResolveInfo,
): Loader<ObservationNode | null> =>
  asOfState(asOf, context, (state) => {
    const filter = filterIn(state);
    const columns = observationColumns(selectedNames(info));
    return new DataLoader<number, ObservationNode | null>(async (ids) => {
      const rows = await readLatest(context.database, state, { of, ids }, filter, columns);
      return rows.map((row) => row && inState(row, state));
    });
  });

/** A loader for the state of a moment, which has to be read first, or for that of the request. */
function asOfState<Value>(
  asOf: Date | null | undefined,
  context: Context,
  make: (state: Snapshot) => Loader<Value>,
): Loader<Value> {
  if (!asOf) return make(context.state);
  const loader = context.stateAsOf(asOf).then(make);
  return { load: async (key) => (await loader).load(key) };
}
