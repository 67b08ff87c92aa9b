/** The Levenshtein distance, or Infinity as soon as it must exceed `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(changed, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
    }
    if (Math.min(...current) > limit) return Infinity;
    previous = current;
  }
  return previous[b.length] ?? Infinity;
}

/** What was probably meant: the known name that differs least, null when none is near. */
export function nearest(given: string, known: Iterable<string>): string | null {
  let found: string | null = null;
  let limit = Math.max(2, Math.floor(given.length / 2));
  for (const name of known) {
    const steps = distance(given.toLowerCase(), name.toLowerCase(), limit);
    if (steps > limit || (found !== null && steps === limit)) continue;
    found = name;
    limit = steps;
  }
  return found;
}

/** The nearest known name as an expectation, or what is said where none is near. */
export function didYouMean(given: string, known: Iterable<string>, otherwise: string): string {
  const name = nearest(given, known);
  return name === null ? otherwise : `${otherwise}; the nearest is ${JSON.stringify(name)}`;
}
