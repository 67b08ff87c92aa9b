import { badInput } from '../../domain/core/errors.ts';
import type { RegionRow } from '../../read/catalogue/catalogue.ts';
import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { RegionLevel } from '../core/enum.ts';
import { regionIds } from '../observation/observation-filter.ts';

export const RegionSelection = builder.inputType('RegionSelection', {
  description: 'Selects regions by exactly one of `codes`, `childrenOf` and `descendantsOf`.',
  fields: (t) => ({
    codes: t.stringList({
      required: false,
      description:
        'Codes of regions. A code that exists in several schemes selects all of these regions; `scheme:code` selects one.',
    }),
    childrenOf: t.string({
      required: false,
      description: 'Selects the regions directly below the region with this code, or `scheme:code`.',
    }),
    descendantsOf: t.string({
      required: false,
      description: 'Selects all regions below the region with this code, or `scheme:code`.',
    }),
    level: t.field({
      type: RegionLevel,
      required: false,
      description: 'Restricts `descendantsOf` to regions of this administrative level. Default: all levels.',
    }),
  }),
});
type Selection = typeof RegionSelection.$inferInput;

/**
 * The ids of the regions that are selected, by the versions that `stands` admits: a region that moved has been a child of several. Null
 * where nothing is selected, which lets every region through.
 */
export function selectedRegions(
  selection: Selection | null | undefined,
  context: Context,
  state: Snapshot,
  stands: (version: RegionRow) => boolean,
): ReadonlySet<number> | null {
  if (!selection) return null;
  const { codes, childrenOf, descendantsOf, level } = selection;
  const given = Object.entries({ codes, childrenOf, descendantsOf }).filter(([, value]) => value != null);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'none' : given.map(([name]) => name).join(' and ');
    throw badInput('input.regions', `Give exactly one of codes, childrenOf and descendantsOf; there is ${found}.`);
  }
  if (level != null && descendantsOf == null) {
    throw badInput('input.regions', 'A level goes with descendantsOf, and there is none.');
  }
  const shown = { catalogue: context.catalogue, state };
  if (codes) return new Set(codes.flatMap((code) => regionIds('input.regions.codes', code, shown)));

  const above = new Set(regionIds(`input.regions.${given[0]?.[0]}`, childrenOf ?? descendantsOf ?? '', shown));
  const versions = context.catalogue.regions.versions.rows.filter((row) => isVisible(row, state) && stands(row));
  const below = childrenOf != null ? childrenAmong(versions, above) : descendantsAmong(versions, above);
  return new Set(below.filter((row) => level == null || row.level === level).map(({ regionId }) => regionId));
}

const childrenAmong = (versions: readonly RegionRow[], parents: ReadonlySet<number>): RegionRow[] =>
  versions.filter(({ parentId }) => parentId !== null && parents.has(parentId));

function descendantsAmong(versions: readonly RegionRow[], above: ReadonlySet<number>): RegionRow[] {
  const found = new Set<RegionRow>();
  let parents = above;
  while (parents.size > 0) {
    const next = childrenAmong(versions, parents).filter((row) => !found.has(row));
    for (const row of next) found.add(row);
    parents = new Set(next.map(({ regionId }) => regionId));
  }
  return [...found];
}
