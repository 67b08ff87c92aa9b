import type { Sql } from '../../database/sql.ts';

/** How much is stored of a metric, in all releases together. */
export interface MetricSize {
  readonly series: number;
  /** The number of regions that its series are about. */
  readonly regions: number;
  readonly observations: number;
}

/** How much is stored of several metrics together. */
export interface TotalSize {
  readonly observations: number;
  /** About how many observations the longest series has. */
  readonly longest: number;
}

/** How much a request could make the database read. */
export interface ContentSizes {
  readonly metrics: ReadonlyMap<number, MetricSize>;
  /** All of the metrics, the one with the most observations first. */
  readonly largest: readonly MetricSize[];
  /** All of the metrics together. */
  readonly total: TotalSize;
  /** How many times as long as on a PostgreSQL server it takes to read a row, about. */
  readonly rowCost: number;
  readonly tasks: number;
  /** About how many results of checks there are, as the database estimates it. */
  readonly checks: number;
}

export function totalOf(metrics: readonly MetricSize[]): TotalSize {
  let observations = 0;
  let longest = 0;
  for (const metric of metrics) {
    observations += metric.observations;
    longest = Math.max(longest, metric.observations / Math.max(1, metric.series));
  }
  return { observations, longest };
}

/** Reads how much is stored. The numbers of rows of the smaller tables are counted. */
export async function readSizes(sql: Sql, rowCost: number): Promise<ContentSizes> {
  const [found] = await sql.query<{
    metrics: (MetricSize & { id: number })[];
    tasks: number;
    checks: number;
  }>(`-- content.sizes
select (select coalesce(json_agg(z), '[]') from (select metric_id as id, series, regions, observations from metric_size) z) as metrics,
  (select count(*)::int from task) as tasks,
  (select greatest(0, reltuples)::int from pg_class where oid = 'check_result'::regclass) as checks`);
  const { metrics, ...counts } = found ?? { metrics: [], tasks: 0, checks: 0 };
  return {
    ...counts,
    rowCost,
    metrics: new Map(metrics.map(({ id, series, regions, observations }) => [id, { series, regions, observations }])),
    largest: metrics.toSorted((a, b) => b.observations - a.observations),
    total: totalOf(metrics),
  };
}
