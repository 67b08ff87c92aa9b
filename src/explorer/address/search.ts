/** What every page keeps in its address: which data set, in which language, as published on which day. */
export interface CommonSearch {
  dataset?: string | undefined;
  lang?: InterfaceLanguage | undefined;
  /** A day: figures as they were published at its end. */
  asOf?: string | undefined;
}

export const LANGUAGES = ['zh-Hans', 'en'] as const;
export type InterfaceLanguage = (typeof LANGUAGES)[number];

/** What an address may hold under each name: a text of reasonable length, or nothing. */
export const MAX_TEXT = 2_000;

type Raw = Readonly<Record<string, unknown>>;

export function text(raw: Raw, name: string): string | undefined {
  const value = raw[name];
  const written = typeof value === 'number' ? `${value}` : value;
  return typeof written === 'string' && written !== '' && written.length <= MAX_TEXT ? written : undefined;
}

export function oneOf<Value extends string>(raw: Raw, name: string, values: readonly Value[]): Value | undefined {
  return values.find((value) => value === raw[name]);
}

export function commonSearch(raw: Raw): CommonSearch {
  const asOf = text(raw, 'asOf');
  return {
    dataset: text(raw, 'dataset'),
    lang: oneOf(raw, 'lang', LANGUAGES),
    asOf: asOf !== undefined && isDay(asOf) ? asOf : undefined,
  };
}

/** Whether a text is a day of the calendar: 2020-02-30 is none, and no year is 0. */
function isDay(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written) || written.startsWith('0000')) return false;
  const day = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}
