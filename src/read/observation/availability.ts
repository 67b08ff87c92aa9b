import type { Frequency } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { Parameters, seenTable, visibleIn } from '../core/statement.ts';

export interface AvailabilityRow {
  readonly metric_id: number;
  readonly first_period: string | null;
  readonly last_period: string | null;
  readonly frequencies: readonly Frequency[] | null;
  readonly observation_count: number;
  readonly region_ids: readonly number[] | null;
  readonly dimension_ids: readonly number[] | null;
}

const PARTS = {
  first_period: '(array_agg(o.period order by o.period_end, o.period_start desc, o.period))[1] as first_period',
  last_period: '(array_agg(o.period order by o.period_end desc, o.period_start, o.period))[1] as last_period',
  frequencies: 'array_agg(distinct o.frequency order by o.frequency)::text[] as frequencies',
  observation_count: 'count(*)::int as observation_count',
} as const;
export type AvailabilityPart = keyof typeof PARTS | 'region_ids' | 'dimension_ids';

/** What there is to ask for of each metric; only the parts that are wanted are worked out. */
export function readAvailability(
  sql: Sql,
  state: Snapshot,
  metricIds: readonly number[],
  parts: readonly AvailabilityPart[],
): Promise<AvailabilityRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const ids = parameters.add(metricIds, 'int[]');
  const facts = parts.flatMap((part) => (part in PARTS ? [PARTS[part as keyof typeof PARTS]] : []));
  const columns = [
    'k.metric_id',
    ...(facts.length > 0 ? ['f.*'] : []),
    ...(parts.includes('region_ids')
      ? [
          `(select array_agg(r.id order by r.code, r.id) from region r where r.id in (select l.region_id from live l where l.metric_id = k.metric_id)) as region_ids`,
        ]
      : []),
    ...(parts.includes('dimension_ids')
      ? [
          `(select array_agg(d.id order by d.code) from dimension d where d.id in
    (select c.dimension_id from series_category c join live l on l.id = c.series_id where l.metric_id = k.metric_id)) as dimension_ids`,
        ]
      : []),
  ];
  return sql.query<AvailabilityRow>(
    `-- metric.availability
with live as (
  select s.id, s.metric_id, s.region_id, seen.seq
  from series s join ${seen} on seen.dataset_id = s.dataset_id
  where s.metric_id = any(${ids})
    and exists (select from observation o where o.series_id = s.id and ${visibleIn('o')})
)
select ${columns.join(', ')}
from unnest(${ids}) as k(metric_id)
${
  facts.length > 0
    ? `left join lateral (
  select ${facts.join(', ')}
  from live seen join observation o on o.series_id = seen.id
  where seen.metric_id = k.metric_id and ${visibleIn('o')}
) f on true`
    : ''
}`,
    parameters.values,
  );
}
