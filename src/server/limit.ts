import { type DocumentNode, GraphQLError, parse } from 'graphql';
import type { Limits } from '../config.ts';
import { limitExceeded } from '../domain/errors.ts';
import { type Shape, shapeOf } from './shape.ts';

/** The document, if it is within what one may ask for, and its shape. Validation, whose work grows with the square of what it is given, comes later. */
export function parseWithin(limits: Limits, text: string): { document: DocumentNode; shape: Shape } {
  const document = parseTokens(limits.tokens, text);
  const shape = shapeOf(document);
  if (shape.depth > limits.depth) throw exceeded('depth', limits.depth, shape.depth);
  if (shape.aliases > limits.aliases) throw exceeded('aliases', limits.aliases, shape.aliases);
  return { document, shape };
}

function parseTokens(maxTokens: number, text: string): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('Parsing aborted')) throw exceeded('tokens', maxTokens);
    throw error;
  }
}

export function exceeded(
  limit: 'depth' | 'complexity' | 'aliases' | 'tokens',
  admitted: number,
  asked?: number,
): GraphQLError {
  const more = asked === undefined ? 'more' : asked;
  const message = `The query's ${limit} may be ${admitted} at most, and it is ${more}.`;
  return new GraphQLError(message, { originalError: limitExceeded(limit, message, admitted, asked) });
}
