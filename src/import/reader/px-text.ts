import { message } from '../../domain/message/message.ts';
import { TextCursor } from '../file/text-cursor.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { lineAt } from './unreadable.ts';
import { MAX_VALUES } from './whole-file.ts';

/** One statement of a PX file: `VALUES("region")="East","West";`. */
export interface PxStatement {
  readonly keyword: string;
  /** The variables and values that it is said of. */
  readonly of: readonly string[];
  readonly values: readonly string[];
  readonly line: number;
}

/** Everything above the figures, in the language of the file itself. */
export interface PxHead {
  readonly statements: readonly PxStatement[];
  /** Where the figures begin. */
  readonly dataAt: number;
}

/** One value or one key of DATA. */
export interface PxToken {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly line: number;
  /** The how manieth of its line, from 1. */
  readonly place: number;
}

const KEYWORD = /[A-Za-z][\w-]{0,63}/y;
const LANGUAGE = /\[([\w-]{1,20})\]/y;
const BLANK = /\s*/y;
/** A value without quotes: a number, YES, a date, the name of a timescale. */
const WORD = /[^\s",;()=]+/y;
/** Several figures are parted by blanks, and in old files by commas. */
const BETWEEN_FIGURES = /[\s,]*/y;
const FIGURE = /[^\s",;]+/y;
const MAX_FIGURE = 100;
/** Among so many first characters stand the keywords that say how the rest is read: CHARSET, CODEPAGE, LANGUAGE. */
export const MAX_FIRST = 20_000;

/** Reads PX text piece by piece. Throws UnreadablePart at the line where it cannot go on. */
export class PxScanner {
  readonly #cursor: TextCursor;
  #line: number;
  /** Where the line ends. */
  #break: number;
  #place = 0;
  #placeLine = 0;

  constructor(text: string, at = 0) {
    this.#cursor = new TextCursor(text, at);
    this.#line = lineAt(text, at);
    this.#break = text.indexOf('\n', at);
  }

  /** Everything up to `DATA=`. What is said in another language is passed over. */
  head(): PxHead {
    const statements: PxStatement[] = [];
    const language = /\bLANGUAGE="([\w-]{1,20})";/.exec(this.#cursor.text.slice(0, MAX_FIRST))?.[1] ?? null;
    for (let count = 0; count < MAX_VALUES; count++) {
      this.#cursor.match(BLANK);
      const line = this.line;
      const keyword = this.#cursor.match(KEYWORD)?.toUpperCase();
      if (keyword === undefined) throw this.wrong(message('mapping.px-broken'));
      const said = this.#cursor.match(LANGUAGE)?.slice(1, -1) ?? language;
      const of = this.#of();
      this.#cursor.match(BLANK);
      if (!this.#cursor.takes('=')) throw this.wrong(message('mapping.px-broken'));
      if (keyword === 'DATA') return { statements, dataAt: this.#cursor.at };
      const values = this.#values();
      if (said === language) statements.push({ keyword, of, values, line });
    }
    throw this.wrong(message('mapping.many-values', { max: MAX_VALUES }));
  }

  /** The next value of DATA; null at its end, behind which nothing may stand. */
  figure(): PxToken | null {
    this.#cursor.match(BETWEEN_FIGURES);
    const { line } = this;
    this.#place = this.#placeLine === line ? this.#place + 1 : 1;
    this.#placeLine = line;
    const { text, isQuoted } = this.#token();
    if (text === null) return null;
    if (text.length > MAX_FIGURE && !isQuoted) throw this.wrong(message('mapping.px-broken'));
    return { text, isQuoted, line, place: this.#place };
  }

  get line(): number {
    while (this.#break !== -1 && this.#break < this.#cursor.at) {
      this.#line++;
      this.#break = this.#cursor.text.indexOf('\n', this.#break + 1);
    }
    return this.#line;
  }

  wrong(text: ReturnType<typeof message>, expected = message('mapping.px-expected')): UnreadablePart {
    return new UnreadablePart({ line: this.line }, text, expected);
  }

  #token(): { readonly text: string | null; readonly isQuoted: boolean } {
    if (this.#cursor.sign === '"') return { text: this.#quoted(), isQuoted: true };
    const word = this.#cursor.match(FIGURE);
    if (word !== null) return { text: word, isQuoted: false };
    if (!this.#cursor.takes(';')) throw this.wrong(message('mapping.px-no-end'));
    this.#cursor.match(BLANK);
    // An old editor's mark for the end of a file.
    if (!this.#cursor.isAtEnd && this.#cursor.text.slice(this.#cursor.at) !== '\x1a') {
      throw this.wrong(message('mapping.px-after-end'));
    }
    return { text: null, isQuoted: false };
  }

  /** What a keyword is said of: texts in parentheses. */
  #of(): readonly string[] {
    const of: string[] = [];
    if (!this.#cursor.takes('(')) return of;
    do {
      this.#cursor.match(BLANK);
      of.push(this.#cursor.sign === '"' ? this.#quoted() : (this.#cursor.match(WORD) ?? ''));
      this.#cursor.match(BLANK);
    } while (this.#cursor.takes(','));
    if (!this.#cursor.takes(')')) throw this.wrong(message('mapping.px-broken'));
    return of;
  }

  /** Values up to the semicolon. Texts that follow each other without a comma are one: long ones stand in several lines. */
  #values(): readonly string[] {
    const values: string[] = [];
    let isNext = true;
    for (;;) {
      this.#cursor.match(BLANK);
      const sign = this.#cursor.sign;
      if (sign === ';') {
        this.#cursor.at++;
        return values;
      }
      const text = sign === '"' ? this.#quoted() : this.#cursor.match(WORD);
      if (text !== null) {
        if (isNext) values.push(text);
        else values[values.length - 1] += text;
        isNext = false;
      } else {
        if (sign === undefined) throw this.wrong(message('mapping.px-no-end'));
        if (!',()='.includes(sign)) throw this.wrong(message('mapping.px-broken'));
        this.#cursor.at++;
        isNext = true;
      }
    }
  }

  #quoted(): string {
    const begin = this.#cursor.at + 1;
    const end = this.#cursor.text.indexOf('"', begin);
    if (end === -1) throw this.wrong(message('import.quote-not-closed'));
    this.#cursor.at = end + 1;
    if (this.#cursor.sign === '"') throw this.wrong(message('mapping.px-quote'));
    return this.#cursor.text.slice(begin, end);
  }
}
