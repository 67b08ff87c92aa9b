import type { Transformation } from '../syntax/query.ts';
import { Compiler } from './compile.ts';
import { type Grouping, resolveGrouping, writeGrouping } from './group.ts';
import type { QuerySource } from './source.ts';
import type { Relation, SqlWriter, Statement } from './statement.ts';

/** One step of `$apply`, resolved against what the step before it leaves. */
export type ResolvedTransformation = { readonly kind: 'filter'; readonly condition: SqlWriter } | Grouping;

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
      last = writeGrouping(statement, one, last, left);
      left = [];
    }
  }
  return { relation: last, conditions: left };
}
