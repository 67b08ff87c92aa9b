import type { Database } from '../../../database/database.ts';
import { joinConditions, Parameters, seenTable } from '../../../read/core/statement.ts';
import { NEWEST } from '../../../read/observation/observation.ts';
import { observationConditions, seriesConditions } from '../../../read/observation/observation-filter.ts';
import { internal } from '../../table/column.ts';
import { OBSERVATION_TABLE, OF_SERIES } from '../../table/observation.ts';
import type { Table } from '../../table/table.ts';
import { describeMetric, unitNamesSql } from '../description/unit.ts';
import { type Owners, readBatches } from '../formats/batch.ts';
import type { SheetRow } from '../formats/sheet.ts';
import type { FileContext } from '../request/context.ts';
import type { SeriesParts } from './observation-figure.ts';
import type { ObservationSelection } from './observation-selection.ts';

/** The table with the number of the data set too. */
const NUMBERED: Table = {
  ...OBSERVATION_TABLE,
  columns: [...OBSERVATION_TABLE.columns, internal('datasetNumber', 's.dataset_id')],
};

const OF_NUMBERED = new Set([...OF_SERIES, 'datasetNumber', 'metricNumber', 'regionNumber']);

/** By metric, region and breakdown; then by period. */
const SERIES_ORDER = 'm.code, r.code, s.breakdown_key, s.id';
const ORDER = `${SERIES_ORDER}, o.period_end, o.period`;

/** Rows of a selection that are read for themselves: those of which something is to be said, that have an estimate, or that were computed. */
export type RowKind = 'flagged' | 'estimated' | 'computed';

const OF_KIND: Readonly<Record<RowKind, string>> = {
  flagged: 'o.flags is not null and cardinality(o.flags) > 0',
  computed: "o.basis = 'COMPUTED'",
  estimated: `num_nonnulls(o.standard_error, o.lower_bound, o.upper_bound, o.rank, o.rank_lower_bound, o.rank_upper_bound, o.source_count) > 0`,
};

/** The series that have rows in a selection, or rows of a kind in it, and how many. */
export async function selectedSeries(
  database: Database,
  selection: ObservationSelection,
  kind?: RowKind,
): Promise<Owners> {
  const { context, query } = selection;
  const parameters = new Parameters();
  const seen = seenTable(context.state, parameters);
  const ofSeries = [
    `s.metric_id = any(${parameters.add(query.metrics, 'int[]')})`,
    ...seriesConditions(query.filter, parameters),
  ];
  const ofObservation = [...observationConditions(query.filter, parameters), ...(kind ? [OF_KIND[kind]] : [])];
  const count = query.latest === null ? 'count(*)' : `least(count(*), ${parameters.add(query.latest, 'int')})`;
  const [found] = await database.query<{ ids: readonly number[] | null; counts: readonly number[] | null }>(
    `-- files.series
select json_agg(k.id) as ids, json_agg(k.count) as counts
from (
  select s.id, n.count
  from series s
  join ${seen} on seen.dataset_id = s.dataset_id
  join metric m on m.id = s.metric_id
  join region r on r.id = s.region_id
  cross join lateral (
    select ${count}::int as count from observation o where o.series_id = s.id and ${joinConditions(ofObservation)}
  ) n
  where ${joinConditions(ofSeries)} and n.count > 0
  order by ${SERIES_ORDER}
) k`,
    parameters.values,
  );
  const counts = found?.counts ?? [];
  return { ids: found?.ids ?? [], counts, total: counts.reduce((sum, count) => sum + count, 0) };
}

/** Whether some row of these series that a selection means has an estimate. */
export async function hasEstimates(
  database: Database,
  selection: ObservationSelection,
  { ids }: Owners,
): Promise<boolean> {
  const parameters = new Parameters();
  const seen = seenTable(selection.context.state, parameters);
  const conditions = rowConditions(selection, parameters.add(ids, 'int[]'), parameters, 'estimated');
  const [found] = await database.query<{ readonly any: boolean }>(
    `-- files.has-estimates
select exists (
  select from observation o join series s on s.id = o.series_id join ${seen} on seen.dataset_id = s.dataset_id
  where ${joinConditions(conditions)}
) as any`,
    parameters.values,
  );
  return found?.any ?? false;
}

/** The conditions on the rows of these series that a selection means. */
function rowConditions(
  { query: { filter, latest } }: ObservationSelection,
  ids: string,
  parameters: Parameters,
  kind?: RowKind,
): readonly string[] {
  const meant = observationConditions(filter, parameters);
  const conditions = [`o.series_id = any(${ids})`, ...(kind ? [OF_KIND[kind]] : []), ...meant];
  if (latest === null) return conditions;
  const limit = parameters.add(latest, 'int');
  const newest = `o.period in (
  select o.period from observation o where o.series_id = s.id and ${joinConditions(meant)} order by ${NEWEST} limit ${limit}
)`;
  return [...conditions, newest];
}

/** The rows of these series that a selection means, with these columns. */
export function observationRows(
  database: Database,
  selection: ObservationSelection,
  owners: Owners,
  columns: readonly string[],
  kind?: RowKind,
): AsyncGenerator<readonly SheetRow[]> {
  return readBatches({
    database,
    name: `files.${kind ?? 'observations'}`,
    table: NUMBERED,
    columns,
    reading: selection.context,
    owners,
    owner: { id: 'o.series_id', columns: OF_NUMBERED },
    rowsOf: (ids, parameters) => ({ conditions: rowConditions(selection, ids, parameters, kind), order: ORDER }),
  });
}

/** What these series are of, as the catalogue holds it. */
export async function seriesParts(database: Database, context: FileContext, { ids }: Owners): Promise<SeriesParts> {
  const { catalogue } = context;
  const parameters = new Parameters();
  const series = parameters.add(ids, 'int[]');
  const ofSeries = (column: string) => `select s.${column} from series s where s.id = any(${series})`;
  const [found] = await database.query<
    Readonly<Record<'datasets' | 'metrics' | 'dimensions', readonly number[] | null>> & {
      readonly units: Readonly<Record<number, string>> | null;
    }
  >(
    `-- files.parts
select (select json_agg(distinct s.dataset_id) from (${ofSeries('dataset_id')}) s) as datasets,
  (select json_agg(distinct s.metric_id) from (${ofSeries('metric_id')}) s) as metrics,
  (select json_agg(distinct c.dimension_id) from series_category c where c.series_id = any(${series})) as dimensions,
  (${unitNamesSql(context, ofSeries('metric_id'), parameters)}) as units`,
    parameters.values,
  );
  const metrics = new Set(found?.metrics);
  return {
    datasets: found?.datasets ?? [],
    metrics: catalogue.metrics.rows
      .filter(({ id }) => metrics.has(id))
      .map((metric) => describeMetric(metric, found?.units?.[metric.id], context)),
    dimensions: (found?.dimensions ?? []).map((id) => catalogue.dimensions.get(id)),
  };
}
