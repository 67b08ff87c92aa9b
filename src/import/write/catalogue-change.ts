import type { HistoryKind } from '../../database/generated/prisma/enums.ts';
import { OPEN } from '../../database/sql.ts';
import { historyTable } from '../../read/core/history.ts';
import type { FileChanges, Revision } from './file-change.ts';
import { HISTORY, rowOf } from './history.ts';
import type { ReleaseWriter } from './write.ts';

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
  select t.code, b.row - $3::text[] as was, (${rowOf(HISTORY[kind])}) - $3::text[] as now,
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
