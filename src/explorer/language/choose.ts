import type { InterfaceLanguage } from '../address/search.ts';

/** The language of the browser, if the page speaks it. */
export function browserLanguage(): InterfaceLanguage | null {
  for (const tag of navigator.languages) {
    if (/^zh(?:-|$)/i.test(tag)) return 'zh-Hans';
    if (/^en(?:-|$)/i.test(tag)) return 'en';
  }
  return null;
}

/** The language that a page begins in, before the data set has told its own. */
export const firstLanguage = (lang: InterfaceLanguage | undefined): InterfaceLanguage =>
  lang ?? browserLanguage() ?? 'en';

/** The interface language that is nearest to a language of a data set. */
export const nearestLanguage = (tag: string): InterfaceLanguage => (tag.startsWith('zh') ? 'zh-Hans' : 'en');
