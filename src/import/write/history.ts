import type { HistoryKind } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import { historyTable } from '../../read/core/history.ts';
import type { ReleaseWriter } from './write.ts';

interface HistoryOf {
  /** Whether only the data set's own rows can change; of shared lists any may. */
  readonly own: boolean;
  /** By name: the table of links, the column that says whose they are, the column that it is compared with, and what is linked. */
  readonly links: Readonly<
    Record<string, readonly [table: string, owner: string, key: string, columns: readonly string[]]>
  >;
}

/** Everything that lists are sorted and filtered by, and that a publication may change. */
export const HISTORY: Readonly<Record<HistoryKind, HistoryOf>> = {
  TASK: {
    own: true,
    links: {
      metrics: ['task_metric', 'task_id', 'id', ['metric_id', 'position']],
      responsibilities: ['task_responsibility', 'task_id', 'id', ['organization_id', 'role', 'position']],
    },
  },
  METRIC: {
    own: false,
    links: { dimensions: ['metric_dimension', 'metric_id', 'id', ['dimension_id', 'position']] },
  },
  PROGRAMME: {
    own: true,
    links: {
      metrics: ['programme_metric', 'programme_id', 'id', ['metric_id', 'position']],
      regions: ['programme_region', 'programme_id', 'id', ['region_id', 'position']],
    },
  },
  WORKING_GROUP: { own: true, links: {} },
  ORGANIZATION: {
    own: false,
    links: { heads: ['organization_head', 'organization_id', 'id', ['head_id', 'position']] },
  },
  REGION_VERSION: {
    own: false,
    links: { successors: ['region_successor', 'region_id', 'region_id', ['successor_id', 'position']] },
  },
  ASSESSMENT_RULE: { own: true, links: {} },
  THEME: { own: false, links: {} },
  UNIT: { own: false, links: {} },
  DIMENSION: { own: false, links: {} },
  CATEGORY: { own: false, links: {} },
  SOURCE: { own: false, links: {} },
  DATASET: { own: true, links: {} },
  RATING: { own: true, links: {} },
};
const KINDS = Object.keys(HISTORY) as HistoryKind[];

/** A row `t` with its links, as JSON. */
export function rowOf({ links }: HistoryOf): string {
  const parts = Object.entries(links).map(([name, [table, owner, key, columns]]) => {
    const object = columns.map((column) => `'${column}', l.${column}`).join(', ');
    const order = columns.map((column) => `l.${column}`).join(', ');
    return `'${name}', (select coalesce(jsonb_agg(jsonb_build_object(${object}) order by ${order}), '[]') from ${table} l where l.${owner} = t.${key})`;
  });
  return parts.length === 0 ? 'to_jsonb(t)' : `to_jsonb(t) || jsonb_build_object(${parts.join(', ')})`;
}

/** Remembers how the data set itself stands, if it is there. The first thing that is remembered. */
export async function captureDataset(tx: Sql, code: string): Promise<void> {
  await tx.query(
    '-- import.before\ncreate temp table before_release (kind text, id int, row jsonb not null, primary key (kind, id)) on commit drop',
  );
  await tx.query(
    `-- import.remember-dataset\ninsert into before_release select 'DATASET', t.id, to_jsonb(t) from dataset t where t.code = $1::text`,
    [code],
  );
}

/** Whose rows are remembered; null: of a data set that is new. */
interface Captured {
  readonly tx: Sql;
  readonly dataset: number | null;
}

/** Remembers how the catalogue stands, before the release changes it. */
export async function captureCatalogue(release: Captured): Promise<void> {
  for (const kind of KINDS) if (kind !== 'TASK' && kind !== 'DATASET') await remember(release, kind);
}

/** The same of tasks, once nobody can report on them any more. */
export const captureTasks = (release: ReleaseWriter): Promise<void> => remember(release, 'TASK');

async function remember({ tx, dataset }: Captured, kind: HistoryKind): Promise<void> {
  const { own } = HISTORY[kind];
  const table = historyTable(kind);
  await tx.query(
    `-- import.remember-${table}
insert into before_release select $2::text, t.id, ${rowOf(HISTORY[kind])} from ${table} t where ${own ? 't.dataset_id = $1::int' : 'coalesce($1::int, 0) is not null'}`,
    [dataset, kind],
  );
}

/** Keeps what the release changed of the catalogue as it was, and answers of which kinds. All of them are changes that readers could see at once. */
export async function writeCatalogueHistory(release: ReleaseWriter): Promise<HistoryKind[]> {
  const changed: HistoryKind[] = [];
  for (const kind of KINDS) if (kind !== 'TASK' && (await keep(release, kind)) > 0) changed.push(kind);
  return changed;
}

/** The same of tasks. */
export const writeTaskHistory = (release: ReleaseWriter): Promise<number> => keep(release, 'TASK');

/** Whether the row `t` was closed before the release, as `b` remembers it. A data set is never closed. */
export const isReopened = (kind: HistoryKind): string =>
  kind === 'DATASET' ? 'false' : "(b.row ->> 'to_seq')::int < t.to_seq";

/** That a row was closed is not worth keeping: its to_seq says until when it could be seen. */
async function keep({ tx }: ReleaseWriter, kind: HistoryKind): Promise<number> {
  const table = historyTable(kind);
  const [count] = await tx.query<{ kept: number }>(
    `-- import.keep-${table}
with kept as (
  insert into row_history (kind, id, until, row)
  select b.kind::"HistoryKind", b.id, v.facts + 1, b.row
  from before_release b join ${table} t using (id) cross join content_version v
  where b.kind = $1::text
    and (b.row - 'to_seq' is distinct from (${rowOf(HISTORY[kind])}) - 'to_seq' or ${isReopened(kind)})
  returning 1
)
select count(*)::int as kept from kept`,
    [kind],
  );
  return count?.kept ?? 0;
}
