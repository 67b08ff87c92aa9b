import type { Transformation } from '../syntax/query.ts';
import { Compiler } from './compile.ts';
import { type ResolvedComputation, resolveComputations, writeComputation } from './compute.ts';
import { type Grouping, resolveGrouping, writeGrouping } from './group.ts';
import { type ResolvedGroupFilter, resolveGroupFilter, writeGroupFilter } from './group-filter.ts';
import { type ResolvedKey, resolveKeys, resolveOrder } from './order.ts';
import { resolveSearch } from './search.ts';
import { narrowSlice, type Slice, writeSlice } from './slice.ts';
import type { QuerySource } from './source.ts';
import type { Relation, SqlWriter, Statement } from './statement.ts';

/** One step of `$apply`, resolved against what the step before it leaves. */
export type ResolvedTransformation =
  | { readonly kind: 'filter'; readonly condition: SqlWriter }
  | ResolvedComputation
  | Slice
  | ResolvedGroupFilter
  | Grouping;

/** Steps one after the other, resolved. */
export interface Sequence {
  readonly transformations: readonly ResolvedTransformation[];
  /** The source that they leave. */
  readonly source: QuerySource;
  /** The order in which they leave it. */
  readonly ordered: readonly ResolvedKey[];
}

const NOTHING: readonly never[] = Object.freeze([]);

/** Resolves the steps: a sequence, or where they end in a concatenation one for each branch. What branches have in common is resolved once. */
export function resolveTransformations(
  source: QuerySource,
  transformations: readonly Transformation[],
): readonly Sequence[] {
  return resolveFrom(Object.freeze({ transformations: NOTHING, source, ordered: NOTHING }), transformations);
}

function resolveFrom(begin: Sequence, transformations: readonly Transformation[]): readonly Sequence[] {
  let left = begin;
  for (const one of transformations) {
    if (one.kind === 'concat') return one.branches.flatMap((branch) => resolveFrom(left, branch));
    left = Object.freeze(resolveStep(left, one));
  }
  return [left];
}

function resolveStep(left: Sequence, one: Exclude<Transformation, { kind: 'concat' }>): Sequence {
  const { source } = left;
  switch (one.kind) {
    case 'identity':
      return left;
    case 'filter':
      return conditioned(left, new Compiler('$apply', source).condition(one.condition));
    case 'search':
      return conditioned(left, resolveSearch(one.search, source, '$apply'));
    case 'compute': {
      const computed = resolveComputations(source, one.computations, '$apply');
      const transformations = computed.step ? added(left, computed.step) : left.transformations;
      return { ...left, transformations, source: computed.source };
    }
    case 'orderby': {
      // It is stable: what is alike in it stays as it stood.
      const ordered = [...resolveKeys(one.orderings, source, '$apply'), ...left.ordered];
      return { ...left, ordered: Object.freeze(ordered) };
    }
    case 'skip':
      return sliced(left, { skip: one.count, count: null });
    case 'top':
      return sliced(left, { skip: 0, count: one.count });
    case 'first': {
      const order = resolveOrder([one.order], source, '$apply');
      const slice: Slice = Object.freeze({ kind: 'slice', order, skip: 0, count: one.count, source });
      return { transformations: added(left, slice), source, ordered: NOTHING };
    }
    case 'groupfilter':
      return { ...left, transformations: added(left, resolveGroupFilter(source, one)) };
    case 'groupby': {
      const grouping = resolveGrouping(source, one);
      return { transformations: added(left, grouping), source: grouping.source, ordered: NOTHING };
    }
  }
}

const added = ({ transformations }: Sequence, step: ResolvedTransformation): readonly ResolvedTransformation[] =>
  Object.freeze([...transformations, step]);

const conditioned = (left: Sequence, condition: SqlWriter): Sequence => ({
  ...left,
  transformations: added(left, Object.freeze({ kind: 'filter', condition })),
});

/** Takes some by their places. What follows another slice of the same order is taken from what that one leaves, in one step. */
function sliced(left: Sequence, by: { readonly skip: number; readonly count: number | null }): Sequence {
  const { source, ordered, transformations } = left;
  const last = transformations.at(-1);
  if (last?.kind === 'slice' && last.order.requested === ordered) {
    return { ...left, transformations: Object.freeze([...transformations.slice(0, -1), narrowSlice(last, by)]) };
  }
  const { total } = resolveOrder([], source);
  const order = Object.freeze({ requested: ordered, total });
  return { ...left, transformations: added(left, Object.freeze({ kind: 'slice', order, ...by, source })) };
}

export interface Applied {
  readonly relation: Relation;
  readonly conditions: readonly string[];
}

/**
 * Writes the steps over rows that fulfil conditions; the conditions that it leaves stand in no statement yet. Groups that are common to several
 * sequences are written once for all of them.
 */
export function applyTransformations(
  statement: Statement,
  begin: () => Applied,
  transformations: readonly ResolvedTransformation[],
  common: ReadonlySet<ResolvedTransformation> = new Set(),
): Applied {
  const known = findShared(statement, transformations);
  let left = known?.applied ?? begin();
  for (const one of transformations.slice(known?.next ?? 0)) {
    left = writeStep(statement, one, left);
    if (one.kind === 'groupby' && common.has(one)) {
      statement.share(one, `select * from ${left.relation.sql()}`);
      left = { relation: placeShared(statement, one) ?? left.relation, conditions: [] };
    }
  }
  return left;
}

function findShared(statement: Statement, transformations: readonly ResolvedTransformation[]) {
  for (const [place, one] of [...transformations.entries()].reverse()) {
    const relation = one.kind === 'groupby' ? placeShared(statement, one) : null;
    if (relation) return { applied: { relation, conditions: [] }, next: place + 1 };
  }
  return null;
}

function placeShared(statement: Statement, grouping: Grouping): Relation | null {
  const relation = statement.shared(grouping);
  if (relation) statement.place(grouping.source, relation);
  return relation;
}

function writeStep(statement: Statement, one: ResolvedTransformation, { relation, conditions }: Applied): Applied {
  switch (one.kind) {
    case 'filter':
      return { relation, conditions: [...conditions, one.condition(statement)] };
    case 'compute':
      return { relation: writeComputation(statement, one, relation, conditions), conditions: [] };
    case 'slice':
      return writeSlice(statement, one, relation, conditions);
    case 'groupfilter':
      return writeGroupFilter(statement, one, conditions);
    case 'groupby':
      return { relation: writeGrouping(statement, one, relation, conditions), conditions: [] };
  }
}
