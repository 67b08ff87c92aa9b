import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { exceededUncounted } from './limit.ts';

/** Values of an answer about the schema. The introspection that tools send comes to 14,000, which take some 20 milliseconds in one piece. */
const MAX_VALUES = 40_000;

const META_FIELDS = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));

/** The refusal of a document that asks for more of the schema than is told at once; null: it does not. Nothing else of it is looked at. */
export function refuseIntrospection(schema: GraphQLSchema, document: DocumentNode): GraphQLError | null {
  const counter = new ValueCounter(schema, document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (counter.countIn(definition.selectionSet) > MAX_VALUES) return exceededUncounted('introspection', MAX_VALUES);
  }
  return null;
}

/**
 * Counts the values of an answer by the resolvers that will make it, each object of the schema once for each selection: so the work is that of what is
 * written and not of what it comes to. Counting ends with what is too much.
 */
class ValueCounter {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #counts = new Map<SelectionSetNode, Map<unknown, number>>();

  constructor(schema: GraphQLSchema, { definitions }: DocumentNode) {
    this.#schema = schema;
    for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(one.name.value, one);
  }

  /** Of a selection of the root, in which everything else counts nothing. */
  countIn(set: SelectionSetNode): number {
    let sum = 0;
    for (const field of this.#fieldsOf(set)) {
      const meta = META_FIELDS.get(field.name.value);
      if (!meta || !field.selectionSet) continue;
      const type = getNamedType(meta.type) as GraphQLObjectType;
      sum +=
        meta === SchemaMetaFieldDef ? this.#count(field.selectionSet, type, this.#schema) : this.#countOfType(field);
      if (sum > MAX_VALUES) return sum;
    }
    return sum;
  }

  /** A type that a variable names may be any. */
  #countOfType({ selectionSet, arguments: [name] = [] }: FieldNode): number {
    const types = this.#schema.getTypeMap();
    const named = name?.value.kind === Kind.STRING ? [types[name.value.value]] : Object.values(types);
    const type = getNamedType(TypeMetaFieldDef.type) as GraphQLObjectType;
    let most = 0;
    for (const one of named) if (one && selectionSet) most = Math.max(most, this.#count(selectionSet, type, one));
    return most;
  }

  /** Of one object of the schema, itself among them. */
  #count(set: SelectionSetNode, type: GraphQLObjectType, source: unknown): number {
    const counts = this.#counts.get(set) ?? new Map<unknown, number>();
    this.#counts.set(set, counts);
    const known = counts.get(source);
    if (known !== undefined) return known;
    let sum = 1;
    for (const field of this.#fieldsOf(set)) {
      sum += this.#countField(field, type, source);
      if (sum > MAX_VALUES) break;
    }
    counts.set(source, sum);
    return sum;
  }

  #countField({ name, selectionSet }: FieldNode, type: GraphQLObjectType, source: unknown): number {
    const field = type.getFields()[name.value];
    const below = field && getNamedType(field.type);
    if (!selectionSet || !isObjectType(below)) return 1;
    // What is deprecated is counted whether it is asked for or not.
    const info = { schema: this.#schema } as GraphQLResolveInfo;
    const value: unknown = field?.resolve?.(source, { includeDeprecated: true }, undefined, info);
    if (value === null || value === undefined) return 1;
    let sum = 1;
    for (const one of Array.isArray(value) ? value : [value]) {
      sum += this.#count(selectionSet, below, one);
      if (sum > MAX_VALUES) break;
    }
    return sum;
  }

  *#fieldsOf(set: SelectionSetNode): Generator<FieldNode> {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) yield selection;
      else if (selection.kind === Kind.INLINE_FRAGMENT) yield* this.#fieldsOf(selection.selectionSet);
      else {
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment) yield* this.#fieldsOf(fragment.selectionSet);
      }
    }
  }
}
