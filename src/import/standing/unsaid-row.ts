import { OPEN } from '../../database/sql.ts';
import { groupBy } from '../../domain/core/group-by.ts';
import { message } from '../../domain/message/message.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import { languageTag } from '../package/cell.ts';
import type { PackageColumn, Texts } from '../package/column.ts';
import { CATALOGUE, type CatalogueFile } from '../package/format.ts';
import { type Problems, quoted } from '../package/problem.ts';
import { momentIn } from '../package/timestamp.ts';
import type { AnyRow, Compared } from './difference.ts';
import type { StandingRows } from './standing-catalogue.ts';
import type { FileSaying } from './standing-fact.ts';
import { keyIn } from './standing-report.ts';

/** Rows that were read from a file, and those that stand. */
export interface UnsaidRows extends Omit<Compared, 'names'> {
  readonly dataset: number;
  readonly standing: StandingRows;
  readonly saying: FileSaying;
}

/**
 * The rows of a file, each with what the file cannot say of it: the columns that it has none for, words in other languages, and the status that a
 * task was published with, where the file has the one that its reports gave it. A row that stands is changed in nothing else.
 */
export async function keepUnsaid(kept: UnsaidRows): Promise<PackageCatalogue> {
  const { catalogue, standing, saying, source } = kept;
  const rows: Record<string, readonly AnyRow[]> = { ...catalogue.rows };
  for (const [file, said] of saying.tables) {
    const keyOf = keyIn(file, source);
    const before = new Map((standing[file] as readonly AnyRow[]).map((row) => [keyOf(row), row]));
    const isShown = file === 'task_reports' && saying.digits === 'ROUNDED';
    const find = isShown ? shownReports(standing, source.timeZone) : () => undefined;
    rows[file] = (catalogue.rows[file] as readonly AnyRow[]).map((row) => {
      const stands = before.get(keyOf(row)) ?? find(row);
      return stands === undefined ? row : completeRow(file, row, stands, said);
    });
  }
  const completed = { ...catalogue, rows: rows as unknown as PackageCatalogue['rows'] };
  return saying.tables.get('tasks')?.has('status') ? withStatedStatus(kept, completed) : completed;
}

const CITATION: ReadonlySet<string> = new Set(['source', 'locator', 'quote']);

function completeRow(file: CatalogueFile, row: AnyRow, stands: AnyRow, said: ReadonlySet<string>): AnyRow {
  const kept: Record<string, unknown> = { ...row };
  // It is the key, and stands in more digits than a workbook shows.
  if (file === 'task_reports') kept.reported_at = stands.reported_at;
  for (const [column, { translated }] of Object.entries(
    CATALOGUE[file] as Readonly<Record<string, PackageColumn<unknown>>>,
  )) {
    if (CITATION.has(column)) continue;
    if (translated) {
      const tags = [...said].flatMap((name) => (name.startsWith(`${column}:`) ? name.slice(column.length + 1) : []));
      kept[column] = completeTexts(row[column] as Texts | null, stands[column] as Texts | null, tags.map(languageTag));
    } else if (!said.has(column)) kept[column] = stands[column] ?? null;
  }
  // It says why the row is in its group.
  if (kept.working_group === null && !said.has('attribution')) kept.attribution = null;
  return kept as AnyRow;
}

/** A file shows the words of another language where there are none in its own: these are no new ones. */
function completeTexts(given: Texts | null, stands: Texts | null, languages: readonly string[]): Texts | null {
  const kept: Record<string, string> = { ...stands };
  const all = new Set(Object.values(stands ?? {}));
  for (const language of languages) {
    const text = given?.[language];
    if (text === undefined) delete kept[language];
    else if (kept[language] !== undefined || !all.has(text)) kept[language] = text;
  }
  return Object.keys(kept).length === 0 ? null : kept;
}

const SECOND = 1_000;

/** Finds the only report that a workbook, which shows whole seconds, may mean. */
function shownReports(standing: StandingRows, timeZone: string): (row: AnyRow) => AnyRow | undefined {
  const timeOf = (row: AnyRow) => momentIn(String(row.reported_at), timeZone).getTime();
  const keyOf = (row: AnyRow, second: number) => JSON.stringify([row.task, row.reported_by, second]);
  const secondOf = (row: AnyRow) => Math.floor(timeOf(row) / SECOND);
  const bySecond = groupBy(standing.task_reports as readonly AnyRow[], (row) => keyOf(row, secondOf(row)));
  return (row) => {
    const second = secondOf(row);
    const near = [second - 1, second, second + 1]
      .flatMap((one) => bySecond.get(keyOf(row, one)) ?? [])
      .filter((stands) => Math.abs(timeOf(stands) - timeOf(row)) < SECOND);
    return near.length === 1 ? near[0] : undefined;
  };
}

/**
 * The status of a task that was reported on follows from its latest report. A file that has it says nothing of the status that the task was
 * published with; one that has another, and no reports, would change what nobody sees.
 */
async function withStatedStatus(
  { tx, dataset, standing, saying, source, problems }: UnsaidRows,
  catalogue: PackageCatalogue,
): Promise<PackageCatalogue> {
  const reported = await tx.query<{ code: string; status: string }>(
    `-- import.reported-statuses
select t.code, t.status::text from task t
where t.dataset_id = $1::int and t.to_seq = ${OPEN} and exists (select from task_report r where r.task_id = t.id)`,
    [dataset],
  );
  const statuses = new Map(reported.map(({ code, status }) => [code, status]));
  const stated = new Map(standing.tasks.map(({ code, status }) => [code, status]));
  const tasks = catalogue.rows.tasks.map((row) => {
    const [status, published] = [statuses.get(row.code), stated.get(row.code)];
    if (status === undefined || published === undefined || row.status === published) return row;
    if (row.status !== status && saying.tables.has('task_reports')) return row;
    if (row.status !== status) refuseStatus(problems, source.resources.get('tasks')?.path ?? 'tasks', row, status);
    return { ...row, status: published };
  });
  return { ...catalogue, rows: { ...catalogue.rows, tasks } };
}

function refuseStatus(
  problems: Problems,
  resource: string,
  { line, code, status: value }: PackageCatalogue['rows']['tasks'][number],
  status: string,
): void {
  const text = { name: quoted(code), before: quoted(status), after: quoted(value) };
  problems.addOfRow({
    resource,
    row: line,
    column: 'status',
    value,
    message: message('import.reported-status', text),
    expected: message('import.report-instead', { before: quoted(status) }),
  });
}
