import { MAX_DESCRIPTOR_DEPTH } from './bound.ts';
import { shown } from './problem.ts';

/** Something in a JSON text that nothing can be done with. */
export interface BadJson {
  readonly path: string;
  readonly value: string | null;
  readonly message: string;
  readonly expected: string;
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
      const message = 'lists and objects are nested too deep';
      return { path, value: null, message, expected: `at most ${MAX_DESCRIPTOR_DEPTH} within each other` };
    }
    for (const [key, inner] of Object.entries(value)) {
      const place = path === '' ? key : `${path}.${key}`;
      if (UNSTORABLE.test(key)) return unstorable(place, key);
      // The one name that an object cannot be given: it would be lost without a word.
      if (key === '__proto__') return { path: place, value: key, message: 'is not a name', expected: 'another name' };
      open.push({ value: inner, path: place, depth: depth + 1 });
    }
  }
  return null;
}

const unstorable = (path: string, value: string): BadJson => ({
  path: path.replaceAll(/\0|\p{Surrogate}/gu, '�'),
  value: JSON.stringify(value),
  message: `${shown(value)} holds ${value.includes('\0') ? 'a NUL' : 'half of a surrogate pair'}, which is no text`,
  expected: 'a text without it',
});
