import { type Aliases, ExpressionParser } from './expression-parse.ts';
import type { Ordering } from './query.ts';
import type { Tokens } from './token.ts';

/** Expressions to order by, a comma between them, each ascending unless it says otherwise. */
export function takeOrderings(tokens: Tokens, aliases: Aliases): Ordering[] {
  const orderings: Ordering[] = [];
  do {
    const expression = new ExpressionParser(tokens, aliases).expression();
    const descending = tokens.takeIf('desc');
    if (!descending) tokens.takeIf('asc');
    orderings.push({ expression, descending });
  } while (tokens.takeIf(','));
  return orderings;
}
