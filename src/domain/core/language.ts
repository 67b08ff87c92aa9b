import { type Locale, pickLocale } from '../message/locale.ts';

/** The languages of an Accept-Language header, the most wanted first. What is not well formed is passed over, as HTTP asks. */
export function acceptedLanguages(header: string | null): string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((text) => /^q=([\d.]+)$/.exec(text.trim())?.[1]).find((q) => q !== undefined);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => isLanguage(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/** Reading a tag costs the square of its length. RFC 5646 reckons with 35 characters, extensions apart. */
const MAX_TAG = 100;

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

/** The language of the messages of an answer, by the Accept-Language of its request. */
export const messageLocale = (acceptLanguage: string | null): Locale => pickLocale(acceptedLanguages(acceptLanguage));
