import { message, type Text } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { clipped, quoted } from '../package/problem.ts';
import { JsonNumber, type JsonObject, type JsonValue } from './json-text.ts';
import { MAX_CELL } from './sheet.ts';

/** A part of a JSON file, which knows its path. Every reading throws UnreadablePart where the file has something else there. */
export class JsonPart {
  readonly path: string;
  readonly value: JsonValue | undefined;

  constructor(value: JsonValue | undefined, path = '') {
    this.value = value;
    this.path = path;
  }

  get isMissing(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** Of an object what stands under a key; of anything else nothing. */
  member(key: string): JsonPart {
    const value = this.value instanceof Map ? (this.value as JsonObject).get(key) : undefined;
    return new JsonPart(value, this.path === '' ? clipped(key) : `${this.path}.${clipped(key)}`);
  }

  item(index: number): JsonPart {
    const value = Array.isArray(this.value) ? (this.value as readonly JsonValue[])[index] : undefined;
    return new JsonPart(value, `${this.path}[${index}]`);
  }

  object(): JsonObject {
    if (this.value instanceof Map) return this.value as JsonObject;
    throw this.wrong(message('mapping.object-expected'));
  }

  list(): readonly JsonValue[] {
    if (Array.isArray(this.value)) return this.value as readonly JsonValue[];
    throw this.wrong(message('mapping.list-expected'));
  }

  items(): JsonPart[] {
    return this.list().map((_, index) => this.item(index));
  }

  text(): string {
    if (typeof this.value === 'string') return this.#bounded(this.value);
    throw this.wrong(message('mapping.words-expected'));
  }

  /** A text, a number as it is written, or a truth value; blank for null and for what is missing. */
  cell(): string {
    const { value } = this;
    if (this.isMissing) return '';
    if (value instanceof JsonNumber) return value.text;
    if (typeof value === 'string') return this.#bounded(value);
    if (typeof value === 'boolean') return String(value);
    throw this.wrong(message('mapping.plain-expected'));
  }

  /** A whole number, also where it is written as a text. */
  index(max = Number.MAX_SAFE_INTEGER): number {
    const { value } = this;
    const text = value instanceof JsonNumber ? value.text : typeof value === 'string' ? value : '';
    const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (number <= max) return number;
    throw this.wrong(message('mapping.index-expected', { max }));
  }

  wrong(expected: Text): UnreadablePart {
    const { value, path } = this;
    if (value === undefined) return new UnreadablePart({ part: path }, message('import.value-missing'), expected);
    const shown = shownValue(value);
    return new UnreadablePart(
      { part: path, value: shown },
      message('import.is-not', { value: shown, expected }),
      expected,
    );
  }

  #bounded(text: string): string {
    if (text.length <= MAX_CELL) return text;
    throw new UnreadablePart(
      { part: this.path },
      message('mapping.cell-too-long', { max: MAX_CELL }),
      message('import.max-characters', { max: MAX_CELL }),
    );
  }
}

function shownValue(value: JsonValue): string {
  if (typeof value === 'string') return quoted(value);
  if (value instanceof JsonNumber) return value.text;
  if (Array.isArray(value)) return '[…]';
  return value instanceof Map ? '{…}' : String(value);
}
