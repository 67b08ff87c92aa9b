import { findText } from '../../domain/core/merge-text.ts';
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
  const requested = lang == null ? undefined : findText(byLanguage, lang);
  if (requested !== undefined) return requested;
  for (const language of languages) {
    const accepted = findText(byLanguage, language);
    if (accepted !== undefined) return accepted;
  }
  const own = state.datasets.find((dataset) => dataset.id === datasetId)?.language;
  return (own && findText(byLanguage, own)) ?? Object.values(byLanguage)[0] ?? null;
}

/** The language in which something that is not stored, such as a period's label, is written. */
export const writtenLanguage = (lang: string | null | undefined, { languages, state }: Context, datasetId: number) =>
  lang ?? languages[0] ?? state.datasets.find((dataset) => dataset.id === datasetId)?.language ?? 'en';
