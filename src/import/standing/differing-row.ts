import type { Sql } from '../../database/sql.ts';
import { message } from '../../domain/message/message.ts';
import { DEFAULT_LIGHT_RULE } from '../../domain/progress/traffic-light.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import { normalFormula } from '../catalogue/formula.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { CodeKind, PackageColumn, Texts } from '../package/column.ts';
import { DESCRIPTOR } from '../package/descriptor.ts';
import { CATALOGUE, type CatalogueFile } from '../package/format.ts';
import type { Package } from '../package/package.ts';
import { type Problems, quoted } from '../package/problem.ts';
import { momentIn } from '../package/timestamp.ts';
import { rowKey, schemeOf } from './complete-catalogue.ts';
import type { StandingRows } from './standing-catalogue.ts';

type AnyRow = Readonly<Record<string, unknown>> & { readonly line: number };

interface Compared {
  readonly tx: Sql;
  readonly source: Package;
  /** What the package itself holds. */
  readonly catalogue: PackageCatalogue;
  readonly standing: StandingRows;
  readonly names: CodeIds;
  readonly problems: Problems;
}

/** A cell of the package that says something else than what stands. */
export interface DifferingCell {
  readonly resource: string;
  readonly row: number | null;
  readonly column: string;
  /** The row or figure in words. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Refuses a cell that an addition would change, with what stands and what the package says. */
export function refuseDifference(problems: Problems, { name, before, after, ...place }: DifferingCell): void {
  const shown = (value: string) => (value === '' ? message('import.nothing') : quoted(value));
  problems.add({
    ...place,
    value: after,
    message: message('import.differs', { name: quoted(name), before: shown(before), after: shown(after) }),
    expected: message('import.same-or-revise', { before: shown(before) }),
  });
}

/** Refuses every row of the catalogue that stands and that the package gives with other cells. */
export async function refuseDifferingRows(compared: Compared, dataset: number): Promise<void> {
  const { source, catalogue, standing, problems } = compared;
  await refuseDifferingDataset(compared, dataset);
  for (const file of Object.keys(CATALOGUE) as CatalogueFile[]) {
    const found = file === 'task_reports' ? await readReports(compared, dataset) : standing[file];
    const keyOf = (row: AnyRow) => (file === 'task_reports' ? reportKey(row, source.timeZone) : rowKey(file, row));
    const rows = new Map((found as readonly AnyRow[]).map((row) => [keyOf(row), row]));
    const resource = source.resources.get(file)?.path ?? file;
    for (const row of catalogue.rows[file] as readonly AnyRow[]) {
      const before = rows.get(keyOf(row));
      if (before === undefined) continue;
      const name = (JSON.parse(rowKey(file, row)) as (string | null)[]).filter((part) => part !== null).join(' ');
      for (const cell of differingCells(compared, file, before, row)) {
        refuseDifference(problems, { resource, row: row.line, name, ...cell });
      }
    }
  }
}

type Cell = Pick<DifferingCell, 'column' | 'before' | 'after'>;

/** Files of which citations are not stored. */
const UNCITED: ReadonlySet<CatalogueFile> = new Set([
  'sources', 'themes', 'units', 'dimensions', 'regions', 'region_aliases', 'ratings', 'assessment_rules',
]); // biome-ignore format: a list
const CITATION = ['source', 'locator', 'quote'];

function differingCells({ source, names }: Compared, file: CatalogueFile, before: AnyRow, after: AnyRow): Cell[] {
  const columns = Object.entries(CATALOGUE[file] as Readonly<Record<string, PackageColumn<unknown>>>);
  const [was, is] = [settled(file, before, source), settled(file, after, source)];
  return columns.flatMap(([column, { to, translated }]) => {
    if (UNCITED.has(file) && CITATION.includes(column)) return [];
    if (file === 'task_reports' && column === 'reported_at') return []; // it is the key, whatever its offset
    if (column === 'order' && is.order === null) return [];
    if (translated) return differingTexts(column, was[column] as Texts | null, is[column] as Texts | null);
    // A region of several versions has the successors of all of them.
    if (column === 'successors' && isAmong(names, file, is, was)) return [];
    const same =
      to === null
        ? plainText(column, was[column]) === plainText(column, is[column])
        : idText(names, to, file, was, column) === idText(names, to, file, is, column);
    return same ? [] : [{ column, before: shownText(was[column]), after: shownText(is[column]) }];
  });
}

/** What stands for what is left out, as it is stored. */
function settled(file: CatalogueFile, row: AnyRow, source: Package): AnyRow {
  switch (file) {
    case 'programmes':
    case 'tasks':
      return { ...row, ...attributed(row), ...(file === 'tasks' ? { region: row.region ?? source.region } : {}) };
    case 'metrics': {
      const isQuotient = row.numerator !== null && row.denominator !== null;
      const expression = normalFormula(row.expression as string | null);
      return { ...row, ...attributed(row), expression, factor: isQuotient ? (row.factor ?? '1') : null };
    }
    case 'assessment_rules':
      return row.metric === null
        ? { ...row, yellow_days: row.yellow_days ?? DEFAULT_LIGHT_RULE.yellowDays }
        : { ...row, maintain_within: row.maintain_within ?? '0' };
    default:
      return row;
  }
}

const attributed = (row: AnyRow) => ({
  attribution: row.working_group === null ? null : (row.attribution ?? 'STATED'),
});

function differingTexts(column: string, before: Texts | null, after: Texts | null): Cell[] {
  const languages = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...languages].sort().flatMap((language) => {
    const cell = { column: `${column}:${language}`, before: before?.[language] ?? '', after: after?.[language] ?? '' };
    return cell.before === cell.after ? [] : [cell];
  });
}

/** Columns of numbers, of which 1 and 1.0 are the same. */
const NUMBERS: ReadonlySet<string> = new Set([
  'weight', 'factor', 'minimum', 'maximum', 'tolerance', 'confidence', 'maintain_within', 'green_from', 'yellow_from', 'progress',
]); // biome-ignore format: a list

const plainText = (column: string, value: unknown): string =>
  NUMBERS.has(column) && value !== null ? String(Number(value)) : shownText(value);

function shownText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(';') : String(value);
}

/** What the codes of a cell name, whichever of its names each is given by. */
function idsOf(names: CodeIds, to: CodeKind, file: CatalogueFile, row: AnyRow, column: string): (string | number)[] {
  const value = row[column];
  const codes = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
  const scheme = to === 'region' ? schemeOf(file, row) : null;
  return codes.map((code) => names.find(to, scheme === null ? code : names.regionIn(scheme, code)) ?? code);
}

const idText = (...cell: Parameters<typeof idsOf>): string => idsOf(...cell).join(';');

function isAmong(names: CodeIds, file: CatalogueFile, given: AnyRow, standing: AnyRow): boolean {
  const all = new Set(idsOf(names, 'region', file, standing, 'successors'));
  const own = idsOf(names, 'region', file, given, 'successors');
  return own.every((id) => all.has(id)) && (given.valid_from !== null || own.length === all.size);
}

const reportKey = (row: AnyRow, timeZone: string): string =>
  JSON.stringify([row.task, momentIn(String(row.reported_at), timeZone).getTime(), row.reported_by]);

/** The reports on the tasks of the package's reports. */
async function readReports({ tx, catalogue }: Compared, dataset: number): Promise<readonly AnyRow[]> {
  const tasks = [...new Set(catalogue.rows.task_reports.map(({ task }) => task))];
  if (tasks.length === 0) return [];
  const rows = await tx.query<{ row: AnyRow }>(
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

/** What datapackage.json says of the data set itself is a row of the catalogue as well. */
async function refuseDifferingDataset({ tx, source, names, problems }: Compared, dataset: number): Promise<void> {
  const [stands] = await tx.query<{ row: Readonly<Record<string, unknown>> & { readonly title: Texts } }>(
    `-- import.standing-dataset
select to_jsonb(d) || jsonb_build_object(
  'region', (select r.scheme || ':' || r.code from region r where r.id = d.region_id),
  'publisher', (select o.code from organization o where o.id = d.publisher_id)) as row
from dataset d where d.id = $1::int`,
    [dataset],
  );
  if (stands === undefined) return;
  const { row } = stands;
  const id = (kind: CodeKind, code: unknown) => (typeof code === 'string' ? names.find(kind, code) : null);
  const plain = (column: string, before: unknown, after: unknown, same = shownText(before) === shownText(after)) =>
    same ? [] : [{ column, before: shownText(before), after: shownText(after) }];
  const light = (rule: unknown) => String(rule).toLowerCase().replace('_', '-');
  const cells = [
    ...differingTexts('title', row.title, source.title),
    ...plain('licenses', row.licence, source.licence),
    ...plain('govgraph.language', row.language, source.language),
    ...plain('govgraph.timeZone', row.time_zone, source.timeZone),
    ...plain('govgraph.minCount', row.min_count, source.minCount),
    ...plain('govgraph.fiscalYearStart', row.fiscal_year_start, source.fiscalYearStart),
    ...plain('govgraph.taskLight', light(row.task_light), light(source.taskLight)),
    ...plain('govgraph.region', row.region, source.region, id('region', row.region) === id('region', source.region)),
    ...plain('govgraph.publisher', row.publisher, source.publisher),
  ];
  for (const cell of cells) refuseDifference(problems, { resource: DESCRIPTOR, row: null, name: source.code, ...cell });
}
