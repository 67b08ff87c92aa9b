import { distance } from 'fastest-levenshtein';
import { message, type Text } from '../message/message.ts';

/** Longer names are not compared, and no more changes are taken for a slip: each comparison takes the product of both. */
const MAX_COMPARED = 60;
const MAX_CHANGES = 10;

/** What was probably meant: the known name that differs least, null when none is near or the given one is no name but a long text. */
export function nearest(given: string, known: Iterable<string>): string | null {
  if (given.length > MAX_COMPARED) return null;
  const wanted = given.toLowerCase();
  let found: string | null = null;
  let limit = Math.min(MAX_CHANGES, Math.max(2, Math.floor(given.length / 2)));
  for (const name of known) {
    if (name.length > MAX_COMPARED + MAX_CHANGES) continue;
    const other = name.toLowerCase();
    if (Math.abs(other.length - wanted.length) > limit) continue;
    const steps = distance(wanted, other);
    if (steps > limit || (found !== null && steps === limit)) continue;
    found = name;
    limit = steps;
  }
  return found;
}

/** A sentence without its full stop, and the nearest known name after it where one is near. */
export function didYouMean(given: string, known: Iterable<string>, sentence: Text): Text {
  const name = nearest(given, known);
  return name === null ? sentence : message('domain.nearest-name', { sentence, name: JSON.stringify(name) });
}
