import { list, message } from '../../../domain/message/message.ts';
import { CORE } from '../model/model.ts';
import type { ResolvedStep } from '../model/step.ts';
import { joinSegments, type Path } from '../syntax/expression.ts';
import type { Query, Request } from '../syntax/query.ts';
import { unsupported, wrongAt } from '../syntax/refusal.ts';
import { type ResolvedTransformation, resolveTransformations, type Sequence } from './apply.ts';
import { resolveComputations } from './compute.ts';
import { GroupSource } from './groups.ts';
import { type ResolvedOrder, resolveOrder } from './order.ts';
import { type ResolvedSelection, resolveConditions, resolveSelection } from './selection.ts';
import { faultIn, type QuerySource, SetSource } from './source.ts';
import type { SqlWriter } from './statement.ts';

const ANY_STRUCTURE = `@${CORE}.AnyStructure`;

/** What is shown of groups: some of their columns. */
export interface ResolvedGroupSelection {
  readonly kind: 'groups';
  readonly source: GroupSource;
  readonly names: readonly string[];
  /** The list of properties that `@odata.context` names. */
  readonly context: readonly string[];
}

/** What several sequences make of the same rows, one after the other: each a list by itself. */
export interface ResolvedConcatenation {
  readonly kind: 'concatenation';
  readonly steps: readonly ResolvedStep[];
  readonly resource: SetSource;
  readonly parts: readonly ResolvedQuery[];
  /** The list of properties that every part has, and that `@odata.context` therefore names. */
  readonly context: readonly string[];
}

/**
 * A path and a query string after their names were looked up, their types checked and what is wrong in them refused. It is made once, never
 * changes, and belongs to no statement and no state: whatever counts, guards or lists writes its statement from this value.
 */
export interface ResolvedQuery {
  readonly kind: 'list';
  readonly steps: readonly ResolvedStep[];
  /** The rows that the path leads to. */
  readonly resource: SetSource;
  readonly transformations: readonly ResolvedTransformation[];
  /** What conditions select from, and what is shown and ordered: the resource, or the groups that the last transformation leaves. */
  readonly source: QuerySource;
  /** `$filter` and `$search`. */
  readonly conditions: readonly SqlWriter[];
  readonly selection: ResolvedSelection | ResolvedGroupSelection;
  readonly order: ResolvedOrder;
}

/** Resolves a query on what a path leads to, or refuses it. Nothing after this looks a name up. */
export function resolveQuery(
  query: Request,
  steps: readonly ResolvedStep[],
  expandDepth: number,
): ResolvedQuery | ResolvedConcatenation {
  const resource = new SetSource((steps.at(-1) as ResolvedStep).set);
  const [first, ...others] = resolveTransformations(resource, query.apply ?? []) as [Sequence, ...Sequence[]];
  if (others.length === 0) return resolveList(query, steps, resource, first, expandDepth);
  assertConcatenable(query);
  const sequences = [first, ...others];
  if (query.select) assertSelected(query.select, sequences);
  const parts = sequences.map((sequence) => {
    const select = query.select?.filter((path) => hasPath(sequence.source, path)) ?? null;
    return resolveList({ ...query, select }, steps, resource, sequence, expandDepth);
  });
  return Object.freeze({
    kind: 'concatenation',
    steps,
    resource,
    parts: Object.freeze(parts),
    context: commonNames(parts),
  });
}

function resolveList(
  query: Request,
  steps: readonly ResolvedStep[],
  resource: SetSource,
  sequence: Sequence,
  expandDepth: number,
): ResolvedQuery {
  const computed = query.compute.length > 0 ? resolveComputations(sequence.source, query.compute, '$compute') : null;
  const { source, step } = computed ?? { source: sequence.source, step: null };
  const transformations = step ? Object.freeze([...sequence.transformations, step]) : sequence.transformations;
  const conditions = resolveConditions(source, query);
  const selection =
    source instanceof GroupSource
      ? resolveGroupSelection(source, query)
      : resolveSelection(source as SetSource, query, { left: expandDepth, max: expandDepth });
  const order = resolveOrder(query.orderby, source, '$orderby', sequence.ordered);
  return Object.freeze({ kind: 'list', steps, resource, transformations, source, conditions, selection, order });
}

/** Refuses what is said of all rows where some have none of the properties. */
function assertConcatenable({ filter, orderby, search, expand, compute }: Request): void {
  const given: Readonly<Record<string, boolean>> = {
    $filter: filter !== null,
    $orderby: orderby.length > 0,
    $search: search !== null,
    $expand: expand.length > 0,
    $compute: compute.length > 0,
  };
  const option = Object.keys(given).find((name) => given[name]);
  if (option) throw unsupported(option, message('odata.feature-after-concat', { option }));
}

/** Refuses names that rows of no part have. */
function assertSelected(select: readonly Path[], sequences: readonly Sequence[]): void {
  const known = [...new Set(sequences.flatMap(({ source }) => namesOf(source)))];
  for (const path of select) {
    if (sequences.some(({ source }) => hasPath(source, path))) continue;
    const name = joinSegments(path.segments);
    throw wrongAt('$select', path.at, message('odata.no-property-after-apply', { name, known: list(known) }), name);
  }
}

const hasPath = (source: QuerySource, { segments }: Path): boolean => namesOf(source).includes(joinSegments(segments));

function namesOf(source: QuerySource): string[] {
  if (source instanceof GroupSource) return [...source.columns.keys()];
  return source instanceof SetSource ? [...source.set.columns.map(({ name }) => name), ...source.computed.keys()] : [];
}

/** What rows of every part have; where that is nothing, the annotation that says so. */
function commonNames(parts: readonly ResolvedQuery[]): readonly string[] {
  const [first = [], ...others] = parts.map(({ selection }) => [
    ...selection.names,
    ...(selection.kind === 'rows' ? selection.computed.map(({ name }) => name) : []),
  ]);
  const common = first.filter((name) => others.every((names) => names.includes(name)));
  return Object.freeze(common.length > 0 ? nestNames(common) : [ANY_STRUCTURE]);
}

function resolveGroupSelection(source: GroupSource, { select, expand }: Query): ResolvedGroupSelection {
  if (expand.length > 0) throw unsupported('$expand', message('odata.feature-after-apply', { option: '$expand' }));
  const fault = faultIn('$select');
  const names = select
    ? select.map(({ segments }) => {
        source.value(segments, fault);
        return joinSegments(segments);
      })
    : [...source.columns.keys()];
  return Object.freeze({
    kind: 'groups',
    source,
    names: Object.freeze(names),
    context: Object.freeze(nestNames(names)),
  });
}

/** Paths as `@odata.context` names them: metric(code,name),total. */
function nestNames(names: readonly string[]): string[] {
  const below = new Map<string, string[]>();
  for (const name of names) {
    const [first = '', ...rest] = name.split('/');
    below.set(first, [...(below.get(first) ?? []), ...(rest.length > 0 ? [rest.join('/')] : [])]);
  }
  return [...below].map(([first, rest]) => (rest.length > 0 ? `${first}(${nestNames(rest).join(',')})` : first));
}
