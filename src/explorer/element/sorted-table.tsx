import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useScope } from '../address/scope.ts';
import type { InterfaceLanguage } from '../address/search.ts';
import { collatorOf } from '../language/name-order.ts';
import { usePrinting } from './use-printing.ts';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const MAX_SORTED = 1;
/** How many characters a sheet of A4 has room for beside the names, and what a column takes at least. */
const PRINTED_WIDTH = 80;
const PRINTED_COLUMN = 12;

/** A column of a table; the first one names the rows. */
export interface SortedColumn<Row> {
  /** What the address calls it. */
  readonly id: string;
  readonly title: string;
  readonly isNumber?: boolean;
  /** What its rows are put in order by; undefined for one that has nothing there, and goes last. */
  readonly sortKey: (row: Row) => string | number | undefined;
  readonly cell: (row: Row) => ReactNode;
}

/**
 * A table whose head puts it in order: numbers begin with the greatest, texts with the first of the language; a third step gives the order up.
 * `order` is the id of a column, with a minus before it where the order is turned round.
 */
export function SortedTable<Row extends RowData>({
  caption,
  columns,
  rows,
  rowKey,
  isMarked,
  order,
  onOrder,
}: {
  readonly caption: ReactNode;
  readonly columns: readonly SortedColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly isMarked: (row: Row) => boolean;
  readonly order: string | undefined;
  readonly onOrder: (order: string | undefined) => void;
}) {
  const { language } = useScope();
  const sorting = sortingOf(order, columns);
  const table = useTable({
    features,
    columns: definitionsOf(columns, language),
    data: [...rows],
    state: { sorting },
    getRowId: rowKey,
    maxMultiSortColCount: MAX_SORTED,
    onSortingChange: (change) => {
      const [next] = typeof change === 'function' ? change(sorting) : change;
      onOrder(next === undefined ? undefined : `${next.desc ? '-' : ''}${next.id}`);
    },
  });
  const isPrinting = usePrinting();
  const blocks = isPrinting ? blocksOf(columns, rows) : [columns];
  const tables = blocks.map((block) => (
    <table key={block[1]?.id} className={blocks.length > 1 ? 'is-block' : undefined}>
      <caption>
        <span className="caption-text">{caption}</span>
      </caption>
      <thead>
        <tr>
          {block.map(({ id, title, isNumber }) => {
            const column = table.getColumn(id);
            const sorted = column?.getIsSorted();
            return (
              <th
                key={id}
                scope="col"
                className={isNumber ? 'is-number' : undefined}
                aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
              >
                {isPrinting ? (
                  <span className="sort-head">{title}</span>
                ) : (
                  <button type="button" className="sort-head" onClick={column?.getToggleSortingHandler()}>
                    {title}
                  </button>
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {table.getRowModel().rows.map(({ id, original }) => (
          <tr key={id} className={isMarked(original) ? 'is-marked' : undefined}>
            {block.map((column, index) =>
              index === 0 ? (
                <th key={column.id} scope="row">
                  {column.cell(original)}
                </th>
              ) : (
                <td key={column.id} className={column.isNumber ? 'is-number' : undefined}>
                  {column.cell(original)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  ));
  return <>{tables}</>;
}

/**
 * Nothing scrolls on paper: columns that do not fit come below, with the names of their rows again. Their heads are text, since a browser repeats none
 * that has a button on the next sheet.
 */
function blocksOf<Row>(
  [names, ...others]: readonly SortedColumn<Row>[],
  rows: readonly Row[],
): readonly (readonly SortedColumn<Row>[])[] {
  if (!names) return [];
  const lengths = others.flatMap(({ sortKey }) => rows.map((row) => `${sortKey(row) ?? ''}`.length + 2));
  const width = lengths.reduce((most, length) => Math.max(most, length), PRINTED_COLUMN);
  const size = Math.max(1, Math.floor(PRINTED_WIDTH / width));
  const count = Math.max(1, Math.ceil(others.length / size));
  return Array.from({ length: count }, (_, n) => [names, ...others.slice(n * size, (n + 1) * size)]);
}

/** The order that an address says; none where it names no column. */
function sortingOf<Row>(order: string | undefined, columns: readonly SortedColumn<Row>[]): SortingState {
  const desc = order?.startsWith('-') === true;
  const id = desc ? order.slice(1) : order;
  return id !== undefined && columns.some((column) => column.id === id) ? [{ id, desc }] : [];
}

function definitionsOf<Row extends RowData>(
  columns: readonly SortedColumn<Row>[],
  language: InterfaceLanguage,
): ColumnDef<typeof features, Row>[] {
  const { compare } = collatorOf(language);
  return columns.map(({ id, isNumber, sortKey }) => ({
    id,
    accessorFn: sortKey,
    sortUndefined: 'last' as const,
    sortDescFirst: isNumber === true,
    sortFn: (a, b) => {
      const [one, other] = [a.getValue(id), b.getValue(id)];
      return typeof one === 'number' && typeof other === 'number' ? one - other : compare(`${one}`, `${other}`);
    },
  }));
}
