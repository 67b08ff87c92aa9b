import { limitExceeded } from '../../domain/core/errors.ts';
import { foldText } from '../../domain/core/text.ts';
import { message } from '../../domain/message/message.ts';

/** No code or title is longer, and the marks of one letter cost the square of their number to bring into order. */
const MAX_TEXT = 1_000;

/** A text that is looked for, as texts are compared. */
export function foldedText(text: string): string {
  if (text.length <= MAX_TEXT) return foldText(text);
  const values = { max: MAX_TEXT, length: text.length };
  throw limitExceeded('text', message('graphql.filter-text-too-long', values), MAX_TEXT, text.length);
}

/** Whether a search column holds a text somewhere; without a text, everything does. */
export function containsText(text: string | null | undefined): (searchText: string) => boolean {
  if (text == null) return () => true;
  const folded = foldedText(text);
  return (searchText) => searchText.includes(folded);
}
