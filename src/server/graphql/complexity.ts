import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type PlanStep, planOperation, type SelectionPlan, type Weighed, weighPlan } from './complexity-plan.ts';

/** The field of an operation that weighs most, as its path in the answer, and its units with all that is below it. */
export interface HeaviestField {
  readonly path: string;
  readonly units: number;
  /** The name of its type, without lists. */
  readonly type: string;
}

/** Weighs an operation, in the units of docs/limits.md. */
export interface Complexity {
  weigh(weighed: Weighed): number;
  /** Of an operation that weighs too much. Null: it selects nothing. */
  findHeaviest(weighed: Weighed): HeaviestField | null;
}

/** The document is walked once, when it is weighed first. */
export function buildComplexity(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): Complexity {
  let known: SelectionPlan | undefined;
  const plan = () => {
    known ??= planOperation(schema, operation, fragments);
    return known;
  };
  return {
    weigh: (weighed) => Math.ceil(weighPlan(plan(), weighed, 1, null)),
    findHeaviest: (weighed) => findHeaviest(plan(), weighed, ROOT, 0),
  };
}

const ROOT: PlanStep = { own: 0, owners: 1, metrics: null };
/** A field with less of the weight than this is not what makes a query heavy. */
const HEAVY_SHARE = 0.5;

/**
 * Goes down by the field that weighs most, while that is most of what it lies in, and comes back to the last one whose weight its arguments
 * change: there a client can do something about it.
 */
function findHeaviest({ fields }: SelectionPlan, weighed: Weighed, at: PlanStep, least: number): HeaviestField | null {
  const [heaviest] = fields
    .map((field) => ({ field, units: weighPlan(field.plan, weighed, at.owners, at.metrics) }))
    .sort((one, other) => other.units - one.units);
  if (!heaviest || heaviest.units < least) return null;
  const { field, units } = heaviest;
  const below = field.takeStep(weighed, at.owners, at.metrics);
  const deeper = below && findHeaviest(field.below, weighed, below, units * HEAVY_SHARE);
  if (deeper) return { ...deeper, path: `${field.name}.${deeper.path}` };
  return field.varies || at === ROOT ? { path: field.name, units: Math.ceil(units), type: field.type } : null;
}
