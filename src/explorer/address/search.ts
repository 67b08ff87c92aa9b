/** What every page keeps in its address: which data set, in which language, as published on which day. */
export interface CommonSearch {
  dataset?: string | undefined;
  lang?: InterfaceLanguage | undefined;
  /** A day: figures as they were published at its end. One that is none is kept as it is written, so that the page can say so. */
  asOf?: string | undefined;
}

export const LANGUAGES = ['zh-Hans', 'en'] as const;
export type InterfaceLanguage = (typeof LANGUAGES)[number];

/** What an address may hold under each name: a text of reasonable length, or nothing. */
export const MAX_TEXT = 2_000;

type Raw = Readonly<Record<string, unknown>>;

/** Of a name that an address has more than once, the last is meant. */
const lastOf = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);

export function text(raw: Raw, name: string): string | undefined {
  const value = lastOf(raw[name]);
  const written = typeof value === 'number' ? `${value}` : value;
  return typeof written === 'string' && written !== '' && written.length <= MAX_TEXT ? written : undefined;
}

export function oneOf<Value extends string>(raw: Raw, name: string, values: readonly Value[]): Value | undefined {
  return values.find((value) => value === lastOf(raw[name]));
}

/** A text of a form. */
export function like(raw: Raw, name: string, form: RegExp): string | undefined {
  const value = text(raw, name);
  return value !== undefined && form.test(value) ? value : undefined;
}

export function commonSearch(raw: Raw): CommonSearch {
  return {
    dataset: text(raw, 'dataset'),
    lang: oneOf(raw, 'lang', LANGUAGES),
    asOf: text(raw, 'asOf'),
  };
}
