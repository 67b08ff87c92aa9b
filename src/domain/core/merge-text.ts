import { sameLanguage } from './language.ts';

/** A text per language tag. */
type Texts = Readonly<Record<string, string>>;

/** The text in a language that readers take for the same: zh-Hans and zh are one. */
export function findText(texts: Texts, language: string): string | undefined {
  // `toString` and `valueOf` are well-formed language tags, and every object inherits something of that name.
  if (Object.hasOwn(texts, language)) return texts[language];
  const near = Object.keys(texts).find((tag) => sameLanguage(tag, language));
  return near === undefined ? undefined : texts[near];
}

/** Merges texts: takes each language from the first that has it. Null where there are none. */
export function mergeTexts(givers: readonly (Texts | null | undefined)[]): Texts | null {
  const [first, ...others] = givers.filter((texts) => texts != null);
  if (first === undefined) return null;
  const merged: Record<string, string> = { ...first };
  for (const texts of others) {
    const lacking = Object.entries(texts).filter(([language]) => findText(merged, language) === undefined);
    Object.assign(merged, Object.fromEntries(lacking));
  }
  return merged;
}
