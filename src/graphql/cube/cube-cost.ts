import { totalOf } from '../../read/core/size.ts';
import type { Context } from '../core/context.ts';
import { observationWork, type Scan, sizesOf } from '../core/cost.ts';
import { CUBE_SIZES, type CubeArguments } from './cube-input.ts';

/** To bring a row into a total is so much more work than to count it. */
const ROLL_UP = 4;
/** The rows of a cube are wide: to put them into an order, or to count them, is so much more work than with observations. */
const WIDE = 1.5;
/** What a change of a row takes beside the row, in units. */
const CHANGE = 1.5;

/** The work of a cube. A page in the order of series ends where it is full; any other order, a count and a roll-up read all cells. */
export function cubeScan(input: CubeArguments, { catalogue, sizes }: Context): Scan {
  const ids = input.metrics.flatMap((code) => catalogue.metricsByCode.get(code)?.id ?? []);
  const metrics = sizesOf(sizes, ids);
  if (input.rollUp) {
    const again = input.changes?.length ? 2 : 1;
    const rows = observationWork(metrics, { regions: null, depth: null }).rows * ROLL_UP * again;
    return () => ({ rows, ifCounted: 0 });
  }
  const all = observationWork(metrics, { regions: input.regions?.codes?.length ?? null, depth: input.latest ?? null });
  const page = input.first ?? CUBE_SIZES.usual;
  const changes = Math.min(totalOf(metrics).observations, page) * (input.changes?.length ?? 0) * CHANGE;
  const bySeries = input.orderBy?.[0] === undefined || input.orderBy[0] === 'METRIC_ASC';
  const rows = bySeries ? Math.min(all.rows, page + 1) : all.rows * WIDE;
  return () => ({ rows: changes + rows, ifCounted: all.ifCounted * WIDE });
}
