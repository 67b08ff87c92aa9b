import type { FormerKind } from './generated/prisma/enums.ts';
import type { State } from './state.ts';
import type { Parameters } from './statement.ts';

/** Tables whose rows a publication may change in place, and as what their former rows are kept. */
const KIND = {
  task: 'TASK',
  metric: 'METRIC',
  programme: 'PROGRAMME',
  working_group: 'WORKING_GROUP',
  organization: 'ORGANIZATION',
  region_version: 'REGION_VERSION',
  theme: 'THEME',
  unit: 'UNIT',
} as const satisfies Readonly<Record<string, FormerKind>>;

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

/** A table under an alias as a state knows it: in one of the past, its rows as they were before later publications changed them. */
export function pastTable(table: keyof typeof KIND, alias: string, state: State, parameters: Parameters): string {
  if (!state.past) return `${table} ${alias}`;
  const { changed, rows } = formerRows(KIND[table], state, parameters);
  return `(
    select x.* from ${table} x where not exists (${changed} = x.id)
    union all
    select r.* from (select f.row from ${rows}) f cross join lateral jsonb_populate_record(null::${table}, f.row) r
  ) ${alias}`;
}
