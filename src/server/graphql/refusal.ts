import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { DomainError } from '../../domain/core/errors.ts';

/** An error of ours as GraphQL has errors. Its text is translated where the answer is made, so that it may be kept for several requests. */
export const wrapDomainError = (error: DomainError, options: GraphQLErrorOptions = {}): GraphQLError =>
  new GraphQLError(error.message, { ...options, originalError: error });
