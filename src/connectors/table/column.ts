import type { ColumnType, SqlExpression, TableColumn } from './table.ts';

type Made = (name: string, description: string, sql: SqlExpression, ...needs: readonly string[]) => TableColumn;

const made =
  (type: ColumnType, nullable: boolean): Made =>
  (name, description, sql, ...needs) => ({
    name,
    type,
    nullable,
    description,
    sql,
    ...(needs.length > 0 ? { needs } : {}),
  });

/** Columns by their types; those of `maybe` can be null. */
export const column = {
  string: made('string', false),
  int32: made('int32', false),
  double: made('double', false),
  boolean: made('boolean', false),
  date: made('date', false),
  dateTimeOffset: made('dateTimeOffset', false),
} as const;
export const nullableColumn = {
  string: made('string', true),
  int32: made('int32', true),
  double: made('double', true),
  date: made('date', true),
  dateTimeOffset: made('dateTimeOffset', true),
} as const;

/** A number that rows are ordered and linked by, and that nobody is shown. */
export const internal = (name: string, sql: SqlExpression, ...needs: readonly string[]): TableColumn => ({
  ...nullableColumn.int32(name, 'An internal number that orders and links rows.', sql, ...needs),
  internal: true,
});

/** The texts of a column of texts by language, without the tags of the languages. */
export const textsIn = (texts: string): string => `(select string_agg(value, ' ') from jsonb_each_text(${texts}))`;

/** Codes and names in every language, folded as src/domain/core/text.ts folds: what is searched, and shown to nobody. */
export const searchTextColumn = (sql: SqlExpression, ...needs: readonly string[]): TableColumn => ({
  ...column.string('searchText', 'The text that the search looks in.', sql, ...needs),
  internal: true,
});

/** The global id of a row, by which the graph's node(id:) finds it. */
export const globalIdColumn = (type: string, number: string): TableColumn =>
  column.string(
    'id',
    "The global id, for the graph's node(id:).",
    `replace(encode(convert_to('${type}:' || ${number}, 'UTF8'), 'base64'), chr(10), '')`,
  );
