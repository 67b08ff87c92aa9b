import type { Context } from './context.ts';

/** A text in several languages, as the tables hold it. */
export type Names = Readonly<Record<string, string>>;

/** The languages of an Accept-Language header, the most wanted first. What is not well formed is passed over, as HTTP asks. */
export function acceptedLanguages(header: string | null): string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((q) => q !== undefined);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => isLanguage(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

export function isLanguage(tag: string): boolean {
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

/** The name in the language that is asked for, else in one that the reader accepts, else in the data set's own, else in any. */
export function pickName(
  names: unknown,
  lang: string | null | undefined,
  { languages, state }: Context,
  datasetId: number,
): string | null {
  const byLanguage = names as Names | null;
  if (!byLanguage) return null;
  const own = state.datasets.find((dataset) => dataset.id === datasetId)?.language;
  for (const wanted of [lang, ...languages, own]) {
    if (!wanted) continue;
    const exact = byLanguage[wanted];
    if (exact !== undefined) return exact;
    const near = Object.keys(byLanguage).find((tag) => sameLanguage(tag, wanted));
    if (near !== undefined) return byLanguage[near] ?? null;
  }
  return Object.values(byLanguage)[0] ?? null;
}

/** The language in which something that is not stored, such as a period's label, is written. */
export const writtenLanguage = (lang: string | null | undefined, { languages, state }: Context, datasetId: number) =>
  lang ?? languages[0] ?? state.datasets.find((dataset) => dataset.id === datasetId)?.language ?? 'en';
