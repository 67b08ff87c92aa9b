import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  getOperationAST,
  Kind,
  parse,
  type Source,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Limits } from '../config.ts';
import { limitExceeded } from '../domain/errors.ts';
import { shapeOf } from './shape.ts';

/** Bounds what a document may ask for. Time has its own file, and Yoga bounds the body. */
export function useLimits(limits: Limits): Plugin {
  return {
    onParse: ({ setParseFn }) => {
      setParseFn((source: string | Source) => parseWithin(limits, source)); // Yoga keeps what comes of it, the refusals too
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      const value = complexityOf(args);
      if (value === null) return;
      const complexity = { value, limit: limits.complexity };
      if (value > limits.complexity) {
        const refusal = exceeded('complexity', limits.complexity, value);
        setResultAndStopExecution({ errors: [refusal], extensions: { complexity } });
        return;
      }
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (!isAsyncIterable(result)) setResult({ ...result, extensions: { ...result.extensions, complexity } });
        },
      };
    },
  };
}

function parseWithin(limits: Limits, source: string | Source): DocumentNode {
  const document = parseTokens(limits.tokens, source);
  // Before validation, whose work grows with the square of what it is given.
  const { depth, aliases } = shapeOf(document);
  if (depth > limits.depth) throw exceeded('depth', limits.depth, depth);
  if (aliases > limits.aliases) throw exceeded('aliases', limits.aliases, aliases);
  return document;
}

function parseTokens(maxTokens: number, source: string | Source): DocumentNode {
  try {
    return parse(source, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('Parsing aborted')) throw exceeded('tokens', maxTokens);
    throw error;
  }
}

/** Null where the operation or its variables are wrong: the executor tells what. */
function complexityOf({ schema, document, operationName, variableValues, contextValue }: ExecutionArgs): number | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const asked: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  try {
    const ctx = contextValue as object;
    return complexityFromQuery(asked, { schema, ctx, variables: { ...variableValues } }).complexity;
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

function exceeded(
  limit: 'depth' | 'complexity' | 'aliases' | 'tokens',
  admitted: number,
  asked?: number,
): GraphQLError {
  const more = asked === undefined ? 'more' : asked;
  const originalError = limitExceeded(
    limit,
    `The query's ${limit} may be ${admitted} at most, and it is ${more}.`,
    admitted,
    asked,
  );
  return new GraphQLError(originalError.message, { originalError });
}
