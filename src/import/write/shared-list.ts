import { topologicalSort } from '../../domain/core/topological-sort.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { categoryKey, type PackageCatalogue, type Placed, regionKey } from '../catalogue/catalogue.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Installation } from '../catalogue/installation.ts';
import { THESE } from '../catalogue/kind.ts';
import type { SharedCodeKind } from '../package/column.ts';
import type { CatalogueFile } from '../package/format.ts';
import type { Package } from '../package/package.ts';
import { quoted } from '../package/problem.ts';
import { buildSearchText, type ReleaseWriter, replaceLinks, upsert, type Versioned } from './write.ts';

const NAMED: Readonly<Record<string, string>> = { code: 'text', name: 'jsonb' };
const UNIT: Versioned = { table: 'unit', columns: { ...NAMED, symbol: 'jsonb' } };
const CATEGORY: Versioned = { table: 'category', columns: { ...NAMED, dimension_id: 'int', position: 'int' } };
const ORGANIZATION: Versioned = {
  table: 'organization',
  columns: {
    ...NAMED,
    kind: '"OrganizationKind"',
    parent_id: 'int',
    region_id: 'int',
    citation_ids: 'int[]',
    search_text: 'text',
  },
};
const SOURCE: Versioned = {
  table: 'source',
  columns: {
    code: 'text',
    title: 'jsonb',
    publisher_id: 'int',
    published_date: 'date',
    url: 'text',
    sha256: 'text',
    licence: 'text',
  },
};

export interface Given {
  readonly source: Package;
  readonly catalogue: PackageCatalogue;
  readonly installation: Installation;
  readonly names: CodeIds;
  /** The ids of what a row of the catalogue cites. */
  readonly cited: (file: CatalogueFile, line: number) => readonly number[];
}

/** Whether the package owns the code: nobody defined it yet, this data set did, or its owner has dropped it. */
export function owns(
  { source, installation }: Pick<Given, 'source' | 'installation'>,
  kind: SharedCodeKind,
  code: string,
): boolean {
  const known = installation.shared.get(kind)?.get(code);
  return known === undefined || !known.open || known.owner === source.code;
}

/** Themes, units, dimensions, organisations and sources that the package owns; regions have to be there. */
export async function writeSharedLists(release: ReleaseWriter, given: Given): Promise<void> {
  const { names } = given;
  const { rows } = given.catalogue;
  const own = <R extends { code: string }>(kind: SharedCodeKind, all: readonly R[]) =>
    all.filter((row) => owns(given, kind, row.code));
  const named = (kind: SharedCodeKind) => (row: { code: string; name: object }) => ({
    id: names.id(kind, row.code),
    code: row.code,
    name: row.name,
  });
  const idOf = (kind: SharedCodeKind, code: string | null) => (code === null ? null : names.id(kind, code));

  await upsert(release, { table: 'theme', columns: NAMED }, own('theme', rows.themes).map(named('theme')));
  await upsert(
    release,
    UNIT,
    own('unit', rows.units).map((row) => ({ ...named('unit')(row), symbol: row.symbol })),
  );
  await writeDimensions(release, given);

  const organizations = parentsFirst(own('organization', rows.organizations));
  await upsert(
    release,
    ORGANIZATION,
    organizations.map((row) => ({
      ...named('organization')(row),
      kind: row.kind,
      parent_id: idOf('organization', row.parent),
      region_id: idOf('region', row.region),
      citation_ids: given.cited('organizations', row.line),
      search_text: buildSearchText(row.code, row.name),
    })),
  );
  await replaceLinks(
    release,
    { table: 'organization_head', owner: 'organization_id', columns: { head_id: 'int', position: 'int' } },
    organizations.map((row) => names.id('organization', row.code)),
    organizations.flatMap((row) =>
      row.heads.map((head, position) => ({
        organization_id: names.id('organization', row.code),
        head_id: names.id('organization', head),
        position,
      })),
    ),
  );
  await upsert(
    release,
    SOURCE,
    own('source', rows.sources).map((row) => ({
      ...row,
      id: names.id('source', row.code),
      publisher_id: idOf('organization', row.publisher),
    })),
  );
}

async function writeDimensions(release: ReleaseWriter, given: Given): Promise<void> {
  const { names } = given;
  const all = given.catalogue.rows.dimensions;
  const dimensions = all.filter((row) => row.category === null && owns(given, 'dimension', row.dimension));
  await upsert(
    release,
    { table: 'dimension', columns: NAMED },
    dimensions.map((row) => ({ id: names.id('dimension', row.dimension), code: row.dimension, name: row.name })),
  );
  const categories = all.flatMap((row, index) => {
    const key = row.category === null ? null : categoryKey(row.dimension, row.category);
    if (key === null || !owns(given, 'category', key)) return [];
    const dimension_id = names.id('dimension', row.dimension);
    return [
      { id: names.id('category', key), code: row.category, name: row.name, dimension_id, position: row.order ?? index },
    ];
  });
  await upsert(release, CATEGORY, categories);
}

/** A row may only point to one that is there, and rows are written in batches. */
export function parentsFirst<R extends { code: string; parent: string | null }>(rows: readonly R[]): readonly R[] {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return topologicalSort(rows, (row) => {
    const parent = row.parent === null ? undefined : byCode.get(row.parent);
    return parent === undefined ? [] : [parent];
  }).order;
}

/** Tells the publisher which of its names were not taken over, because another data set owns the codes. */
export function ownershipNotes(given: Given): Text[] {
  const keys: readonly (readonly [SharedCodeKind, readonly string[]])[] = [
    ['theme', given.catalogue.rows.themes.map((row) => row.code)],
    ['unit', given.catalogue.rows.units.map((row) => row.code)],
    ['dimension', given.catalogue.rows.dimensions.filter((row) => row.category === null).map((row) => row.dimension)],
    [
      'category',
      given.catalogue.rows.dimensions.flatMap((row) =>
        row.category === null ? [] : [categoryKey(row.dimension, row.category)],
      ),
    ],
    ['organization', given.catalogue.rows.organizations.map((row) => row.code)],
    ['region', given.catalogue.rows.regions.map((row: Placed<'regions'>) => regionKey(row.scheme, row.code))],
    ['metric', given.catalogue.rows.metrics.map((row) => row.code)],
    ['source', given.catalogue.rows.sources.map((row) => row.code)],
  ];
  return keys.flatMap(([kind, codes]) => {
    const foreign = new Map<string, Set<string>>();
    for (const code of codes.filter((found) => !owns(given, kind, found))) {
      const owner = given.installation.shared.get(kind)?.get(code)?.owner ?? '';
      foreign.set(owner, (foreign.get(owner) ?? new Set()).add(code));
    }
    return [...foreign].map(([owner, found]) =>
      message('import.note-owned', { owner: quoted(owner), kinds: message(THESE[kind]), codes: list([...found]) }),
    );
  });
}
