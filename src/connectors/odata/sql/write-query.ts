import type { Reading } from '../../table/table.ts';
import type { AggregationInputs } from './aggregation-input.ts';
import { type Applied, applyTransformations, type ResolvedTransformation } from './apply.ts';
import type { Grouping } from './group.ts';
import { beyondSql, type Key, orderSql, sortSql, writeOrder } from './order.ts';
import type { ResolvedQuery } from './resolve-query.ts';
import { writeResource } from './resource.ts';
import { type Room, type RowShape, rowSql, writeShape } from './shape.ts';
import { type Relation, Rows, Statement, whereSql } from './statement.ts';

/** A list while its statement is written: all but where its page begins and ends. */
export interface WrittenList extends Applied {
  readonly items: readonly string[];
  readonly keys: readonly Key[];
  /** Null: the list is of groups. */
  readonly shape: RowShape | null;
  /** The rows that are shown, where they are not those that are put into the order. */
  readonly shown: Shown | null;
}

/** Rows that are looked up once it is known which a page has: by these columns, each beside that of the rows in order. */
interface Shown {
  readonly relation: Relation;
  readonly links: readonly { readonly ordered: string; readonly shown: string }[];
}

/** Writes what a query selects; what it has in common with others is written once for all of them. */
export function writeQuery(
  statement: Statement,
  { steps, resource, transformations, conditions }: ResolvedQuery,
  common?: ReadonlySet<ResolvedTransformation>,
): Applied {
  const applied = applyTransformations(
    statement,
    () => beginAt(statement, { steps, resource }),
    transformations,
    common,
  );
  return {
    relation: applied.relation,
    conditions: [...applied.conditions, ...conditions.map((write) => write(statement))],
  };
}

function beginAt(statement: Statement, { steps, resource }: Pick<ResolvedQuery, 'steps' | 'resource'>): Applied {
  const { rows, conditions } = writeResource(statement, steps, resource);
  return { relation: rows, conditions };
}

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
  const begin = () => beginAt(statement, { steps, resource });
  const { conditions } = applyTransformations(statement, begin, transformations.slice(0, place));
  return { rows: statement.rowsOf(resource), conditions, keys, keyNames };
}

export function writeList(statement: Statement, query: ResolvedQuery, room: Room, isTyped: boolean): WrittenList {
  const { relation, conditions } = writeQuery(statement, query);
  const { selection, order } = query;
  if (selection.kind === 'groups') {
    const items = selection.source.items(statement, selection.names, isTyped);
    return { relation, conditions, items, keys: writeOrder(statement, order), shape: null, shown: null };
  }
  const ordered = statement.rowsOf(query.resource);
  const keys = writeOrder(statement, order);
  const shown = order.requested.length > 0 ? placeShown(statement, query, ordered) : null;
  const shape = writeShape(statement.rowsOf(query.resource), selection, room, isTyped);
  return { relation, conditions, items: shape.items, keys, shape, shown };
}

/**
 * Places the rows that are shown apart from those that are put into the order. Along an index only the rows of a page are read; for any other
 * order all are, and what is joined for the sake of those that are shown would be joined to all of them.
 */
function placeShown(statement: Statement, { resource }: ResolvedQuery, ordered: Rows): Shown {
  const rows = new Rows(statement, resource.set);
  statement.place(resource, rows);
  const links = resource.set.table.order.map((name) => ({ ordered: ordered.column(name), shown: rows.column(name) }));
  return { relation: rows, links };
}

/** Reads a page of a list: so many rows after the row with these values. Undefined: from the beginning; null: after all rows. */
export function pageSql(
  statement: Statement,
  { relation, conditions, items, keys, shape, shown }: WrittenList,
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
  const row = `${rowSql(items)}::text as row`;
  const ordered = `from ${relation.sql()}${whereSql([...conditions, ...begin])}
order by ${orderSql(keys)}
limit ${limit}`;
  if (shown) {
    const named = keys.map((key, place) => ({ ...key, sql: `p."s${place}"` }));
    const found = shown.links.map((link, place) => `${link.ordered} as "${place}"`);
    const sorted = keys.map(({ sql }, place) => `${sql} as "s${place}"`);
    const linked = shown.links.map((link, place) => `${link.shown} = p."${place}"`);
    return `-- odata.${name}
select r.row, ${sortSql(named)}::text as sort
from (select *, row_number() over () as place from (
select ${[...found, ...sorted].join(', ')}
${ordered}
) k) p
cross join lateral (select ${row} from ${shown.relation.sql()} where ${linked.join(' and ')} limit 1) r
order by p.place`;
  }
  const selected = `-- odata.${name}\nselect ${row}, ${sortSql(keys)}::text as sort`;
  if (shape) return `${selected}\n${ordered}`;
  // The database would put all groups into words before it sorts them.
  const { alias } = relation;
  return `${selected}\nfrom (select ${alias}.* ${ordered}) ${alias}\norder by ${orderSql(keys)}`;
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
