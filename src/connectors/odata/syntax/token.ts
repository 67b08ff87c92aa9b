import { message, type Text } from '../../../domain/message/message.ts';
import { type Refusal, unsupportedAt, wrongAt } from './refusal.ts';

export type TokenKind =
  | 'string'
  | 'guid'
  | 'moment'
  | 'date'
  | 'time'
  | 'number'
  | 'name'
  | 'option'
  | 'alias'
  | 'sign'
  | 'other'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it begins and ends in the text of its option. */
  readonly at: number;
  readonly end: number;
}

/** In the order in which they are tried. A plus sign before an offset arrives as a blank from whoever does not encode it. */
const FORMS: readonly (readonly [TokenKind, RegExp])[] = [
  ['string', /'(?:[^']|'')*'/y],
  ['guid', /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/iy],
  ['moment', /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[-+ ]\d\d:\d\d)/iy],
  ['date', /\d{4}-\d\d-\d\d(?![\dT:])/iy],
  ['time', /\d\d:\d\d(?::\d\d(?:\.\d+)?)?/y],
  ['number', /\d+(?:\.\d+)?(?:e[-+]?\d+)?[lmdf]?(?![\p{L}\p{N}_])/iuy],
  ['name', /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*)*/uy],
  ['option', /\$[A-Za-z]+/y],
  ['alias', /@[\p{L}_][\p{L}\p{N}_]*/uy],
  ['sign', /[()/,:;=*-]/y],
  ['other', /./suy],
];
const BLANK = /[ \t]*/y;

/** Operators of other languages, the longer ones first, and what OData has for them. */
const FOREIGN_OPERATORS: readonly (readonly [foreign: string, own: string])[] = [
  ['==', 'eq'],
  ['!=', 'ne'],
  ['<>', 'ne'],
  ['<=', 'le'],
  ['>=', 'ge'],
  ['&&', 'and'],
  ['||', 'or'],
  ['=', 'eq'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['!', 'not'],
];

/** Counts of rows elsewhere and conditions on them: each is a statement within the statement, and costs the database as much. */
const MAX_COLLECTIONS = 10;
/** The database considers orders of all joins at once: each level doubles what that costs. */
const MAX_WITHIN = 3;

/** How much of one option is read. */
export interface ParseBounds {
  readonly tokens: number;
  readonly depth: number;
}

/** The text of one option, or of the path, read from the left, a token at a time. */
export class Tokens {
  readonly text: string;
  /** The option's name; null: the path. */
  readonly option: string | null;
  readonly #bounds: ParseBounds;
  #next: Token | null = null;
  #at = 0;
  #count = 0;
  #depth = 0;
  #collections = 0;
  #within = 0;

  constructor(text: string, option: string | null, bounds: ParseBounds) {
    this.text = text;
    this.option = option;
    this.#bounds = bounds;
  }

  peek(): Token {
    this.#next ??= this.#read(this.#at);
    return this.#next;
  }

  /** The token after the next one. */
  peekSecond(): Token {
    return this.#read(this.peek().end);
  }

  take(): Token {
    const token = this.peek();
    if (++this.#count > this.#bounds.tokens) {
      throw this.wrong(message('odata.too-many-tokens', { max: this.#bounds.tokens }), token);
    }
    this.goTo(token.end);
    return token;
  }

  /** Takes the next token if it is this sign, word or option. */
  takeIf(text: string): boolean {
    const { kind, text: found } = this.peek();
    if (found !== text || kind === 'string' || kind === 'end') return false;
    this.take();
    return true;
  }

  expect(text: string): void {
    if (!this.takeIf(text)) throw this.unexpected(`"${text}"`);
  }

  /** A name without dots. */
  takeName(expected: Text): Token {
    const token = this.peek();
    if (token.kind !== 'name') throw this.unexpected(expected);
    if (token.text.includes('.')) throw this.unsupported(message('odata.feature-namespace'));
    return this.take();
  }

  /** Whether the next token touches the one before it. */
  isAdjacent(token: Token): boolean {
    return this.peek().at === token.end && this.peek().kind !== 'end';
  }

  goTo(at: number): void {
    this.#at = at;
    this.#next = null;
  }

  get at(): number {
    return this.#at;
  }

  /** Whatever is nested is read through here, so that no text can nest without end. */
  nested<Read>(read: () => Read): Read {
    if (++this.#depth > this.#bounds.depth) {
      throw this.wrong(message('odata.too-deep', { max: this.#bounds.depth }));
    }
    const found = read();
    this.#depth--;
    return found;
  }

  /** Whatever asks about a collection is read through here. */
  collection<Read>(read: () => Read): Read {
    if (++this.#collections > MAX_COLLECTIONS) {
      throw this.wrong(message('odata.too-many-collections', { max: MAX_COLLECTIONS }));
    }
    if (++this.#within > MAX_WITHIN) {
      throw this.wrong(message('odata.collections-too-deep', { max: MAX_WITHIN }));
    }
    const found = read();
    this.#within--;
    return found;
  }

  /** What the next token is not, and what would be right in its place. */
  unexpected(expected: Text): Refusal {
    const { kind, text, at } = this.peek();
    if (text === "'") {
      return this.wrong(message('odata.open-string', { quote: "'", escaped: "''" }));
    }
    const found =
      kind === 'end' ? message('odata.end') : JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
    const [foreign, own] = FOREIGN_OPERATORS.find(([operator]) => this.text.startsWith(operator, at)) ?? [];
    if (foreign !== undefined && own !== undefined) {
      return this.wrong(message('odata.foreign-operator', { expected, foreign: JSON.stringify(foreign), own }));
    }
    return this.wrong(message('odata.expected', { expected, found }));
  }

  wrong(words: Text, { at }: { readonly at: number } = this.peek()): Refusal {
    return wrongAt(this.option, at, words);
  }

  unsupported(feature: Text, { at }: { readonly at: number } = this.peek()): Refusal {
    return unsupportedAt(this.option, at, feature);
  }

  #read(from: number): Token {
    BLANK.lastIndex = from;
    BLANK.exec(this.text);
    const at = BLANK.lastIndex;
    for (const [kind, form] of FORMS) {
      form.lastIndex = at;
      const [text] = form.exec(this.text) ?? [];
      if (text !== undefined) return { kind, text, at, end: at + text.length };
    }
    return { kind: 'end', text: '', at, end: at };
  }
}

/** What a string token says. */
export const textIn = ({ text }: Token): string => text.slice(1, -1).replaceAll("''", "'");

const MAX_INT = 2_147_483_647;

/** A whole number, as counts of rows are. */
export function takeWhole(tokens: Tokens): number {
  const { kind, text } = tokens.peek();
  if (kind !== 'number' || !/^\d{1,10}$/.test(text) || Number(text) > MAX_INT) {
    throw tokens.unexpected(message('odata.expected-whole-number', { max: MAX_INT }));
  }
  tokens.take();
  return Number(text);
}
