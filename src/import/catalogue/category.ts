import { isDated, isValidOn, UNBOUNDED, type Validity } from '../../domain/period/validity.ts';
import type { Package } from '../package/package.ts';
import { categoryKey, type PackageCatalogue } from './catalogue.ts';
import type { CodeIds } from './ids.ts';
import type { Installation } from './installation.ts';

/** The categories of a dimension: all, or those that are valid on a day. Asked again, it answers the same list. */
export interface Categories {
  (dimension: string, day?: string): readonly string[];
  /** Whether the categories of a dimension are others at other times. */
  readonly isDated: (dimension: string) => boolean;
  readonly validityOf: (dimension: string, category: string) => Validity;
}

/**
 * All categories of a dimension as they will stand in this release: those that the package owns and dropped are none any more. A package that
 * defines none of them uses those that are known.
 */
export function categoriesIn(
  source: Package,
  catalogue: PackageCatalogue,
  installation: Installation,
  names: CodeIds,
): Categories {
  const defined = catalogue.defined.get('category') ?? new Set<string>();
  const owned = installation.shared.get('category');
  const validities = categoryValidities(source, catalogue, installation);
  const find = (dimension: string): readonly string[] => {
    const all = names.categories(dimension);
    const isDefined = (category: string) => defined.has(categoryKey(dimension, category));
    if (!all.some(isDefined)) return all;
    const isOwned = (category: string) => owned?.get(categoryKey(dimension, category))?.owner === source.code;
    return all.filter((category) => isDefined(category) || !isOwned(category));
  };
  const validityOf = (dimension: string, category: string) =>
    validities.get(categoryKey(dimension, category)) ?? UNBOUNDED;
  // Asked for each operand of each formula.
  const found = new Map<string, { readonly all: readonly string[]; readonly dated: boolean }>();
  const knownOf = (dimension: string) => {
    const known = found.get(dimension);
    if (known !== undefined) return known;
    const all = find(dimension);
    const made = { all, dated: all.some((category) => isDated(validityOf(dimension, category))) };
    found.set(dimension, made);
    return made;
  };
  const valid = new Map<string, readonly string[]>();
  const validOn = (dimension: string, all: readonly string[], day: string): readonly string[] => {
    const name = `${day}|${dimension}`;
    const known = valid.get(name) ?? all.filter((category) => isValidOn(validityOf(dimension, category), day));
    valid.set(name, known);
    return known;
  };
  const categoriesOf = (dimension: string, day?: string): readonly string[] => {
    const { all, dated } = knownOf(dimension);
    return day === undefined || !dated ? all : validOn(dimension, all, day);
  };
  return Object.assign(categoriesOf, { isDated: (dimension: string) => knownOf(dimension).dated, validityOf });
}

/** From when to when categories are valid, of those that begin or end: as their owner says. */
export function categoryValidities(
  source: Package,
  catalogue: PackageCatalogue,
  installation: Installation,
): ReadonlyMap<string, Validity> {
  const validities = new Map(installation.validities);
  for (const { dimension, category, valid_from: from, valid_to: to } of catalogue.rows.dimensions) {
    if (category === null) continue;
    const key = categoryKey(dimension, category);
    const known = installation.shared.get('category')?.get(key);
    if (known?.open && known.owner !== source.code) continue;
    validities.delete(key);
    if (from !== null || to !== null) validities.set(key, { from, to });
  }
  return validities;
}
