import type { ResolvedTransformation } from './apply.ts';
import { orderSql, writeOrder } from './order.ts';
import type { ResolvedConcatenation, ResolvedQuery } from './resolve-query.ts';
import { rowSql, writeShape } from './shape.ts';
import { type Statement, whereSql } from './statement.ts';
import { writeQuery } from './write-query.ts';

/** Nothing is answered along with rows of a concatenation. */
const NO_ROOM = { rows: 0, page: 0 };

/** Steps that several parts have in common. */
function findCommon(parts: readonly ResolvedQuery[]): ReadonlySet<ResolvedTransformation> {
  const seen = new Set<ResolvedTransformation>();
  const common = new Set<ResolvedTransformation>();
  for (const one of parts.flatMap(({ transformations }) => transformations)) (seen.has(one) ? common : seen).add(one);
  return common;
}

/** Counts the rows of all parts. */
export function countConcatenationSql(statement: Statement, { parts }: ResolvedConcatenation): string {
  const common = findCommon(parts);
  const counts = parts.map((part) => {
    const { relation, conditions } = writeQuery(statement, part, common);
    return `(select count(*) from ${relation.sql()}${whereSql(conditions)})`;
  });
  return `-- odata.count\n${statement.withSql()}select (${counts.join(' + ')})::text as count`;
}

/** Reads so many rows after those that are passed over: the parts one after the other, each in its own order. */
export function concatenationSql(
  statement: Statement,
  { resource, parts }: ResolvedConcatenation,
  { skip, limit, isTyped }: { readonly skip: number; readonly limit: number; readonly isTyped: boolean },
): string {
  const common = findCommon(parts);
  const texts = parts.map((part, number) => {
    const { relation, conditions } = writeQuery(statement, part, common);
    const row = rowSql(writeItems(statement, part, isTyped));
    const order = orderSql(writeOrder(statement, part.order));
    return `select ${number} as part, row_number() over () as place, q.row from (
select ${row}::text as row from ${relation.sql()}${whereSql(conditions)}
order by ${order} limit ${skip + limit}
) q`;
  });
  return `-- odata.${resource.set.name}.concat
${statement.withSql()}select u.row from (
${texts.join('\nunion all\n')}
) u order by u.part, u.place limit ${limit} offset ${skip}`;
}

function writeItems(statement: Statement, { selection, resource }: ResolvedQuery, isTyped: boolean): readonly string[] {
  return selection.kind === 'groups'
    ? selection.source.items(statement, selection.names, isTyped)
    : writeShape(statement.rowsOf(resource), selection, NO_ROOM, isTyped).items;
}
