import { type Refusal, unsupported, wrong } from './refusal.ts';

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

/** Counts of rows elsewhere and conditions on them: each is a statement within the statement, and costs the database as much. */
const MAX_COLLECTIONS = 10;
/** The database considers orders of all joins at once: each level doubles what that costs. */
const MAX_WITHIN = 3;

/** How much of one option is read. */
export interface Bounds {
  readonly tokens: number;
  readonly depth: number;
}

/** The text of one option, read from the left, a token at a time. */
export class Tokens {
  readonly text: string;
  /** The option's name, for what is said of it. */
  readonly option: string;
  readonly #bounds: Bounds;
  #next: Token | null = null;
  #at = 0;
  #count = 0;
  #depth = 0;
  #collections = 0;
  #within = 0;

  constructor(text: string, option: string, bounds: Bounds) {
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
      throw this.wrong(`it has more than ${this.#bounds.tokens} words and signs, the maximum`, token);
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
  takeName(what: string): Token {
    const token = this.peek();
    if (token.kind !== 'name') throw this.unexpected(what);
    if (token.text.includes('.')) throw this.unsupported('A name with a namespace, or a cast to a type,');
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
      throw this.wrong(`it nests deeper than ${this.#bounds.depth}, the maximum`);
    }
    const found = read();
    this.#depth--;
    return found;
  }

  /** Whatever asks about a collection is read through here. */
  collection<Read>(read: () => Read): Read {
    if (++this.#collections > MAX_COLLECTIONS) {
      throw this.wrong(`it asks about more than ${MAX_COLLECTIONS} collections (any, all, $count), the maximum`);
    }
    if (++this.#within > MAX_WITHIN) {
      throw this.wrong(`it asks about collections deeper than ${MAX_WITHIN} within each other, the maximum`);
    }
    const found = read();
    this.#within--;
    return found;
  }

  /** What the next token is not, and what would be right in its place. */
  unexpected(right: string): Refusal {
    const { kind, text } = this.peek();
    if (text === "'") {
      return this.wrong("the text that begins here has no end: close it with ', and write '' for a ' in it");
    }
    const found = kind === 'end' ? 'the end' : JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
    return this.wrong(`${found} stands where ${right} would be right`);
  }

  wrong(what: string, { at }: { readonly at: number } = this.peek()): Refusal {
    return wrong(this.option, `${this.option}, character ${at + 1}: ${what}.`);
  }

  unsupported(what: string, { at }: { readonly at: number } = this.peek()): Refusal {
    return unsupported(this.option, `${this.option}, character ${at + 1}: ${what}`);
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
