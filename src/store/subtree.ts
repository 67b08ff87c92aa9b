import type { RegionLevel } from './generated/prisma/enums.ts';
import type { Sql } from './sql.ts';
import type { State } from './state.ts';
import { beyond, orderBy, Parameters, type SortKey, seenTable } from './statement.ts';

/** The rows of one page below one key, as ids with the values that they are sorted by. */
export interface BelowRow {
  readonly key: string;
  readonly id: number;
  readonly sort: readonly string[];
}

export interface BelowPage {
  readonly limit: number;
  readonly backward: boolean;
  readonly after: readonly string[] | null;
}

/** What hangs below a region. The keys are region ids for regions, region codes for tasks. */
export type Below = { readonly of: 'descendants'; readonly level: RegionLevel | null } | { readonly of: 'tasks' };

const FROM = {
  descendants: 'region_version v join seen on seen.dataset_id = v.dataset_id',
  tasks: 'task v join seen on seen.dataset_id = v.dataset_id',
};
const VISIBLE = 'v.from_seq <= seen.seq and v.to_seq > seen.seq';

function conditionOf(below: Below, parameters: Parameters): string {
  switch (below.of) {
    case 'descendants': {
      const level = below.level ? ` and v.level = ${parameters.add(below.level, '"RegionLevel"')}` : '';
      return `v.path @> array[k.key::int] and v.region_id <> k.key::int and v.current${level}`;
    }
    case 'tasks':
      return 'v.region_codes @> array[k.key]';
  }
}

const BY_CODE: SortKey[] = [
  { name: 'code', expression: 'v.code', type: 'text', descending: false },
  { name: 'id', expression: 'v.id', type: 'int', descending: false },
];

/** A page of what lies below each key, by code, in one statement. */
export function readBelow(
  sql: Sql,
  state: State,
  below: Below,
  keys: readonly string[],
  page: BelowPage,
): Promise<BelowRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const wanted = parameters.add(keys, 'text[]');
  const conditions = [VISIBLE, conditionOf(below, parameters)];
  if (page.after) conditions.push(beyond(BY_CODE, page.after, page.backward, parameters));
  return sql.query<BelowRow>(
    `-- region.${below.of}
with seen as (select * from ${seen})
select k.key, v.id, array[v.code, v.id::text] as sort
from unnest(${wanted}) as k(key)
cross join lateral (
  select v.id, v.code
  from ${FROM[below.of]}
  where ${conditions.join(' and ')}
  order by ${orderBy(BY_CODE, page.backward)} limit ${parameters.add(page.limit, 'int')}
) v`,
    parameters.values,
  );
}

/** How much lies below each key. */
export async function countBelow(
  sql: Sql,
  state: State,
  below: Below,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const rows = await sql.query<{ key: string; count: number }>(
    `-- region.count-${below.of}
with seen as (select * from ${seen})
select k.key, count(*)::int as count
from unnest(${parameters.add(keys, 'text[]')}) as k(key)
join (${FROM[below.of]}) on ${VISIBLE} and ${conditionOf(below, parameters)}
group by k.key`,
    parameters.values,
  );
  return new Map(rows.map((row) => [row.key, row.count]));
}
