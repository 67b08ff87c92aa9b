import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';

type Variables = Readonly<Record<string, unknown>>;

const REMEMBERED = 100;
const MAX_FIGURE_LENGTH = 2_000;

/** About how many values an answer to one operation may hold; null where its variables are wrong, which execution tells better. */
export function buildComplexity(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): (variables: Variables, context: object) => number | null {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  const known = new LRUCache<string, { readonly value: number }>({ max: REMEMBERED });
  return (variables, ctx) => {
    const figure = operation.variableDefinitions?.length ? figureOf(variables) : '';
    const remembered = known.get(figure);
    if (remembered) return remembered.value;
    try {
      const value = complexityFromQuery(document, { schema, ctx, variables: { ...variables } }).complexity;
      if (figure.length <= MAX_FIGURE_LENGTH) known.set(figure, { value });
      return value;
    } catch (error) {
      if (error instanceof GraphQLError) return null;
      throw error;
    }
  };
}

/** All of the variables that a cost can depend on: numbers, switches, and how long lists are. Not what a text says. */
function figureOf(value: unknown): string {
  if (typeof value === 'string') return '"';
  if (Array.isArray(value)) return `[${value.map(figureOf).join('')}]`;
  if (typeof value !== 'object' || value === null) return `${String(value)},`;
  return `{${Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}:${figureOf(one)}`)}}`;
}
