import { message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { firstTwice } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { type FigureColumns, MAX_CELL, MAX_SHEET_COLUMNS, type SourceRow, type SourceSheet } from './sheet.ts';

/** What tells the cells of a cube apart: its categories, in the order in which cells are numbered. */
export interface CubeDimension {
  readonly id: string;
  readonly codes: readonly string[];
  /** What the codes stand for; null where the file does not say. */
  readonly labels: readonly string[] | null;
  /** In what the figures of each category are; null where the file does not say. */
  readonly units: readonly string[] | null;
  /** The same in codes, with the power of ten by which the figures are multiplied, as the files of this platform have it. */
  readonly measures?: readonly CubeMeasure[] | null;
}

/** In what figures are: a code, and a power of ten. */
export interface CubeMeasure {
  readonly unit: string;
  readonly multiplier: string;
}

/** A column beside those of the dimensions: what the file says of a cell. */
export interface CubeColumn {
  readonly title: string;
  /** Whether it says in words what another column says. */
  readonly isLabel?: boolean;
  textOf(cell: number, positions: readonly number[]): string;
}

/** A cube of figures, whose cells are numbered from 0, the last dimension running fastest. */
export interface DataCube {
  readonly dimensions: readonly CubeDimension[];
  readonly columns: readonly CubeColumn[];
  readonly figures: FigureColumns;
  /** The numbers of the cells that the file has, in ascending order. */
  readonly cells: ArrayLike<number> & Iterable<number>;
  /** Where in the file a column of a cell stands. */
  locate(cell: number, title: string): string;
}

/** The title of the column that says in words what the column of a dimension says in codes. */
export const labelTitle = (id: string): string => `${id}:label`;

/** A table of a cube: below a header, a row for each cell, numbered by it. */
export function cubeSheet({ dimensions, columns, figures, cells, locate }: DataCube): SourceSheet {
  const all = [...dimensions.flatMap((dimension, at) => dimensionColumns(dimension, at)), ...columns];
  boundTable(cells.length, all.length);
  const titles = all.map(({ title }) => title);
  const labels = new Set(all.flatMap(({ title, isLabel = false }) => (isLabel ? [title] : [])));
  const sizes = dimensions.map(({ codes }) => codes.length);
  async function* rows(): AsyncGenerator<SourceRow> {
    yield { row: 1, cells: titles, hidden: false };
    for (const cell of cells) {
      const positions = positionsOf(cell, sizes);
      yield { row: cell + FIRST_ROW, cells: all.map((column) => column.textOf(cell, positions)), hidden: false };
    }
  }
  const locator = (row: number, column: number) => {
    const title = titles[column] ?? '';
    return row < FIRST_ROW ? title : locate(row - FIRST_ROW, title);
  };
  return { name: null, labels, figures, locator, rows };
}

const FIRST_ROW = 2;

function dimensionColumns({ id, codes, labels, units, measures = null }: CubeDimension, at: number): CubeColumn[] {
  const column = (title: string, texts: readonly string[], isLabel: boolean): CubeColumn => ({
    title,
    isLabel,
    textOf: (_, positions) => texts[positions[at] ?? 0] ?? '',
  });
  return [
    column(id, codes, false),
    ...(labels === null ? [] : [column(labelTitle(id), labels, true)]),
    ...(units === null ? [] : [column(`${id}:unit`, units, false)]),
    ...(measures === null
      ? []
      : [
          column(
            `${id}:unit:code`,
            measures.map(({ unit }) => unit),
            true,
          ),
          column(
            `${id}:unit:multiplier`,
            measures.map(({ multiplier }) => multiplier),
            true,
          ),
        ]),
  ];
}

function positionsOf(cell: number, sizes: readonly number[]): number[] {
  const positions: number[] = [];
  let rest = cell;
  for (let at = sizes.length - 1; at >= 0; at--) {
    const size = sizes[at] ?? 1;
    positions[at] = rest % size;
    rest = Math.floor(rest / size);
  }
  return positions;
}

/** A small file may span a large table: what holds for a whole series stands in each row of it. */
const MAX_TABLE = 100_000_000;

export function boundTable(rows: number, columns: number): void {
  if (columns > MAX_SHEET_COLUMNS) {
    const text = message('mapping.row-columns', { count: columns });
    throw new UnreadablePart({}, text, message('import.max-columns', { max: MAX_SHEET_COLUMNS }));
  }
  if (rows * columns <= MAX_TABLE) return;
  const text = message('mapping.large-table', { rows, columns });
  throw new UnreadablePart({}, text, message('mapping.large-table-expected', { max: MAX_TABLE }));
}

/** How many cells the dimensions span. Throws UnreadablePart where they cannot be numbered. */
export function countCells(dimensions: readonly CubeDimension[], part: string): number {
  const count = dimensions.reduce((product, { codes }) => product * codes.length, 1);
  if (Number.isSafeInteger(count + FIRST_ROW)) return count;
  throw new UnreadablePart({ part }, message('mapping.many-cells'), message('mapping.fewer-cells'));
}

/** Refuses a code that two categories have: nobody could say which of them is meant. */
export function refuseTwice(codes: readonly string[], part: string): void {
  const twice = firstTwice(codes);
  if (twice === null) return;
  const text = message('import.code-repeated', { code: quoted(twice) });
  throw new UnreadablePart({ part, value: twice }, text, message('import.code-once'));
}

/** Refuses what is longer than a cell may be. */
export function boundText(text: string, part: string): string {
  if (text.length <= MAX_CELL) return text;
  const words = message('mapping.cell-too-long', { max: MAX_CELL });
  throw new UnreadablePart({ part }, words, message('import.max-characters', { max: MAX_CELL }));
}

/** Refuses a list that has more or fewer entries than the dimensions have. */
export function refuseOtherCount(found: number, declared: number, part: string): void {
  if (found === declared) return;
  const text = message('mapping.entries', { count: found });
  throw new UnreadablePart({ part }, text, message('mapping.entries-expected', { count: declared }));
}
