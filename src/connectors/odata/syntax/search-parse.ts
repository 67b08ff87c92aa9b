import { message } from '../../../domain/message/message.ts';
import type { Tokens } from './token.ts';

/** What is searched for: a word or phrase, or how several go together. */
export type Search =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'not'; readonly operand: Search }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Search[] };

/** A word ends where a blank, a parenthesis or a quote stands, and inside of parentheses also at the semicolon. */
const PIECE = /[ \t]*(?:"((?:[^"\\]|\\["\\])*)"|([()])|([^ \t()";]+))/y;
const OPERATORS = new Set(['AND', 'OR', 'NOT']);

interface Piece {
  readonly text: string;
  readonly isWord: boolean;
  readonly end: number;
}

function peek(tokens: Tokens): Piece | null {
  PIECE.lastIndex = tokens.at;
  const found = PIECE.exec(tokens.text);
  if (!found) return null;
  const [, phrase, sign, word] = found;
  const end = PIECE.lastIndex;
  if (phrase !== undefined) return { text: phrase.replaceAll(/\\(["\\])/g, '$1'), isWord: true, end };
  return sign ? { text: sign, isWord: false, end } : { text: word ?? '', isWord: !OPERATORS.has(word ?? ''), end };
}

const takeIf = (tokens: Tokens, text: string): boolean => {
  const piece = peek(tokens);
  if (!piece || piece.isWord || piece.text !== text) return false;
  tokens.goTo(piece.end);
  return true;
};

/** `a b` is `a AND b`; NOT binds most tightly, then AND, then OR. */
export function parseSearch(tokens: Tokens): Search {
  return tokens.nested(() => {
    const operands = [conjunction(tokens)];
    while (takeIf(tokens, 'OR')) operands.push(conjunction(tokens));
    return operands.length === 1 ? (operands[0] as Search) : { kind: 'or', operands };
  });
}

function conjunction(tokens: Tokens): Search {
  const operands = [term(tokens)];
  for (;;) {
    const explicit = takeIf(tokens, 'AND');
    const next = peek(tokens);
    if (!explicit && (!next || (!next.isWord && next.text !== 'NOT' && next.text !== '('))) break;
    operands.push(term(tokens));
  }
  return operands.length === 1 ? (operands[0] as Search) : { kind: 'and', operands };
}

function term(tokens: Tokens): Search {
  if (takeIf(tokens, 'NOT')) return tokens.nested(() => ({ kind: 'not', operand: term(tokens) }));
  if (takeIf(tokens, '(')) {
    const inner = parseSearch(tokens);
    if (!takeIf(tokens, ')')) throw tokens.unexpected('")"');
    return inner;
  }
  const piece = peek(tokens);
  if (!piece?.isWord || piece.text.trim() === '') throw tokens.unexpected(message('odata.expected-search'));
  if (piece.text.includes('\0')) {
    throw tokens.wrong(message('odata.null-character'));
  }
  tokens.goTo(piece.end);
  return { kind: 'word', text: piece.text };
}
