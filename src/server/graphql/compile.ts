import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type Source,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import type { DocumentShape } from './shape.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Runs an operation with variables that suit it. */
export type Run = (variables: Variables, context: object) => ExecutionResult | Promise<ExecutionResult>;

/** The code that is made of a document grows with its fields, each written out wherever its fragment is spread. It is made in one go. */
const MAX_FIELDS = 250;
const WRONG_ARGUMENT = /^Argument "/;

/** One operation as a function made for it, several times as fast as walking its document each time; null where that is not to be had. */
export async function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { fields }: DocumentShape,
): Promise<Run | null> {
  const source = document.loc?.source;
  if (fields > MAX_FIELDS || !source || !isPlain(document)) return null;
  // Loading it takes a tenth of a second, which no start has to wait for.
  const { compileQuery, isCompiledQuery } = await import('graphql-jit');
  const compiled = compileQuery(schema, document, operation.name?.value, {});
  if (!isCompiledQuery(compiled)) return null;

  return (variables, context) => {
    const result: ExecutionResult | Promise<ExecutionResult> = compiled.query(
      undefined,
      context,
      withDefaults(operation, variables),
    );
    return result instanceof Promise ? result.then((one) => inOurTerms(one, source)) : inOurTerms(result, source);
  };
}

/**
 * graphql-jit takes one field of a fragment to be skipped alike wherever it is spread, and names the places of an answer by keys that it
 * joins with "_". So a document with `@skip` or `@include`, or with a "_" in an alias, stays with graphql-js.
 */
function isPlain(document: DocumentNode): boolean {
  let plain = true;
  visit(document, {
    Directive: ({ name }) => {
      if (name.value === 'skip' || name.value === 'include') plain = false;
    },
    Field: ({ alias }) => {
      if (alias?.value.includes('_')) plain = false;
    },
  });
  return plain;
}

/** graphql-jit would hand a variable's default to resolvers as JSON, a moment as a text. Given as if it had been sent, it is read like one. */
function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): Variables {
  const missing = variableDefinitions.filter(
    ({ variable, defaultValue }) => defaultValue && !Object.hasOwn(variables, variable.name.value),
  );
  if (missing.length === 0) return variables;
  const defaults = missing.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return { ...variables, ...Object.fromEntries(defaults) };
}

/** Its errors know where they lie but not in which document, and forget that GraphQL itself threw them. */
function inOurTerms({ data, errors }: ExecutionResult, source: Source): ExecutionResult {
  const result = data === undefined ? {} : { data };
  if (!errors) return result;
  return {
    errors: errors.map((error) => {
      const { message, locations, path, originalError } = error;
      const cause = originalError ?? (WRONG_ARGUMENT.test(message) ? null : new Error(message));
      const reported = new GraphQLError(message, { source, path: path ?? null, originalError: cause });
      return Object.assign(reported, { locations });
    }),
    ...result,
  };
}
