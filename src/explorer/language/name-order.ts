import type { InterfaceLanguage } from '../address/search.ts';

interface Named {
  readonly code: string;
  readonly name: string;
}

/** By language: a browser takes long to make one. */
const collators = new Map<string, Intl.Collator>();

export function collatorOf(language: InterfaceLanguage): Intl.Collator {
  const collator = collators.get(language) ?? new Intl.Collator(language, { numeric: true });
  collators.set(language, collator);
  return collator;
}

/** In the order in which a reader of a language looks for names. */
export function sortByName<Entry extends Named>(entries: readonly Entry[], language: InterfaceLanguage): Entry[] {
  const { compare } = collatorOf(language);
  return entries.toSorted((one, other) => compare(one.name, other.name) || (one.code < other.code ? -1 : 1));
}
