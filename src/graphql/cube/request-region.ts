import { badInput } from '../../domain/core/errors.ts';
import { list, message } from '../../domain/message/message.ts';
import type { RegionRow } from '../../read/catalogue/catalogue.ts';
import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import type { Context } from '../core/context.ts';
import { regionIds } from '../observation/observation-filter.ts';
import type { RegionSelectionInput } from './cube-input.ts';

const ARGUMENT = 'input.regions';

/**
 * Finds the ids of the regions that are selected, by the versions that `stands` admits: a region that moved has been a child of several. Null
 * where nothing is selected, which lets every region through.
 */
export function selectRegions(
  selection: RegionSelectionInput | null | undefined,
  context: Context,
  state: Snapshot,
  stands: (version: RegionRow) => boolean,
): ReadonlySet<number> | null {
  if (!selection) return null;
  const { codes, childrenOf, descendantsOf, level } = selection;
  const ways = Object.entries({ codes, childrenOf, descendantsOf }).filter(([, value]) => value != null);
  const [way, another] = ways.map(([name]) => name);
  if (way === undefined) throw badInput(ARGUMENT, message('graphql.no-region-selection', { argument: ARGUMENT }));
  if (another !== undefined) {
    const names = list(ways.map(([name]) => name));
    throw badInput(ARGUMENT, message('graphql.several-region-selections', { argument: ARGUMENT, names }));
  }
  if (level != null && descendantsOf == null) {
    throw badInput(ARGUMENT, message('graphql.level-without-descendants'));
  }
  const shown = { catalogue: context.catalogue, state };
  if (codes) return new Set(codes.flatMap((code) => regionIds(`${ARGUMENT}.codes`, code, shown)));

  const above = new Set(regionIds(`${ARGUMENT}.${way}`, childrenOf ?? descendantsOf ?? '', shown));
  const versions = context.catalogue.regions.versions.rows.filter((row) => isVisible(row, state) && stands(row));
  const below = childrenOf != null ? findChildren(versions, above) : findDescendants(versions, above);
  return new Set(below.filter((row) => level == null || row.level === level).map(({ regionId }) => regionId));
}

const findChildren = (versions: readonly RegionRow[], parents: ReadonlySet<number>): RegionRow[] =>
  versions.filter(({ parentId }) => parentId !== null && parents.has(parentId));

function findDescendants(versions: readonly RegionRow[], above: ReadonlySet<number>): RegionRow[] {
  const found = new Set<RegionRow>();
  let parents = above;
  while (parents.size > 0) {
    const next = findChildren(versions, parents).filter((row) => !found.has(row));
    for (const row of next) found.add(row);
    parents = new Set(next.map(({ regionId }) => regionId));
  }
  return [...found];
}
