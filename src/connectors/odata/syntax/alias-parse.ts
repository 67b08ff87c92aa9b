import { message } from '../../../domain/message/message.ts';
import type { Tokens } from './token.ts';

/** The database cuts longer names of columns. */
const MAX_ALIAS_LENGTH = 60;
const ALIAS = /^[A-Za-z_]\w*$/;

/** The name that a figure or a computed property gets: as total. */
export function takeAlias(tokens: Tokens): string {
  tokens.expect('as');
  const token = tokens.takeName(message('odata.expected-alias'));
  if (!ALIAS.test(token.text) || token.text.length > MAX_ALIAS_LENGTH) {
    throw tokens.wrong(message('odata.invalid-alias', { max: MAX_ALIAS_LENGTH }), token);
  }
  return token.text;
}
