import type { Sql } from '../../../database/sql.ts';
import { message, type Text } from '../../../domain/message/message.ts';
import { readSnapshotAtVersion } from '../../../read/core/snapshot.ts';
import type { Content } from '../../../read/published-content.ts';
import { type ReadPreferences, readingOf } from '../../table/reading.ts';
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

/** One question, and all that its answer is made with. */
export interface ODataRequest {
  readonly sql: Sql;
  readonly content: Content;
  readonly limits: ODataLimits;
  readonly defaultDataset: string;
  readonly wishes: ReadPreferences;
  /** The address of the service, with a slash at its end. */
  readonly root: string;
  /** What follows it, as it came, and the same decoded. */
  readonly path: string;
  readonly search: string;
  readonly options: Options;
  readonly request: Request;
  /** The size of a page that is preferred. */
  readonly preferredPage: number | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What the order of rows depends on, so that a token of one list says nothing in another. */
export const printOf = (
  path: string,
  { system, aliases }: Pick<Options, 'system' | 'aliases'>,
  languages: readonly string[],
): string =>
  fingerprint([
    decodeURIComponent(path),
    ...['$filter', '$orderby', '$search', '$apply'].map((name) => system.get(name)?.trim() ?? null),
    [...aliases].sort(),
    languages,
  ]);

/** The state that is read: the present one, or the one in which the page was begun that this one follows. */
export async function readingFor(ask: ODataRequest): Promise<{ reading: Required<Reading>; token: SkipToken | null }> {
  const { content, sql, wishes, request } = ask;
  const present = readingOf(content.state, content.catalogueOf(content.state), wishes);
  if (request.skiptoken === null) return { reading: present, token: null };
  const token = decodeToken(request.skiptoken, printOf(ask.path, ask.options, present.languages));
  if (token.facts === content.state.facts) return { reading: present, token };
  const state = await readSnapshotAtVersion(sql, token.facts);
  if (!state) throw wrong('$skiptoken', message('odata.unknown-state'));
  return { reading: { ...present, state }, token };
}

/** An option that says something of a collection cannot be said of one row. */
export function assertNone(ask: ODataRequest, admitted: readonly string[], resource: Text): void {
  for (const name of ask.options.system.keys()) {
    if (!admitted.includes(name)) throw wrong(name, message('odata.not-applicable', { option: name, resource }));
  }
}
