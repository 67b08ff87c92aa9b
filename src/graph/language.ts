import { sameLanguage } from '../domain/language.ts';
import type { Context } from './context.ts';

/** A text in several languages, as the tables hold it. */
export type Names = Readonly<Record<string, string>>;

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
