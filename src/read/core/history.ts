import type { FormerKind } from '../../database/generated/prisma/enums.ts';
import type { Snapshot } from './snapshot.ts';
import type { Parameters } from './statement.ts';

/** A kind is called as its table is. */
export type HistoryTable = Lowercase<FormerKind>;

interface Kept {
  /** What a row is found by and never changes. */
  readonly fixed: string;
  readonly columns: string;
}

/** Tables whose rows a publication may change in place, and that are read as they were. */
export const KEPT = {
  task: {
    fixed: 'id dataset_id code',
    columns:
      'ordinal title working_group_id programme_id attribution region_id region_codes parent_id has_children level weight start_date due_date stated_status status completed_date own_progress rolled_up_progress lead_ids organization_ids citation_ids search_text from_seq to_seq',
  },
  metric: {
    fixed: 'id code',
    columns:
      'dataset_id name sort_name definition theme_id working_group_id attribution kind basis unit_id unit_multiplier decimals direction over_time over_regions over_breakdowns numerator_id denominator_id factor expression citation_ids search_text from_seq to_seq minimum maximum',
  },
  programme: {
    fixed: 'id dataset_id code',
    columns: 'name kind theme_id working_group_id attribution citation_ids search_text from_seq to_seq',
  },
  working_group: {
    fixed: 'id dataset_id code',
    columns: 'ordinal name leading_group_id citation_ids from_seq to_seq',
  },
  organization: {
    fixed: 'id code',
    columns: 'dataset_id name kind parent_id region_id citation_ids search_text from_seq to_seq',
  },
  region_version: {
    fixed: 'id region_id',
    columns: 'dataset_id scheme code name level parent_id path valid_from valid_to current search_text from_seq to_seq',
  },
  theme: { fixed: 'id code', columns: 'dataset_id name from_seq to_seq' },
  unit: { fixed: 'id code', columns: 'dataset_id name symbol from_seq to_seq' },
} as const satisfies { readonly [Name in HistoryTable]?: Kept };

/** The table whose former rows are kept as a kind. */
export const historyTable = (kind: FormerKind): HistoryTable => kind.toLowerCase() as HistoryTable;

/**
 * A table under an alias as a state knows it: in one of the past, its rows as they were before later publications changed them. Each is found
 * by its own number and looks for what it was by that number: rows that are joined to many facts are found as in the present.
 */
export function tableAsOf(table: keyof typeof KEPT, alias: string, state: Snapshot, parameters: Parameters): string {
  if (!state.past) return `${table} ${alias}`;
  const { fixed, columns } = KEPT[table];
  const listed = [...fixed.split(' ').map((name) => `x.${name}`), ...columns.split(' ').map((name) => `r.${name}`)];
  return `(
    select ${listed.join(', ')}
    from ${table} x
    left join lateral (
      select f.row from former f
      where f.kind = '${table.toUpperCase()}' and f.id = x.id and f.until > ${parameters.add(state.facts, 'int')}
      order by f.until limit 1
    ) f on true
    cross join lateral jsonb_populate_record(x, f.row) r
  ) ${alias}`;
}
