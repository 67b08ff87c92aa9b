import type { Sql } from '../../../database/sql.ts';
import { message } from '../../../domain/message/message.ts';
import { readVersion } from '../../../read/core/snapshot.ts';
import type { Content } from '../../../read/published-content.ts';
import { editionOf, isAny, isHeld } from '../../http/etag.ts';
import { assertPreferences, type ReadPreferences, readingOf } from '../../table/reading.ts';
import { METADATA_JSON, METADATA_XML, MODEL_PRINT } from '../model/metadata.ts';
import { SETS } from '../model/model.ts';
import { parseRequest } from '../syntax/query-parse.ts';
import { optionsOf } from '../syntax/query-string.ts';
import { Refusal } from '../syntax/refusal.ts';
import { type Address, addressOf } from './address.ts';
import { answerCollection, answerCount } from './collection.ts';
import { assertVersion, type Form, type Forms, formOf, preferredPage } from './negotiate.ts';
import { type Answer, assertNone, type ODataLimits, type ODataRequest } from './request.ts';
import { assertClear } from './resolve-request.ts';
import { etagOf } from './respond.ts';
import { answerProperty, answerRow } from './row.ts';

/** One question, however it came: by itself, or among others. */
export interface Incoming {
  /** The address of the service, with a slash at its end. */
  readonly root: string;
  /** What follows it: a path, and options after a question mark. */
  readonly path: string;
  readonly search: string;
  readonly headers: { get(name: string): string | null };
}

export interface ServiceOptions {
  readonly limits: ODataLimits;
  readonly defaultDataset: string | null;
}

/** How much of an option is read. */
const BOUNDS = { tokens: 4_000, depth: 40 };
/** What a link of ours adds to an address that was not too long. */
const TOKEN = /[?&](?:%24|\$)skiptoken=[^&]*/i;
const VARY = 'accept, accept-language, prefer, odata-maxversion';

/** Answers one question that changes nothing. */
export async function answer(
  { root, path, search, headers }: Incoming,
  { limits, defaultDataset }: ServiceOptions,
  content: Content,
  sql: Sql,
): Promise<Answer> {
  assertVersion(headers);
  const length = root.length + path.length + search.replace(TOKEN, '').length;
  if (length > limits.urlLength) {
    throw new Refusal(414, null, message('odata.address-too-long', { max: limits.urlLength, length }));
  }
  const address = addressOf(path);
  const options = optionsOf(search);
  const isModel = address.kind === 'metadata';
  const form = formOf(options.system.get('$format') ?? null, headers.get('accept'), formsOf(address));
  const wishes: ReadPreferences = {
    lang: options.custom.get('lang') ?? null,
    acceptLanguage: headers.get('accept-language'),
    on: options.custom.get('on') ?? null,
  };
  assertPreferences(wishes);
  const { state } = content;
  const preferred = preferredPage(headers.get('prefer'));
  const catalogue = content.catalogueOf(state);
  const reading = readingOf(state, catalogue, wishes);
  const etag = etagOf(
    [
      MODEL_PRINT,
      limits,
      root,
      path,
      search,
      form.contentType,
      reading.languages,
      preferred,
      reading.days.map(({ first, last }) => [first, last]),
    ],
    isModel || address.kind === 'service' ? [] : [state.facts, state.reports, editionOf(catalogue)],
  );
  const known = { etag, vary: VARY, 'cache-control': 'no-cache' };
  const ifNoneMatch = headers.get('if-none-match');
  const unchanged: Answer = { status: 304, headers: known, body: null };
  if (isHeld(ifNoneMatch, etag)) return unchanged;

  const request = parseRequest(options, BOUNDS);
  const applied =
    preferred === null ? {} : { 'preference-applied': `odata.maxpagesize=${Math.min(preferred, limits.largestPage)}` };
  const ask: ODataRequest = {
    sql,
    content,
    limits,
    defaultDataset: defaultDataset ?? state.datasets[0]?.code ?? '',
    wishes,
    root,
    path,
    search,
    options,
    request,
    preferredPage: preferred,
  };
  const found = await atOneState(address, ask, form);
  if (isAny(ifNoneMatch) && found.status === 200) return unchanged;
  const type: Record<string, string> = found.body === null ? {} : { 'content-type': form.contentType };
  const more = address.kind === 'rows' && !address.isCount ? applied : {};
  return { ...found, headers: { ...known, ...type, ...more, ...found.headers } };
}

/** What is published while an answer is made changes names in place: what may have been read with new ones is read as it was. */
async function atOneState(address: Address, ask: ODataRequest, form: Form): Promise<Answer> {
  const { content, sql } = ask;
  if ('steps' in address) await assertClear(ask, address.steps);
  const found = await at(address, ask, form);
  if (!('steps' in address)) return found;
  const { state } = content;
  if ((await readVersion(sql)).facts === state.facts) return found;
  return at(address, { ...ask, content: { ...content, state: { ...state, past: true } } }, form);
}

/** What an address is answered in. */
function formsOf(address: Address): Forms {
  if (address.kind === 'metadata') return 'model';
  const isText = (address.kind === 'rows' && address.isCount) || (address.kind === 'property' && address.isRaw);
  return isText ? 'text' : 'json';
}

async function at(address: Address, ask: ODataRequest, form: Form): Promise<Answer> {
  switch (address.kind) {
    case 'service':
      assertNone(ask, ['$format'], message('odata.resource-service'));
      return { status: 200, headers: {}, body: serviceDocument(ask.root, form) };
    case 'metadata':
      assertNone(ask, ['$format'], message('odata.resource-model'));
      return { status: 200, headers: {}, body: form.kind === 'xml' ? METADATA_XML : METADATA_JSON };
    case 'batch':
      throw new Refusal(405, null, message('odata.batch-needs-post'), { allow: 'POST, OPTIONS' });
    case 'row':
      return answerRow(ask, address.steps, form.metadata);
    case 'property':
      return answerProperty(ask, address.steps, address, form.metadata);
    case 'rows':
      if (!address.isCount) return answerCollection(ask, address.steps, form.metadata);
      assertNone(ask, ['$filter', '$search', '$apply', '$format'], message('odata.resource-count'));
      return answerCount(ask, address.steps);
  }
}

function serviceDocument(root: string, { metadata }: Form): string {
  const value = SETS.map(({ name }) => ({ name, kind: 'EntitySet', url: name }));
  return JSON.stringify(metadata === 'none' ? { value } : { '@odata.context': `${root}$metadata`, value });
}
