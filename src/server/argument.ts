import type { GraphQLError } from 'graphql';

const VARIABLE = /^Variable "\$(\w+)" .*?(?: at "([^"]+)")?;/s;
const BEFORE_VALUE = /([_A-Za-z]\w*)\s*:\s*(?:\[[^\]]*)?$/;
const LONGEST_LOOK_BACK = 1_000;

/** The argument, field of an input, or variable whose value GraphQL refused; it says so in words and places only. */
export function argumentOf({ message, source, positions }: GraphQLError): string | null {
  const [, variable, path] = VARIABLE.exec(message) ?? [];
  if (variable)
    return (
      path
        ?.split('.')
        .filter((part) => !/^\d+$/.test(part))
        .at(-1)
        ?.replace(/\[\d+\]$/, '') ?? variable
    );
  const position = positions?.[0];
  if (position === undefined || !source) return null;
  return BEFORE_VALUE.exec(source.body.slice(Math.max(0, position - LONGEST_LOOK_BACK), position))?.[1] ?? null;
}
