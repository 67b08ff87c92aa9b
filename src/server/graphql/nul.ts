import type { ASTVisitor, GraphQLError, ValidationContext } from 'graphql';
import { badInput, DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { wrapDomainError } from './refusal.ts';

const REFUSAL = message('server.nul-character');

/** A rule of validation: refuses the one character that PostgreSQL has no place for, before it reaches a statement. */
export const noNul = (context: ValidationContext): ASTVisitor => ({
  StringValue: (node) => {
    if (node.value.includes('\0')) {
      context.reportError(wrapDomainError(new DomainError('BAD_INPUT', REFUSAL), { nodes: node }));
    }
  },
});

/** The same for the variables: once, for every argument there is or will be. */
export function nulIn(variables: Readonly<Record<string, unknown>>): GraphQLError | null {
  for (const name in variables) {
    if (holdsNul(variables[name])) return wrapDomainError(badInput(name, REFUSAL));
  }
  return null;
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}
