import { message, type Text } from '../../domain/message/message.ts';
import { MAX_DESCRIPTOR_DEPTH } from './bound.ts';
import { quoted } from './problem.ts';

/** Something in a JSON text that nothing can be done with. */
export interface BadJson {
  readonly path: string;
  readonly value: string | null;
  readonly message: Text;
  readonly expected: Text;
}

/** A NUL, or half of a surrogate pair: neither can be stored as text. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Goes through all that was parsed, without recursion, because the depth is what is looked at; the first thing that is wrong, or null. */
export function findBadJson(json: unknown): BadJson | null {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: json, path: '', depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value === 'string' && UNSTORABLE.test(value)) return unstorable(path, value);
    if (typeof value !== 'object' || value === null) continue;
    if (depth === MAX_DESCRIPTOR_DEPTH) {
      const expected = message('import.max-nesting', { max: MAX_DESCRIPTOR_DEPTH });
      return { path, value: null, message: message('import.nested-too-deep'), expected };
    }
    for (const [key, inner] of Object.entries(value)) {
      const place = path === '' ? key : `${path}.${key}`;
      if (UNSTORABLE.test(key)) return unstorable(place, key);
      // The one name that an object cannot be given: it would be lost without a word.
      if (key === '__proto__') {
        const text = message('import.not-a-key', { name: key });
        return { path: place, value: key, message: text, expected: message('import.another-name') };
      }
      open.push({ value: inner, path: place, depth: depth + 1 });
    }
  }
  return null;
}

const unstorable = (path: string, value: string): BadJson => ({
  path: path.replaceAll(/\0|\p{Surrogate}/gu, '�'),
  value: JSON.stringify(value),
  message: value.includes('\0')
    ? message('import.nul-in-text', { text: quoted(value) })
    : message('import.half-character-in-text', { text: quoted(value) }),
  expected: message('import.text-without-it'),
});
