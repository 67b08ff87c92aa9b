import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import { badInput } from '../../domain/core/errors.ts';

const REFUSAL = 'A text holds the character U+0000, which no text in the database can hold.';

/** A rule of validation: refuses the one character that PostgreSQL has no place for, before it reaches a statement. */
export const noNul = (context: ValidationContext): ASTVisitor => ({
  StringValue: (node) => {
    if (node.value.includes('\0')) context.reportError(new GraphQLError(REFUSAL, { nodes: node }));
  },
});

/** The same for the variables: once, for every argument there is or will be. */
export function nulIn(variables: Readonly<Record<string, unknown>>): GraphQLError | null {
  for (const name in variables) {
    if (holdsNul(variables[name])) return new GraphQLError(REFUSAL, { originalError: badInput(name, REFUSAL) });
  }
  return null;
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}
