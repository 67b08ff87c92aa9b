import type { Sql } from '../../database/sql.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import type { CatalogueFile } from '../package/format.ts';
import type { Package } from '../package/package.ts';
import { momentIn } from '../package/timestamp.ts';
import { rowKey } from './complete-catalogue.ts';
import type { AnyRow } from './difference.ts';

/** What names a row among those of its data set: a report in whichever offset its moment is given. */
export const keyIn = (file: CatalogueFile, { timeZone }: Pick<Package, 'timeZone'>): ((row: AnyRow) => string) =>
  file === 'task_reports'
    ? (row) => JSON.stringify([row.task, momentIn(String(row.reported_at), timeZone).getTime(), row.reported_by])
    : (row) => rowKey(file, row);

/** Reads the reports that stand on the tasks of the package's reports. */
export async function readStandingReports(
  tx: Sql,
  dataset: number,
  { rows: given }: PackageCatalogue,
): Promise<PackageCatalogue['rows']['task_reports']> {
  const tasks = [...new Set(given.task_reports.map(({ task }) => task))];
  if (tasks.length === 0) return [];
  const rows = await tx.query<{ row: PackageCatalogue['rows']['task_reports'][number] }>(
    `-- import.standing-reports
select to_jsonb(y) as row from (
  select k.code as task, to_json(t.reported_at) #>> '{}' as reported_at, t.status, trim_scale(t.progress)::text as progress, r.code as rating,
    t.note, o.code as reported_by, s.code as source, c.locator, c.quote
  from task k join task_report t on t.task_id = k.id
  left join rating r on r.id = t.rating_id left join organization o on o.id = t.reported_by_id
  left join citation c on c.id = t.citation_ids[1] left join source s on s.id = c.source_id
  where k.dataset_id = $1::int and k.code = any($2::text[])
) y`,
    [dataset, tasks],
  );
  return rows.map(({ row }) => row);
}
