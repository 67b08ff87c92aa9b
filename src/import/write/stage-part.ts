import type { Sql } from '../../database/sql.ts';

/** How many pages of a stage, some thousand rows, one statement writes: on an embedded database readers wait for each statement. */
const PAGES = 64;
/** About how many rows that stand one statement looks through. */
const ROWS = 20_000;
/** However much there has been. */
const MAX_PARTS = 200;
/** The rows of a stage `g` that are in a part, whose bounds are the second and third parameter. */
export const IN_PART = 'g.ctid >= $2::text::tid and g.ctid < $3::text::tid';

/** The first and the next page of each part of a stage. */
export async function partsOf(tx: Sql, stage: string): Promise<(readonly [first: string, next: string])[]> {
  const [size] = await tx.query<{ pages: number }>(
    `-- import.pages-of-${stage}
select (pg_relation_size('${stage}') / current_setting('block_size')::int)::int as pages`,
  );
  return Array.from({ length: Math.ceil((size?.pages ?? 0) / PAGES) }, (_, index) => [
    `(${index * PAGES},0)`,
    `(${(index + 1) * PAGES},0)`,
  ]);
}

/** The metrics of a data set in parts, by how many observations they have had in all releases. */
export async function metricPartsOf(tx: Sql, dataset: number): Promise<(readonly number[])[]> {
  const parts = await tx.query<{ metrics: number[] }>(
    `-- import.metric-parts
select array_agg(metric_id) as metrics
from (
  select metric_id, (sum(figures) over (order by metric_id) - figures) / greatest(${ROWS}, sum(figures) over () / ${MAX_PARTS}) as part
  from (
    select m.metric_id, coalesce(z.observations, 0) as figures
    from (select distinct metric_id from series where dataset_id = $1::int) m left join metric_size z on z.metric_id = m.metric_id
  ) sized
) parted
group by floor(part) order by floor(part)`,
    [dataset],
  );
  return parts.map(({ metrics }) => metrics);
}
