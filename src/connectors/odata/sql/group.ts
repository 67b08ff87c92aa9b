import { message, type Text } from '../../../domain/message/message.ts';
import { nameOf, type Path } from '../syntax/expression.ts';
import type { Aggregate, Method, Transformation } from '../syntax/query.ts';
import { neededFor, type SumRequest } from './aggregation-input.ts';
import { type Figure, Groups } from './groups.ts';
import { type Fault, faultIn, type Relation, Rows, type Statement } from './relation.ts';
import { comparable, type Value } from './value.ts';

/** What of a set is a figure, which is added up only where that is looked at. */
const FIGURES: Readonly<Record<string, readonly string[]>> = { Observations: ['value', 'numerator', 'denominator'] };

const CHANGE = message('odata.sum-of-changes');
const SHARE = message('odata.sum-of-shares');
/** What is never added up, and why. */
const NEVER_ADDED: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  Observations: { yoyPercent: CHANGE, yoyPoints: CHANGE, yoyPublished: CHANGE },
  Tasks: { ownProgress: SHARE, rolledUpProgress: SHARE },
  TaskProgress: { completionRate: SHARE },
  Releases: { observationCount: message('odata.sum-of-releases') },
};

const isFigureOf = (set: string, name: string): boolean =>
  FIGURES[set]?.includes(name) === true || Object.hasOwn(NEVER_ADDED[set] ?? {}, name);

/** The sums of published figures among what a step works out. Refuses those that no choice of rows could make right. */
export function sumsOf(relation: Relation, aggregates: readonly Aggregate[], fault: Fault): SumRequest[] {
  return aggregates.flatMap(({ path, method, alias, at }) => {
    if (!path || method !== 'sum') return [];
    const name = nameOf(path.segments);
    const never = (reason: Text) => fault({ at }, message('odata.never-summed', { name, reason }));
    if (relation instanceof Groups) {
      if (relation.value(path.segments, fault).isFigure) {
        throw never(message('odata.sum-of-results'));
      }
      return [];
    }
    if (path.segments.length > 1) throw never(message('odata.sum-through-path'));
    const set = relation instanceof Rows ? relation.set.name : '';
    const why = NEVER_ADDED[set]?.[name];
    if (why !== undefined) throw never(why);
    return FIGURES[set]?.includes(name) ? [{ property: name, alias }] : [];
  });
}

const METHOD: Readonly<Record<Method, (value: Value) => string>> = {
  sum: ({ sql }) => `sum(${sql})`,
  average: ({ sql }) => `avg(${sql})`,
  min: (value) => `min(${comparable(value)})`,
  max: (value) => `max(${comparable(value)})`,
  countdistinct: ({ sql }) => `count(distinct ${sql})::int`,
};

/** Groups rows that fulfil the conditions, and works out their figures. */
export function groupsOf(
  statement: Statement,
  relation: Relation,
  conditions: readonly string[],
  { paths, aggregates }: Extract<Transformation, { kind: 'groupby' }>,
): Groups {
  const fault = faultIn('$apply');
  const alias = statement.alias();
  const columns = new Map<string, Figure>();
  const selected: string[] = [];
  const add = (name: string, { sql, ...figure }: Figure, at: number) => {
    const clash = [...columns.keys()].some(
      (known) => known === name || known.startsWith(`${name}/`) || name.startsWith(`${known}/`),
    );
    if (clash) throw fault({ at }, message('odata.alias-taken', { name }));
    // Under a short name of ours: the database cuts long ones, and two paths may begin alike.
    const column = `c${columns.size}`;
    selected.push(`${sql} as ${column}`);
    columns.set(name, { ...figure, sql: `${alias}.${column}` });
  };
  for (const path of paths) add(nameOf(path.segments), figureAt(relation, path, fault), path.at);
  for (const aggregate of aggregates) add(aggregate.alias, figureOf(relation, aggregate, fault), aggregate.at);
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  const grouping = paths.length > 0 ? ` group by ${paths.map((_, place) => place + 1).join(', ')}` : '';
  return new Groups(`(select ${selected.join(', ')} from ${relation.sql()}${where}${grouping}) ${alias}`, columns);
}

function figureAt(relation: Relation, path: Path, fault: Fault): Figure {
  if (relation instanceof Groups) return relation.value(path.segments, fault);
  const set = relation instanceof Rows ? relation.set.name : '';
  return { ...relation.value(path.segments, fault), isFigure: isFigureOf(set, nameOf(path.segments)) };
}

const COUNTED = { type: 'number', nullable: false, isWhole: true, isFigure: false } as const;

/** What one figure of a group is worked out by. */
function figureOf(relation: Relation, { path, method, at }: Aggregate, fault: Fault): Figure {
  if (!path || !method) return { ...COUNTED, sql: 'count(*)::int' };
  const value = figureAt(relation, path, fault);
  if ((method === 'sum' || method === 'average') && value.type !== 'number') {
    throw fault({ at }, message('odata.method-needs-numbers', { method }));
  }
  if ((method === 'min' || method === 'max') && value.type === 'boolean') {
    throw fault({ at }, message('odata.method-needs-order', { method }));
  }
  const isFigureSum = method === 'sum' && relation instanceof Rows && path.segments.length === 1 && value.isFigure;
  const whole = isFigureSum ? neededFor(nameOf(path.segments)).filter((name) => name !== nameOf(path.segments)) : [];
  const beside = whole.map((name) => `${(relation as Rows).column(name)} is not null`);
  const sql = `${METHOD[method](value)}${beside.length > 0 ? ` filter (where ${beside.join(' and ')})` : ''}`;
  if (method === 'countdistinct') return { ...COUNTED, sql };
  return { ...value, nullable: true, isWhole: value.isWhole === true && method !== 'average', sql };
}
