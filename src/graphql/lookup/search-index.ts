import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import MiniSearch, { type SearchResult } from 'minisearch';
import { GivenUp } from '../../domain/core/errors.ts';
import { foldText } from '../../domain/core/text.ts';
import type { Catalogue } from '../../read/catalogue/catalogue.ts';
import { formatState, type Snapshot } from '../../read/core/snapshot.ts';
import { type SearchEntry as Named, readSearchEntries } from '../../read/plan/search-entry.ts';
import type { Context } from '../core/context.ts';

/** What an entity is called in one language. */
interface Label {
  readonly id: string;
  readonly type: Named['type'];
  readonly key: number;
  readonly language: string;
  readonly code: string;
  readonly name: string;
  readonly definition: string;
}

export interface Found {
  readonly type: Named['type'];
  readonly key: number;
  readonly score: number;
}

const HAN = /\p{Script=Han}+/gu;
/** A word, or a number: its decimal point does not part it. */
const WORD = /\d+(?:\.\d+)*[\p{L}\p{N}]*|[\p{L}\p{N}]+/gu;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * The terms of a text. Chinese is written without blanks: it is cut into words, and besides into pairs of characters, because the
 * words of a question and those of a name are not always cut alike (破案率 into 破案 and 率, or into one).
 */
export function splitTerms(text: string): string[] {
  const folded = foldText(text);
  const terms = new Set(folded.replace(HAN, ' ').match(WORD) ?? []);
  for (const [run] of folded.matchAll(HAN)) {
    for (const { segment } of words.segment(run)) terms.add(segment);
    for (let index = 0; index + 1 < run.length; index++) terms.add(run.slice(index, index + 2));
  }
  return [...terms];
}

const isHan = (term: string) => /^\p{Script=Han}/u.test(term);
const isNumber = (term: string) => /^[\d.]+$/.test(term);

/** What classifies others stands below what has figures, tasks or reports of its own and a name that fits as well: a unit is often called as its metric is. */
const CLASSIFYING: ReadonlySet<unknown> = new Set<Named['type']>(['Theme', 'Unit', 'Dimension', 'Category', 'Rating']);
const CLASSIFYING_WEIGHT = 0.5;

const FIELDS = ['name', 'code', 'definition'];

const options = {
  fields: FIELDS,
  storeFields: ['type', 'key', 'language'],
  tokenize: splitTerms,
  processTerm: (term: string) => term,
  searchOptions: {
    boost: { name: 4, code: 2 },
    boostDocument: (_id: unknown, _term: string, stored?: Record<string, unknown>) =>
      CLASSIFYING.has(stored?.type) ? CLASSIFYING_WEIGHT : 1,
    prefix: (term: string) => !isHan(term) && term.length > 2,
    fuzzy: (term: string) => (isHan(term) || isNumber(term) || term.length < 5 ? false : 0.2),
  },
};

/** What is searched. */
interface Searched {
  readonly catalogue: Catalogue;
  readonly state: Snapshot;
}

type Indexes = LRUCache<string, Promise<MiniSearch<Label>>>;

/**
 * One index for each state, beside the catalogue that it is of: a publication makes a new one. Those of the states that were searched last stay:
 * a page that was begun with a moment is in the present catalogue, and shows other rows of it. Of moments there are any number: they take no place
 * from what all others search.
 */
const kept = new WeakMap<Catalogue, { readonly publications: Indexes; readonly moments: Indexes }>();
const KEPT_STATES = 2;

function indexesBeside(catalogue: Catalogue, { asOf }: Snapshot): Indexes {
  const max = KEPT_STATES;
  const indexes = kept.get(catalogue) ?? { publications: new LRUCache({ max }), moments: new LRUCache({ max }) };
  kept.set(catalogue, indexes);
  return asOf === null ? indexes.publications : indexes.moments;
}

/**
 * The index of a state. Whoever searches while it is made waits for it, and makes it where whoever began was given up. Each that makes it takes a
 * turn first, which what is given up itself has none of: of a thousand searches that end together, all would begin with it, one after the other.
 */
export async function searchIndex(
  searched: Searched,
  asking: Pick<Context, 'database' | 'own' | 'takeTurn' | 'waitFor'>,
): Promise<MiniSearch<Label>> {
  const indexes = indexesBeside(searched.catalogue, searched.state);
  const name = formatState(searched.state);
  for (;;) {
    const begun = indexes.get(name);
    const index = begun && (await asking.waitFor(begun).catch(nullWhereGivenUp));
    if (index) return index;
    await asking.takeTurn();
    if (!indexes.has(name)) break;
  }
  const made = buildIndex(searched, asking);
  indexes.set(name, made);
  // What failed is tried again by the next search. Another may be made by now, where this one had to leave.
  made.catch(() => indexes.peek(name) === made && indexes.delete(name));
  return made;
}

function nullWhereGivenUp(error: unknown): null {
  if (error instanceof GivenUp) return null;
  throw error;
}

/** Labels that are put into an index in one turn, which takes some milliseconds. */
const LABELS_AT_ONCE = 10;

async function buildIndex(
  { catalogue, state }: Searched,
  { database, own, takeTurn }: Pick<Context, 'database' | 'own' | 'takeTurn'>,
): Promise<MiniSearch<Label>> {
  const index = new MiniSearch<Label>(options);
  // The index of what is published now is made to its end, once for all: it may take longer than one answer may. Of moments there are any number.
  const isForAll = state.asOf === null && !state.past;
  const rows = await readSearchEntries(isForAll ? own : database, catalogue, state);
  const pause = isForAll ? () => takeTurn().catch(() => setImmediate()) : takeTurn;
  const labels = rows.flatMap(labelsOf);
  for (let from = 0; from < labels.length; from += LABELS_AT_ONCE) {
    await pause();
    index.addAll(labels.slice(from, from + LABELS_AT_ONCE));
  }
  return index;
}

function labelsOf({ type, key, code, name, definition }: Named): Label[] {
  const languages = new Set([...Object.keys(name ?? {}), ...Object.keys(definition ?? {})]);
  // What has no name in its source can still be found by its code.
  return [...(languages.size > 0 ? languages : [''])].map((language) => ({
    id: `${type}:${key}:${language}`,
    type,
    key,
    language,
    code,
    name: name?.[language] ?? '',
    definition: definition?.[language] ?? '',
  }));
}

/**
 * What fits a text, best first: what holds every term of it, or where nothing does, what holds some, of which numbers alone are too little: codes and
 * names have many. Where names in one language are wanted, codes
 * are looked at in all: what has no name in that language has a code nonetheless.
 */
export function searchFor(
  index: MiniSearch<Label>,
  text: string,
  isOfKind: (type: Named['type']) => boolean,
  isInLanguage: ((language: string) => boolean) | null,
): Found[] {
  const terms = splitTerms(text);
  const isEnough = ({ queryTerms }: SearchResult) =>
    queryTerms.length >= terms.length || !queryTerms.every((term) => isNumber(term));
  const search = (combineWith: 'AND' | 'OR', fields: string[], isWanted: (label: Label) => boolean) => {
    const filter = (result: SearchResult) => isEnough(result) && isWanted(result as SearchResult & Label);
    return index.search(text, { combineWith, fields, filter });
  };
  const find = (combineWith: 'AND' | 'OR'): readonly SearchResult[] => {
    const ofKind = ({ type }: Label) => isOfKind(type);
    if (!isInLanguage) return search(combineWith, FIELDS, ofKind);
    const named = search(combineWith, FIELDS, (label) => ofKind(label) && isInLanguage(label.language));
    return [...named, ...search(combineWith, ['code'], ofKind)];
  };
  const all = find('AND');
  const best = new Map<string, Found>();
  for (const result of all.length > 0 ? all : find('OR')) {
    const { type, key, score } = result as SearchResult & Label;
    const name = `${type}:${key}`;
    const known = best.get(name);
    if (!known || known.score < score) best.set(name, { type, key, score });
  }
  return [...best.values()].sort(
    (a, b) => b.score - a.score || (a.type < b.type ? -1 : a.type > b.type ? 1 : a.key - b.key),
  );
}
