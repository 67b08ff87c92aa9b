import { type CalendarUnit, UNIT_PARTS } from '../domain/calendar.ts';
import { basePeriod, type ChangeReason, compare } from '../domain/comparison.ts';
import { type Break, type Line, readSurroundings, type Surroundings } from '../store/cube-change.ts';
import { Index } from '../store/held.ts';
import type { ObservationColumn, ObservationRow } from '../store/observation.ts';
import { ROLLED_ENDS, ROLLED_KEYS, readRollUp } from '../store/roll-up.ts';
import type { CellKey } from '../store/roll-up-query.ts';
import type { State } from '../store/state.ts';
import type { ChangeShape } from './change.ts';
import type { Context } from './context.ts';
import type { CubeMeaning } from './cube-input.ts';
import { type Cell, rolledCells } from './cube-read.ts';
import type { ChangeKind } from './enum.ts';
import { inState, type ObservationNode } from './observation-list.ts';

type Kind = typeof ChangeKind.$inferType;

/** With what a cell is compared: its value, what is to be said of it, and the observation, where it is one and was asked for. */
interface Base extends Pick<Cell, 'value' | 'flags' | 'expected' | 'reported' | 'fingerprint'> {
  readonly node: ObservationNode | null;
}

interface Compared {
  readonly cells: readonly Cell[];
  readonly kinds: readonly Kind[];
  readonly meaning: CubeMeaning;
  /** What is asked of the observation that a value is compared with; empty where it is not asked for. */
  readonly columns: readonly ObservationColumn[];
}

const WHOLE = { expected: null, reported: null, fingerprint: null };
const lineKey = ({ datasetId, metricId, regionId, breakdownKey }: Line) =>
  `${datasetId} ${metricId} ${regionId} ${breakdownKey}`;

/** How the cells of a page compare with others; read together, worked out one by one as they are asked for. */
export async function cubeChanges(
  compared: Compared,
  context: Context,
  state: State,
): Promise<(cell: Cell) => ChangeShape[]> {
  const { cells, kinds, meaning, columns } = compared;
  if (cells.length === 0 || kinds.length === 0) return () => [];
  const periods = new Map<string, ReturnType<typeof basePeriod>>();
  const baseOf = (cell: Cell, kind: Kind) => {
    const name = `${kind} ${cell.period}`;
    const known = periods.get(name) ?? basePeriod(kind, { text: cell.period, start: cell.periodStart, end: cell.periodEnd, frequency: cell.frequency }); // biome-ignore format: one call
    periods.set(name, known);
    return known;
  };

  const lines = new Map<string, Line & { readonly place: number }>();
  const bases = new Map<string, Base | null>();
  const baseKey = (cell: Line, period: string) => `${lineKey(cell)} ${period}`;
  for (const cell of cells) {
    const key = lineKey(cell);
    if (!lines.has(key)) lines.set(key, { ...cell, place: lines.size });
    // Most of what a page is compared with stands on the page itself.
    if (columns.length === 0) bases.set(baseKey(cell, cell.period), { ...cell, node: null });
  }
  const missing = new Map<string, CellKey & { readonly period: string }>();
  let [first, last] = [cells[0]?.periodEnd ?? '', ''];
  for (const cell of cells) {
    if (cell.periodEnd < first) first = cell.periodEnd;
    if (cell.periodEnd > last) last = cell.periodEnd;
    for (const kind of kinds) {
      if (kind !== 'YOY' && kind !== 'PREVIOUS_PERIOD') continue;
      const base = baseOf(cell, kind);
      if ('reason' in base) continue;
      if (base.end < first) first = base.end;
      const key = baseKey(cell, base.text);
      if (!bases.has(key))
        missing.set(key, { ...cell, period: base.text, periodStart: base.start, periodEnd: base.end });
    }
  }

  const rolled = meaning.rollUp;
  const wanted = [...missing.values()];
  const [surroundings, totals] = await Promise.all([
    readSurroundings(context.database, state, {
      lines: [...lines.values()],
      bases: rolled
        ? []
        : wanted.map((one) => ({
            line: lines.get(lineKey(one))?.place ?? 0,
            period: one.period,
            periodEnd: one.periodEnd,
          })),
      columns: [...new Set<ObservationColumn>([...columns, 'value', 'flags'])].sort(),
      first,
      last,
      rollUp: rolled,
    }),
    rolled && wanted.length > 0
      ? readRollUp(
          context.database,
          state,
          {
            ...rolled,
            filter: { ...rolled.filter, firstEnd: undefined, lastEnd: undefined },
            latest: null,
            cells: wanted,
          },
          allOf(wanted.length),
        )
      : null,
  ]);
  for (const { key, row } of surroundings.bases) {
    const one = wanted[key];
    if (one) bases.set(baseKey(one, one.period), storedBase(row, columns.length > 0 ? state : null));
  }
  for (const cell of totals && rolled ? rolledCells(totals, rolled, context) : [])
    bases.set(baseKey(cell, cell.period), { ...cell, node: null });

  const stated = statementsOf(surroundings);
  const breaksOf = new Index(surroundings.breaks, ({ line }) => line);
  return (cell) =>
    kinds.map((kind) => {
      const line = lines.get(lineKey(cell))?.place ?? -1;
      const against = baseOf(cell, kind);
      const none = 'reason' in against ? against.reason : null;
      const target = stated.get(`${line} ${kind} ${cell.period}`) ?? null;
      const isTarget = kind === 'VS_TARGET' || kind === 'VS_BASELINE';
      const base = isTarget
        ? target === null
          ? null
          : { value: target, flags: [], ...WHOLE, node: null }
        : 'reason' in against
          ? null
          : (bases.get(baseKey(cell, against.text)) ?? null);
      const isBroken = !isTarget && !('reason' in against) && breaksOf.of(line).some((one) => breaks(one, cell, against.end, rolled?.overTime ?? null)); // biome-ignore format: one rule
      const comparison = compare(
        { value: cell.value, flags: cell.flags ?? [] },
        base && { value: base.value, flags: base.flags ?? [] },
        {
          measure: context.catalogue.metrics.get(cell.metricId),
          isBroken,
          published: isTarget ? null : target,
          given: none ?? unequal(cell, base),
        },
      );
      return { ...comparison, kind, base: base?.node ?? null, baseValue: base?.value ?? null };
    });
}

/** Totals that lack a part are compared only with totals that lack the same. */
function unequal(cell: Cell, base: Base | null): ChangeReason | null {
  if (!base || (isWhole(cell) && isWhole(base))) return null;
  return isWhole(cell) || isWhole(base) || cell.fingerprint !== base.fingerprint ? 'UNEQUAL_COVERAGE' : null;
}

const isWhole = ({ expected, reported }: Pick<Cell, 'expected' | 'reported'>): boolean => expected === reported;

/** Whether something breaks after the base, up to the cell: in periods of the cell's kind, and of those that its total is made of. */
function breaks(one: Break, { frequency, periodEnd }: Cell, after: string, overTime: CalendarUnit | null): boolean {
  const parts: readonly string[] = overTime === null ? [] : UNIT_PARTS[overTime];
  return (one.frequency === frequency || parts.includes(one.frequency)) && one.end > after && one.end <= periodEnd;
}

const storedBase = (row: ObservationRow, state: State | null): Base => ({
  value: row.value,
  flags: row.flags,
  ...WHOLE,
  node: state && inState(row, state),
});

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
