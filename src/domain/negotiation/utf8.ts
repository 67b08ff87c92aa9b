import { badInput } from '../core/errors.ts';
import { message } from '../message/message.ts';

const MAX_SHOWN_LENGTH = 100;
/** Bytes that are written in percent notation. A percent sign that begins none stands for itself, as the URL standard has it. */
const ESCAPED = /(?:%[\da-f]{2})+/gi;

/** Refuses bytes that are no UTF-8: URLSearchParams would read U+FFFD for them, and the parameter would mean another text. */
export function assertUtf8(search: string): void {
  for (const pair of search.replace(/^\?/, '').split('&')) {
    if (isUtf8Notation(pair)) continue;
    const [name = ''] = new URLSearchParams(pair).keys();
    const shown = name.slice(0, MAX_SHOWN_LENGTH);
    throw badInput(shown, message('parameter.not-utf-8', { name: shown }));
  }
}

/** Whether all bytes in percent notation are UTF-8. */
export function isUtf8Notation(text: string): boolean {
  try {
    for (const [bytes] of text.matchAll(ESCAPED)) decodeURIComponent(bytes);
    return true;
  } catch {
    return false;
  }
}
