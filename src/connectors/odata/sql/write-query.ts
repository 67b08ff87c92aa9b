import type { Reading } from '../../table/table.ts';
import type { AggregationInputs } from './aggregation-input.ts';
import { applyTransformations } from './apply.ts';
import type { Grouping } from './group.ts';
import { beyondSql, type Key, orderSql, sortSql, writeOrder } from './order.ts';
import type { ResolvedQuery } from './resolve-query.ts';
import { writeResource } from './resource.ts';
import { type Room, type RowShape, writeShape } from './shape.ts';
import { type Relation, Statement } from './statement.ts';

/** What a query selects, in one statement. */
interface Selected {
  readonly relation: Relation;
  readonly conditions: readonly string[];
}

/** A list while its statement is written: all but where its page begins and ends. */
export interface WrittenList extends Selected {
  readonly items: readonly string[];
  readonly keys: readonly Key[];
  /** Null: the list is of groups. */
  readonly shape: RowShape | null;
}

function writeQuery(statement: Statement, { steps, resource, transformations, conditions }: ResolvedQuery): Selected {
  const { rows, conditions: own } = writeResource(statement, steps, resource);
  const applied = applyTransformations(statement, rows, own, transformations);
  return {
    relation: applied.relation,
    conditions: [...applied.conditions, ...conditions.map((write) => write(statement))],
  };
}

const whereSql = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `\nwhere ${conditions.join(' and ')}` : '';

/** Counts the rows. */
export function countSql(statement: Statement, query: ResolvedQuery): string {
  const { relation, conditions } = writeQuery(statement, query);
  return `-- odata.count\nselect count(*)::text as count from ${relation.sql()}${whereSql(conditions)}`;
}

/** What goes into the groups of a transformation, in a statement of its own: rows of the resource, since sums of sums are refused. */
export function writeAggregationInputs(
  { steps, resource, transformations }: ResolvedQuery,
  { keys, keyNames }: Grouping,
  place: number,
  reading: Reading,
): AggregationInputs {
  const statement = new Statement(reading);
  const { rows, conditions } = writeResource(statement, steps, resource);
  const applied = applyTransformations(statement, rows, conditions, transformations.slice(0, place));
  return { rows, conditions: applied.conditions, keys, keyNames };
}

export function writeList(statement: Statement, query: ResolvedQuery, room: Room, isTyped: boolean): WrittenList {
  const { relation, conditions } = writeQuery(statement, query);
  const { selection, order } = query;
  if (selection.kind === 'groups') {
    const items = selection.source.items(statement, selection.names, isTyped);
    return { relation, conditions, items, keys: writeOrder(statement, order), shape: null };
  }
  const shape = writeShape(statement.rowsOf(query.resource), selection, room);
  return { relation, conditions, items: shape.items, keys: writeOrder(statement, order), shape };
}

/** Reads a page of a list: so many rows after the row with these values. Undefined: from the beginning; null: after all rows. */
export function pageSql(
  statement: Statement,
  { relation, conditions, items, keys }: WrittenList,
  {
    name,
    after,
    limit,
  }: {
    readonly name: string;
    readonly after: readonly (string | null)[] | null | undefined;
    readonly limit: number;
  },
): string {
  const begin = after ? [beyondSql(keys, after, statement.parameters)] : after === null ? ['false'] : [];
  return `-- odata.${name}
select (select row_to_json(j) from (select ${items.join(', ')}) j)::text as row, ${sortSql(keys)}::text as sort
from ${relation.sql()}${whereSql([...conditions, ...begin])}
order by ${orderSql(keys)}
limit ${limit}`;
}

/** Finds the sort values of the last row that `$skip` passes over. */
export function skipSql(statement: Statement, query: ResolvedQuery, skip: number): string {
  const { relation, conditions } = writeQuery(statement, query);
  const keys = writeOrder(statement, query.order);
  const named = keys.map((key, place) => ({ ...key, sql: `k."${place}"` }));
  const selected = keys.map(({ sql }, place) => `${sql} as "${place}"`).join(', ');
  return `-- odata.skip
select ${sortSql(named)}::text as sort from (
  select ${selected} from ${relation.sql()}${whereSql(conditions)}
  order by ${orderSql(keys)} limit 1 offset ${skip - 1}
) k`;
}
