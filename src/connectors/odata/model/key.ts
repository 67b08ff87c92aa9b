import type { TableColumn } from '../../table/table.ts';
import type { EntitySet } from './model.ts';

const quoted = (text: string): string => encodeURIComponent(`'${text.replaceAll("'", "''")}'`);

const literal = ({ type }: TableColumn, value: string): string => (type === 'int32' ? value : quoted(value));

/** The address of one row, after the root: Metrics('leaks'). */
export function buildRowAddress(set: EntitySet, values: readonly string[]): string {
  const columns = set.table.key.map((name) => set.columns.find((column) => column.name === name) as TableColumn);
  const [first] = columns;
  const written =
    columns.length === 1 && first
      ? literal(first, values[0] ?? '')
      : columns.map((column, place) => `${column.name}=${literal(column, values[place] ?? '')}`).join(',');
  return `${set.name}(${written})`;
}
