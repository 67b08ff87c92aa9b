import { message, type Text } from '../../../domain/message/message.ts';
import type { ColumnType } from '../../table/table.ts';
import type { ValueType } from '../syntax/function.ts';
import type { SqlWriter } from './statement.ts';

/** An expression that was resolved: what is known of what it comes to, and how it is written, as SQL that can stand anywhere an operand can. */
export interface Value {
  readonly write: SqlWriter;
  readonly type: ValueType | 'null';
  readonly nullable: boolean;
  /** Whether it is a whole number. */
  readonly isWhole?: boolean;
}

/** The type by which a value is sent to the database and compared there. */
export const SQL_TYPE: Readonly<Record<ValueType, string>> = {
  string: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  dateTimeOffset: 'timestamptz',
};

export const IN_WORDS: Readonly<Record<ValueType | 'null', Text>> = {
  string: message('odata.type-string'),
  number: message('odata.type-number'),
  boolean: message('odata.type-boolean'),
  date: message('odata.type-date'),
  dateTimeOffset: message('odata.type-date-time'),
  null: message('odata.type-null'),
};

/** Text compares by code point, on every database. */
export const collateText = ({ sql, type }: { readonly sql: string; readonly type: Value['type'] }): string =>
  type === 'string' ? `${sql} collate "C"` : sql;

/** As JSON shows it: exact decimals become doubles here and nowhere before. */
export function writeJsonValue(sql: string, type: ColumnType | Value['type']): string {
  if (type === 'double' || type === 'number') return `${sql}::float8`;
  if (type === 'dateTimeOffset') return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return sql;
}

/** What JSON has to say of a value that the model knows nothing of; null: its type is seen. */
export const dynamicTypeOf = (type: Value['type'] | undefined): string | null =>
  type === 'date' ? '#Date' : type === 'dateTimeOffset' ? '#DateTimeOffset' : null;
