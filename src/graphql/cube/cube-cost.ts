import type { ColumnarReading } from '../../read/columnar/columnar.ts';
import { totalOf } from '../../read/core/size.ts';
import type { Context } from '../core/context.ts';
import { observationWork, type Scan, sizesOf, type Work } from '../core/cost.ts';
import { decodeCursor } from '../core/cursor.ts';
import { CUBE_SIZES, type CubeArguments } from './cube-input.ts';

/** A row is flat, and read together with all others: three of them are counted as one. */
export const ROWS_COUNTED_AS_ONE = 3;

/** To bring a row into a total is so much more work than to count it. */
const ROLL_UP = 4;
/** The rows of a cube are wide: to put them into an order, or to count them, is so much more work than with observations. */
const WIDE = 1.5;
/** What a change of a row takes beside the row, in units. */
const CHANGE = 1.5;

/** A columnar copy does with so much of the work to order or to count rows. */
const COPIED = 1 / 20;

/** The work of reading all rows that a cube asks for. */
const workOf = ({ regions, latest }: CubeArguments, metrics: ReturnType<typeof sizesOf>): Work =>
  observationWork(metrics, { regions: regions?.codes?.length ?? null, depth: latest ?? null });

const findMetricIds = ({ metrics }: CubeArguments, { metricsByCode }: Context['catalogue']): number[] =>
  metrics.flatMap((code) => metricsByCode.get(code)?.id ?? []);

/** The columnar copies, where a cube asks for so much that they are faster, and for nothing that they do not have; null: elsewhere. */
export function findColumnar(input: CubeArguments, context: Context): ColumnarReading | null {
  const { columnar, catalogue, sizes } = context;
  if (!columnar || input.rollUp || input.asOf || input.latest != null || input.breakdowns?.length) return null;
  const metrics = findMetricIds(input, catalogue);
  if (workOf(input, sizesOf(sizes, metrics)).rows * WIDE < columnar.leastUnits) return null;
  const cursor = input.after == null ? null : decodeCursor(input.after);
  const state = cursor ? context.stateAt(cursor) : context.state;
  return state && columnar.covers(state, { metrics, filter: {} }, cursor?.values) ? columnar : null;
}

/** The work of a cube. A page in the order of series ends where it is full; any other order, a count and a roll-up read all cells. */
export function cubeScan(input: CubeArguments, context: Context): Scan {
  const { catalogue, sizes } = context;
  const metrics = sizesOf(sizes, findMetricIds(input, catalogue));
  if (input.rollUp) {
    const again = input.changes?.length ? 2 : 1;
    const rows = observationWork(metrics, { regions: null, depth: null }).rows * ROLL_UP * again;
    return () => ({ rows, ifCounted: 0 });
  }
  const all = workOf(input, metrics);
  const share = findColumnar(input, context) ? COPIED : 1;
  const page = input.first ?? CUBE_SIZES.usual;
  const changes = Math.min(totalOf(metrics).observations, page) * (input.changes?.length ?? 0) * CHANGE;
  const bySeries = input.orderBy?.[0] === undefined || input.orderBy[0] === 'METRIC_ASC';
  const rows = bySeries ? Math.min(all.rows, page + 1) : all.rows * WIDE * share;
  return () => ({ rows: changes + rows, ifCounted: all.ifCounted * WIDE * share });
}
