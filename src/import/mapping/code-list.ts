import { didYouMean, nearest } from '../../domain/core/did-you-mean.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { ONE, UNKNOWN } from '../catalogue/kind.ts';
import { Wrong } from '../package/cell.ts';
import type { CodeKind } from '../package/column.ts';
import { quoted } from '../package/problem.ts';
import { nameKey } from '../text/plain-text.ts';

/** Something that has a code, and what it is called. */
export interface NamedCode {
  readonly code: string;
  /** Other codes that mean the same. */
  readonly aliases?: readonly string[];
  /** In every language. */
  readonly names: readonly string[];
  /** What tells it apart from others of its name, such as the region that it lies in. */
  readonly hint?: string;
  /** Whether it is of the data set itself, and so goes before others of its name. */
  readonly isOwn?: boolean;
}

/** Finds the code for a text. Throws Wrong where none or several may be meant. */
export interface CodeList {
  find(text: string): string;
  /** Whether it finds one. */
  readonly has: (text: string) => boolean;
}

/** What there is to choose from, and what the mapping says itself. */
export interface CodeListOptions {
  readonly entries: Iterable<NamedCode>;
  readonly codes?: Readonly<Record<string, string>> | undefined;
  /** What the list is of, for messages. */
  readonly kind: CodeKind;
  /** Where the mapping may say what is meant, for messages. */
  readonly at: string;
  /** What is done with a text that the list does not have, or has as the code of several: it is refused, or passed on as it is. */
  readonly unknown?: 'REFUSE' | 'PASS';
}

const keysOf = new WeakMap<readonly NamedCode[], ReadonlySet<string>>();

/** All codes and names of a list, as `nameKey` makes them comparable. They are made once for each list. */
export function nameKeys(entries: readonly NamedCode[]): ReadonlySet<string> {
  const known = keysOf.get(entries);
  if (known !== undefined) return known;
  const made = new Set(entries.flatMap(({ code, names }) => [code, ...names]).map(nameKey));
  keysOf.set(entries, made);
  return made;
}

const calledOf = new WeakMap<readonly NamedCode[], ReadonlyMap<string, readonly NamedCode[]>>();

/** The entries of a list that have a text as their code, or as one of their names. They are looked up in what is made once for each list. */
export function entriesCalled<Entry extends NamedCode>(entries: readonly Entry[], text: string): readonly Entry[] {
  const known = calledOf.get(entries) as ReadonlyMap<string, readonly Entry[]> | undefined;
  const called = known ?? groupByName(entries);
  if (known === undefined) calledOf.set(entries, called);
  return called.get(nameKey(text)) ?? [];
}

function groupByName<Entry extends NamedCode>(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const called = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const key of new Set([entry.code, ...entry.names].map(nameKey))) {
      const same = called.get(key);
      if (same) same.push(entry);
      else called.set(key, [entry]);
    }
  }
  return called;
}

/** The nearest code or name of the data set itself; where it has none, that of another, which is told as such. */
function nearestOf(given: string, entries: readonly NamedCode[], sentence: Text): Text {
  const [own, others] = [true, false].map((isOwn) =>
    entries.filter((entry) => (entry.isOwn ?? false) === isOwn).flatMap(({ code, names }) => [code, ...names]),
  );
  const near = nearest(given, own ?? []);
  if (near !== null || own?.length === 0) return didYouMean(given, near === null ? (others ?? []) : [near], sentence);
  const foreign = nearest(given, others ?? []);
  if (foreign === null) return sentence;
  return message('mapping.nearest-elsewhere', { sentence, name: JSON.stringify(foreign) });
}

const MAX_CHOICES = 12;

/** Those that a text stands for: of the data set itself, or else all. */
function meant(found: Iterable<NamedCode> = []): readonly NamedCode[] {
  const all = [...found];
  const own = all.filter(({ isOwn }) => isOwn);
  return own.length > 0 ? own : all;
}

/**
 * A list is searched in this order: what the mapping says, codes, other codes, names. Of several that have a name, those of the data set itself
 * are meant; where that leaves several, the name is refused, with them.
 */
export function buildCodeList({ entries, codes = {}, kind, at, unknown = 'REFUSE' }: CodeListOptions): CodeList {
  const said = new Map(Object.entries(codes).map(([text, code]) => [nameKey(text), code]));
  const byCode = new Map<string, NamedCode>();
  const byAlias = new Map<string, Set<NamedCode>>();
  const byName = new Map<string, Set<NamedCode>>();
  const add = (index: Map<string, Set<NamedCode>>, key: string, entry: NamedCode) =>
    index.set(key, (index.get(key) ?? new Set()).add(entry));
  for (const entry of entries) {
    byCode.set(entry.code, entry);
    for (const alias of entry.aliases ?? []) add(byAlias, alias, entry);
    for (const name of entry.names) add(byName, nameKey(name), entry);
  }
  const known = new Map<string, string | Wrong>();

  const look = (text: string): string | Wrong => {
    const given = text.trim();
    const code = said.get(nameKey(given));
    if (code !== undefined) return code;
    if (byCode.has(given)) return given;
    const aliased = meant(byAlias.get(given));
    if (unknown === 'PASS' && aliased.length > 1) return given;
    for (const found of [aliased, meant(byName.get(nameKey(given)))]) {
      const [first, ...others] = found;
      if (first === undefined) continue;
      if (others.length === 0) return first.code;
      const shown = found.map(({ code, hint }) => (hint ? `${code} (${hint})` : code));
      const choices = shown.length > MAX_CHOICES ? [...shown.slice(0, MAX_CHOICES), '…'] : shown;
      const text = message('mapping.ambiguous', { text: quoted(given) });
      return new Wrong(text, message('mapping.code-expected', { at, choices: list(choices) }));
    }
    if (unknown === 'PASS') return given;
    const expected = message('mapping.known-expected', { kind: message(ONE[kind]), at });
    return new Wrong(message(UNKNOWN[kind], { code: quoted(given) }), () =>
      nearestOf(given, [...byCode.values()], expected),
    );
  };

  const lookOnce = (text: string): string | Wrong => {
    const found = known.get(text) ?? look(text);
    known.set(text, found);
    return found;
  };
  return {
    find(text) {
      const found = lookOnce(text);
      if (typeof found === 'string') return found;
      throw found;
    },
    has: (text) => {
      const found = lookOnce(text);
      return typeof found === 'string' && found !== '';
    },
  };
}
