import { message } from '../../domain/message/message.ts';
import { TextCursor } from '../file/text-cursor.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { quoted } from '../package/problem.ts';
import { lineAt } from './unreadable.ts';
import { MAX_VALUES } from './whole-file.ts';

/** A number as it is written: 98.40 has two decimals, and no double keeps 30 digits. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type JsonValue = string | JsonNumber | boolean | null | readonly JsonValue[] | JsonObject;

/** Keys stand in the order of the file, those included that look like numbers. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

const MAX_DEPTH = 64;
const MAX_DIGITS = 100;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const BLANK = /[ \t\r\n]*/y;
const WORD = /true|false|null/y;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** A NUL, or half of a surrogate pair, cannot be stored; other signs of this kind have to be escaped. */
const UNSTORABLE = /\0|\p{Surrogate}/u;
const UNESCAPED = /\p{Cc}/u;
const SPACE = 0x20;

/** Parses a JSON text, with its numbers as they are written and without a key that stands twice. Throws UnreadablePart. */
export function parseJsonText(text: string): JsonValue {
  return new JsonParser(text).parse();
}

class JsonParser {
  readonly #cursor: TextCursor;
  #depth = 0;
  #count = 0;

  constructor(text: string) {
    this.#cursor = new TextCursor(text);
  }

  parse(): JsonValue {
    const value = this.#value();
    this.#skipBlanks();
    if (!this.#cursor.isAtEnd) throw this.#broken();
    return value;
  }

  #value(): JsonValue {
    if (++this.#count > MAX_VALUES) {
      const text = message('mapping.many-values', { max: MAX_VALUES });
      throw new UnreadablePart({}, text, message('import.max-number', { max: MAX_VALUES }));
    }
    this.#skipBlanks();
    switch (this.#cursor.sign) {
      case '{':
        return this.#nested(() => this.#object());
      case '[':
        return this.#nested(() => this.#list());
      case '"':
        return this.#string();
      default:
        return this.#plain();
    }
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) {
      const text = message('import.nested-too-deep');
      throw new UnreadablePart(this.#place(), text, message('import.max-nesting', { max: MAX_DEPTH }));
    }
    this.#cursor.at++;
    const value = read();
    this.#depth--;
    return value;
  }

  #object(): JsonObject {
    const members = new Map<string, JsonValue>();
    if (this.#takes('}')) return members;
    do {
      this.#skipBlanks();
      if (this.#cursor.sign !== '"') throw this.#broken();
      const key = this.#string();
      if (members.has(key)) {
        const text = message('mapping.key-twice', { key: quoted(key) });
        throw new UnreadablePart({ ...this.#place(), value: key }, text, message('mapping.key-once'));
      }
      if (!this.#takes(':')) throw this.#broken();
      members.set(key, this.#value());
    } while (this.#takes(','));
    if (!this.#takes('}')) throw this.#broken();
    return members;
  }

  #list(): readonly JsonValue[] {
    const items: JsonValue[] = [];
    if (this.#takes(']')) return items;
    do items.push(this.#value());
    while (this.#takes(','));
    if (!this.#takes(']')) throw this.#broken();
    return items;
  }

  #string(): string {
    const begin = this.#cursor.at + 1;
    let end = this.#cursor.text.indexOf('"', begin);
    let isEscaped = false;
    while (end !== -1 && this.#isEscaped(begin, end)) {
      isEscaped = true;
      end = this.#cursor.text.indexOf('"', end + 1);
    }
    if (end === -1) throw this.#broken();
    const raw = this.#cursor.text.slice(begin, end);
    if (UNESCAPED.test(raw) && [...raw].some((sign) => sign.charCodeAt(0) < SPACE)) throw this.#broken();
    const value = isEscaped || raw.includes('\\') ? this.#unescaped(raw) : raw;
    this.#cursor.at = end + 1;
    return value;
  }

  /** A quote belongs to the text where an odd number of backslashes stands before it. */
  #isEscaped(begin: number, quote: number): boolean {
    let at = quote;
    while (at > begin && this.#cursor.text[at - 1] === '\\') at--;
    return (quote - at) % 2 === 1;
  }

  #unescaped(raw: string): string {
    let value: unknown;
    try {
      value = JSON.parse(`"${raw}"`);
    } catch {
      throw this.#broken();
    }
    if (typeof value !== 'string' || UNSTORABLE.test(value)) throw this.#broken();
    return value;
  }

  #plain(): JsonValue {
    const word = this.#cursor.match(WORD);
    if (word !== null) return WORDS.get(word) ?? null;
    const number = this.#cursor.match(NUMBER);
    if (number === null || number.length > MAX_DIGITS) throw this.#broken();
    return new JsonNumber(number);
  }

  #takes(sign: string): boolean {
    this.#skipBlanks();
    return this.#cursor.takes(sign);
  }

  #skipBlanks(): void {
    this.#cursor.match(BLANK);
  }

  #place() {
    return { line: lineAt(this.#cursor.text, this.#cursor.at) };
  }

  #broken(): UnreadablePart {
    return new UnreadablePart(this.#place(), message('mapping.json-broken'), message('mapping.json-expected'));
  }
}
