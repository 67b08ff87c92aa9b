type Raw = Readonly<Record<string, unknown>>;

/** What an address asks for and a page does not have. */
export interface Stray {
  readonly name: string;
  readonly value: string;
}

/** The codes that each name may have, as far as all of them are known. */
export type Known = Readonly<Record<string, readonly string[] | undefined>>;

/** Values that are lists of codes, with commas between them. */
const LISTS: ReadonlySet<string> = new Set(['metrics', 'regions', 'rows', 'columns']);

interface CodeList<Entry> {
  readonly nodes: readonly Entry[];
  readonly totalCount: number;
}

/** The codes of a list; nothing is known of one that is not whole. */
export const knownIn = <Entry>(
  { nodes, totalCount }: CodeList<Entry>,
  codeOf: (entry: Entry) => string,
): Known[string] => (nodes.length === totalCount ? nodes.map(codeOf) : undefined);

const codesOf = (name: string, value: string): readonly string[] =>
  LISTS.has(name) ? value.split(',').filter((code) => code !== '') : [value];

/** What of an address no data set could have: names and values that its page does not take. Empty ones ask for nothing. */
export const findStray = (raw: Raw, taken: Raw): readonly Stray[] =>
  Object.entries(raw)
    .filter(([name, value]) => value !== '' && taken[name] === undefined)
    .map(([name, value]) => ({ name, value: `${value}` }));

/** What of an address a data set does not have. */
export const findUnknown = (search: Raw, known: Known): readonly Stray[] =>
  Object.entries(known).flatMap(([name, codes]) => {
    const value = search[name];
    if (typeof value !== 'string' || codes === undefined) return [];
    return codesOf(name, value)
      .filter((code) => !codes.includes(code))
      .map((code) => ({ name, value: code }));
  });

/** What a page takes of its address, without what is not there. */
export function withoutStray(taken: Raw, strays: readonly Stray[]): Raw {
  const isStray = (name: string, code: string) => strays.some((stray) => stray.name === name && stray.value === code);
  const entries = Object.entries(taken).map(([name, value]) => {
    const codes = typeof value === 'string' ? codesOf(name, value) : [];
    return [name, codes.filter((code) => !isStray(name, code)).join(',') || undefined] as const;
  });
  return Object.fromEntries(entries);
}
