import { message } from '../../../domain/message/message.ts';
import type { ResolvedStep } from '../model/step.ts';
import { joinSegments } from '../syntax/expression.ts';
import type { Query, Request } from '../syntax/query.ts';
import { unsupported } from '../syntax/refusal.ts';
import { type ResolvedTransformation, resolveTransformations } from './apply.ts';
import { GroupSource } from './groups.ts';
import { type ResolvedOrder, resolveOrder } from './order.ts';
import { type ResolvedSelection, resolveConditions, resolveSelection } from './selection.ts';
import { faultIn, type QuerySource, SetSource } from './source.ts';
import type { SqlWriter } from './statement.ts';

/** What is shown of groups: some of their columns. */
export interface ResolvedGroupSelection {
  readonly kind: 'groups';
  readonly source: GroupSource;
  readonly names: readonly string[];
  /** The list of properties that `@odata.context` names. */
  readonly context: readonly string[];
}

/**
 * A path and a query string after their names were looked up, their types checked and what is wrong in them refused. It is made once, never
 * changes, and belongs to no statement and no state: whatever counts, guards or lists writes its statement from this value.
 */
export interface ResolvedQuery {
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
export function resolveQuery(query: Request, steps: readonly ResolvedStep[], expandDepth: number): ResolvedQuery {
  const resource = new SetSource((steps.at(-1) as ResolvedStep).set);
  const { source, transformations } = resolveTransformations(resource, query.apply ?? []);
  const conditions = resolveConditions(source, query);
  const selection =
    source instanceof GroupSource
      ? resolveGroupSelection(source, query)
      : resolveSelection(resource, query, { left: expandDepth, max: expandDepth });
  const order = resolveOrder(query.orderby, source);
  return Object.freeze({ steps, resource, transformations, source, conditions, selection, order });
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
