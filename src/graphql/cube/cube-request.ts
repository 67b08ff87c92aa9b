import type { GraphQLResolveInfo } from 'graphql';
import { badInput } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import type { Catalogue } from '../../read/catalogue/catalogue.ts';
import type { ColumnarReading } from '../../read/columnar/columnar.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { SortKey } from '../../read/core/statement.ts';
import { CELL_ENDS, CELL_KEYS, type CellColumn, type CubeQuery } from '../../read/cube/cell-query.ts';
import type { CubePage } from '../../read/cube/cube-page.ts';
import { ROLLED_ENDS, ROLLED_KEYS, type RollUp } from '../../read/cube/roll-up-query.ts';
import type { ObservationColumn } from '../../read/observation/observation.ts';
import type { Context } from '../core/context.ts';
import type { ChangeKind } from '../core/enum.ts';
import { firstOfEach, resolvePage } from '../core/pagination.ts';
import { selectedAt } from '../core/selection.ts';
import { toOrderPart } from '../core/sql-list.ts';
import { metricIds, resolveObservationQuery } from '../observation/observation-filter.ts';
import { observationColumns } from '../observation/observation-list.ts';
import type { CubeCell } from './cell.ts';
import { findColumnar } from './cube-cost.ts';
import { ARGUMENTS, CUBE_SIZES, type CubeArguments } from './cube-input.ts';
import { selectRegions } from './request-region.ts';
import { resolveRollUp } from './request-roll-up.ts';

const MAX_LATEST = 100_000;

/** A request is what a cube is asked for, resolved in one state. All refusals came before it was made, and nothing changes it later. */
export interface CubeRequest {
  readonly state: Snapshot;
  /** The catalogue of that state: regions move and rules change, and totals as of a moment follow those of that moment. */
  readonly catalogue: Catalogue;
  readonly source: CubeSource;
  /** Columnar copies that are asked for what is stored; null: the database alone is. */
  readonly columnar: ColumnarReading | null;
  readonly page: RequestedPage;
  /** These columns are needed of each cell. */
  readonly columns: readonly (keyof CubeCell)[];
  readonly comparison: RequestedComparison;
}

/** Cells come as they are stored, or as totals. */
type CubeSource =
  | { readonly stored: CubeQuery; readonly rollUp: null }
  | { readonly stored: null; readonly rollUp: RollUp };

interface RequestedPage extends CubePage {
  readonly size: number;
  /** The name of the order, which cursors carry. */
  readonly order: string;
}

interface RequestedComparison {
  readonly kinds: readonly (typeof ChangeKind.$inferType)[];
  /** These columns are asked for of the observation that a value is compared with; none where it is not asked for. */
  readonly baseColumns: readonly ObservationColumn[];
}

/** Resolves the arguments of a cube and what is selected of it. BAD_INPUT names the argument that does not fit. */
export async function resolveCubeRequest(
  input: CubeArguments,
  given: Context,
  info: GraphQLResolveInfo,
): Promise<CubeRequest> {
  const begun = input.asOf ? await given.stateAsOf(input.asOf, 'input.asOf') : given.state;
  const keys = resolveKeys(input.orderBy, input.rollUp != null);
  const page = resolvePage({ first: input.first, after: input.after }, keys.map(toOrderPart), given, begun, CUBE_SIZES);
  const { state, size, limit, after, order } = page;
  const catalogue = given.catalogueOf(state);
  const source = resolveSource(input, { ...given, catalogue }, state);
  const row = selectedAt(info, 'rows');
  const pageInfo = selectedAt(info, 'pageInfo');
  const cursors = pageInfo.has('startCursor') || pageInfo.has('endCursor');
  return {
    state,
    catalogue,
    source,
    columnar: findColumnar(input, given),
    page: { keys, size, limit, after, order, cursors, total: selectedAt(info).has('totalCount') },
    columns: findColumns(row),
    comparison: {
      kinds: row.has('changes') ? [...new Set(input.changes ?? [])] : [],
      baseColumns: observationColumns(selectedAt(info, 'rows', 'changes', 'base')),
    },
  };
}

/** Cells are sorted by metric, region and period, unless something else comes first; then by what makes the order total. */
function resolveKeys(orderBy: CubeArguments['orderBy'], isRolled: boolean): SortKey[] {
  const [keys, ends] = isRolled ? [ROLLED_KEYS, ROLLED_ENDS] : [CELL_KEYS, CELL_ENDS];
  const wanted = orderBy ?? [];
  const byPeriod = wanted.some((order) => order.startsWith('PERIOD')) ? [] : ['PERIOD_ASC' as const];
  const parts = ([...wanted, 'METRIC_ASC', 'REGION_ASC', ...byPeriod] as const).flatMap((order) => keys[order]);
  return firstOfEach([...parts, ...ends]);
}

function resolveSource(input: CubeArguments, context: Context, state: Snapshot): CubeSource {
  const { datasets, from, to, frequency, breakdowns, regions, rollUp } = input;
  const latest = input.latest ?? null;
  if (latest !== null && (latest < 1 || latest > MAX_LATEST)) {
    const values = { argument: 'input.latest', min: 1, max: MAX_LATEST, value: latest };
    throw badInput('input.latest', message('graphql.out-of-range', values));
  }
  const query = { datasets, from, to, frequency, breakdowns };
  const ids = [...new Set(metricIds(input.metrics, context, state, 'input.metrics'))];
  const metrics = ids.map((id) => context.catalogue.metrics.get(id));
  if (rollUp) {
    const around = { metrics, query, regions, latest };
    return { stored: null, rollUp: resolveRollUp(rollUp, around, context, state) };
  }
  const selected = selectRegions(regions, context, state, ({ current }) => current);
  const filter = {
    ...resolveObservationQuery(query, context, state, ARGUMENTS),
    regions: selected ? [...selected] : undefined,
  };
  return { stored: { metrics: ids, filter, latest }, rollUp: null };
}

/** Some fields of a row are made of fields of an observation; any other field is one of an observation itself. */
const MADE_OF: Readonly<Record<string, string>> = {
  metricCode: 'metric',
  regionCode: 'region',
  changes: 'dataset metric region breakdown period periodStart periodEnd frequency value statusFlags',
};

/** Finds the columns of cells that a selection needs. A row has no field that is made of what cells lack. */
const findColumns = (names: ReadonlySet<string>): (keyof CubeCell)[] => [
  ...(observationColumns(new Set([...names].flatMap((name) => MADE_OF[name]?.split(' ') ?? name))) as CellColumn[]),
  ...(names.has('coverage') || names.has('changes') ? (['expected', 'reported'] as const) : []),
  ...(names.has('changes') ? (['fingerprint', 'definition'] as const) : []),
];
