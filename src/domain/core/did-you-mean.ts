import { distance } from 'fastest-levenshtein';
import { message, type Text } from '../message/message.ts';

/** Longer names are not compared, and no more changes are taken for a slip: each comparison takes the product of both. */
const MAX_COMPARED = 60;
const MAX_CHANGES = 10;

/** Kinds of places and of figures: that two names share nothing else brings them no nearer. */
const GENERIC = new Set('省市州盟区县旗镇乡村街道社率数量额比');
const HAN = /\p{Script=Han}/u;

/** The characters that say what is meant: of a Chinese name, those that many others do not have as well. */
function tellingCharacters(name: string): readonly string[] {
  const all = [...new Set(name.replace(/\s/g, ''))];
  if (!HAN.test(name)) return all;
  const telling = all.filter((character) => !GENERIC.has(character));
  return telling.length > 0 ? telling : all;
}

/**
 * What was probably meant: the known name that differs least, null when none is near or the given one is no name but a long text. Of a Chinese
 * name, the only one that begins with the same words goes before it, and of a short one not all may differ.
 */
export function nearest(given: string, known: Iterable<string>): string | null {
  if (given.length > MAX_COMPARED) return null;
  const names = [...known];
  return onlyBeginning(given, names) ?? leastDifferent(given, names);
}

/** The only Chinese name that begins with the words of the given one, as 张家川回族自治县 does with those of 张家川县. */
function onlyBeginning(given: string, names: readonly string[]): string | null {
  let end = given.length;
  while (end > 0 && GENERIC.has(given.charAt(end - 1))) end--;
  // Two characters are a word.
  if (end < 2 || !HAN.test(given)) return null;
  const words = given.slice(0, end);
  const [name, another] = new Set(names.filter((one) => one.startsWith(words)));
  return another === undefined ? (name ?? null) : null;
}

function leastDifferent(given: string, names: readonly string[]): string | null {
  const wanted = given.toLowerCase();
  const telling = tellingCharacters(wanted);
  const least = HAN.test(given) ? 1 : 2;
  let found: string | null = null;
  let limit = Math.min(MAX_CHANGES, Math.max(least, Math.floor(given.length / 2)));
  for (const name of names) {
    if (name.length > MAX_COMPARED + MAX_CHANGES) continue;
    const other = name.toLowerCase();
    if (Math.abs(other.length - wanted.length) > limit) continue;
    if (!telling.some((character) => other.includes(character))) continue;
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
