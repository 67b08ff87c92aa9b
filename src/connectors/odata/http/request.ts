import type { Sql } from '../../../database/sql.ts';
import { message, type Text } from '../../../domain/message/message.ts';
import { readSnapshotAtVersion, type Snapshot, type Version } from '../../../read/core/snapshot.ts';
import type { Content } from '../../../read/published-content.ts';
import { buildReading, type ReadPreferences } from '../../table/reading.ts';
import type { Reading } from '../../table/table.ts';
import type { Request } from '../syntax/query.ts';
import type { Options } from '../syntax/query-string.ts';
import { wrong } from '../syntax/refusal.ts';
import { decodeToken, fingerprint, type SkipToken } from './skip-token.ts';

/** How much one request may ask for. */
export interface ODataLimits {
  readonly urlLength: number;
  /** Rows of a page where nobody asks for another size, and the most that can be asked for. */
  readonly pageSize: number;
  readonly largestPage: number;
  /** How deep `$expand` may go. */
  readonly expandDepth: number;
}

/** One request: what it asks, and what every answer to it is made with. It is made once and never changes. */
export interface ODataRequest {
  readonly sql: Sql;
  readonly content: Content;
  /** The version that is published now. */
  readonly readVersion: () => Promise<Version>;
  readonly limits: ODataLimits;
  readonly preferences: ReadPreferences;
  /** The address of the service, with a slash at its end. */
  readonly root: string;
  /** What follows it, as it came, and the same decoded. */
  readonly path: string;
  readonly search: string;
  readonly options: Options;
  /** The options, parsed. Their names are looked up in a resolved query. */
  readonly query: Request;
  /** The size of a page that is preferred. */
  readonly preferredPage: number | null;
}

/** What is known of a request only when its state is: what its statements read, and where its page goes on. */
export interface View {
  readonly reading: Required<Reading>;
  /** Null: the page is the first. */
  readonly token: SkipToken | null;
}

export interface ODataAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What the order of rows depends on, so that a token of one list says nothing in another. */
export const buildPrint = (
  path: string,
  { system, aliases }: Pick<Options, 'system' | 'aliases'>,
  { languages, scaled }: Required<Reading>,
): string =>
  fingerprint([
    decodeURIComponent(path),
    ...['$filter', '$orderby', '$search', '$apply', '$compute'].map((name) => system.get(name)?.trim() ?? null),
    [...aliases].sort(),
    languages,
    scaled,
  ]);

/** Finds what is read: the state that is given, or where a token goes on with a page, the state in which that page was begun. */
export async function findView(request: ODataRequest, state: Snapshot, skiptoken: string | null): Promise<View> {
  const { content, sql, preferences, path, options } = request;
  const reading = buildReading(state, content.catalogueOf(state), preferences);
  if (skiptoken === null) return Object.freeze({ reading, token: null });
  const token = decodeToken(skiptoken, buildPrint(path, options, reading));
  if (token.facts === state.facts) return Object.freeze({ reading, token });
  const then = await readSnapshotAtVersion(sql, token.facts);
  if (!then) throw wrong('$skiptoken', message('odata.unknown-state'));
  return Object.freeze({ reading: { ...reading, state: then }, token });
}

/** Refuses options that cannot be said of a resource: what says something of a collection says nothing of one row. */
export function assertOptionsAdmitted({ options }: ODataRequest, admitted: readonly string[], resource: Text): void {
  for (const name of options.system.keys()) {
    if (!admitted.includes(name)) throw wrong(name, message('odata.not-applicable', { option: name, resource }));
  }
}
