import { compare } from '../../domain/comparison/comparison.ts';
import { breaks, getComparedFigure, mixesOtherwise, short, unequal } from '../../domain/comparison/total-comparison.ts';
import { Index } from '../../read/core/row-index.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import { readSurroundings, type Surroundings } from '../../read/cube/cube-change.ts';
import { ROLLED_ENDS, ROLLED_KEYS, readRollUp } from '../../read/cube/roll-up.ts';
import type { ObservationColumn } from '../../read/observation/observation.ts';
import type { Context } from '../core/context.ts';
import type { ChangeKind } from '../core/enum.ts';
import type { ChangeShape } from '../observation/change.ts';
import { inState } from '../observation/observation-list.ts';
import { basePeriods, missingBases, rowsOf } from './cube-base.ts';
import { type Cell, WHOLE } from './cube-cell.ts';
import type { CubeMeaning } from './cube-input.ts';
import { rolledCells } from './cube-read.ts';
import { totalColumns } from './cube-total.ts';

type Kind = typeof ChangeKind.$inferType;

interface Compared {
  readonly cells: readonly Cell[];
  readonly kinds: readonly Kind[];
  readonly meaning: CubeMeaning;
  /** What is asked of the observation that a value is compared with; empty where it is not asked for. */
  readonly columns: readonly ObservationColumn[];
}

/** What is needed of a total that others are compared with. */
const COMPARED: readonly (keyof Cell)[] = [
  'datasetId',
  'metricId',
  'regionId',
  'breakdownKey',
  'period',
  'value',
  'flags',
  'expected',
  'reported',
  'fingerprint',
  'definition',
];
const FACTS: readonly ObservationColumn[] = ['value', 'flags'];

/** How the cells of a page compare with others: all that is needed is read together, each change is worked out when it is asked for. */
export async function cubeChanges(
  { cells, kinds, meaning, columns }: Compared,
  context: Context,
  state: Snapshot,
): Promise<(index: number) => ChangeShape[]> {
  if (cells.length === 0 || kinds.length === 0) return () => [];
  const rows = rowsOf(cells);
  const baseOf = basePeriods();
  if (columns.length === 0) {
    // Most of what a page is compared with stands on the page itself.
    for (const [index, cell] of cells.entries()) rows.of(index).bases.set(cell.period, cell);
  }
  const { missing, first, last, since } = missingBases(cells, kinds, rows, baseOf);
  const rolled = meaning.rollUp;
  const [surroundings, totals] = await Promise.all([
    readSurroundings(context.database, state, {
      lines: rows.all,
      bases: rolled
        ? []
        : missing.map(({ row, period }) => ({ line: row.place, period: period.text, periodEnd: period.end })),
      columns: [...new Set([...columns, ...FACTS])].sort(),
      first,
      last,
      since,
      rollUp: rolled,
    }),
    rolled && missing.length > 0
      ? readRollUp(
          context.database,
          state,
          {
            ...rolled,
            filter: { ...rolled.filter, firstEnd: undefined, lastEnd: undefined },
            latest: null,
            cells: missing.map(({ row, period }) => ({ ...row, periodStart: period.start, periodEnd: period.end })),
          },
          allOf(missing.length),
          totalColumns(COMPARED),
        )
      : null,
  ]);
  for (const { key, row } of surroundings.bases) {
    const one = missing[key];
    const node = columns.length > 0 ? { node: inState(row, state) } : {};
    one?.row.bases.set(one.period.text, { value: row.value, flags: row.flags, ...WHOLE, ...node });
  }
  for (const cell of totals && rolled ? rolledCells(totals, rolled, context) : []) {
    rows.like(cell)?.bases.set(cell.period, cell);
  }

  const stated = statementsOf(surroundings);
  const breaksOf = new Index(surroundings.breaks, ({ line }) => line);
  return (index) => {
    const cell = cells[index] as Cell;
    const row = rows.of(index);
    const measure = context.catalogue.metrics.get(cell.metricId);
    return kinds.map((kind) => {
      const said = stated.get(`${row.place} ${kind} ${cell.period}`) ?? null;
      if (kind === 'VS_TARGET' || kind === 'VS_BASELINE') {
        const base = said === null ? null : { value: said, flags: [] };
        const given = base === null ? null : short(cell);
        const comparison = compare(getComparedFigure(cell), base, { measure, isBroken: false, published: null, given });
        return { comparison, kind, base: null, baseValue: said };
      }
      const against = baseOf(cell, kind);
      const base = 'reason' in against ? null : (row.bases.get(against.text) ?? null);
      const isBroken =
        !('reason' in against) &&
        (mixesOtherwise(cell, base) ||
          breaksOf
            .of(row.place)
            .some((one) =>
              breaks(one, cell, base, { base: against, until: cell.periodEnd, isLast: measure.overTime === 'LAST' }),
            ));
      const comparison = compare(getComparedFigure(cell), base && getComparedFigure(base), {
        measure,
        isBroken,
        published: said,
        given: 'reason' in against ? against.reason : unequal(cell, base),
      });
      return { comparison, kind, base: base?.node ?? null, baseValue: base?.value ?? null };
    });
  };
}

/** Published changes, and what is aimed at, by line, kind of comparison and period. */
function statementsOf({ published, targets }: Surroundings): Map<string, string> {
  return new Map([
    ...published.map(({ line, kind, period, value }) => [`${line} ${kind} ${period}`, value] as const),
    ...targets.map(({ line, kind, period, value }) => [`${line} VS_${kind} ${period}`, value] as const),
  ]);
}

const allOf = (count: number) => ({
  keys: [...ROLLED_KEYS.METRIC_ASC, ...ROLLED_KEYS.REGION_ASC, ...ROLLED_KEYS.PERIOD_ASC, ...ROLLED_ENDS],
  limit: count,
  after: null,
  cursors: false,
  total: false,
});
