import { badInput } from '../../../domain/core/errors.ts';
import { message } from '../../../domain/message/message.ts';

const MAX_SHOWN_LENGTH = 100;
/** Bytes that are written in percent notation. A percent sign that begins none stands for itself, as the URL standard has it. */
const ESCAPED = /(?:%[\da-f]{2})+/gi;

/** Refuses bytes that are no UTF-8: URLSearchParams would read U+FFFD for them, and the parameter would look for another text. */
export function assertUtf8(search: string): void {
  for (const pair of search.replace(/^\?/, '').split('&')) {
    if (isUtf8(pair)) continue;
    const [name = ''] = new URLSearchParams(pair).keys();
    const shown = name.slice(0, MAX_SHOWN_LENGTH);
    throw badInput(shown, message('files.not-utf-8', { name: shown }));
  }
}

function isUtf8(text: string): boolean {
  try {
    for (const [bytes] of text.matchAll(ESCAPED)) decodeURIComponent(bytes);
    return true;
  } catch {
    return false;
  }
}
