import { DEFAULT_LIGHT_RULE } from '../../domain/progress/traffic-light.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import { normalFormula } from '../catalogue/formula.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { CodeKind, PackageColumn, Texts } from '../package/column.ts';
import { CATALOGUE, type CatalogueFile, UNCITED_FILES } from '../package/format.ts';
import type { Package } from '../package/package.ts';
import { rowKey, schemeOf } from './complete-catalogue.ts';
import { type AnyRow, type Cell, type Compared, differingTexts, refuseDifference, shownText } from './difference.ts';
import { refuseDifferingDataset } from './differing-dataset.ts';
import { ForeignNames } from './foreign-name.ts';
import type { StandingRows } from './standing-catalogue.ts';
import { keyIn } from './standing-report.ts';

/** Refuses every row of the catalogue that stands and that the package gives with other cells. */
export async function refuseDifferingRows(
  compared: Compared & { readonly standing: StandingRows; readonly keepsCitations?: boolean },
  dataset: number,
): Promise<void> {
  const { source, catalogue, standing, problems } = compared;
  await refuseDifferingDataset(compared, dataset);
  const foreign = await ForeignNames.read(compared, dataset);
  for (const file of Object.keys(CATALOGUE) as CatalogueFile[]) {
    const keyOf = keyIn(file, source);
    const rows = new Map((standing[file] as readonly AnyRow[]).map((row) => [keyOf(row), row]));
    const resource = source.resources.get(file)?.path ?? file;
    for (const row of catalogue.rows[file] as readonly AnyRow[]) {
      const before = rows.get(keyOf(row));
      const cells =
        before === undefined ? foreign.differingCells(file, row) : differingCells(compared, file, before, row);
      const name = (JSON.parse(rowKey(file, row)) as (string | null)[]).filter((part) => part !== null).join(' ');
      for (const cell of cells) {
        // Next year's file gives the same row from another cell.
        if (compared.keepsCitations === true && CITATION.includes(cell.column)) continue;
        refuseDifference(problems, { resource, row: row.line, name, ...cell });
      }
    }
  }
}

/** The same catalogue, in which a row that says nothing new keeps the citation that it stands with. */
export function withStandingCitations(
  { source, catalogue, names }: Pick<Compared, 'source' | 'catalogue' | 'names'>,
  standing: StandingRows,
): PackageCatalogue {
  const rows: Record<string, readonly AnyRow[]> = { ...catalogue.rows };
  for (const file of Object.keys(CATALOGUE) as CatalogueFile[]) {
    if (UNCITED_FILES.has(file)) continue;
    const keyOf = keyIn(file, source);
    const before = new Map((standing[file] as readonly AnyRow[]).map((row) => [keyOf(row), row]));
    rows[file] = (catalogue.rows[file] as readonly AnyRow[]).map((row) => {
      const stands = before.get(keyOf(row));
      if (stands === undefined) return row;
      const cells = differingCells({ source, names }, file, stands, row);
      if (cells.some(({ column }) => !CITATION.includes(column))) return row;
      return { ...row, ...Object.fromEntries(CITATION.map((column) => [column, stands[column] ?? null])) } as AnyRow;
    });
  }
  return { ...catalogue, rows: rows as unknown as PackageCatalogue['rows'] };
}

const CITATION = ['source', 'locator', 'quote'];

function differingCells(
  { source, names }: Pick<Compared, 'source' | 'names'>,
  file: CatalogueFile,
  before: AnyRow,
  after: AnyRow,
): Cell[] {
  const columns = Object.entries(CATALOGUE[file] as Readonly<Record<string, PackageColumn<unknown>>>);
  const [was, is] = [settled(file, before, source), settled(file, after, source)];
  return columns.flatMap(([column, { to, translated }]) => {
    if (UNCITED_FILES.has(file) && CITATION.includes(column)) return [];
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

/** Columns of numbers, of which 1 and 1.0 are the same. */
const NUMBERS: ReadonlySet<string> = new Set([
  'weight', 'factor', 'minimum', 'maximum', 'tolerance', 'confidence', 'maintain_within', 'green_from', 'yellow_from', 'progress',
]); // biome-ignore format: a list

const plainText = (column: string, value: unknown): string =>
  NUMBERS.has(column) && value !== null ? String(Number(value)) : shownText(value);

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
