import type { Path } from '../syntax/expression.ts';
import type { Transformation } from '../syntax/query.ts';
import type { SumRequest } from './aggregation-input.ts';
import { Compiler } from './compile.ts';
import { groupsOf, sumsOf } from './group.ts';
import { Groups } from './groups.ts';
import type { Relation, Rows, Statement } from './relation.ts';

/** What is left after some steps of `$apply`: rows or groups of them, and conditions that have not been put into a statement yet. */
export interface Applied {
  readonly relation: Relation;
  readonly conditions: readonly string[];
}

/** Sums of published figures that a step works out, and what they are grouped by. */
export interface Summing {
  readonly sums: readonly SumRequest[];
  readonly paths: readonly Path[];
  /** How many steps come before it. */
  readonly after: number;
}

/** Each step works on what the one before it left. */
export function applied(
  statement: Statement,
  rows: Rows,
  conditions: readonly string[],
  steps: readonly Transformation[],
): Applied & { readonly summing: readonly Summing[] } {
  let relation: Relation = rows;
  let left = [...conditions];
  const summing: Summing[] = [];
  for (const [after, step] of steps.entries()) {
    const compiler = new Compiler(statement, '$apply', relation);
    if (step.kind === 'filter') left.push(compiler.condition(step.condition));
    if (step.kind !== 'groupby') continue;
    const sums = sumsOf(relation, step.aggregates, compiler.fault);
    if (sums.length > 0) summing.push({ sums, paths: step.paths, after });
    relation = groupsOf(statement, relation, left, step);
    left = [];
  }
  return { relation, conditions: left, summing };
}

export const isGrouped = (relation: Relation): relation is Groups => relation instanceof Groups;
