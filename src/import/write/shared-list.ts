import { topologicalSort } from '../../domain/core/topological-sort.ts';
import { categoryKey, type PackageCatalogue } from '../catalogue/catalogue.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Installation } from '../catalogue/installation.ts';
import type { SharedCodeKind, Texts } from '../package/column.ts';
import type { CatalogueFile } from '../package/format.ts';
import type { Package } from '../package/package.ts';
import { type ComparedColumns, findKept, type KeptRow } from './kept.ts';
import type { SharedNames } from './shared-name.ts';
import { buildSearchText, type ReleaseWriter, replaceLinks, upsert, type Versioned } from './write.ts';

const NAMED: Readonly<Record<string, string>> = { code: 'text', name: 'jsonb' };
const UNIT: Versioned = { table: 'unit', columns: { ...NAMED, symbol: 'jsonb' } };
const CATEGORY: Versioned = {
  table: 'category',
  columns: { ...NAMED, dimension_id: 'int', position: 'int', valid_from: 'date', valid_to: 'date' },
};
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

const ORGANIZATION_KEPT: ComparedColumns = {
  kind: 'organization',
  from: 'organization t on t.id = g.id',
  columns: { kind: '"OrganizationKind"', parent_id: 'int', region_id: 'int' },
};
const SOURCE_KEPT: ComparedColumns = {
  kind: 'source',
  from: 'source t on t.id = g.id',
  columns: { publisher_id: 'int', published_date: 'date', url: 'text', sha256: 'text', licence: 'text' },
};

export interface Given {
  readonly source: Package;
  readonly catalogue: PackageCatalogue;
  readonly installation: Installation;
  readonly names: CodeIds;
  /** What other data sets call what the package defines. */
  readonly shared: SharedNames;
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

/**
 * Themes, units, dimensions, organisations and sources that the package owns; regions have to be there. Answers in what it contradicts the
 * owners of the others.
 */
export async function writeSharedLists(release: ReleaseWriter, given: Given): Promise<KeptRow[]> {
  const { names, shared } = given;
  const { rows } = given.catalogue;
  const own = <R extends { code: string }>(kind: SharedCodeKind, all: readonly R[]) =>
    all.filter((row) => owns(given, kind, row.code));
  const named = (kind: SharedCodeKind) => (row: { code: string; name: Texts }) => {
    const id = names.id(kind, row.code);
    return { id, code: row.code, name: shared.merged(kind, id, 'name', row.name) };
  };
  const idOf = (kind: SharedCodeKind, code: string | null) => (code === null ? null : names.id(kind, code));

  await upsert(release, { table: 'theme', columns: NAMED }, own('theme', rows.themes).map(named('theme')));
  await upsert(
    release,
    UNIT,
    own('unit', rows.units).map((row) => {
      const unit = named('unit')(row);
      return { ...unit, symbol: shared.merged('unit', unit.id, 'symbol', row.symbol) };
    }),
  );
  await writeDimensions(release, given);

  const kept: KeptRow[] = [];
  const ordered = parentsFirst(rows.organizations);
  const organizations = ordered.map((row) => {
    const organization = named('organization')(row);
    return {
      ...organization,
      kind: row.kind,
      parent_id: idOf('organization', row.parent),
      region_id: idOf('region', row.region),
      citation_ids: given.cited('organizations', row.line),
      search_text: buildSearchText(row.code, organization.name),
    };
  });
  await upsert(release, ORGANIZATION, own('organization', organizations));
  const foreign = <R extends { code: string }>(kind: SharedCodeKind, all: readonly R[]) =>
    all.filter((row) => !owns(given, kind, row.code));
  kept.push(...(await findKept(release, ORGANIZATION_KEPT, foreign('organization', organizations))));
  const owned = own('organization', ordered);
  await replaceLinks(
    release,
    { table: 'organization_head', owner: 'organization_id', columns: { head_id: 'int', position: 'int' } },
    owned.map((row) => names.id('organization', row.code)),
    owned.flatMap((row) =>
      row.heads.map((head, position) => ({
        organization_id: names.id('organization', row.code),
        head_id: names.id('organization', head),
        position,
      })),
    ),
  );
  const sources = rows.sources.map((row) => {
    const id = names.id('source', row.code);
    const title = shared.merged('source', id, 'title', row.title);
    return { ...row, id, title, publisher_id: idOf('organization', row.publisher) };
  });
  await upsert(release, SOURCE, own('source', sources));
  kept.push(...(await findKept(release, SOURCE_KEPT, foreign('source', sources))));
  return kept;
}

async function writeDimensions(release: ReleaseWriter, given: Given): Promise<void> {
  const { names, shared } = given;
  const all = given.catalogue.rows.dimensions;
  const dimensions = all.filter((row) => row.category === null && owns(given, 'dimension', row.dimension));
  await upsert(
    release,
    { table: 'dimension', columns: NAMED },
    dimensions.map((row) => {
      const id = names.id('dimension', row.dimension);
      return { id, code: row.dimension, name: shared.merged('dimension', id, 'name', row.name) };
    }),
  );
  const categories = all.flatMap((row, index) => {
    const key = row.category === null ? null : categoryKey(row.dimension, row.category);
    if (key === null || !owns(given, 'category', key)) return [];
    const id = names.id('category', key);
    const name = shared.merged('category', id, 'name', row.name);
    const dimension_id = names.id('dimension', row.dimension);
    const { category: code, order, valid_from, valid_to } = row;
    return [{ id, code, name, dimension_id, position: order ?? index, valid_from, valid_to }];
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
