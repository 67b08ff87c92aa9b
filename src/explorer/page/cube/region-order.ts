import type { CubeRegionsQuery } from '../../api/generated/graphql.ts';
import type { Option } from './several.tsx';

type RegionNode = NonNullable<CubeRegionsQuery['metric']>['availability']['regions']['nodes'][number];

/**
 * Regions as a reader looks for them: by name, as the language sorts names, and those that lie in another one below it. One whose parent is not
 * among them says where it lies.
 */
export function orderRegions(regions: readonly RegionNode[], language: string): readonly Option[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const codes = new Set(regions.map(({ code }) => code));
  const below = new Map<string | null, RegionNode[]>();
  for (const region of regions) {
    const parent = region.parent && codes.has(region.parent.code) ? region.parent.code : null;
    below.set(parent, [...(below.get(parent) ?? []), region]);
  }
  const list = (parent: string | null, depth: number): readonly Option[] =>
    (below.get(parent) ?? [])
      .toSorted((one, other) => compare(one.name, other.name) || compare(one.code, other.code))
      .flatMap(({ code, name, parent: within }) => [
        { code, name, depth, ...(parent === null && within ? { aside: within.name } : {}) },
        ...list(code, depth + 1),
      ]);
  return list(null, 0);
}
