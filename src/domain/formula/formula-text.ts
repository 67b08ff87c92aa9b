import { DomainError } from '../core/errors.ts';
import { message, type Text } from '../message/message.ts';
import { translate } from '../message/translate.ts';
import { BARE, ENDS_NAME } from './formula.ts';

/** A formula is wrong at a position; `expected` is the right form. In `details` it is in English. */
export class FormulaError extends DomainError {
  readonly expected: Text;

  constructor(position: number, problem: Text, expected: Text) {
    super('BAD_INPUT', message('formula.at-position', { position: String(position), problem }), {
      argument: 'expression',
      position,
      expected: translate(expected, 'en'),
    });
    this.expected = expected;
  }
}

export const formulaError = (position: number, problem: Text, expected: Text): FormulaError =>
  new FormulaError(position, problem, expected);

/** The text of a formula, read from left to right. Blanks between its parts mean nothing. */
export class FormulaText {
  readonly #text: string;
  #index = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the next part begins, counted from 1. */
  get at(): number {
    this.#skip();
    return this.#index + 1;
  }

  /** The first character of the next part; empty at the end. */
  get next(): string {
    this.#skip();
    return this.#text[this.#index] ?? '';
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#index] ?? '')) this.#index++;
  }

  /** Goes on behind the next character if it is one of these. */
  takes(characters: string): boolean {
    const { next } = this;
    if (next === '' || !characters.includes(next)) return false;
    this.#index++;
    return true;
  }

  demand(characters: string, expected: Text): void {
    if (!this.takes(characters)) throw this.unexpected(expected);
  }

  unexpected(expected: Text): FormulaError {
    const { next, at } = this;
    const problem =
      next === '' ? message('formula.ends-too-early') : message('formula.unexpected', { text: JSON.stringify(next) });
    return formulaError(at, problem, expected);
  }

  /** A number or a code that needs no brackets; empty where there is none. */
  word(): string {
    this.#skip();
    const bare = new RegExp(BARE, 'uy');
    bare.lastIndex = this.#index;
    const [found = ''] = bare.exec(this.#text) ?? [];
    this.#index += found.length;
    return found;
  }

  /** The code of a dimension or category: all up to what ends a name, or in square brackets. */
  name(expected: Text): string {
    if (this.next === '[') return this.bracketed();
    const start = this.#index;
    while (this.#index < this.#text.length && !ENDS_NAME.test(this.#text[this.#index] ?? '')) this.#index++;
    const found = this.#text.slice(start, this.#index).trim();
    if (found === '') throw this.unexpected(expected);
    return found;
  }

  /** What stands in square brackets, where ]] is one ]. */
  bracketed(): string {
    const { at } = this;
    const brackets = /\[((?:[^\]]|\]\])*)\]/y;
    brackets.lastIndex = this.#index;
    const match = brackets.exec(this.#text);
    if (match === null) {
      throw formulaError(at, message('formula.bracket-not-closed'), message('formula.expected-code-and-bracket'));
    }
    const code = (match[1] ?? '').replaceAll(']]', ']').trim();
    if (code === '') throw formulaError(at, message('formula.empty-brackets'), message('formula.expected-code'));
    this.#index += match[0].length;
    return code;
  }
}
