import { useMemo } from 'react';
import { useScope } from '../../address/scope.ts';
import type { InterfaceLanguage } from '../../address/search.ts';
import { CubeRegionsDocument, type CubeRegionsQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { collatorOf } from '../../language/name-order.ts';
import type { Order } from './pivot.ts';
import type { CubeMetric } from './request.ts';
import type { Option } from './several.tsx';

type OrderedMetric = NonNullable<CubeRegionsQuery['metric']>;
type RegionNode = OrderedMetric['availability']['regions']['nodes'][number];

/** The regions and the parts of the first metric, and their order, by which they are chosen from and stand in the table. */
export interface MemberOrder extends Order {
  readonly nodes: readonly RegionNode[];
  readonly totalCount: number;
  readonly regions: readonly Option[];
  /** The codes and names of the parts. */
  readonly parts: readonly (readonly [code: string, name: string])[];
  /** Nothing is known of it yet, and it is on its way: a table that did not wait for it would be laid out twice. */
  readonly isAwaited: boolean;
}

const NO_NODES: readonly RegionNode[] = [];
const NO_DIMENSIONS: OrderedMetric['dimensions'] = [];

const placesOf = (codes: readonly string[]): ReadonlyMap<string, number> =>
  new Map(codes.map((code, place) => [code, place]));

export function useMemberOrder(chosen: readonly CubeMetric[], dimension: string | undefined): MemberOrder {
  const { language } = useScope();
  const [first] = chosen;
  const { data, isLoading, error } = useAnswer(CubeRegionsDocument, { code: first?.code ?? '' }, first === undefined);
  // What stands is not taken away while it is asked for anew.
  const isAwaited = isLoading && !error && data?.metric?.code !== first?.code;
  const { nodes, totalCount } = data?.metric?.availability.regions ?? { nodes: NO_NODES, totalCount: 0 };
  const dimensions = data?.metric?.dimensions ?? NO_DIMENSIONS;
  return useMemo(() => {
    const regions = orderRegions(nodes, language);
    const categories = dimensions.find(({ code }) => code === dimension)?.categories ?? [];
    return {
      nodes,
      totalCount,
      regions,
      parts: categories.map(({ code, name }) => [code, name] as const),
      isAwaited,
      regionPlaces: placesOf(regions.map(({ code }) => code)),
      partPlaces: placesOf(categories.map(({ code }) => code)),
    };
  }, [nodes, totalCount, dimensions, dimension, language, isAwaited]);
}

/**
 * Regions as a reader looks for them: by name, as the language sorts names, and those that lie in another one below it. One whose parent is not
 * among them says where it lies.
 */
function orderRegions(regions: readonly RegionNode[], language: InterfaceLanguage): readonly Option[] {
  const { compare } = collatorOf(language);
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
