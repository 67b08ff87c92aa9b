import DataLoader from 'dataloader';
import type { DocumentNode } from 'graphql';
import { badInput, unavailable } from '../domain/errors.ts';
import { acceptedLanguages } from '../domain/language.ts';
import { todayIn } from '../domain/today.ts';
import type { Content } from '../store/content.ts';
import type { Database } from '../store/database.ts';
import { type DatasetState, readStateAsOf, readStateAtVersion, type State } from '../store/state.ts';
import { versionsOfCursors } from './cursor.ts';

/** What every resolver may use. It lives for one request and reads one state. */
export interface Context {
  readonly database: Database;
  /** What the request reads: what is published now, or what was when the page that it goes on with was begun. */
  readonly state: State;
  /** The state of a cursor; null: no such state. */
  stateAt(version: number): State | null;
  stateAsOf(moment: Date): Promise<State>;
  /** The data set with this code, or the default one. */
  datasetState(code: string | null | undefined): DatasetState | null;
  readonly languages: readonly string[];
  /** Today in a time zone. What was asked is remembered: an answer that depends on the day is another one tomorrow. */
  today(timeZone: string): string;
  readonly days: ReadonlyMap<string, string>;
  /** Gathers what is asked for under one key in one turn, and reads it at once. */
  batch<Key, Value>(name: string, read: (keys: readonly Key[]) => Promise<readonly Value[]>): DataLoader<Key, Value>;
}

export interface ContextOptions {
  readonly database: Database;
  /** What is published now, read after the request arrived; null where the database did not answer. */
  readonly content: Content | null;
  readonly defaultDataset: string | null;
  readonly acceptLanguage: string | null;
  readonly document: DocumentNode | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const NOTHING: State = { facts: 0, reports: 0, datasets: [] };

/** Takes the state, which is the only thing that every request needs; a request that asks only about the schema needs no database. */
export async function createContext(options: ContextOptions): Promise<Context> {
  const { database, content, document, variables } = options;
  if (document && asksOnlyAboutSchema(document)) return contextOf(options, NOTHING, new Map());

  if (!content) throw unavailable();
  const current = content.state;
  const states = new Map([[current.facts, current]]);
  const begun = document ? versionsOfCursors(document, variables) : new Set<number>();
  for (const version of begun) {
    const state = states.get(version) ?? (await readStateAtVersion(database, version));
    if (state) states.set(version, state);
  }
  // A request that goes on with a page is read whole in the state of that page.
  const [only] = begun;
  const state = (begun.size === 1 && only !== undefined && states.get(only)) || current;
  return contextOf(options, state, states);
}

function contextOf(
  { database, defaultDataset, acceptLanguage }: ContextOptions,
  state: State,
  states: ReadonlyMap<number, State>,
): Context {
  const loaders = new Map<string, DataLoader<unknown, unknown>>();
  const moments = new Map<number, Promise<State>>();
  const days = new Map<string, string>();
  const wanted = defaultDataset ?? state.datasets[0]?.code;
  return {
    database,
    state,
    stateAt: (version) => states.get(version) ?? null,
    stateAsOf: (moment) => {
      if (moment.getTime() > Date.now()) {
        throw badInput('asOf', 'asOf lies in the future: nobody knows what will be published.');
      }
      const known = moments.get(moment.getTime()) ?? readStateAsOf(database, moment);
      moments.set(moment.getTime(), known);
      return known;
    },
    datasetState: (code) => state.datasets.find((dataset) => dataset.code === (code ?? wanted)) ?? null,
    languages: acceptedLanguages(acceptLanguage),
    today: (timeZone) => {
      const today = days.get(timeZone) ?? todayIn(timeZone, new Date());
      days.set(timeZone, today);
      return today;
    },
    days,
    batch: <Key, Value>(name: string, read: (keys: readonly Key[]) => Promise<readonly Value[]>) => {
      const known = loaders.get(name) as DataLoader<Key, Value> | undefined;
      if (known) return known;
      const loader = new DataLoader<Key, Value, string>((keys) => read(keys), {
        cacheKeyFn: (key) => JSON.stringify(key),
      });
      loaders.set(name, loader as unknown as DataLoader<unknown, unknown>);
      return loader as unknown as DataLoader<Key, Value>;
    },
  };
}

function asksOnlyAboutSchema(document: DocumentNode): boolean {
  return document.definitions.every(
    (definition) =>
      definition.kind === 'OperationDefinition' &&
      definition.selectionSet.selections.every(
        (selection) => selection.kind === 'Field' && selection.name.value.startsWith('__'),
      ),
  );
}
