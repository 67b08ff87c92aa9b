import { foldText } from '../domain/text.ts';

/** Whether a search column holds a text somewhere; without a text, everything does. */
export function containsText(text: string | null | undefined): (searchText: string) => boolean {
  if (text == null) return () => true;
  const folded = foldText(text);
  return (searchText) => searchText.includes(folded);
}
