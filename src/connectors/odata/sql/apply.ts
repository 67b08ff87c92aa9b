import { message } from '../../../domain/message/message.ts';
import type { Transformation } from '../syntax/query.ts';
import { unsupportedAt } from '../syntax/refusal.ts';
import { Compiler } from './compile.ts';
import { type Grouping, resolveGrouping, writeGrouping } from './group.ts';
import { GroupSource } from './groups.ts';
import { orderSql, type ResolvedOrder, resolveOrder, writeOrder } from './order.ts';
import type { QuerySource } from './source.ts';
import type { Relation, SqlWriter, Statement } from './statement.ts';

/** One step of `$apply`, resolved against what the step before it leaves. */
export type ResolvedTransformation = { readonly kind: 'filter'; readonly condition: SqlWriter } | First | Grouping;

/** A step that leaves the first groups of an order. */
interface First {
  readonly kind: 'first';
  readonly count: number;
  readonly order: ResolvedOrder;
  readonly source: GroupSource;
}

/** Resolves the steps, and the source that they leave. */
export function resolveTransformations(
  source: QuerySource,
  transformations: readonly Transformation[],
): { readonly source: QuerySource; readonly transformations: readonly ResolvedTransformation[] } {
  let left = source;
  const resolved: ResolvedTransformation[] = [];
  for (const one of transformations) {
    if (one.kind === 'identity') continue;
    if (one.kind === 'filter') {
      const condition = new Compiler('$apply', left).condition(one.condition);
      resolved.push(Object.freeze({ kind: 'filter', condition }));
      continue;
    }
    if (one.kind === 'first') {
      const { count, order } = one;
      // Of rows of a set, $orderby and $top leave the same.
      if (!(left instanceof GroupSource)) throw unsupportedAt('$apply', one.at, message('odata.feature-top-of-rows'));
      resolved.push(
        Object.freeze({ kind: 'first', count, order: resolveOrder([order], left, '$apply'), source: left }),
      );
      continue;
    }
    const grouping = resolveGrouping(left, one);
    resolved.push(grouping);
    left = grouping.source;
  }
  return { source: left, transformations: Object.freeze(resolved) };
}

/** Writes the steps over rows that fulfil conditions; the conditions that it leaves stand in no statement yet. */
export function applyTransformations(
  statement: Statement,
  relation: Relation,
  conditions: readonly string[],
  transformations: readonly ResolvedTransformation[],
): { readonly relation: Relation; readonly conditions: readonly string[] } {
  let last = relation;
  let left = [...conditions];
  for (const one of transformations) {
    if (one.kind === 'filter') left.push(one.condition(statement));
    else {
      last = one.kind === 'first' ? writeFirst(statement, one, last, left) : writeGrouping(statement, one, last, left);
      left = [];
    }
  }
  return { relation: last, conditions: left };
}

/** The columns keep their names. Alike groups stand in the order of all that they come to, so that the same ones are left each time. */
function writeFirst(
  statement: Statement,
  { count, order, source }: First,
  relation: Relation,
  conditions: readonly string[],
): Relation {
  const by = orderSql(writeOrder(statement, order));
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  const alias = statement.alias();
  const text = `(select ${relation.alias}.* from ${relation.sql()}${where} order by ${by} limit ${count}) ${alias}`;
  const left: Relation = { alias, sql: () => text };
  statement.place(source, left);
  return left;
}
