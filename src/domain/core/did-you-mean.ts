import { message, type Text } from '../message/message.ts';

/** Longer names are not compared, and no more changes are taken for a slip: each comparison takes the product of both. */
const MAX_COMPARED = 60;
const MAX_CHANGES = 10;

/** The Levenshtein distance, or Infinity as soon as it must exceed `limit`. Only places that are so near each other are looked at. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  let current: number[] = [];
  for (let i = 1; i <= a.length; i++) {
    const first = Math.max(1, i - limit);
    const last = Math.min(b.length, i + limit);
    let least = first === 1 ? i : Infinity;
    current[first - 1] = least;
    for (let j = first; j <= last; j++) {
      const changed = (previous[j - 1] ?? Infinity) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const steps = Math.min(changed, (previous[j] ?? Infinity) + 1, (current[j - 1] ?? Infinity) + 1);
      current[j] = steps;
      if (steps < least) least = steps;
    }
    if (least > limit) return Infinity;
    // The next row looks one place further than this one went.
    current[last + 1] = Infinity;
    [previous, current] = [current, previous];
  }
  return previous[b.length] ?? Infinity;
}

/** What was probably meant: the known name that differs least, null when none is near or the given one is no name but a long text. */
export function nearest(given: string, known: Iterable<string>): string | null {
  if (given.length > MAX_COMPARED) return null;
  const wanted = given.toLowerCase();
  let found: string | null = null;
  let limit = Math.min(MAX_CHANGES, Math.max(2, Math.floor(given.length / 2)));
  for (const name of known) {
    if (name.length > MAX_COMPARED + MAX_CHANGES) continue;
    const steps = distance(wanted, name.toLowerCase(), limit);
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
