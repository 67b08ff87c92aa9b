import { MAX_TAG } from '../message/locale.ts';

export function isLanguage(tag: string): boolean {
  if (tag.length > MAX_TAG) return false;
  try {
    return tag !== '' && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const scripts = new Map<string, string>();

/** A tag's language and script: zh-CN and zh are zh-Hans, zh-TW is zh-Hant. */
function scriptOf(tag: string): string {
  let script = scripts.get(tag);
  if (script === undefined) {
    const { language, script: written } = new Intl.Locale(tag).maximize();
    script = `${language}-${written}`;
    if (scripts.size < 1_000) scripts.set(tag, script);
  }
  return script;
}

export const sameLanguage = (a: string, b: string): boolean => a !== '' && scriptOf(a) === scriptOf(b);
