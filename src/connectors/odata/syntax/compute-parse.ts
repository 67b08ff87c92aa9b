import { message } from '../../../domain/message/message.ts';
import { takeAlias } from './alias-parse.ts';
import { type Aliases, ExpressionParser } from './expression-parse.ts';
import type { Computation } from './query.ts';
import type { Tokens } from './token.ts';

/** Each is worked out for every row that it is asked of. */
const MAX_COMPUTATIONS = 10;

/** Expressions with names, a comma between them: value mul 100 as share. */
export function takeComputations(tokens: Tokens, aliases: Aliases): Computation[] {
  const found: Computation[] = [];
  do {
    if (found.length === MAX_COMPUTATIONS) {
      throw tokens.wrong(message('odata.too-many-computations', { max: MAX_COMPUTATIONS }));
    }
    const expression = new ExpressionParser(tokens, aliases).expression();
    const { at } = tokens.peek();
    found.push({ expression, alias: takeAlias(tokens), at });
  } while (tokens.takeIf(','));
  return found;
}
