import { type PackageCatalogue, withRows } from '../catalogue/catalogue.ts';
import { CATALOGUE, type CatalogueFile, KEYS } from '../package/format.ts';
import type { ImportMode } from './mode.ts';
import type { StandingRows } from './standing-catalogue.ts';

type AnyRow = Readonly<Record<string, unknown>> & { readonly line: number };

/** Names a row among those of its file. */
export const rowKey = (file: CatalogueFile, row: AnyRow): string =>
  JSON.stringify(KEYS[file].map((column) => row[column] ?? null));

/**
 * The full state that an addition comes to: the rows that stand, in their order, and then the new ones. Where both have a row, it is the
 * package's in REVISE; in APPEND it is the one that stands, since the two have to be equal.
 */
export function completeCatalogue(
  catalogue: PackageCatalogue,
  standing: StandingRows,
  mode: ImportMode,
): PackageCatalogue {
  const rows: Record<string, readonly AnyRow[]> = {};
  for (const file of Object.keys(CATALOGUE) as CatalogueFile[]) {
    const given = new Map((catalogue.rows[file] as readonly AnyRow[]).map((row) => [rowKey(file, row), row]));
    const kept = (standing[file] as readonly AnyRow[]).map((row) => {
      const key = rowKey(file, row);
      const own = given.get(key);
      given.delete(key);
      return own === undefined || mode === 'APPEND' ? row : withPlace(own, row);
    });
    rows[file] = [...kept, ...given.values()];
  }
  return withRows(catalogue, rows as unknown as PackageCatalogue['rows']);
}

/** A category that is given without an order keeps the one that it has. */
const withPlace = (row: AnyRow, standing: AnyRow): AnyRow =>
  'order' in row && row.order === null ? { ...row, order: standing.order } : row;

/** The codes of regions that a file names are looked for in the scheme of the row. */
export const schemeOf = (file: CatalogueFile, row: AnyRow): string | null =>
  file === 'regions' || file === 'region_aliases' ? String(row.scheme) : null;
