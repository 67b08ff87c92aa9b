import type { CursorType, OrderPart } from './cursor.ts';
import type { Page } from './page.ts';

/** One part of a list's order as Prisma knows it: a column, its type in a cursor, and whether it may be null. Nulls come last. */
export interface OrderField {
  readonly field: string;
  readonly type: CursorType;
  readonly descending?: boolean;
  readonly nullable?: boolean;
}

export const orderPart = ({ field, type, descending, nullable = false }: OrderField): OrderPart => ({
  name: descending ? `-${field}` : field,
  type,
  nullable,
});

const prismaValue = (type: CursorType, text: string): string | number | Date =>
  type === 'int' ? Number(text) : type === 'moment' ? new Date(text) : text;

/**
 * Prisma's where, order and bound for a page: the keyset, so that a page costs the same wherever it lies.
 */
export function pageQuery(fields: readonly OrderField[], page: Page, conditions: readonly object[]) {
  const beyond = (index: number): object => {
    const { field, type, descending = false, nullable = false } = fields[index] as OrderField;
    const text = page.after?.[index] ?? null;
    const value = text === null ? null : prismaValue(type, text);
    const operator = descending !== page.backward ? 'lt' : 'gt';
    const choices: object[] = [];
    if (value !== null) choices.push({ [field]: { [operator]: value } });
    if (nullable && value !== null && !page.backward) choices.push({ [field]: null });
    if (nullable && value === null && page.backward) choices.push({ [field]: { not: null } });
    if (index + 1 < fields.length) choices.push({ AND: [{ [field]: value }, beyond(index + 1)] });
    return { OR: choices };
  };
  return {
    where: { AND: [...conditions, ...(page.after ? [beyond(0)] : [])] },
    orderBy: fields.map(({ field, descending = false, nullable = false }) => {
      const sort = descending !== page.backward ? ('desc' as const) : ('asc' as const);
      return { [field]: nullable ? { sort, nulls: page.backward ? 'first' : 'last' } : sort };
    }),
    take: page.limit,
  };
}

/** The sort values of a row that Prisma read, as a cursor holds them. */
export const sortValues = (fields: readonly OrderField[]) => (row: object) =>
  fields.map(({ field }) => {
    const value = (row as Record<string, unknown>)[field];
    return value == null ? null : value instanceof Date ? value.toISOString() : String(value);
  });

/** The columns that a page's cursors are made of. */
export const sortColumns = (fields: readonly OrderField[]): Record<string, true> =>
  Object.fromEntries(fields.map(({ field }) => [field, true]));

/** An order that names a column twice means the first. */
export const distinctFields = (fields: readonly OrderField[]): OrderField[] =>
  fields.filter((field, index) => fields.findIndex((other) => other.field === field.field) === index);
