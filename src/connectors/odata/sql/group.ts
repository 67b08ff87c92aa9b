import { message, type Text } from '../../../domain/message/message.ts';
import { joinSegments, type Path } from '../syntax/expression.ts';
import type { Aggregate, Method, Transformation } from '../syntax/query.ts';
import { findNeeded, type SumRequest } from './aggregation-input.ts';
import { clashes, columnName, GroupSource } from './groups.ts';
import { type Fault, faultIn, type QuerySource, SetSource, type SourceFigure } from './source.ts';
import { type Relation, type SqlWriter, type Statement, whereSql } from './statement.ts';
import { collateText, type Value } from './value.ts';

/** What of a set is a figure, which is added up only where that is looked at. */
const FIGURES: Readonly<Record<string, readonly string[]>> = { Observations: ['value', 'numerator', 'denominator'] };

const CHANGE = message('odata.sum-of-changes');
const ESTIMATE = message('odata.sum-of-estimates');
const SHARE = message('odata.sum-of-shares');
/** What is never added up, and why. */
const NEVER_ADDED: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  Observations: {
    yoyPercent: CHANGE,
    yoyPoints: CHANGE,
    yoyPublished: CHANGE,
    standardError: ESTIMATE,
    lowerBound: ESTIMATE,
    upperBound: ESTIMATE,
    rank: ESTIMATE,
    rankLowerBound: ESTIMATE,
    rankUpperBound: ESTIMATE,
    sourceCount: ESTIMATE,
  },
  Tasks: { ownProgress: SHARE, rolledUpProgress: SHARE },
  TaskReports: { progress: SHARE },
  TaskProgress: { completionRate: SHARE },
  Releases: { observationCount: message('odata.sum-of-releases') },
};

/** Whether a property of a set is a figure that is not added up as it stands. */
export const isFigureOf = (set: string, name: string): boolean =>
  FIGURES[set]?.includes(name) === true || Object.hasOwn(NEVER_ADDED[set] ?? {}, name);

/** A step of `$apply` that groups rows, and works out figures of the groups. */
export interface Grouping {
  readonly kind: 'groupby';
  /** What it is grouped by, the columns before all others, and the names of it. */
  readonly keys: readonly Value[];
  readonly keyNames: readonly string[];
  /** Figures of a group, the columns after these. */
  readonly figures: readonly SourceFigure[];
  /** Sums of published figures among them. */
  readonly sums: readonly SumRequest[];
  /** What it leaves. */
  readonly source: GroupSource;
}

/** The sums of published figures among what a step works out. Refuses those that no choice of rows could make right. */
function findSums(source: QuerySource, aggregates: readonly Aggregate[], fault: Fault): SumRequest[] {
  return aggregates.flatMap(({ path, method, alias, at }) => {
    if (!path || method !== 'sum') return [];
    const name = joinSegments(path.segments);
    const never = (reason: Text) => fault({ at }, message('odata.never-summed', { name, reason }), name);
    if (source instanceof GroupSource) {
      if (source.value(path.segments, fault).isFigure) {
        throw never(message('odata.sum-of-results'));
      }
      return [];
    }
    if (path.segments.length > 1) throw never(message('odata.sum-through-path'));
    const computed = source instanceof SetSource ? source.computed.get(name) : undefined;
    if (computed) {
      if (computed.isFigure) throw never(message('odata.sum-of-computed'));
      return [];
    }
    const set = source instanceof SetSource ? source.set.name : '';
    const why = NEVER_ADDED[set]?.[name];
    if (why !== undefined) throw never(why);
    return FIGURES[set]?.includes(name) ? [Object.freeze({ property: name, alias })] : [];
  });
}

/** A call of the database; what it comes to is cast after whatever else belongs to the call. */
const METHOD: Readonly<Record<Method, (value: { readonly sql: string; readonly type: Value['type'] }) => string>> = {
  sum: ({ sql }) => `sum(${sql})`,
  average: ({ sql }) => `avg(${sql})`,
  min: (value) => `min(${collateText(value)})`,
  max: (value) => `max(${collateText(value)})`,
  countdistinct: ({ sql }) => `count(distinct ${sql})`,
};

/** Resolves what a step groups by and works out; `over` says of which rows, where they are not put into groups. */
export function resolveGrouping(
  source: QuerySource,
  { paths, aggregates }: Extract<Transformation, { kind: 'groupby' }>,
  over = '',
): Grouping {
  const fault = faultIn('$apply');
  const sums = findSums(source, aggregates, fault);
  const columns = new Map<string, SourceFigure>();
  const add = (name: string, figure: SourceFigure, at: number): SourceFigure => {
    if ([...columns.keys()].some((known) => clashes(known, name)))
      throw fault({ at }, message('odata.alias-taken', { name }), name);
    columns.set(name, figure);
    return figure;
  };
  const keys = paths.map((path) => add(joinSegments(path.segments), resolveFigure(source, path, fault), path.at));
  const figures = aggregates.map((one) => add(one.alias, resolveAggregate(source, one, fault, over), one.at));
  return Object.freeze({
    kind: 'groupby',
    keys: Object.freeze(keys),
    keyNames: Object.freeze(paths.map(({ segments }) => joinSegments(segments))),
    figures: Object.freeze(figures),
    sums: Object.freeze(sums),
    source: new GroupSource(columns),
  });
}

/** Places the groups of rows that fulfil the conditions in a statement. */
export function writeGrouping(
  statement: Statement,
  { keys, figures, source }: Grouping,
  relation: Relation,
  conditions: readonly string[],
): Relation {
  const alias = statement.alias();
  const selected = [...keys, ...figures].map(({ write }, place) => `${write(statement)} as ${columnName(place)}`);
  const by = keys.length > 0 ? ` group by ${keys.map((_, place) => place + 1).join(', ')}` : '';
  const text = `(select ${selected.join(', ')} from ${relation.sql()}${whereSql(conditions)}${by}) ${alias}`;
  const groups: Relation = { alias, sql: () => text };
  statement.place(source, groups);
  return groups;
}

function resolveFigure(source: QuerySource, path: Path, fault: Fault): SourceFigure {
  if (source instanceof GroupSource) return source.value(path.segments, fault);
  const name = joinSegments(path.segments);
  const computed = source instanceof SetSource ? source.computed.get(name) : undefined;
  if (computed) return computed;
  const set = source instanceof SetSource ? source.set.name : '';
  return Object.freeze({ ...source.value(path.segments, fault), isFigure: isFigureOf(set, name) });
}

const COUNTED = { type: 'number', nullable: false, isWhole: true, isFigure: false } as const;

/** What one figure of a group is worked out by. */
function resolveAggregate(
  source: QuerySource,
  { path, method, at }: Aggregate,
  fault: Fault,
  over: string,
): SourceFigure {
  if (!path || !method) return Object.freeze({ ...COUNTED, write: () => `count(*)${over}::int` });
  const value = resolveFigure(source, path, fault);
  const { type } = value;
  if ((method === 'sum' || method === 'average') && type !== 'number') {
    throw fault({ at }, message('odata.method-needs-numbers', { method }), joinSegments(path.segments));
  }
  if ((method === 'min' || method === 'max') && type === 'boolean') {
    throw fault({ at }, message('odata.method-needs-order', { method }), joinSegments(path.segments));
  }
  const name = joinSegments(path.segments);
  const isFigureSum =
    method === 'sum' && source instanceof SetSource && FIGURES[source.set.name]?.includes(name) === true;
  const beside = isFigureSum ? findNeeded(name).filter((needed) => needed !== name) : [];
  const write: SqlWriter = (statement) => {
    const call = METHOD[method]({ sql: value.write(statement), type });
    if (beside.length === 0) return `${call}${over}${method === 'countdistinct' ? '::int' : ''}`;
    const rows = statement.rowsOf(source);
    const given = beside.map((needed) => `${rows.column(needed)} is not null`).join(' and ');
    return `${call} filter (where ${given})${over}`;
  };
  if (method === 'countdistinct') return Object.freeze({ ...COUNTED, write });
  return Object.freeze({
    ...value,
    nullable: true,
    isWhole: value.isWhole === true && method !== 'average',
    write,
  });
}
