import type { InterfaceLanguage } from '../../address/search.ts';
import type { CubeCellsQuery } from '../../api/generated/graphql.ts';
import { beginLine } from '../../language/line-start.ts';
import { collatorOf } from '../../language/name-order.ts';
import type { Axis } from './axis.ts';

export type Cell = CubeCellsQuery['cube']['rows'][number];

/** One line or column of a table: what its cells have in common. */
export interface Member {
  readonly key: string;
  /** A code for each of its axes, */
  readonly codes: readonly string[];
  /** and a label. */
  readonly labels: readonly string[];
}

export interface Pivot {
  readonly rows: readonly Member[];
  readonly columns: readonly Member[];
  at(row: Member, column: Member): Cell | undefined;
}

/** What is known of the members of a table besides its cells. */
export interface Members {
  /** The metrics of the data set, in the order in which they are chosen from. */
  readonly metrics: readonly { readonly code: string; readonly name: string }[];
  /** What all parts together are called. */
  readonly whole: string;
  readonly order: Order;
  readonly language: InterfaceLanguage;
}

/** By code: the place of a region, and that of a part as the publisher lists them. */
export interface Order {
  readonly regionPlaces: Places;
  readonly partPlaces: Places;
}

type Places = ReadonlyMap<string, number>;
type Names = ReadonlyMap<string, string>;

export const codeOn = (cell: Cell, axis: Axis): string => {
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

/** What a cell says of an axis in words; `whole` is what all parts together are called. */
export function labelOn(cell: Cell, axis: Axis, metricNames: Names, whole: string): string {
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

/** Cells in rows and columns: by the first axis, then by the next. */
export function pivot(
  cells: readonly Cell[],
  rowAxes: readonly Axis[],
  columnAxes: readonly Axis[],
  members: Members,
): Pivot {
  const metricNames = new Map(members.metrics.map(({ code, name }) => [code, name]));
  const rows = new Map<string, Member>();
  const columns = new Map<string, Member>();
  const table = new Map<string, Cell>();
  /** The names of all that is on an axis, by code, in the order of the cells. */
  const found = new Map<Axis, Map<string, string>>();
  const note = (axis: Axis, code: string, label: string) => {
    const names = found.get(axis) ?? new Map<string, string>();
    if (!names.has(code)) names.set(code, label);
    found.set(axis, names);
  };
  const memberOf = (list: Map<string, Member>, cell: Cell, axes: readonly Axis[]): string => {
    const codes = axes.map((axis) => codeOn(cell, axis));
    const key = codes.join(SEPARATOR);
    if (list.has(key)) return key;
    const labels = axes.map((axis) => beginLine(labelOn(cell, axis, metricNames, members.whole)));
    for (const [index, axis] of axes.entries()) note(axis, codes[index] ?? '', labels[index] ?? '');
    list.set(key, { key, codes, labels });
    return key;
  };
  for (const cell of cells) {
    const row = memberOf(rows, cell, rowAxes);
    const column = memberOf(columns, cell, columnAxes);
    table.set(row + SEPARATOR + SEPARATOR + column, cell);
  }
  const inOrder = (list: Map<string, Member>, axes: readonly Axis[]): readonly Member[] => {
    const ranks = axes.map((axis) => ranksOf(axis, found.get(axis) ?? new Map(), members));
    const placed = [...list.values()].map((member) => ({
      member,
      place: member.codes.map((code, index) => ranks[index]?.get(code) ?? 0),
    }));
    return placed.toSorted((one, other) => comparePlaces(one.place, other.place)).map(({ member }) => member);
  };
  return {
    rows: inOrder(rows, rowAxes),
    columns: inOrder(columns, columnAxes),
    at: (row, column) => table.get(row.key + SEPARATOR + SEPARATOR + column.key),
  };
}

/** The rank of each code of an axis. */
function ranksOf(axis: Axis, names: Names, members: Members): Places {
  const compare = comparisonOn(axis, names, members);
  return new Map([...names.keys()].toSorted(compare).map((code, rank) => [code, rank]));
}

/**
 * Metrics and regions stand as they are chosen from, and regions of which no place is known by their names behind these; parts as the publisher lists them,
 * behind their total. Periods of which one lies before the other have texts that do too.
 */
function comparisonOn(axis: Axis, names: Names, { metrics, order, language }: Members) {
  const byPlace = (places: Places) => {
    const placeOf = (code: string) => places.get(code) ?? places.size;
    return (one: string, other: string) => placeOf(one) - placeOf(other);
  };
  switch (axis) {
    case 'metric':
      return byPlace(new Map(metrics.map(({ code }, place) => [code, place])));
    case 'region': {
      const { compare } = collatorOf(language);
      const compareKnown = byPlace(order.regionPlaces);
      return (one: string, other: string) =>
        compareKnown(one, other) || compare(names.get(one) ?? one, names.get(other) ?? other);
    }
    case 'period':
      return (one: string, other: string) => (one < other ? -1 : 1);
    case 'part': {
      const compareKnown = byPlace(order.partPlaces);
      return (one: string, other: string) => Number(other === '') - Number(one === '') || compareKnown(one, other);
    }
  }
}

function comparePlaces(one: readonly number[], other: readonly number[]): number {
  for (const [index, rank] of one.entries()) {
    const difference = rank - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
