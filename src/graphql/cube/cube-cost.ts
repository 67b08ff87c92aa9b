import type { Context } from '../core/context.ts';
import { observationWork, type Scan, sizesOf } from '../core/cost.ts';
import { CUBE_SIZES, type CubeArguments } from './cube-input.ts';

/** To bring a row into a total is so much more work than to count it. */
const ROLL_UP = 5;
/** What a change of a row takes beside the row, in units. */
const CHANGE = 1.5;

/** The work of a cube. A page in the order of series ends where it is full; any other order, a count and a roll-up read all cells. */
export function cubeScan(input: CubeArguments, { catalogue, sizes }: Context): Scan {
  const ids = input.metrics.flatMap((code) => catalogue.metricsByCode.get(code)?.id ?? []);
  const part = { regions: input.regions?.codes?.length ?? null, depth: input.latest ?? null };
  const all = observationWork(sizesOf(sizes, ids), part);
  if (input.rollUp) {
    const again = input.changes?.length ? 2 : 1;
    const rows = observationWork(sizesOf(sizes, ids), { regions: null, depth: null }).rows * ROLL_UP * again;
    return () => ({ rows, ifCounted: 0 });
  }
  const cells = sizesOf(sizes, ids).reduce((sum, { observations }) => sum + observations, 0);
  const changes = Math.min(cells, input.first ?? CUBE_SIZES.usual) * (input.changes?.length ?? 0) * CHANGE;
  const bySeries = input.orderBy?.[0] === undefined || input.orderBy[0] === 'METRIC_ASC';
  const page = (input.first ?? CUBE_SIZES.usual) + 1;
  return () => ({ rows: changes + (bySeries ? Math.min(all.rows, page) : all.rows), ifCounted: all.ifCounted });
}
