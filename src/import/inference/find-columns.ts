import { message } from '../../domain/message/message.ts';
import { Header } from '../convert/column-title.ts';
import { firstText } from '../convert/row-condition.ts';
import { findLooseParts, findPartColumn, type PartColumn } from '../period/joined-year.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import type { FigureColumns } from '../reader/sheet.ts';
import {
  areMonthNumbers,
  findCounters,
  findSumColumns,
  findValueColumns,
  isPeriodColumn,
} from '../shape/column-role.ts';
import type { ColumnShape, TableContext, TableShape } from '../shape/table-shape.ts';
import { findLongValue } from './long-value.ts';

/** What each column of a table is, as its header and its cells tell. */
export interface TableColumns {
  readonly header: Header;
  /** The rows of the sheet that the header is in. */
  readonly headerRows: readonly number[];
  /** Whether a blank cell of the header says what the one to its left does. */
  readonly fill: boolean;
  /** Those that have a title, or cells. */
  readonly titled: readonly ColumnShape[];
  /** Of which no cell is read. */
  readonly nested: readonly number[];
  /** Those of a format, or of a long table, that names its own. */
  readonly own: ReturnType<typeof findLongValue> | FigureColumns;
  readonly periods: readonly number[];
  /** That of parts of years, where these and their years are all the periods that there are; null otherwise. */
  readonly joined: PartColumn | null;
  /** Of parts of years that are not read. */
  readonly loose: readonly number[];
  /** That number the rows. */
  readonly counters: readonly number[];
  /** That hold sums of others. */
  readonly summed: readonly number[];
  readonly values: readonly number[];
  /** All others. */
  readonly labels: readonly number[];
}

/** Finds what each column of a table is. */
export function findColumns(table: TableShape, context: TableContext, inference: Inference): TableColumns {
  const { isSeries } = table;
  const { known } = context;
  const headerRows = table.header.map(({ row }) => row);
  const fill = table.header.length > 1 && !isSeries;
  const header = new Header(table.header, fill, 0);
  inference.decide('header', message('inference.header-rows', { rows: headerRows.join(', ') }));
  if (table.descriptions.length > 0) {
    const rows = shownTexts(table.descriptions.map(firstText));
    inference.decide('rows.first', message('inference.descriptions', { rows }), 'LIKELY');
  }
  const nested = table.columns.map(({ column }) => column).filter((column) => context.nested?.has(column));
  for (const column of nested)
    inference.decide('ignore', message('inference.nested-column', { name: header.name(column) }));
  const titled = table.columns.filter(
    ({ column, numbers, years, periods, texts }) =>
      !nested.includes(column) && (header.title(column) !== '' || numbers + years + periods + texts > 0),
  );
  const own = context.figures ?? findLongValue(titled, table.rows, header, known);
  const isPeriod = (shape: (typeof titled)[number]) =>
    isSeries
      ? shape.column === 0
      : isPeriodColumn(shape, header, headerRows.length, known) ||
        (context.figures === undefined && areMonthNumbers(shape.column, table, header));
  const allPeriods = titled.filter(isPeriod).map(({ column }) => column);
  // The names of periods say no more than these do.
  const plainPeriods = allPeriods.filter((column) => !context.labels?.has(header.title(column)));
  const partColumn = own === undefined ? findPartColumn(table, header, context.sheet) : null;
  const ofParts = partColumn === null ? [] : [partColumn.year ?? [], partColumn.column].flat();
  const plainColumns = plainPeriods.length > 0 ? plainPeriods : allPeriods;
  const loose = own === undefined ? findLooseParts(table, header) : [];
  if (loose.length > 0) {
    const columns = shownTexts(loose.map((column) => header.name(column)));
    inference.ask('period', message('inference.loose-parts', { columns }));
  }
  const periodColumns = [...new Set([...plainColumns, ...ofParts])].filter((column) => !loose.includes(column));
  const counters = findCounters(titled, table, header);
  const found = findValueColumns(titled, table, header, {
    rows: headerRows.length,
    known,
    own,
    periodColumns: [...periodColumns, ...loose],
    counters,
  });
  const summed =
    own === undefined && !isSeries
      ? findSumColumns(
          found.map(({ column }) => column),
          table,
          header,
          headerRows.length,
          known,
        )
      : [];
  for (const column of summed)
    inference.decide('ignore', message('inference.total-column', { name: header.name(column) }), 'LIKELY');
  const values = found.map(({ column }) => column).filter((column) => !summed.includes(column));
  const labels = titled
    .map(({ column }) => column)
    .filter((column) => ![...values, ...summed, ...periodColumns, ...loose, ...counters].includes(column));
  return {
    header,
    headerRows,
    fill,
    titled,
    nested,
    own,
    periods: periodColumns,
    joined: periodColumns.length === ofParts.length ? partColumn : null,
    loose,
    counters,
    summed,
    values,
    labels,
  };
}
