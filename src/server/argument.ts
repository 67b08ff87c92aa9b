import type { GraphQLError } from 'graphql';

const VARIABLE = /^Variable "\$(\w+)" .*?(?: at "([^"]+)")?;/s;
const BEFORE_VALUE = /([_A-Za-z]\w*)\s*:\s*(?:\[[^\]]*)?$/;
const LONGEST_LOOK_BACK = 1_000;
/** What is wrong in an input of this name is told with its path: `input.from`. */
const TOLD_WHOLE = /^input\./;

/** The argument, field of an input, or variable whose value GraphQL refused; it says so in words and places only. */
export function argumentOf({ message, source, positions }: GraphQLError): string | null {
  const [, variable, path] = VARIABLE.exec(message) ?? [];
  if (variable) {
    const used = usedAs(variable, source?.body ?? '');
    const below = path?.split('.').slice(1).map(withoutIndex).filter(Boolean) ?? [];
    const whole = [...(used ?? []), ...below].join('.');
    return TOLD_WHOLE.test(whole) ? whole : (below.at(-1) ?? variable);
  }
  const position = positions?.[0];
  if (position === undefined || !source) return null;
  const names = namesBefore(source.body, position);
  const whole = names.join('.');
  return TOLD_WHOLE.test(whole) ? whole : (names.at(-1) ?? null);
}

/** A path names the places in a list beside the field, or between two fields. */
const withoutIndex = (part: string): string => part.replace(/\[\d+\]$/, '').replace(/^\d+$/, '');

/** The argument, and the fields of its input, to which a variable is given. */
function usedAs(variable: string, text: string): string[] | null {
  const use = new RegExp(`[_A-Za-z]\\w*\\s*:\\s*(?:\\[[^\\]]*)?(?=\\$${variable}\\b)`).exec(text);
  return use && namesBefore(text, use.index + use[0].length);
}

/** The argument, and the fields of its input, in which a value stands. */
function namesBefore(text: string, position: number): string[] {
  const before = text.slice(Math.max(0, position - LONGEST_LOOK_BACK), position);
  const last = BEFORE_VALUE.exec(before)?.[1];
  if (last === undefined) return [];
  const names = [last];
  let closed = 0;
  for (let at = before.length - 1; at >= 0 && !(closed === 0 && before[at] === '('); at--) {
    if (before[at] === '}' || before[at] === ')') closed++;
    else if (before[at] === '(') closed--;
    else if (before[at] === '{' && closed-- === 0) {
      closed = 0;
      const around = BEFORE_VALUE.exec(before.slice(0, at))?.[1];
      if (around === undefined) break;
      names.unshift(around);
    }
  }
  return names;
}
