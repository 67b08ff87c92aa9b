import type { CubeCellsQuery } from '../../api/generated/graphql.ts';
import type { Axis } from './request.ts';

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

/** Cells in rows and columns. Members stand as the API lists them, periods in their order. */
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
  const memberOf = (members: Map<string, Member>, cell: Cell, axes: readonly Axis[]): string => {
    const key = axes.map((axis) => codeOn(cell, axis)).join(SEPARATOR);
    if (!members.has(key))
      members.set(key, { key, labels: axes.map((axis) => labelOn(cell, axis, metricNames, whole)) });
    return key;
  };
  for (const cell of cells) {
    const row = memberOf(rows, cell, rowAxes);
    const column = memberOf(columns, cell, columnAxes);
    table.set(row + SEPARATOR + SEPARATOR + column, cell);
  }
  const inOrder = (members: Map<string, Member>, axes: readonly Axis[]) => {
    const at = axes.indexOf('period');
    const found = [...members.values()];
    if (at !== 0) return found;
    return found.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  };
  return {
    rows: inOrder(rows, rowAxes),
    columns: inOrder(columns, columnAxes),
    at: (row, column) => table.get(row.key + SEPARATOR + SEPARATOR + column.key),
  };
}
