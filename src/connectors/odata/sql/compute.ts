import { message } from '../../../domain/message/message.ts';
import { type ODataExpression, pathsIn } from '../syntax/expression.ts';
import type { Computation } from '../syntax/query.ts';
import { Compiler } from './compile.ts';
import { isFigureOf } from './group.ts';
import { columnName, GroupSource } from './groups.ts';
import { type Fault, type QuerySource, SetSource, type SourceFigure } from './source.ts';
import { type Relation, type SqlWriter, type Statement, whereSql } from './statement.ts';

/** A step that adds columns to groups. Properties of rows of a set are computed where they are read, and need no step. */
export interface ResolvedComputation {
  readonly kind: 'compute';
  readonly writers: readonly SqlWriter[];
  /** The place of the first among the columns. */
  readonly first: number;
  readonly source: GroupSource;
}

/** Resolves properties that are computed, and the source that has them besides its own. */
export function resolveComputations(
  source: QuerySource,
  computations: readonly Computation[],
  option: '$apply' | '$compute',
): { readonly source: QuerySource; readonly step: ResolvedComputation | null } {
  const compiler = new Compiler(option, source);
  const figures = new Map<string, SourceFigure>();
  for (const { expression, alias, at } of computations) {
    const isTaken = figures.has(alias) || (isNamed(source) && source.hasName(alias));
    if (isTaken) throw compiler.fault({ at }, message('odata.alias-taken', { name: alias }), alias);
    const value = compiler.value(expression);
    if (value.type === 'null') throw compiler.fault(expression, message('odata.compute-null', { name: alias }), alias);
    const isFigure = holdsFigure(source, expression, compiler.fault);
    figures.set(alias, Object.freeze({ ...value, isFigure }));
  }
  if (source instanceof SetSource) return { source: source.with(figures), step: null };
  if (!(source instanceof GroupSource)) throw new Error('what is computed is computed of rows or of groups');
  const writers = [...figures.values()].map(({ write }) => write);
  const step = { kind: 'compute' as const, writers: Object.freeze(writers), first: source.columns.size, source };
  return { source: source.with(figures), step: Object.freeze(step) };
}

const isNamed = (source: QuerySource): source is SetSource | GroupSource =>
  source instanceof SetSource || source instanceof GroupSource;

/** Whether a figure goes into an expression, or a value of another row, which counts once for each row that leads to it. */
function holdsFigure(source: QuerySource, expression: ODataExpression, fault: Fault): boolean {
  return pathsIn(expression).some(({ segments }) => {
    const [first, ...rest] = segments[0]?.name === '$it' ? segments.slice(1) : segments;
    if (!first) return false;
    if (source instanceof GroupSource) return source.value([first, ...rest], fault).isFigure;
    if (rest.length > 0 || !(source instanceof SetSource)) return true;
    return source.computed.get(first.name)?.isFigure ?? isFigureOf(source.set.name, first.name);
  });
}

/** Places the groups with the columns that are added to them. */
export function writeComputation(
  statement: Statement,
  { writers, first, source }: ResolvedComputation,
  relation: Relation,
  conditions: readonly string[],
): Relation {
  const added = writers.map((write, place) => `${write(statement)} as ${columnName(first + place)}`);
  const alias = statement.alias();
  // Without the offset the database would put each value wherever it is read, and those within it as often as these.
  const text = `(select ${relation.alias}.*, ${added.join(', ')} from ${relation.sql()}${whereSql(conditions)} offset 0) ${alias}`;
  const groups: Relation = { alias, sql: () => text };
  statement.place(source, groups);
  return groups;
}
