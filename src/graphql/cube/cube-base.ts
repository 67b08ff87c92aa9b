import { basePeriod } from '../../domain/comparison/comparison.ts';
import type { NoPeriod, Period } from '../../domain/period/period.ts';
import type { Line } from '../../read/cube/cube-change.ts';
import type { ChangeKind } from '../core/enum.ts';
import type { ObservationNode } from '../observation/observation-list.ts';
import type { Cell } from './cube-cell.ts';

type Kind = typeof ChangeKind.$inferType;

/** With what a cell is compared. */
export interface Base extends Pick<Cell, 'value' | 'flags' | 'expected' | 'reported' | 'fingerprint' | 'definition'> {
  /** The observation that it is, where that was asked for. */
  readonly node?: ObservationNode;
}

/** The cells of one metric, region and breakdown in one data set. */
export interface Row extends Line {
  readonly place: number;
  /** What is known of it, by period. */
  readonly bases: Map<string, Base>;
}

/** The rows that cells stand in. Neighbours mostly share one. */
export function rowsOf(cells: readonly Cell[]) {
  const all: Row[] = [];
  const byKey = new Map<string, Row>();
  const keyOf = ({ datasetId, metricId, regionId, breakdownKey }: Line) =>
    `${datasetId} ${metricId} ${regionId} ${breakdownKey}`;
  let last: Row | undefined;
  const places = cells.map((cell) => {
    if (last && isOf(cell, last)) return last;
    const key = keyOf(cell);
    const { datasetId, metricId, regionId, breakdownKey } = cell;
    last = byKey.get(key) ?? { datasetId, metricId, regionId, breakdownKey, place: all.length, bases: new Map() };
    if (last.place === all.length) {
      all.push(last);
      byKey.set(key, last);
    }
    return last;
  });
  return { all, of: (index: number) => places[index] as Row, like: (line: Line) => byKey.get(keyOf(line)) };
}

const isOf = (cell: Line, row: Line): boolean =>
  cell.metricId === row.metricId &&
  cell.regionId === row.regionId &&
  cell.datasetId === row.datasetId &&
  cell.breakdownKey === row.breakdownKey;

/** The periods that periods are compared with; a table has few different ones. */
export function basePeriods() {
  const known = new Map<Kind, Map<string, Period | NoPeriod>>();
  return (cell: Cell, kind: Kind): Period | NoPeriod => {
    const ofKind = known.get(kind) ?? new Map<string, Period | NoPeriod>();
    known.set(kind, ofKind);
    const { period: text, periodStart: start, periodEnd: end, frequency } = cell;
    const found = ofKind.get(text) ?? basePeriod(kind, { text, start, end, frequency });
    ofKind.set(text, found);
    return found;
  };
}

/** What the page is compared with and does not hold itself, the days between which the page ends, and the first of all that it is compared with. */
export function missingBases(
  cells: readonly Cell[],
  kinds: readonly Kind[],
  rows: ReturnType<typeof rowsOf>,
  baseOf: ReturnType<typeof basePeriods>,
) {
  const missing: { row: Row; period: Period }[] = [];
  const asked = new Set<string>();
  const inTime = kinds.filter((kind) => kind === 'YOY' || kind === 'PREVIOUS_PERIOD');
  let first = cells[0]?.periodEnd ?? '';
  let last = first;
  let since = first;
  for (const [index, cell] of cells.entries()) {
    if (cell.periodEnd < first) first = cell.periodEnd;
    if (cell.periodEnd > last) last = cell.periodEnd;
    for (const kind of inTime) {
      const period = baseOf(cell, kind);
      if ('reason' in period) continue;
      if (period.start !== null && period.start < since) since = period.start;
      const row = rows.of(index);
      const key = `${row.place} ${period.text}`;
      if (row.bases.has(period.text) || asked.has(key)) continue;
      asked.add(key);
      missing.push({ row, period });
    }
  }
  return { missing, first, last, since };
}
