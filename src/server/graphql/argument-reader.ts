import { getMappedArgumentValues } from '@pothos/core';
import {
  type FieldNode,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLField,
  type GraphQLResolveInfo,
  isNonNullType,
  Kind,
  type ValueNode,
  valueFromAST,
  visit,
} from 'graphql';
import type { Context } from '../../graphql/core/context.ts';

type Variables = Readonly<Record<string, unknown>>;

/** The arguments of a field as its resolver gets them; null where one is wrong, as a null for what is required. */
export type ReadArguments = (variables: Variables, context: Context) => Variables | null;

const LEFT_OUT = Symbol('left out');
const WRONG = Symbol('wrong');
type ReadValue = (variables: Variables) => unknown;

/**
 * Reads the arguments of one field of a document each time that it is weighed. What the document itself says is read once, and what it takes
 * from a variable was coerced before; only values with a variable within them are read anew.
 */
export function compileArguments(node: FieldNode, field: GraphQLField<unknown, unknown>): ReadArguments {
  if (hasMappers(field)) return (variables, context) => readMapped(node, field, variables, context);
  const nodes = new Map(node.arguments?.map(({ name, value }) => [name.value, value]));
  const readers = field.args.map((argument) => ({
    name: argument.name,
    value: nodes.get(argument.name),
    read: compileArgument(argument, nodes.get(argument.name)),
  }));
  const read: ReadArguments = (variables) => {
    const values: Record<string, unknown> = {};
    for (const one of readers) {
      const value = one.read(variables);
      if (value === WRONG) return null;
      if (value !== LEFT_OUT) values[one.name] = value;
    }
    return values;
  };
  if (readers.some(({ value }) => value && holdsVariable(value))) return read;
  const known = read({}, {} as Context);
  return () => known;
}

function compileArgument({ type, defaultValue }: GraphQLArgument, node: ValueNode | undefined): ReadValue {
  const missing = defaultValue !== undefined ? defaultValue : isNonNullType(type) ? WRONG : LEFT_OUT;
  if (!node) return () => missing;
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    const isRequired = isNonNullType(type);
    return (variables) => {
      if (!Object.hasOwn(variables, name)) return missing;
      const value = variables[name];
      return value === undefined || (value === null && isRequired) ? WRONG : value;
    };
  }
  const read: ReadValue = (variables) => {
    const value = valueFromAST(node, type, variables);
    return value === undefined ? WRONG : value;
  };
  if (holdsVariable(node)) return read;
  const known = read({});
  return () => known;
}

function holdsVariable(node: ValueNode): boolean {
  let holds = false;
  visit(node, {
    Variable: () => {
      holds = true;
    },
  });
  return holds;
}

/** Pothos hands some arguments to resolvers as other values than GraphQL read, such as a global id in its parts. */
const hasMappers = ({ extensions }: GraphQLField<unknown, unknown>): boolean =>
  Array.isArray(extensions.pothosArgMappers) && extensions.pothosArgMappers.length > 0;

function readMapped(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variableValues: Variables,
  context: Context,
): Variables | null {
  try {
    return getMappedArgumentValues(field, node, context, { variableValues } as GraphQLResolveInfo) as Variables;
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
