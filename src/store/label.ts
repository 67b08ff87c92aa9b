import type { Sql } from './sql.ts';
import type { State } from './state.ts';
import { Parameters, seenTable } from './statement.ts';

/** Something that people look for: what it is called, and what more is said of it. */
export interface LabelRow {
  readonly type: 'WorkingGroup' | 'Programme' | 'Task' | 'Metric' | 'Region' | 'Organization';
  /** The number in its global id. */
  readonly key: number;
  readonly code: string;
  readonly name: Readonly<Record<string, string>> | null;
  readonly definition: Readonly<Record<string, string>> | null;
}

/** Everything that can be searched, as a state shows it. */
export function readLabels(sql: Sql, state: State): Promise<LabelRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const part = (type: LabelRow['type'], table: string, columns: string, condition = 'true') =>
    `select '${type}' as type, ${columns}
from ${table} t join seen on seen.dataset_id = t.dataset_id and t.from_seq <= seen.seq and t.to_seq > seen.seq
where ${condition}`;
  return sql.query<LabelRow>(
    `-- search.labels
with seen as (select * from ${seen})
${[
  part('WorkingGroup', 'working_group', 't.id as key, t.code, t.name, null::jsonb as definition'),
  part('Programme', 'programme', 't.id, t.code, t.name, null'),
  part('Task', 'task', 't.id, t.code, t.title, null'),
  part('Metric', 'metric', 't.id, t.code, t.name, t.definition'),
  part('Region', 'region_version', 't.region_id, t.code, t.name, null', 't.current'),
  part('Organization', 'organization', 't.id, t.code, t.name, null'),
].join('\nunion all\n')}`,
    parameters.values,
  );
}
