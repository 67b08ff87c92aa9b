import { message } from '../../../domain/message/message.ts';
import type { Path } from './expression.ts';
import type { Tokens } from './token.ts';

/** Names, a slash between them. */
export function takePath(tokens: Tokens): Path {
  const { at } = tokens.peek();
  const segments = [];
  do {
    const { text, at } = tokens.takeName(message('odata.expected-property'));
    segments.push({ name: text, at });
  } while (tokens.takeIf('/'));
  return { kind: 'path', segments, at };
}
