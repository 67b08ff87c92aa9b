import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { message, type Text } from '../../domain/message/message.ts';
import type { CodeKind, PackageColumn } from '../package/column.ts';
import { DESCRIPTOR } from '../package/descriptor.ts';
import { CATALOGUE, type CatalogueFile } from '../package/format.ts';
import type { Package } from '../package/package.ts';
import { type Expected, listed, type Problems, quoted } from '../package/problem.ts';
import type { PackageCatalogue } from './catalogue.ts';
import type { CodeIds } from './ids.ts';
import { ONE, UNKNOWN } from './kind.ts';

/** Why a code names nothing, and what would; null when it does, or may name what could not be read. */
export function findUnknownCode(
  names: CodeIds,
  kind: CodeKind,
  code: string,
): { message: Text; expected: Expected } | null {
  if (names.find(kind, code) !== null) return null;
  const choices = kind === 'region' ? names.choices(code) : [];
  if (choices.length > 0) {
    return {
      message: message('import.region-in-schemes', { code: quoted(code) }),
      expected: () => message('import.one-of', { codes: listed(choices) }),
    };
  }
  if (!names.sure(kind)) return null;
  const ratings = kind === 'rating' ? [...names.codes('rating')] : [];
  if (ratings.length > 0) {
    return {
      message: message('import.unknown-rating', { code: quoted(code) }),
      expected: message('import.one-of', { codes: listed(ratings) }),
    };
  }
  const known = message('import.known-code', { kind: message(ONE[kind]) });
  return {
    message: message(UNKNOWN[kind], { code: quoted(code) }),
    expected: () => didYouMean(code, names.codes(kind), known),
  };
}

/** Files whose rows have a scheme, in which the regions that they name are looked for first. */
const IN_SCHEME: ReadonlySet<CatalogueFile> = new Set(['regions', 'region_aliases']);

/** Refuses every code in the catalogue that names nothing. */
export function checkReferences(source: Package, { rows }: PackageCatalogue, names: CodeIds, problems: Problems): void {
  const { region, publisher } = source;
  const own: readonly (readonly [string, CodeKind, string | null])[] = [
    ['region', 'region', region],
    ['publisher', 'organization', publisher],
  ];
  for (const [column, kind, code] of own) {
    const unknown = code === null ? null : findUnknownCode(names, kind, code);
    if (unknown !== null) problems.add({ resource: DESCRIPTOR, column: `govgraph.${column}`, value: code, ...unknown });
  }
  for (const file of Object.keys(CATALOGUE) as CatalogueFile[]) {
    const columns = Object.entries(CATALOGUE[file] as Readonly<Record<string, PackageColumn<unknown>>>);
    const referring = columns.flatMap(([column, { to }]) => (to === null ? [] : [{ column, to }]));
    const resource = source.resources.get(file)?.path ?? file;
    for (const row of rows[file] as readonly (Readonly<Record<string, unknown>> & { line: number })[]) {
      for (const { column, to } of referring) {
        const given = row[column];
        for (const code of Array.isArray(given) ? (given as string[]) : typeof given === 'string' ? [given] : []) {
          const key = IN_SCHEME.has(file) && to === 'region' ? names.regionIn(String(row.scheme), code) : code;
          const unknown = findUnknownCode(names, to, key);
          if (unknown !== null) problems.add({ resource, row: row.line, column, value: code, ...unknown });
        }
      }
      const half = halfCitation(row as typeof row & CitationCells);
      if (half !== null) problems.add({ resource, row: row.line, ...half });
    }
  }
}

export interface CitationCells {
  readonly source: string | null;
  readonly locator: string | null;
  readonly quote: string | null;
}

/** A citation is a source and a place in it: one without the other leads nowhere. */
export function halfCitation({ source, locator, quote }: CitationCells) {
  if (source === null && (locator !== null || quote !== null)) {
    return {
      column: 'source',
      message: message('import.locator-without-source'),
      expected: message('import.source-expected'),
    };
  }
  if (source !== null && locator === null) {
    return {
      column: 'locator',
      message: message('import.source-without-locator'),
      expected: message('import.locator-expected'),
    };
  }
  return null;
}
