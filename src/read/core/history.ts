import type { HistoryKind } from '../../database/generated/prisma/enums.ts';
import type { Snapshot } from './snapshot.ts';
import type { Parameters } from './statement.ts';

/** A kind is called as its table is. */
export type HistoryTable = Lowercase<HistoryKind>;

interface HistoryColumns {
  /** Columns that identify a row and never change. */
  readonly fixed: string;
  /** Columns that a publication may change. */
  readonly columns: string;
}

/** Tables whose rows a publication may change in place, and that a past snapshot reads as they were. */
export const HISTORY_TABLES = {
  task: {
    fixed: 'id dataset_id code',
    columns:
      'ordinal title working_group_id programme_id attribution region_id region_codes parent_id has_children level weight start_date due_date stated_status status completed_date own_progress rolled_up_progress rating_id previous_rating_id rated_since lead_ids organization_ids citation_ids search_text from_seq to_seq',
  },
  metric: {
    fixed: 'id code',
    columns:
      'dataset_id name sort_name definition theme_id working_group_id attribution kind basis unit_id unit_multiplier decimals direction over_time over_regions over_breakdowns numerator_id denominator_id factor expression citation_ids search_text from_seq to_seq minimum maximum exact tolerance confidence fiscal_year_start',
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
  rating: {
    fixed: 'id dataset_id code',
    columns: 'name description light position valid_from valid_to from_seq to_seq',
  },
  dimension: { fixed: 'id code', columns: 'dataset_id name from_seq to_seq' },
  category: { fixed: 'id dimension_id code', columns: 'dataset_id name position valid_from valid_to from_seq to_seq' },
} as const satisfies { readonly [Name in HistoryTable]?: HistoryColumns };

/** The table whose rows `row_history` keeps under a kind. */
export const historyTable = (kind: HistoryKind): HistoryTable => kind.toLowerCase() as HistoryTable;

/**
 * A table under an alias as a state knows it: in one of the past, its rows as they were before later publications changed them. Each is found
 * by its own number and looks for what it was by that number: rows that are joined to many facts are found as in the present.
 */
export function tableAsOf(
  table: keyof typeof HISTORY_TABLES,
  alias: string,
  state: Snapshot,
  parameters: Parameters,
): string {
  if (!state.past) return `${table} ${alias}`;
  const { fixed, columns } = HISTORY_TABLES[table];
  const listed = [...fixed.split(' ').map((name) => `x.${name}`), ...columns.split(' ').map((name) => `r.${name}`)];
  return `(
    select ${listed.join(', ')}
    from ${table} x
    left join lateral (
      select h.row from row_history h
      where h.kind = '${table.toUpperCase()}' and h.id = x.id and h.until > ${parameters.add(state.facts, 'int')}
      order by h.until limit 1
    ) h on true
    cross join lateral jsonb_populate_record(x, h.row) r
  ) ${alias}`;
}
