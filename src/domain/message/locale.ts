/** A language in which messages are written. */
export type Locale = 'en' | 'zh-Hans';

export const DEFAULT_LOCALE: Locale = 'en';

/** The first of the language tags, the most wanted first, in which messages are written; English where there is none. */
export function pickLocale(tags: readonly string[]): Locale {
  for (const tag of tags) {
    const locale = parseLocale(tag);
    if (locale !== null) return locale;
  }
  return DEFAULT_LOCALE;
}

/** The locale of a language tag: zh, zh-CN and zh-SG are zh-Hans, zh-TW is none of ours. Null: no messages in that language, or no tag at all. */
export function parseLocale(tag: string): Locale | null {
  if (tag.length > MAX_TAG) return null;
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    if (language === 'en') return 'en';
    return language === 'zh' && script === 'Hans' ? 'zh-Hans' : null;
  } catch {
    return null;
  }
}

/** Reading a tag costs the square of its length. RFC 5646 reckons with 35 characters, extensions apart. */
export const MAX_TAG = 100;

/** The tag of a POSIX locale, as `LANG` holds it: zh_CN.UTF-8 → zh-CN. C and POSIX have none. */
export const posixTag = (locale: string): string => locale.replace(/[.@].*$/, '').replaceAll('_', '-');
