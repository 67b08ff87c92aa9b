import type { Sql } from './sql.ts';
import type { State } from './state.ts';
import { Parameters, seenTable } from './statement.ts';

export type CodeKind = 'metric' | 'region' | 'dimension' | 'category';
export interface CodeRow {
  readonly kind: CodeKind;
  readonly code: string;
  readonly id: number;
  /** Of a category: its dimension. */
  readonly owner: number | null;
}

/** The ids behind codes that a filter names, all in one statement. What a state does not show is not found. */
export function readCodes(
  sql: Sql,
  state: State,
  wanted: {
    readonly metrics: readonly string[];
    readonly regions: readonly string[];
    readonly dimensions: readonly string[];
  },
): Promise<CodeRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const visible = (table: string) =>
    `join seen on seen.dataset_id = ${table}.dataset_id and ${table}.from_seq <= seen.seq and ${table}.to_seq > seen.seq`;
  const codes = (values: readonly string[]) => `any(${parameters.add(values, 'text[]')})`;
  const dimensions = codes(wanted.dimensions);
  return sql.query<CodeRow>(
    `-- code.find
with seen as (select * from ${seen})
select 'metric' as kind, m.code, m.id, null::int as owner from metric m ${visible('m')} where m.code = ${codes(wanted.metrics)}
union all
select 'region', r.code, r.id, null from region r ${visible('r')} where r.code = ${codes(wanted.regions)}
union all
select 'dimension', d.code, d.id, null from dimension d ${visible('d')} where d.code = ${dimensions}
union all
select 'category', c.code, c.id, c.dimension_id from category c ${visible('c')}
where c.dimension_id in (select id from dimension where code = ${dimensions})`,
    parameters.values,
  );
}
