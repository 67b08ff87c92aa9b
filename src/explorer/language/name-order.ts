import type { InterfaceLanguage } from '../address/search.ts';

interface Named {
  readonly code: string;
  readonly name: string;
}

/** By language: a browser takes long to make one. */
const collators = new Map<string, Intl.Collator>();

/** In the order in which a reader of a language looks for names. */
export function sortByName<Entry extends Named>(entries: readonly Entry[], language: InterfaceLanguage): Entry[] {
  const collator = collators.get(language) ?? new Intl.Collator(language, { numeric: true });
  collators.set(language, collator);
  return entries.toSorted((one, other) => collator.compare(one.name, other.name) || (one.code < other.code ? -1 : 1));
}
