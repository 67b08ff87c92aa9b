import type { FormerKind } from './generated/prisma/enums.ts';
import type { State } from './state.ts';
import type { Parameters } from './statement.ts';

interface Kept {
  readonly kind: FormerKind;
  /** What a row is found by and never changes. */
  readonly fixed: string;
  readonly columns: string;
}

/** Tables whose rows a publication may change in place, and as what their former rows are kept. */
export const KEPT = {
  task: {
    kind: 'TASK',
    fixed: 'id dataset_id code',
    columns:
      'ordinal title working_group_id programme_id attribution region_id region_codes parent_id has_children level weight start_date due_date stated_status status completed_date own_progress rolled_up_progress lead_ids organization_ids citation_ids search_text from_seq to_seq',
  },
  metric: {
    kind: 'METRIC',
    fixed: 'id code',
    columns:
      'dataset_id name sort_name definition theme_id working_group_id attribution kind basis unit_id unit_multiplier decimals direction over_time over_regions over_breakdowns numerator_id denominator_id factor expression citation_ids search_text from_seq to_seq minimum maximum',
  },
  programme: {
    kind: 'PROGRAMME',
    fixed: 'id dataset_id code',
    columns: 'name kind theme_id working_group_id attribution citation_ids search_text from_seq to_seq',
  },
  working_group: {
    kind: 'WORKING_GROUP',
    fixed: 'id dataset_id code',
    columns: 'ordinal name leading_group_id citation_ids from_seq to_seq',
  },
  organization: {
    kind: 'ORGANIZATION',
    fixed: 'id code',
    columns: 'dataset_id name kind parent_id region_id citation_ids search_text from_seq to_seq',
  },
  region_version: {
    kind: 'REGION_VERSION',
    fixed: 'id region_id',
    columns: 'dataset_id scheme code name level parent_id path valid_from valid_to current search_text from_seq to_seq',
  },
  theme: { kind: 'THEME', fixed: 'id code', columns: 'dataset_id name from_seq to_seq' },
  unit: { kind: 'UNIT', fixed: 'id code', columns: 'dataset_id name symbol from_seq to_seq' },
} as const satisfies Readonly<Record<string, Kept>>;

/** What was kept of rows `f` that a state of the past saw otherwise: of each the earliest since. */
export function formerRows(
  kind: FormerKind,
  { facts }: State,
  parameters: Parameters,
): { readonly changed: string; readonly rows: string } {
  const since = parameters.add(facts, 'int');
  const changed = (f: string) => `${f}.kind = '${kind}' and ${f}.until > ${since}`;
  return {
    changed: `select from former f where ${changed('f')} and f.id`,
    rows: `former f where ${changed('f')} and not exists (select from former g where ${changed('g')} and g.id = f.id and g.until < f.until)`,
  };
}

/**
 * A table under an alias as a state knows it: in one of the past, its rows as they were before later publications changed them. Each is found
 * by its own number and looks for what it was by that number: rows that are joined to many facts are found as in the present.
 */
export function pastTable(table: keyof typeof KEPT, alias: string, state: State, parameters: Parameters): string {
  if (!state.past) return `${table} ${alias}`;
  const { kind, fixed, columns } = KEPT[table];
  const listed = [...fixed.split(' ').map((name) => `x.${name}`), ...columns.split(' ').map((name) => `r.${name}`)];
  return `(
    select ${listed.join(', ')}
    from ${table} x
    left join lateral (
      select f.row from former f
      where f.kind = '${kind}' and f.id = x.id and f.until > ${parameters.add(state.facts, 'int')}
      order by f.until limit 1
    ) f on true
    cross join lateral jsonb_populate_record(x, f.row) r
  ) ${alias}`;
}
