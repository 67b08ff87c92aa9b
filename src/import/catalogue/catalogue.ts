import { list, message } from '../../domain/message/message.ts';
import { fiscalYearStartOf } from '../../domain/period/fiscal-year.ts';
import type { CodeKind } from '../package/column.ts';
import { CATALOGUE, type CatalogueFile, type CatalogueRow, KEYS } from '../package/format.ts';
import type { Package } from '../package/package.ts';
import { type Problems, placeWords } from '../package/problem.ts';
import { type PackageResource, type ReadRow, readTable, type UnreadCells } from '../package/table.ts';

/** A row with the line that it stands on. */
export type Placed<N extends CatalogueFile> = CatalogueRow<N> & { readonly line: number };

/** A row with cells that could not be read: their columns are in `unread`, and their values null. */
export interface BrokenRow {
  readonly file: CatalogueFile;
  readonly row: Readonly<Record<string, unknown>> & { readonly line: number };
  readonly unread: ReadonlySet<string>;
}

/** Beyond these nobody reads on. */
const MAX_BROKEN = 1_000;

/** The small files, read whole: rows without a problem of their own, and what they name. */
export interface PackageCatalogue {
  readonly rows: { readonly [N in CatalogueFile]: readonly Placed<N>[] };
  /** The first rows with a problem of their own, of which some cells were read. */
  readonly broken: readonly BrokenRow[];
  /** The codes that each kind's file defines, rows with other problems included; of a region with its scheme. */
  readonly defined: ReadonlyMap<CodeKind, ReadonlySet<string>>;
  /** Kinds of which some codes could not be read: a code is not called unknown when it may be one of them. */
  readonly unsure: ReadonlySet<CodeKind>;
}

/** What names the entity that a row describes. */
const CODE_OF: { readonly [N in CatalogueFile]?: readonly [CodeKind, (row: CatalogueRow<N>) => string | null] } = {
  sources: ['source', (row) => row.code],
  organizations: ['organization', (row) => row.code],
  themes: ['theme', (row) => row.code],
  units: ['unit', (row) => row.code],
  regions: ['region', (row) => (row.scheme && row.code ? regionKey(row.scheme, row.code) : null)],
  working_groups: ['working_group', (row) => row.code],
  programmes: ['programme', (row) => row.code],
  ratings: ['rating', (row) => row.code],
  tasks: ['task', (row) => row.code],
  metrics: ['metric', (row) => row.code],
  assessment_rules: ['assessment_rule', (row) => row.code],
};

export const regionKey = (scheme: string, code: string): string => `${scheme}:${code}`;
export const categoryKey = (dimension: string, category: string): string => `${dimension}=${category}`;

/** Reads the files of the catalogue. What is wrong is in `problems`; the rows that are right go on. */
export async function readPackageCatalogue(
  source: Package,
  problems: Problems,
  onFile: (resource: string, rows: number) => void,
): Promise<PackageCatalogue> {
  const rows: Record<string, readonly unknown[]> = {};
  const defined = new Map<CodeKind, Set<string>>();
  const unsure = new Set<CodeKind>();
  const broken: BrokenRow[] = [];
  for (const name of Object.keys(CATALOGUE) as CatalogueFile[]) {
    const resource = source.resources.get(name);
    const found = resource === undefined ? [] : await readWhole(resource, name, problems);
    if (resource !== undefined) {
      // What says the same as another row is that row, and of a row with gaps nobody knows whether it does.
      const whole = found.filter(({ line }) => !resource.unread?.has(line));
      refuseDuplicates(resource.path, whole, KEYS[name], problems);
      for (const [counted, rows] of countsOf(name, found)) onFile(counted, rows);
    }
    collectCodes(name, found, source.unreadable.has(name), defined, unsure);
    rows[name] = found.filter((row) => !row.broken).map(({ line, values }) => ({ ...values, line }));
    const repeated = linesOfLikeRows(found, KEYS[name], resource?.unread);
    const judged = found.filter((row) => row.broken && !repeated.has(row.line));
    for (const { line, values, unread } of judged.slice(0, MAX_BROKEN - broken.length)) {
      broken.push({ file: name, row: { ...values, line }, unread });
    }
  }
  return { rows: withCalendars(rows as PackageCatalogue['rows'], source), broken, defined, unsure };
}

/** The same catalogue with other rows, whose codes it defines as well. */
export function withRows(catalogue: PackageCatalogue, rows: PackageCatalogue['rows']): PackageCatalogue {
  const defined = new Map([...catalogue.defined].map(([kind, codes]) => [kind, new Set(codes)]));
  const unsure = new Set(catalogue.unsure);
  for (const name of Object.keys(CATALOGUE) as CatalogueFile[]) {
    const read = rows[name].map((values) => ({ line: values.line, values, broken: false }));
    collectCodes(name, read as unknown as readonly CatalogueReadRow[], false, defined, unsure);
  }
  return { ...catalogue, rows, defined, unsure };
}

type CatalogueReadRow = ReadRow<(typeof CATALOGUE)[CatalogueFile]>;

/** A metric that says nothing of its years has those of the data set. */
function withCalendars(rows: PackageCatalogue['rows'], { fiscalYearStart }: Package): PackageCatalogue['rows'] {
  const metrics = rows.metrics.map(({ fiscal_year_start: own, ...metric }) => {
    return { ...metric, fiscal_year_start: own === null ? fiscalYearStart : fiscalYearStartOf(own) };
  });
  return { ...rows, metrics };
}

/** The one file with rows of two kinds counts as two. */
function countsOf(
  name: CatalogueFile,
  rows: readonly { readonly values: object }[],
): readonly (readonly [string, number])[] {
  if (name !== 'dimensions') return [[name, rows.length]];
  const categories = rows.filter(({ values }) => 'category' in values && values.category !== null).length;
  return [
    ['dimensions', rows.length - categories],
    ['categories', categories],
  ];
}

async function readWhole<N extends CatalogueFile>(resource: PackageResource, name: N, problems: Problems) {
  const rows: ReadRow<(typeof CATALOGUE)[N]>[] = [];
  for await (const batch of readTable(resource, CATALOGUE[name], problems)) rows.push(...batch);
  return rows;
}

/** The rows with gaps that have the key of another row, with which each may be one. */
function linesOfLikeRows(
  rows: readonly CatalogueReadRow[],
  key: readonly string[],
  gaps: UnreadCells | undefined,
): ReadonlySet<number> {
  if (gaps === undefined) return new Set();
  const counts = new Map<string, number>();
  const keys = rows.map(({ values }) =>
    JSON.stringify(key.map((column) => (values as Record<string, unknown>)[column])),
  );
  for (const text of keys) counts.set(text, (counts.get(text) ?? 0) + 1);
  const lines = rows.flatMap(({ line }, index) =>
    gaps.has(line) && (counts.get(keys[index] ?? '') ?? 0) > 1 ? [line] : [],
  );
  return new Set(lines);
}

function refuseDuplicates(
  path: string,
  rows: readonly CatalogueReadRow[],
  key: readonly string[],
  problems: Problems,
): void {
  const first = new Map<string, number>();
  for (const { line, values, broken } of rows) {
    const cells = key.map((column) => (values as Readonly<Record<string, string | null>>)[column] ?? null);
    // A part of the key that could not be read is told already, and is no empty one.
    if (cells[0] === null || (broken && cells.includes(null))) continue;
    const text = JSON.stringify(cells);
    const earlier = first.get(text);
    if (earlier === undefined) first.set(text, line);
    else {
      const value = cells
        .map((cell) => cell ?? '')
        .join(' ')
        .trim();
      const place = problems.placeOf(path, earlier);
      const columns = list(key);
      problems.add({
        resource: path,
        row: line,
        column: place === null ? key.join(', ') : (key[0] ?? null),
        value,
        message:
          place === null
            ? message('import.key-repeated', { columns, line: String(earlier) })
            : message('mapping.row-repeated', { columns, place: placeWords(place) }),
        expected: message(place === null ? 'import.key-once' : 'mapping.row-once'),
      });
    }
  }
}

function collectCodes(
  name: CatalogueFile,
  rows: readonly CatalogueReadRow[],
  lost: boolean,
  defined: Map<CodeKind, Set<string>>,
  unsure: Set<CodeKind>,
): void {
  const add = (kind: CodeKind, code: string | null) => {
    if (code === null) unsure.add(kind);
    else defined.set(kind, (defined.get(kind) ?? new Set()).add(code));
  };
  if (name === 'dimensions') {
    for (const { values } of rows as readonly ReadRow<(typeof CATALOGUE)['dimensions']>[]) {
      if (values.dimension === null) unsure.add('dimension').add('category');
      else if (values.category === null) add('dimension', values.dimension);
      else add('category', categoryKey(values.dimension, values.category));
    }
    if (lost) unsure.add('dimension').add('category');
    return;
  }
  // A code that is not known may be an alias in a row that could not be read.
  if (name === 'region_aliases' && (lost || rows.some(({ broken }) => broken))) unsure.add('region');
  const [kind, codeOf] = (CODE_OF[name] ?? []) as [CodeKind?, ((row: unknown) => string | null)?];
  if (kind === undefined || codeOf === undefined) return;
  if (lost) unsure.add(kind);
  for (const { values } of rows) add(kind, codeOf(values));
}
