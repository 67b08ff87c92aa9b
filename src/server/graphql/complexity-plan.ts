import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLField,
  type GraphQLNamedType,
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
} from 'graphql';
import { SHORT_LIST } from '../../graphql/core/builder.ts';
import type { Context } from '../../graphql/core/context.ts';
import { type Cost, NO_ROWS } from '../../graphql/core/cost.ts';
import { compileArguments } from './argument-reader.ts';

type Variables = Readonly<Record<string, unknown>>;
type DeclaredComplexity =
  | number
  | Partial<Cost>
  | ((args: Variables, context: Context, field: object) => Partial<Cost> | number);

/** What is weighed: the variables as GraphQL coerced them, and the context. */
export interface Weighed {
  readonly variables: Variables;
  readonly context: Context;
}

/** Units for `owners` objects, which are or belong to these metrics; null: any. */
type Weigh = (weighed: Weighed, owners: number, metrics: readonly number[] | null) => number;

/** The units of a selection: those that are the same for each object, and those that depend on arguments and on what is stored. */
export interface SelectionPlan {
  readonly units: number;
  readonly parts: readonly Weigh[];
  /** The fields that were selected, those in fragments too. */
  readonly fields: readonly PlannedField[];
}

/** What is below a field: of so many objects, which are or belong to these metrics. `own` are the units of the field without it. */
export interface PlanStep {
  readonly own: number;
  readonly owners: number;
  readonly metrics: readonly number[] | null;
}

/** How a field leads to what is below it; null where its arguments are wrong. */
type TakeStep = (weighed: Weighed, owners: number, metrics: readonly number[] | null) => PlanStep | null;

export interface PlannedField {
  /** Its name in the answer. */
  readonly name: string;
  /** The name of its type, without lists. */
  readonly type: string;
  /** Whether its weight depends on arguments and on what is stored. */
  readonly varies: boolean;
  readonly plan: Pick<SelectionPlan, 'units' | 'parts'>;
  readonly below: SelectionPlan;
  readonly takeStep: TakeStep;
}

const NOTHING: SelectionPlan = { units: 0, parts: [], fields: [] };

/** Walks the document of an operation once, as far as that needs no variables. */
export function planOperation(
  schema: GraphQLSchema,
  { operation, selectionSet }: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): SelectionPlan {
  const type = schema.getRootType(operation);
  const byName = new Map(fragments.map((one) => [one.name.value, one]));
  return type ? planSelection(selectionSet, type, { schema, fragments: byName }) : NOTHING;
}

interface Document {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The units of a selection or a field, asked of so many objects, which are or belong to these metrics; null: any. */
export function weighPlan(
  { units, parts }: Pick<SelectionPlan, 'units' | 'parts'>,
  weighed: Weighed,
  owners: number,
  metrics: readonly number[] | null,
): number {
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

function planSelection(set: SelectionSetNode, type: GraphQLNamedType, document: Document): SelectionPlan {
  const fields = set.selections.flatMap((selection): readonly PlannedField[] => {
    if (selection.kind === Kind.FIELD) return [planField(selection, type, document)];
    const fragment = fragmentOf(selection, document);
    if (!fragment) return [];
    const condition = fragment.typeCondition && document.schema.getType(fragment.typeCondition.name.value);
    return planSelection(fragment.selectionSet, condition ?? type, document).fields;
  });
  const units = fields.reduce((sum, { plan }) => sum + plan.units, 0);
  return { units, parts: fields.flatMap(({ plan }) => plan.parts), fields };
}

function planField(node: FieldNode, type: GraphQLNamedType, document: Document): PlannedField {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  const name = node.alias?.value ?? node.name.value;
  // What is asked about the schema is bounded by its depth, and is read from memory.
  if (!field) {
    const plan = { units: 1, parts: [] };
    return { name, type: '', varies: false, plan, below: NOTHING, takeStep: () => null };
  }
  const answered = getNamedType(field.type);
  const below = node.selectionSet ? planSelection(node.selectionSet, answered, document) : NOTHING;
  const complexity = field.extensions.complexity as DeclaredComplexity | undefined;
  const forgetsMetrics = answersOtherMetrics(field, type);
  const known = { name, type: answered.name, below };
  if (typeof complexity === 'function') {
    const takeStep = stepByArguments({ node, field, complexity, document, forgetsMetrics });
    const part: Weigh = (weighed, owners, metrics) => {
      const step = takeStep(weighed, owners, metrics);
      // A field whose arguments are wrong is never resolved, and nothing below it: an error stands in its place, or it is skipped.
      return step === null ? owners : step.own + weighPlan(below, weighed, step.owners, step.metrics);
    };
    return { ...known, varies: true, plan: { units: 0, parts: [part] }, takeStep };
  }
  const { own: ownOfField, times } = countOf(complexity, field);
  const own = ownOfField + unitsOfName(name);
  const takeStep = (_: Weighed, owners: number, metrics: readonly number[] | null): PlanStep => ({
    own: own * owners,
    owners: owners * times,
    metrics: forgetsMetrics ? null : metrics,
  });
  const parts: SelectionPlan = { units: 0, parts: below.parts, fields: [] };
  const part: Weigh = (weighed, owners, metrics) =>
    weighPlan(parts, weighed, owners * times, forgetsMetrics ? null : metrics);
  const plan = { units: own + times * below.units, parts: below.parts.length === 0 ? [] : [part] };
  return { ...known, varies: false, plan, takeStep };
}

function stepByArguments(given: {
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly complexity: Extract<DeclaredComplexity, (...given: never) => unknown>;
  readonly document: Document;
  readonly forgetsMetrics: boolean;
}): TakeStep {
  const { node, field, complexity, document, forgetsMetrics } = given;
  const readArguments = compileArguments(node, field);
  const named = unitsOfName(node.alias?.value ?? node.name.value);
  const isCounted = node.selectionSet !== undefined && selects(node.selectionSet, 'totalCount', document);
  return (weighed, owners, metrics) => {
    const args = readArguments(weighed.variables, weighed.context);
    if (args === null) return null;
    const cost = complexity(args, weighed.context, field);
    const { own, times } = countOf(cost, field);
    const { scan = null, metrics: answered = forgetsMetrics ? null : metrics } = typeof cost === 'number' ? {} : cost;
    const { rows, ifCounted, inMemory = 0 } = scan?.(owners, metrics) ?? NO_ROWS;
    const read = (rows + (isCounted ? ifCounted : 0)) * weighed.context.sizes.rowCost + inMemory;
    // What a list holds is looked up once for all objects that the field is asked of.
    const given = read + countListed(args) * LISTED_VALUE;
    return { own: (own + named) * owners + given, owners: owners * times, metrics: answered };
  };
}

/** A value in a list of an argument, such as the code of a region: it is looked up in memory, with all others of its list in one piece. */
const LISTED_VALUE = 2;
/** A name stands beside each value of an answer. One of as many characters as names of fields have is part of the value. */
const NAME_LENGTH = 32;

const unitsOfName = (name: string): number => Math.floor(name.length / NAME_LENGTH);

/** How many values the lists in arguments hold. Of a list of plain values only its length is asked. */
function countListed(value: unknown): number {
  if (typeof value !== 'object' || value === null || value instanceof Date) return 0;
  if (!Array.isArray(value)) return Object.values(value).reduce<number>((sum, one) => sum + countListed(one), 0);
  const isPlain = typeof value[0] !== 'object' || value[0] === null;
  return value.length + (isPlain ? 0 : value.reduce<number>((sum, one) => sum + countListed(one), 0));
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
