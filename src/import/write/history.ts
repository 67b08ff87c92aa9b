import type { HistoryKind } from '../../database/generated/prisma/enums.ts';
import { OPEN, type Sql } from '../../database/sql.ts';
import { historyTable } from '../../read/core/history.ts';
import type { FileChanges, Revision } from './preview.ts';
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
const HISTORY: Readonly<Record<HistoryKind, HistoryOf>> = {
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
function rowOf({ links }: HistoryOf): string {
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

/** Remembers how the catalogue stands, before the release changes it. */
export async function captureCatalogue(release: ReleaseWriter): Promise<void> {
  for (const kind of KINDS) if (kind !== 'TASK' && kind !== 'DATASET') await remember(release, kind);
}

/** The same of tasks, once nobody can report on them any more. */
export const captureTasks = (release: ReleaseWriter): Promise<void> => remember(release, 'TASK');

async function remember({ tx, dataset }: ReleaseWriter, kind: HistoryKind): Promise<void> {
  const { own } = HISTORY[kind];
  const table = historyTable(kind);
  await tx.query(
    `-- import.remember-${table}
insert into before_release select $2::text, t.id, ${rowOf(HISTORY[kind])} from ${table} t where ${own ? 't.dataset_id = $1::int' : '$1::int is not null'}`,
    [dataset, kind],
  );
}

/** Keeps what the release changed as it was. That a row was closed is not worth keeping: its to_seq says until when it could be seen. */
export async function writeHistory({ tx }: ReleaseWriter): Promise<void> {
  for (const kind of KINDS) {
    const table = historyTable(kind);
    // A data set is never closed.
    const opened = kind === 'DATASET' ? 'false' : "(b.row ->> 'to_seq')::int < t.to_seq";
    await tx.query(
      `-- import.keep-${table}
insert into row_history (kind, id, until, row)
select b.kind::"HistoryKind", b.id, v.facts + 1, b.row
from before_release b join ${table} t using (id) cross join content_version v
where b.kind = $1::text
  and (b.row - 'to_seq' is distinct from (${rowOf(HISTORY[kind])}) - 'to_seq' or ${opened})`,
      [kind],
    );
  }
}

/** The file that each kind comes from. */
const FILE_OF: Readonly<Record<HistoryKind, string>> = {
  SOURCE: 'sources',
  ORGANIZATION: 'organizations',
  THEME: 'themes',
  UNIT: 'units',
  DIMENSION: 'dimensions',
  CATEGORY: 'categories',
  REGION_VERSION: 'regions',
  WORKING_GROUP: 'working_groups',
  PROGRAMME: 'programmes',
  RATING: 'ratings',
  TASK: 'tasks',
  METRIC: 'metrics',
  ASSESSMENT_RULE: 'assessment_rules',
  DATASET: 'datapackage.json',
};
/** Columns that follow from others. */
const DERIVED = [
  'to_seq',
  'search_text',
  'sort_name',
  'path',
  'region_codes',
  'has_children',
  'organization_ids',
  'lead_ids',
];

/** What the release changed of the rows that it owns, by file, with the first cells that are others. */
export async function readCatalogueChanges(
  { tx, dataset }: ReleaseWriter,
  limit: number,
): Promise<{ readonly files: readonly FileChanges[]; readonly revisions: readonly Revision[] }> {
  const files: FileChanges[] = [];
  const revisions: Revision[] = [];
  for (const kind of Object.keys(FILE_OF) as HistoryKind[]) {
    const table = historyTable(kind);
    const own = kind === 'DATASET' ? 't.id = $2::int' : 't.dataset_id = $2::int';
    const open = (row: string, toSeq: string) => (kind === 'DATASET' ? `${row} is not null` : `${toSeq} = ${OPEN}`);
    const rows = `(
  select t.code, b.row - $3::text[] as was, ${rowOf(HISTORY[kind])} - $3::text[] as now,
    coalesce(${open('b.row', "(b.row ->> 'to_seq')::int")}, false) as stood, ${open('t.code', 't.to_seq')} as stands
  from ${table} t left join before_release b on b.kind = $1::text and b.id = t.id where ${own}
) x`;
    const values = [kind, dataset, DERIVED];
    const [counts] = await tx.query<Omit<FileChanges, 'file'>>(
      `-- import.preview-${table}
select (count(*) filter (where stands and not stood))::int as opened,
  (count(*) filter (where stands and stood and was is distinct from now))::int as revised,
  (count(*) filter (where stands and stood and was = now))::int as unchanged,
  (count(*) filter (where stood and not stands))::int as closed
from ${rows}`,
      values,
    );
    const file = FILE_OF[kind];
    files.push({ file, opened: 0, revised: 0, unchanged: 0, closed: 0, ...counts });
    if ((counts?.revised ?? 0) === 0 || revisions.length >= limit) continue;
    const found = await tx.query<Omit<Revision, 'file'>>(
      `-- import.preview-revised-${table}
select code as name, n.key as column, coalesce(was ->> n.key, '') as before, coalesce(n.value #>> '{}', '') as after
from ${rows} cross join lateral jsonb_each(x.now) n
where stands and stood and was -> n.key is distinct from n.value order by code, n.key limit $4::int`,
      [...values, limit],
    );
    revisions.push(...found.map((revision) => ({ file, ...revision })));
  }
  return { files, revisions };
}
