import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { DomainError } from '../../domain/core/errors.ts';

/** An error of ours as GraphQL has errors. Its text is translated where the answer is made, so that it may be kept for several requests. */
export const wrapDomainError = (error: DomainError, options: GraphQLErrorOptions = {}): GraphQLError =>
  new GraphQLError(error.message, { ...options, originalError: error });

/** An error of ours about what is no request of GraphQL: its status is 400 whatever the client accepts. */
export const wrapMalformed = (error: DomainError): GraphQLError =>
  wrapDomainError(error, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });

/** Runs a check of a request whose errors are ours, and throws them as GraphQL has errors. */
export function refuseAsGraphQL(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof DomainError ? wrapMalformed(error) : error;
  }
}
