import { getMappedArgumentValues } from '@pothos/core';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { SHORT_LIST } from '../../graphql/core/builder.ts';
import type { Context } from '../../graphql/core/context.ts';
import { type Cost, NO_ROWS } from '../../graphql/core/cost.ts';

type Variables = Readonly<Record<string, unknown>>;
type Complexity =
  | number
  | Partial<Cost>
  | ((args: Variables, context: Context, field: object) => Partial<Cost> | number);

/** What is weighed: the variables as GraphQL coerced them, and the context. */
interface Weighed {
  readonly variables: Variables;
  readonly context: Context;
}

/** Units for `owners` objects, which are or belong to these metrics; null: any. */
type Weigh = (weighed: Weighed, owners: number, metrics: readonly number[] | null) => number;

/** The units of a selection: those that are the same for each object, and those that depend on arguments and on what is stored. */
interface Plan {
  readonly units: number;
  readonly parts: readonly Weigh[];
}

const NOTHING: Plan = { units: 0, parts: [] };

/** Builds the function that weighs an operation, in the units of docs/limits.md. The document is walked once, when it is weighed first. */
export function buildComplexity(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): (variables: Variables, context: Context) => number {
  let plan: Plan | undefined;
  return (variables, context) => {
    const type = schema.getRootType(operation.operation);
    plan ??= type ? planSelection(operation.selectionSet, type, { schema, fragments: byName(fragments) }) : NOTHING;
    return Math.ceil(weigh(plan, { variables, context }, 1, null));
  };
}

interface Document {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

const byName = (fragments: readonly FragmentDefinitionNode[]) => new Map(fragments.map((one) => [one.name.value, one]));

function weigh({ units, parts }: Plan, weighed: Weighed, owners: number, metrics: readonly number[] | null): number {
  let sum = units * owners;
  for (const part of parts) sum += part(weighed, owners, metrics);
  return sum;
}

/** What a spread stands for, or the fragment that stands in its place; undefined: it is defined nowhere. */
const fragmentOf = (
  selection: FragmentSpreadNode | InlineFragmentNode,
  { fragments }: Document,
): FragmentDefinitionNode | InlineFragmentNode | undefined =>
  selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;

function planSelection(set: SelectionSetNode, type: GraphQLNamedType, document: Document): Plan {
  const plans = set.selections.map((selection) => {
    if (selection.kind === Kind.FIELD) return planField(selection, type, document);
    const fragment = fragmentOf(selection, document);
    if (!fragment) return NOTHING;
    const condition = fragment.typeCondition && document.schema.getType(fragment.typeCondition.name.value);
    return planSelection(fragment.selectionSet, condition ?? type, document);
  });
  return { units: plans.reduce((sum, { units }) => sum + units, 0), parts: plans.flatMap(({ parts }) => parts) };
}

function planField(node: FieldNode, type: GraphQLNamedType, document: Document): Plan {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  // What is asked about the schema is bounded by its depth, and is read from memory.
  if (!field) return { units: 1, parts: [] };
  const below = node.selectionSet ? planSelection(node.selectionSet, getNamedType(field.type), document) : NOTHING;
  const complexity = field.extensions.complexity as Complexity | undefined;
  if (typeof complexity === 'function')
    return planByArguments({
      node,
      field,
      complexity,
      below,
      document,
      forgetsMetrics: answersOtherMetrics(field, type),
    });
  const { own, times } = countOf(complexity, field);
  const units = own + times * below.units;
  if (below.parts.length === 0) return { units, parts: [] };
  const forgetsMetrics = answersOtherMetrics(field, type);
  const parts: Plan = { units: 0, parts: below.parts };
  return {
    units,
    parts: [(weighed, owners, metrics) => weigh(parts, weighed, owners * times, forgetsMetrics ? null : metrics)],
  };
}

function planByArguments(given: {
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly complexity: Extract<Complexity, (...given: never) => unknown>;
  readonly below: Plan;
  readonly document: Document;
  readonly forgetsMetrics: boolean;
}): Plan {
  const { node, field, complexity, below, document, forgetsMetrics } = given;
  const readArguments = argumentReader(node, field);
  const isCounted = node.selectionSet !== undefined && selects(node.selectionSet, 'totalCount', document);
  const part: Weigh = (weighed, owners, metrics) => {
    const args = readArguments(weighed);
    // A field whose arguments are wrong is never resolved, and nothing below it: an error stands in its place, or it is skipped.
    if (args === null) return owners;
    const cost = complexity(args, weighed.context, field);
    const { own, times } = countOf(cost, field);
    const { scan = null, metrics: answered = forgetsMetrics ? null : metrics } = typeof cost === 'number' ? {} : cost;
    const { rows, ifCounted, inMemory = 0 } = scan?.(owners, metrics) ?? NO_ROWS;
    const read = (rows + (isCounted ? ifCounted : 0)) * weighed.context.sizes.rowCost + inMemory;
    return own * owners + read + weigh(below, weighed, owners * times, answered);
  };
  return { units: 0, parts: [part] };
}

function countOf(cost: Partial<Cost> | number | undefined, field: GraphQLField<unknown, unknown>) {
  const times = isList(field) ? SHORT_LIST : 1;
  if (typeof cost !== 'object') return { own: cost ?? 1, times };
  return { own: cost.field ?? 1, times: Math.max(0, cost.multiplier ?? times) };
}

const isList = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type);

/** Whether a field answers metrics others than those that its owner is or belongs to; a connection hands on what it was given. */
const answersOtherMetrics = ({ type }: GraphQLField<unknown, unknown>, owner: GraphQLNamedType): boolean =>
  ['Metric', 'MetricConnection', 'Node'].includes(getNamedType(type).name) && !/(Connection|Edge)$/.test(owner.name);

/** Whether a selection has a field of this name, itself or in a fragment. */
const selects = (set: SelectionSetNode, name: string, document: Document): boolean =>
  set.selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name;
    const fragment = fragmentOf(selection, document);
    return fragment !== undefined && selects(fragment.selectionSet, name, document);
  });

/** The arguments of a field as its resolver gets them; null where one is wrong, as a null for what is required. Those without a variable are read once. */
function argumentReader(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
): (weighed: Weighed) => Variables | null {
  const read = ({ variables, context }: Weighed): Variables | null => {
    try {
      return getMappedArgumentValues(field, node, context, {
        variableValues: variables,
      } as GraphQLResolveInfo) as Variables;
    } catch (error) {
      if (error instanceof GraphQLError) return null;
      throw error;
    }
  };
  let isConstant = true;
  visit(node, {
    SelectionSet: () => false,
    Variable: () => {
      isConstant = false;
    },
  });
  let known: Variables | null | undefined;
  return isConstant
    ? (weighed) => {
        if (known === undefined) known = read(weighed);
        return known;
      }
    : read;
}
