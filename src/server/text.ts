import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { badInput } from '../domain/errors.ts';

const REFUSAL = 'A text holds the character U+0000, which no text in the database can hold.';

/** Refuses the one character that PostgreSQL has no place for, before it reaches a statement: once, for every argument there is or will be. */
export function useText(): Plugin {
  return {
    onValidate: ({ addValidationRule }) => addValidationRule(noNul),
    onExecute: ({ args, setResultAndStopExecution }) => {
      for (const [name, value] of Object.entries(args.variableValues ?? {})) {
        if (!holdsNul(value)) continue;
        const originalError = badInput(name, REFUSAL);
        setResultAndStopExecution({ errors: [new GraphQLError(REFUSAL, { originalError })] });
        return;
      }
    },
  };
}

const noNul = (context: ValidationContext): ASTVisitor => ({
  StringValue: (node) => {
    if (node.value.includes('\0')) context.reportError(new GraphQLError(REFUSAL, { nodes: node }));
  },
});

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}
