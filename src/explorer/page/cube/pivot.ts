import type { CubeCellsQuery } from '../../api/generated/graphql.ts';
import type { Axis } from './axis.ts';

export type Cell = CubeCellsQuery['cube']['rows'][number];

/** One line or column of a table: what its cells have in common. */
export interface Member {
  readonly key: string;
  /** A label for each of its axes. */
  readonly labels: readonly string[];
}

export interface Pivot {
  readonly rows: readonly Member[];
  readonly columns: readonly Member[];
  at(row: Member, column: Member): Cell | undefined;
}

type Names = ReadonlyMap<string, string>;

const codeOn = (cell: Cell, axis: Axis): string => {
  switch (axis) {
    case 'metric':
      return cell.metricCode;
    case 'region':
      return cell.regionCode;
    case 'period':
      return cell.period;
    case 'part':
      return cell.breakdown.map(({ category }) => category.code).join(' ');
  }
};

function labelOn(cell: Cell, axis: Axis, metricNames: Names, whole: string): string {
  switch (axis) {
    case 'metric':
      return metricNames.get(cell.metricCode) ?? cell.metricCode;
    case 'region':
      return cell.region.name;
    case 'period':
      return cell.periodLabel;
    case 'part':
      return cell.breakdown.map(({ category }) => category.name).join(', ') || whole;
  }
}

const SEPARATOR = '\u001f';

/** Cells in rows and columns: by the first axis, then by the next; on each as the API lists what is on it, and periods in their order. */
export function pivot(
  cells: readonly Cell[],
  rowAxes: readonly Axis[],
  columnAxes: readonly Axis[],
  metricNames: Names,
  whole: string,
): Pivot {
  const rows = new Map<string, Member>();
  const columns = new Map<string, Member>();
  const table = new Map<string, Cell>();
  const codes = new Map<Axis, Map<string, number>>();
  const note = (axis: Axis, code: string) => {
    const known = codes.get(axis) ?? new Map<string, number>();
    if (!known.has(code)) known.set(code, known.size);
    codes.set(axis, known);
  };
  const memberOf = (members: Map<string, Member>, cell: Cell, axes: readonly Axis[]): string => {
    const key = axes.map((axis) => codeOn(cell, axis)).join(SEPARATOR);
    if (members.has(key)) return key;
    for (const axis of axes) note(axis, codeOn(cell, axis));
    members.set(key, { key, labels: axes.map((axis) => labelOn(cell, axis, metricNames, whole)) });
    return key;
  };
  for (const cell of cells) {
    const row = memberOf(rows, cell, rowAxes);
    const column = memberOf(columns, cell, columnAxes);
    table.set(row + SEPARATOR + SEPARATOR + column, cell);
  }
  const inOrder = (members: Map<string, Member>, axes: readonly Axis[]): readonly Member[] => {
    const ranks = axes.map((axis) => ranksOf(axis, codes.get(axis) ?? new Map()));
    const placed = [...members.values()].map((member) => ({
      member,
      place: member.key.split(SEPARATOR).map((code, index) => ranks[index]?.get(code) ?? 0),
    }));
    return placed.toSorted((one, other) => comparePlaces(one.place, other.place)).map(({ member }) => member);
  };
  return {
    rows: inOrder(rows, rowAxes),
    columns: inOrder(columns, columnAxes),
    at: (row, column) => table.get(row.key + SEPARATOR + SEPARATOR + column.key),
  };
}

/** The rank of each code of an axis. Periods of which one lies before the other have texts that do too. */
function ranksOf(axis: Axis, found: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  if (axis !== 'period') return found;
  const sorted = [...found.keys()].toSorted((one, other) => (one < other ? -1 : 1));
  return new Map(sorted.map((code, rank) => [code, rank]));
}

function comparePlaces(one: readonly number[], other: readonly number[]): number {
  for (const [index, rank] of one.entries()) {
    const difference = rank - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
