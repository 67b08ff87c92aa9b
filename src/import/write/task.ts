import { momentIn } from '../package/timestamp.ts';
import type { FileChanges } from './file-change.ts';
import { findIds, getAttribution, writeCodeLinks } from './programme.ts';
import { type Given, parentsFirst } from './shared-list.ts';
import { buildSearchText, closeOthers, type ReleaseWriter, replaceLinks, upsert, type Versioned } from './write.ts';

/** Status and progress are no part of what an import compares: they follow from the reports, see task-state.ts. */
const TASK: Versioned = {
  table: 'task',
  columns: {
    code: 'text',
    ordinal: 'int',
    title: 'jsonb',
    working_group_id: 'int',
    programme_id: 'int',
    attribution: '"Attribution"',
    region_id: 'int',
    parent_id: 'int',
    has_children: 'boolean',
    level: '"RegionLevel"',
    weight: 'numeric',
    start_date: 'date',
    due_date: 'date',
    stated_status: '"TaskStatus"',
    lead_ids: 'int[]',
    organization_ids: 'int[]',
    citation_ids: 'int[]',
    search_text: 'text',
  },
  initial: { status: '"TaskStatus"' },
};

/** Tasks with their responsibilities and metrics. */
export async function writeTasks(release: ReleaseWriter, given: Given): Promise<void> {
  const { names, source } = given;
  const rows = parentsFirst(given.catalogue.rows.tasks);
  const parents = new Set(rows.map((row) => row.parent));
  await closeOthers(release, 'task', findIds(given, 'task', rows));
  const organizations = (codes: readonly string[]) => codes.map((code) => names.id('organization', code));
  await upsert(
    release,
    TASK,
    rows.map((row) => ({
      ...row,
      id: names.id('task', row.code),
      working_group_id: row.working_group === null ? null : names.id('working_group', row.working_group),
      programme_id: row.programme === null ? null : names.id('programme', row.programme),
      attribution: getAttribution(row),
      region_id: names.id('region', row.region ?? source.region ?? ''),
      parent_id: row.parent === null ? null : names.id('task', row.parent),
      has_children: parents.has(row.code),
      stated_status: row.status,
      lead_ids: organizations(row.lead),
      organization_ids: [...new Set(organizations([...row.lead, ...row.cooperate, ...row.supervise]))],
      citation_ids: given.cited('tasks', row.line),
      search_text: buildSearchText(row.code, row.title),
    })),
  );
  await replaceLinks(
    release,
    {
      table: 'task_responsibility',
      owner: 'task_id',
      columns: { organization_id: 'int', role: '"ResponsibilityRole"', position: 'int', first: 'boolean' },
    },
    rows.map((row) => names.id('task', row.code)),
    rows.flatMap((row) => {
      const roles = Object.entries({ LEAD: row.lead, COOPERATE: row.cooperate, SUPERVISE: row.supervise });
      const all = roles.flatMap(([role, codes]) => codes.map((code, position) => ({ role, code, position })));
      const seen = new Set<string>();
      return all.map(({ role, code, position }) => {
        const first = !seen.has(code);
        seen.add(code);
        const organization_id = names.id('organization', code);
        return { task_id: names.id('task', row.code), organization_id, role, position, first };
      });
    }),
  );
  await writeCodeLinks(
    release,
    given,
    { table: 'task_metric', owner: 'task_id' },
    'task',
    'metric',
    rows,
    (row) => row.metrics,
  );
}

/** Adds the package's reports to those that were made live, which no import takes away. Answers how many of them are new, and how many others. */
export async function writeReports({ tx, tally }: ReleaseWriter, given: Given): Promise<FileChanges> {
  const { names, source } = given;
  const reports = given.catalogue.rows.task_reports.map((row) => ({
    ...row,
    task_id: names.id('task', row.task),
    reported_at: momentIn(row.reported_at, source.timeZone),
    rating_id: row.rating === null ? null : names.id('rating', row.rating),
    reported_by_id: row.reported_by === null ? null : names.id('organization', row.reported_by),
    citation_ids: given.cited('task_reports', row.line),
  }));
  const written = await tx.query<{ new: boolean }>(
    `-- import.write-reports
insert into task_report as r (task_id, reported_at, status, progress, rating_id, note, reported_by_id, citation_ids)
select task_id, reported_at, status, progress, rating_id, note, reported_by_id, citation_ids
from jsonb_to_recordset($1::text::jsonb) as g(task_id int, reported_at timestamptz, status "TaskStatus", progress numeric(7, 4),
  rating_id int, note jsonb, reported_by_id int, citation_ids int[])
on conflict (task_id, reported_at, reported_by_id) do update
set status = excluded.status, progress = excluded.progress, rating_id = excluded.rating_id, note = excluded.note,
  citation_ids = excluded.citation_ids
where (r.status, r.progress, r.rating_id, r.note, r.citation_ids)
  is distinct from (excluded.status, excluded.progress, excluded.rating_id, excluded.note, excluded.citation_ids)
returning r.xmax = 0 as new`,
    [JSON.stringify(reports)],
  );
  const opened = written.filter((row) => row.new).length;
  const revised = written.length - opened;
  tally.opened += opened;
  tally.updated += revised;
  return { file: 'task_reports', opened, revised, unchanged: reports.length - written.length, closed: 0 };
}
