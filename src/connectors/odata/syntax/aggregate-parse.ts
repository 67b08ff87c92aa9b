import { list, message } from '../../../domain/message/message.ts';
import { takeAlias } from './alias-parse.ts';
import { takePath } from './path-parse.ts';
import { type Aggregate, METHODS, type Method } from './query.ts';
import type { Tokens } from './token.ts';

/** Figures of a group, a comma between them. */
export function takeAggregates(tokens: Tokens): Aggregate[] {
  const found: Aggregate[] = [];
  do {
    const one = takeAggregate(tokens);
    if (found.some(({ alias }) => alias === one.alias)) {
      throw tokens.wrong(message('odata.alias-taken', { name: one.alias }), one);
    }
    found.push(one);
  } while (tokens.takeIf(','));
  return found;
}

function takeAggregate(tokens: Tokens): Aggregate {
  const figure = takeFigure(tokens);
  return { ...figure, alias: takeAlias(tokens) };
}

/** What is worked out of a group, without its name. The method may be left out where a later step says it. */
export function takeFigure(tokens: Tokens, isMethodOptional = false): Omit<Aggregate, 'alias'> {
  const { at } = tokens.peek();
  if (tokens.takeIf('$count')) return { path: null, method: null, at };
  const path = takePath(tokens);
  if (!tokens.takeIf('with')) {
    if (isMethodOptional) return { path, method: null, at };
    throw tokens.unexpected(message('odata.expected-with'));
  }
  const { text, at: place } = tokens.takeName(message('odata.expected-one-of', { known: list(METHODS) }));
  if (!isMethod(text)) {
    throw tokens.wrong(message('odata.no-method', { name: text, known: list(METHODS) }), { at: place });
  }
  if (tokens.peek().text === 'from') throw tokens.unsupported('from');
  return { path, method: text, at };
}

const isMethod = (text: string): text is Method => METHODS.some((method) => method === text);
