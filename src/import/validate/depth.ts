import { topologicalSort } from '../../domain/core/topological-sort.ts';
import { MAX_DEPTH } from '../package/bound.ts';

/** A row at which a chain becomes too long. */
export interface TooDeep<R> {
  readonly key: string;
  readonly row: R;
  /** Whether not the row itself is too deep, but what another data set has put below it. */
  readonly below: boolean;
}

/**
 * Where chains of parents, or of formulas that use each other, have one link more than MAX_DEPTH; what comes below follows from it. `above`
 * says what each node hangs on, nodes of other data sets included: where such a one is too deep, the row of this package that is next above is
 * named. The path to the top is stored with each region and walked with each report, so that a chain costs the square of its length.
 */
export function tooDeep<R>(
  above: ReadonlyMap<string, ReadonlySet<string>>,
  rowOf: ReadonlyMap<string, R>,
): readonly TooDeep<R>[] {
  const levels = new Map<string, { readonly level: number; readonly named: string | null }>();
  const found = new Map<string, TooDeep<R>>();
  for (const key of topologicalSort(above.keys(), (node) => above.get(node) ?? NONE).order) {
    let [level, named]: [number, string | null] = [1, null];
    for (const parent of above.get(key) ?? NONE) {
      // What hangs on nothing itself may be no key.
      const known = levels.get(parent) ?? TOP;
      if (known.level + 1 > level) [level, named] = [known.level + 1, known.named];
    }
    if (rowOf.has(key)) named = key;
    levels.set(key, { level, named });
    const row = level === MAX_DEPTH + 1 && named !== null ? rowOf.get(named) : undefined;
    if (row !== undefined && named !== null && !found.has(named))
      found.set(named, { key: named, row, below: named !== key });
  }
  return [...found.values()];
}

const NONE: ReadonlySet<string> = new Set();
const TOP = { level: 1, named: null };
