import type { DocumentNode, GraphQLResolveInfo } from 'graphql';
import type { Database } from '../../database/database.ts';
import type { Sql } from '../../database/sql.ts';
import { badInput, unavailable } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { acceptedLanguages } from '../../domain/negotiation/accept.ts';
import { todayIn } from '../../domain/period/today.ts';
import type { Catalogue } from '../../read/catalogue/catalogue.ts';
import type { ColumnarReading } from '../../read/columnar/columnar.ts';
import type { ContentSizes } from '../../read/core/size.ts';
import {
  type DatasetSnapshot,
  formatState,
  NOTHING,
  readNamedSnapshot,
  readSnapshotAsOf,
  type Snapshot,
} from '../../read/core/snapshot.ts';
import type { Content } from '../../read/published-content.ts';
import { statesOfCursors } from './cursor.ts';
import type { Pieces } from './piece.ts';
import type { TakeTurn, WaitFor } from './turn.ts';

/** What every resolver may use. It lives for one request and reads one state. */
export interface Context {
  readonly database: Database;
  /** For what is read once for all who ask, such as the index of the search: it waits for nothing that this request waits for, and is not given up with it. */
  readonly own: Sql;
  /** What the request reads: what is published now, or what was when the page that it goes on with was begun. */
  readonly state: Snapshot;
  /** What figures and tasks are about, held in memory. */
  readonly catalogue: Catalogue;
  /** The same as it stood in a state of the past. */
  catalogueOf(state: Snapshot): Catalogue;
  /** How much is stored, which is what requests are weighed by. */
  readonly sizes: ContentSizes;
  /** Columnar copies of what is published; null: there are none. */
  readonly columnar: ColumnarReading | null;
  /** The state of a cursor; null: no such state. */
  stateAt(named: Pick<Snapshot, 'facts' | 'asOf'>): Snapshot | null;
  /** `argument` is what the asking field calls the moment. */
  stateAsOf(moment: Date, argument?: string): Promise<Snapshot>;
  /** The data set with this code, or the default one. */
  datasetState(code: string | null | undefined): DatasetSnapshot | null;
  readonly languages: readonly string[];
  /** Called before what holds the process for milliseconds. */
  readonly takeTurn: TakeTurn;
  /** What another request works at, and this one needs too: whose time is over meanwhile did not ask for too much. */
  readonly waitFor: WaitFor;
  /** Hands out the rows of lists where the query asks for much; null: it does not. */
  readonly pieces: Pieces | null;
  /** Today in a time zone. What was asked is remembered: an answer that depends on the day is another one tomorrow. */
  today(timeZone: string): string;
  readonly days: ReadonlyMap<string, string>;
  /**
   * What a field at one place of the query needs once, however many rows ask for it: what its arguments mean, and the loader that reads
   * for all rows together. `state` tells apart rows of different states that share a place.
   */
  at<Made>(info: GraphQLResolveInfo, make: () => Made, state?: Snapshot): Made;
  /** What all places of the query share under one name. */
  shared<Made>(name: string, make: () => Made): Made;
}

export interface ContextOptions {
  /** Asked for each time that something is read: the way to the database may change once a request has been weighed. */
  readonly database: Database;
  /** That of the request by default. */
  readonly own?: Sql;
  /** What is published now, read after the request arrived; null where the database did not answer. */
  readonly content: Content | null;
  readonly defaultDataset: string | null;
  /** None by default. */
  readonly columnar?: ColumnarReading | null;
  readonly acceptLanguage: string | null;
  readonly document: DocumentNode | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly takeTurn: TakeTurn;
  readonly waitFor: WaitFor;
  /** Asked for each time that a list is answered: a request is weighed in its own context. None by default. */
  readonly pieces?: Pieces | null;
}

/** Takes the state, which is the only thing that every request needs; a request that asks only about the schema needs no database. */
export async function createContext(options: ContextOptions): Promise<Context> {
  const { content, document, variables } = options;
  if (!content) {
    if (document && asksOnlyAboutSchema(document)) return contextOf(options, NOTHING, new Map());
    throw unavailable();
  }
  const current = content.state;
  const states = new Map([[formatState(current), current]]);
  const begun = document ? statesOfCursors(document, variables) : new Map<string, Pick<Snapshot, 'facts' | 'asOf'>>();
  for (const [name, named] of begun) {
    const state = states.get(name) ?? (await readNamedSnapshot(options.database, named));
    if (state) states.set(name, state);
  }
  // A request that goes on with a page is read whole in the state of that page.
  const [only] = begun.keys();
  const state = (begun.size === 1 && only !== undefined && states.get(only)) || current;
  return contextOf(options, state, states);
}

function contextOf(options: ContextOptions, state: Snapshot, states: ReadonlyMap<string, Snapshot>): Context {
  const { content, defaultDataset, columnar = null, acceptLanguage } = options;
  const catalogueOf = (shown: Snapshot): Catalogue => {
    if (!content) throw unavailable();
    return content.catalogueOf(shown);
  };
  const stateName = formatState(state);
  const places = new Map<unknown, Map<string, unknown>>();
  const shared = new Map<string, unknown>();
  const moments = new Map<number, Promise<Snapshot>>();
  const days = new Map<string, string>();
  const wanted = defaultDataset ?? state.datasets[0]?.code;
  return {
    get database() {
      return options.database;
    },
    get own() {
      return options.own ?? options.database;
    },
    state,
    get catalogue() {
      return catalogueOf(state);
    },
    catalogueOf,
    get sizes() {
      if (!content) throw unavailable();
      return content.sizes;
    },
    columnar,
    stateAt: (named) => states.get(formatState(named)) ?? null,
    stateAsOf: (moment, argument = 'asOf') => {
      if (moment.getTime() > Date.now()) {
        throw badInput(argument, message('graphql.moment-in-future', { argument, moment: moment.toISOString() }));
      }
      const known = moments.get(moment.getTime()) ?? readSnapshotAsOf(options.database, moment);
      moments.set(moment.getTime(), known);
      return known;
    },
    datasetState: (code) => state.datasets.find((dataset) => dataset.code === (code ?? wanted)) ?? null,
    languages: languagesOf(acceptLanguage ?? ''),
    takeTurn: options.takeTurn,
    waitFor: options.waitFor,
    get pieces() {
      return options.pieces ?? null;
    },
    today: (timeZone) => {
      const today = days.get(timeZone) ?? todayIn(timeZone, new Date());
      days.set(timeZone, today);
      return today;
    },
    days,
    at: <Made>(info: GraphQLResolveInfo, make: () => Made, of = state): Made => {
      // The nodes of a field are the same array for all rows that it is resolved for, and its arguments are the same then too.
      const made = places.get(info.fieldNodes) ?? new Map<string, unknown>();
      places.set(info.fieldNodes, made);
      const name = of === state ? stateName : formatState(of);
      if (!made.has(name)) made.set(name, make());
      return made.get(name) as Made;
    },
    shared: <Made>(name: string, make: () => Made): Made => {
      if (!shared.has(name)) shared.set(name, make());
      return shared.get(name) as Made;
    },
  };
}

const MAX_HEADERS = 1_000;
const MAX_HEADER = 200;
const languages = new Map<string, readonly string[]>();

/** A few headers are sent by nearly everybody. */
function languagesOf(header: string): readonly string[] {
  let accepted = languages.get(header);
  if (!accepted) {
    accepted = acceptedLanguages(header);
    if (languages.size < MAX_HEADERS && header.length <= MAX_HEADER) languages.set(header, accepted);
  }
  return accepted;
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
