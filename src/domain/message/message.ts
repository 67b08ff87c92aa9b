import type { MessageId, Messages } from './catalogue.ts';
import type { Locale } from './locale.ts';

/** A sentence by its id in the catalogues, and what stands in its gaps. It becomes words where it is known who reads it. */
export interface Message {
  readonly id: MessageId;
  readonly values: Readonly<Record<string, MessageValue>>;
}

/** Texts one after the other: each on a line of its own, or as a list within a sentence. */
export interface TextSeries {
  readonly separator: 'LINE' | 'COMMA' | 'SPACE';
  readonly parts: readonly Text[];
}

/** Words that something else than the catalogues has in each language, such as the sentence of a check. */
export interface Translated {
  readonly words: Readonly<Record<Locale, string>>;
}

/** Words for a reader. A plain string reads the same in every language: a code, a value, a sentence of graphql-js. */
export type Text = string | Message | TextSeries | Translated;

/** Numbers are written as the message says: `{count, number}` with separators. */
export type MessageValue = Text | number;

type Values<I extends MessageId> = Readonly<Record<ArgumentsOf<Messages[I]>, MessageValue>>;

/**
 * The names of the arguments of an ICU message, read from its text. Two rules keep this simple: a message has no `select`, and each branch of
 * a plural holds `#` and no argument.
 */
type ArgumentsOf<T extends string> = T extends `${string}{${infer Inner}}${infer Rest}`
  ? Name<Inner> | ArgumentsOf<Rest>
  : never;
type Name<T extends string> = T extends `${infer Head},${string}` ? Plain<Head> : Plain<T>;
type Plain<T extends string> = T extends `${string}${' ' | '#' | "'"}${string}` | '' ? never : T;

/** A message of the catalogues: `message('server.body-too-long', { max: 1000 })`. */
export function message<I extends MessageId>(
  id: I,
  ...values: [keyof Values<I>] extends [never] ? [] : [Values<I>]
): Message {
  return { id, values: values[0] ?? {} };
}

export const lines = (parts: readonly Text[]): TextSeries => ({ separator: 'LINE', parts });

/** `a, b, c`, with the comma of the reader's language. */
export const list = (parts: readonly Text[]): TextSeries => ({ separator: 'COMMA', parts });

/** Sentences one after the other. */
export const sentences = (parts: readonly Text[]): TextSeries => ({ separator: 'SPACE', parts });
