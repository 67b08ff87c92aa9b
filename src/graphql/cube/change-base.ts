import { basePeriod } from '../../domain/comparison/comparison.ts';
import type { NoPeriod, Period } from '../../domain/period/period.ts';
import type { CubeLine } from '../../read/cube/surroundings-statement.ts';
import type { ChangeKind } from '../core/enum.ts';
import type { TakeTurn } from '../core/turn.ts';
import type { ObservationNode } from '../observation/observation-list.ts';
import type { CubeCell } from './cell.ts';

type Kind = typeof ChangeKind.$inferType;

/** A cell is compared with its base. */
export interface Base
  extends Pick<CubeCell, 'value' | 'flags' | 'expected' | 'reported' | 'fingerprint' | 'definition'> {
  /** The observation that it is, where that was asked for. */
  readonly node?: ObservationNode;
}

/** A line of a page, with what its cells are compared with. */
export interface CellLine extends CubeLine {
  readonly place: number;
  /** Its bases by their periods: those on the page, and those that were read. */
  readonly bases: Map<string, Base>;
}

/** The lines that the cells of a page stand in. */
export interface CellLines {
  readonly all: readonly CellLine[];
  /** The line of the cell at this place of the page. */
  get(index: number): CellLine;
  /** The line of a cell that need not be one of the page. */
  find(cell: CubeLine): CellLine | undefined;
}

/** Groups cells by their lines. Neighbours mostly share one. */
export function groupCells(cells: readonly CubeCell[]): CellLines {
  const all: CellLine[] = [];
  const byKey = new Map<string, CellLine>();
  let last: CellLine | undefined;
  const places = cells.map((cell) => {
    if (last && isIn(cell, last)) return last;
    const key = buildKey(cell);
    const { datasetId, metricId, regionId, breakdownKey } = cell;
    last = byKey.get(key) ?? { datasetId, metricId, regionId, breakdownKey, place: all.length, bases: new Map() };
    if (last.place === all.length) {
      all.push(last);
      byKey.set(key, last);
    }
    return last;
  });
  return { all, get: (index) => places[index] as CellLine, find: (cell) => byKey.get(buildKey(cell)) };
}

const buildKey = ({ datasetId, metricId, regionId, breakdownKey }: CubeLine) =>
  `${datasetId} ${metricId} ${regionId} ${breakdownKey}`;

const isIn = (cell: CubeLine, line: CellLine): boolean =>
  cell.metricId === line.metricId &&
  cell.regionId === line.regionId &&
  cell.datasetId === line.datasetId &&
  cell.breakdownKey === line.breakdownKey;

export type GetBasePeriod = (cell: CubeCell, kind: Kind) => Period | NoPeriod;

/** Finds the period that a cell's is compared with, and remembers it; a table has few different ones. */
export function rememberBasePeriods(): GetBasePeriod {
  const known = new Map<Kind, Map<string, Period | NoPeriod>>();
  return (cell, kind) => {
    const ofKind = known.get(kind) ?? new Map<string, Period | NoPeriod>();
    known.set(kind, ofKind);
    const { period: text, periodStart: start, periodEnd: end, frequency } = cell;
    const found = ofKind.get(text) ?? basePeriod(kind, { text, start, end, frequency });
    ofKind.set(text, found);
    return found;
  };
}

/** A base that is to be read: the cell of a line in this period. */
export interface MissingBase {
  readonly line: CellLine;
  readonly period: Period;
}

export interface MissingBases {
  readonly missing: readonly MissingBase[];
  /** The days between which the page ends. */
  readonly first: string;
  readonly last: string;
  /** The first day of all that it is compared with. */
  readonly since: string;
}

/** How many cells are looked at before everything else has its turn. */
const CELLS_AT_ONCE = 1_000;

/** Finds what a page is compared with and does not hold itself. */
export async function findMissingBases(
  cells: readonly CubeCell[],
  kinds: readonly Kind[],
  lines: CellLines,
  getBasePeriod: GetBasePeriod,
  takeTurn: TakeTurn,
): Promise<MissingBases> {
  const missing: MissingBase[] = [];
  const requested = new Set<string>();
  const inTime = kinds.filter((kind) => kind === 'YOY' || kind === 'PREVIOUS_PERIOD');
  let first = cells[0]?.periodEnd ?? '';
  let last = first;
  let since = first;
  for (const [index, cell] of cells.entries()) {
    if (index % CELLS_AT_ONCE === CELLS_AT_ONCE - 1) await takeTurn();
    if (cell.periodEnd < first) first = cell.periodEnd;
    if (cell.periodEnd > last) last = cell.periodEnd;
    for (const kind of inTime) {
      const period = getBasePeriod(cell, kind);
      if ('reason' in period) continue;
      if (period.start !== null && period.start < since) since = period.start;
      const line = lines.get(index);
      const key = `${line.place} ${period.text}`;
      if (line.bases.has(period.text) || requested.has(key)) continue;
      requested.add(key);
      missing.push({ line, period });
    }
  }
  return { missing, first, last, since };
}
