/** Longer texts are no headers, and are not taken apart. */
const MAX_TEMPLATED = 300;
const MAX_GAPS = 6;

/** A gap takes as much as it can, or so many characters. */
type Part = { readonly literal: string } | { readonly gap: string; readonly length: number | null };

/** Takes a text apart: `2020年11月排查` by `{period}{metric}`, and 620502 by `{city:4}{_:2}`. */
export interface Template {
  /** What stands in each gap; null where the text is of another form. */
  read(text: string, isPeriod: (part: string) => boolean): ReadonlyMap<string, string> | null;
  readonly gaps: ReadonlySet<string>;
}

/** Reads a template; null where it has no gap, or more than can be told apart. */
export function parseTemplate(text: string): Template | null {
  const parts: Part[] = [];
  let at = 0;
  for (const found of text.matchAll(/\{([^{}]+)\}/g)) {
    if (found.index > at) parts.push({ literal: text.slice(at, found.index) });
    const [, gap = '', length] = /^(.*?)(?::(\d{1,3}))?$/.exec(found[1] ?? '') ?? [];
    parts.push({ gap, length: length === undefined ? null : Number(length) });
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ literal: text.slice(at) });
  const gaps = parts.flatMap((part) => ('gap' in part ? [part.gap] : []));
  if (gaps.length === 0 || gaps.length > MAX_GAPS) return null;
  return {
    gaps: new Set(gaps),
    read: (given, isPeriod) => (given.length > MAX_TEMPLATED ? null : match(given.trim(), parts, isPeriod)),
  };
}

/** Whether a place lies between two digits: of 2019-2021 no part is the fiscal year 2019-20. */
const cutsNumber = (text: string, at: number): boolean => /^\d{2}$/.test(text.slice(at - 1, at + 1));

/**
 * Gives each gap as much as it can take from the left on, which is what makes `(…)` at the end the unit of a name that holds brackets itself.
 * What failed at a place is remembered, so that the time grows with the length of the text times that of the template.
 */
function match(
  text: string,
  parts: readonly Part[],
  isPeriod: (part: string) => boolean,
): ReadonlyMap<string, string> | null {
  const failed = new Set<number>();
  const found = new Map<string, string>();
  const walk = (index: number, at: number): boolean => {
    const part = parts[index];
    if (part === undefined) return at === text.length;
    const key = index * (MAX_TEMPLATED + 1) + at;
    if (failed.has(key)) return false;
    if ('literal' in part) {
      if (text.startsWith(part.literal, at) && walk(index + 1, at + part.literal.length)) return true;
    } else {
      const last = part.length === null ? text.length : Math.min(text.length, at + part.length);
      const first = part.length === null ? at + 1 : at + part.length;
      for (let end = last; end >= first && end > at; end--) {
        const next = parts[index + 1];
        if (next !== undefined && 'literal' in next && !text.startsWith(next.literal, end)) continue;
        if (next === undefined && end < text.length) break;
        const own = text.slice(at, end).trim();
        const isWrong = part.gap === 'period' && ((part.length === null && cutsNumber(text, end)) || !isPeriod(own));
        if (own === '' || isWrong || !walk(index + 1, end)) continue;
        found.set(part.gap, own);
        return true;
      }
    }
    failed.add(key);
    return false;
  };
  return walk(0, 0) ? found : null;
}
