import type { GraphQLResolveInfo } from 'graphql';
import { groupBy } from '../domain/group.ts';
import {
  countObservations,
  type ObservationColumn,
  type ObservationRow,
  type ObservationScope,
  type PagedRow,
  readLatest,
  readObservations,
} from '../store/observation.ts';
import type { ObservationFilter } from '../store/observation-filter.ts';
import { PERIOD_KEYS, REGION_KEY, SERIES_KEY, VALUE_KEYS } from '../store/observation-order.ts';
import type { State } from '../store/state.ts';
import type { SortKey } from '../store/statement.ts';
import { builder } from './builder.ts';
import { ROW_PATHS } from './connection.ts';
import type { Context } from './context.ts';
import type { OrderPart } from './cursor.ts';
import { placeOf } from './loader.ts';
import { type ConnectionShape, connectionOf, type PageArguments, pageOf, totalOf } from './page.ts';
import { selectedNames } from './selection.ts';

export const ObservationOrder = builder.enumType('ObservationOrder', {
  description: 'How observations are ordered; by period, unless given. Those without a value come last.',
  values: {
    PERIOD_ASC: { description: "By their period's last day, the earliest first." },
    PERIOD_DESC: { description: "By their period's last day, the latest first." },
    VALUE_ASC: { description: 'By value, the least first.' },
    VALUE_DESC: { description: 'By value, the greatest first.' },
    REGION_ASC: { description: "By their region's code." },
    REGION_DESC: { description: "By their region's code, backwards." },
  } as const,
});
export type ObservationOrderName = typeof ObservationOrder.$inferType;

/** An observation and the state that it was read in: what is asked of it is read in the same. */
export type ObservationNode = ObservationRow & { readonly state: State };

const KEYS: Record<ObservationOrderName, readonly SortKey[]> = {
  PERIOD_ASC: PERIOD_KEYS(false),
  PERIOD_DESC: PERIOD_KEYS(true),
  VALUE_ASC: VALUE_KEYS(false),
  VALUE_DESC: VALUE_KEYS(true),
  REGION_ASC: [REGION_KEY(false)],
  REGION_DESC: [REGION_KEY(true)],
};

const CURSOR_TYPE = { int: 'int', text: 'text', date: 'day', numeric: 'decimal' } as const;

/** A series holds a period once, so that period and series make every order total. */
function sortKeys(orders: readonly ObservationOrderName[] | null | undefined): {
  keys: SortKey[];
  order: OrderPart[];
} {
  const wanted = [
    ...(orders ?? []),
    ...(orders?.some((order) => order.startsWith('PERIOD')) ? [] : ['PERIOD_ASC' as const]),
  ];
  const keys: SortKey[] = [];
  for (const key of [...wanted.flatMap((order) => KEYS[order]), SERIES_KEY]) {
    if (!keys.some((known) => known.name === key.name)) keys.push(key);
  }
  const order = keys.map(({ name, type, descending }) => ({
    name: descending ? `-${name}` : name,
    type: CURSOR_TYPE[type],
  }));
  return { keys, order };
}

/** What the fields of an observation are made of, beyond what it is. */
const COLUMNS_OF: Readonly<Record<string, readonly ObservationColumn[]>> = {
  value: ['value'],
  number: ['value'],
  statusFlags: ['flags'],
  basis: ['basis'],
  numerator: ['numerator'],
  denominator: ['denominator'],
  reportedBy: ['reported_by'],
  note: ['note'],
  citations: ['citation_ids'],
  change: ['value'],
};

/** The columns that a selection needs; what is not selected is not read. */
export function observationColumns(
  info: GraphQLResolveInfo,
  paths?: readonly (readonly string[])[],
): ObservationColumn[] {
  const columns = [...selectedNames(info, paths)].flatMap((name) => COLUMNS_OF[name] ?? []);
  return [...new Set(columns)].sort();
}

export interface ObservationList {
  readonly scope: 'metric' | 'series' | 'metrics';
  /** The metric or series; of several metrics together, the first stands for them. */
  readonly key: number;
  readonly metrics?: readonly number[];
  readonly filter: ObservationFilter;
  readonly orderBy: readonly ObservationOrderName[] | null | undefined;
  readonly state: State;
}

/** A page of observations; of one list of metrics or series, all pages are read in one statement. */
export async function listObservations(
  list: ObservationList,
  args: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ConnectionShape<ObservationNode>> {
  const { keys, order } = sortKeys(list.orderBy);
  const page = pageOf(args, order, context, list.state);
  const columns = observationColumns(info, ROW_PATHS);
  const after = page.after as readonly string[] | null;
  const place = `${placeOf(info)} ${JSON.stringify([list.filter, page.state.facts])}`;
  const scopeOf = (ids: readonly number[]): ObservationScope =>
    list.scope === 'metrics' ? { of: 'metrics', ids: list.metrics ?? [] } : { of: list.scope, ids };
  const key = list.scope === 'metrics' ? 0 : list.key;

  const totalCount = totalOf(info, () =>
    context
      .batch<number, number>(`count observations ${place}`, async (ids) => {
        const counts = await countObservations(context.database, page.state, scopeOf(ids), list.filter);
        return ids.map((id) => counts.get(id) ?? 0);
      })
      .load(key),
  );
  const rows = await context
    .batch<number, readonly PagedRow[]>(`observations ${place}`, async (ids) => {
      const found = await readObservations(
        context.database,
        page.state,
        scopeOf(ids),
        list.filter,
        { keys, ...page, after },
        columns,
      );
      const byKey = groupBy(found, (row) => row.key);
      return ids.map((id) => byKey.get(id) ?? []);
    })
    .load(key);
  return connectionOf(
    rows,
    page,
    (row) => row.sort,
    totalCount,
    (row) => ({ ...row, state: page.state }),
  );
}

/** The latest observation of a metric or series; of one list, all are read in one statement. */
export async function latestObservation(
  of: 'metric' | 'series',
  key: number,
  filter: ObservationFilter,
  state: State,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ObservationNode | null> {
  const columns = observationColumns(info);
  const row = await context
    .batch<number, ObservationRow | null>(
      `latest ${placeOf(info)} ${JSON.stringify([filter, state.facts])}`,
      async (ids) => {
        const rows = await readLatest(context.database, state, { of, ids }, filter, columns);
        const byKey = new Map(rows.map((found) => [found.key, found]));
        return ids.map((id) => byKey.get(id) ?? null);
      },
    )
    .load(key);
  return row && { ...row, state };
}

/** The state that is meant: that of a moment, or that of the request. */
export const stateOf = async (asOf: Date | null | undefined, context: Context): Promise<State> =>
  asOf ? context.stateAsOf(asOf) : context.state;
