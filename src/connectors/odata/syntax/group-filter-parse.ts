import { message } from '../../../domain/message/message.ts';
import { takeFigure } from './aggregate-parse.ts';
import { joinSegments, type Path } from './expression.ts';
import { type Aliases, ExpressionParser } from './expression-parse.ts';
import type { Aggregate, GroupFilter, Transformation } from './query.ts';
import { wrongAt } from './refusal.ts';
import type { Tokens } from './token.ts';

/** The condition on a group, in which `$these/aggregate(value with sum)` is a figure of the group. */
export function takeGroupFilter(tokens: Tokens, aliases: Aliases, paths: readonly Path[]): GroupFilter {
  const aggregates: Aggregate[] = [];
  const these = (): Path => {
    const { at } = tokens.take();
    tokens.expect('/');
    tokens.expect('aggregate');
    tokens.expect('(');
    const figure = takeFigure(tokens, true);
    tokens.expect(')');
    const alias = nameFigure(figure);
    if (!aggregates.some((one) => one.alias === alias)) aggregates.push({ ...figure, alias });
    return { kind: 'path', segments: [{ name: alias, at }], at };
  };
  const condition = new ExpressionParser(tokens, aliases, these).expression();
  return { kind: 'groupfilter', paths, aggregates, condition };
}

function nameFigure({ path, method }: Pick<Aggregate, 'path' | 'method'>): string {
  const text = path ? [joinSegments(path.segments), ...(method ? ['with', method] : [])].join(' ') : '$count';
  return `$these/aggregate(${text})`;
}

/**
 * Gives the figures of groups that are named without a method the one that a later step of the same `$apply` has under that name: this is how
 * OpenUI5 filters by what it adds up.
 */
export function completeGroupFilters(steps: readonly Transformation[], option: string | null): Transformation[] {
  return steps.map((step, place) => {
    if (step.kind === 'concat') {
      return { ...step, branches: step.branches.map((branch) => completeGroupFilters(branch, option)) };
    }
    if (step.kind !== 'groupfilter') return step;
    const named = aggregatesIn(steps.slice(place + 1));
    return { ...step, aggregates: step.aggregates.map((one) => completeFigure(one, named, option)) };
  });
}

function completeFigure(figure: Aggregate, named: readonly Aggregate[], option: string | null): Aggregate {
  const { path, method, at, alias } = figure;
  if (!path || method) return figure;
  const name = joinSegments(path.segments);
  const [first, ...others] = named.filter((one) => one.alias === name);
  const isOne = first && others.every((one) => one.method === first.method && sameProperty(one, first));
  if (!isOne) throw wrongAt(option, at, message('odata.figure-without-method', { name }), name);
  return { path: first.path, method: first.method, at, alias };
}

const sameProperty = (one: Aggregate, other: Aggregate): boolean =>
  (one.path && joinSegments(one.path.segments)) === (other.path && joinSegments(other.path.segments));

const aggregatesIn = (steps: readonly Transformation[]): Aggregate[] =>
  steps.flatMap((step) => {
    if (step.kind === 'concat') return step.branches.flatMap(aggregatesIn);
    return step.kind === 'groupby' ? step.aggregates : [];
  });
