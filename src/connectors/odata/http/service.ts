import type { Sql } from '../../../database/sql.ts';
import { message } from '../../../domain/message/message.ts';
import { formatVersion, type Version } from '../../../read/core/snapshot.ts';
import type { Content } from '../../../read/published-content.ts';
import { isAnyTag, isHeld } from '../../http/etag.ts';
import { assertPreferences, buildReading, type ReadPreferences } from '../../table/reading.ts';
import { METADATA_JSON, METADATA_XML, MODEL_PRINT } from '../model/metadata.ts';
import { SETS } from '../model/model.ts';
import { parseRequest } from '../syntax/query-parse.ts';
import { parseOptions } from '../syntax/query-string.ts';
import { Refusal } from '../syntax/refusal.ts';
import { type Address, parseAddress } from './address.ts';
import { assertVersion, type Form, type Forms, negotiateForm, preferredPage } from './negotiate.ts';
import { assertOptionsAdmitted, type ODataAnswer, type ODataLimits, type ODataRequest } from './request.ts';
import { answerResource } from './resource.ts';
import { buildODataEtag } from './respond.ts';

/** One question, however it came: by itself, or among others. */
export interface ODataQuestion {
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
  /** The version that is published now. */
  readVersion(): Promise<Version>;
}

/** How much of an option is read. */
const BOUNDS = { tokens: 4_000, depth: 40 };
/** What a link of ours adds to an address that was not too long. */
const TOKEN = /[?&](?:%24|\$)skiptoken=[^&]*/i;
const VARY = 'accept, accept-language, prefer, odata-maxversion';

/** Answers one question that changes nothing. */
export async function answer(
  { root, path, search, headers }: ODataQuestion,
  { limits, defaultDataset, readVersion }: ServiceOptions,
  content: Content,
  sql: Sql,
): Promise<ODataAnswer> {
  assertVersion(headers);
  const length = root.length + path.length + search.replace(TOKEN, '').length;
  if (length > limits.urlLength) {
    const { urlLength: max } = limits;
    const excess = { limit: 'address', admitted: max, asked: length };
    throw new Refusal(414, null, message('odata.address-too-long', { max, length }), { excess });
  }
  const address = parseAddress(path);
  const options = parseOptions(search);
  const isModel = address.kind === 'metadata';
  const form = negotiateForm(options.system.get('$format') ?? null, headers.get('accept'), findForms(address));
  const preferences: ReadPreferences = {
    lang: options.custom.get('lang') ?? null,
    acceptLanguage: headers.get('accept-language'),
    on: options.custom.get('on') ?? null,
    scaled: options.custom.get('scaled') ?? null,
  };
  assertPreferences(preferences);
  const { state } = content;
  const preferred = preferredPage(headers.get('prefer'));
  const catalogue = content.catalogueOf(state);
  const reading = buildReading(state, catalogue, preferences);
  const etag = buildODataEtag(
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
    isModel || address.kind === 'service' ? [] : [formatVersion(state)],
  );
  const known = { etag, vary: VARY, 'cache-control': 'no-cache' };
  const ifNoneMatch = headers.get('if-none-match');
  const unchanged: ODataAnswer = { status: 304, headers: known, body: null };
  if (isHeld(ifNoneMatch, etag)) return unchanged;

  const preference =
    preferred === null ? {} : { 'preference-applied': `odata.maxpagesize=${Math.min(preferred, limits.largestPage)}` };
  const request: ODataRequest = Object.freeze({
    sql,
    content,
    readVersion,
    limits,
    preferences,
    root,
    path,
    search,
    options,
    query: parseRequest(options, BOUNDS),
    preferredPage: preferred,
  });
  const found =
    'steps' in address
      ? await answerResource(address, request, form, defaultDataset ?? state.datasets[0]?.code ?? '')
      : answerService(address.kind, request, form);
  if (isAnyTag(ifNoneMatch) && found.status === 200) return unchanged;
  const type: Record<string, string> = found.body === null ? {} : { 'content-type': form.contentType };
  const more = address.kind === 'rows' && !address.isCount ? preference : {};
  return { ...found, headers: { ...known, ...type, ...more, ...found.headers } };
}

/** What an address is answered in. */
function findForms(address: Address): Forms {
  if (address.kind === 'metadata') return 'model';
  const isText = (address.kind === 'rows' && address.isCount) || (address.kind === 'property' && address.isRaw);
  return isText ? 'text' : 'json';
}

/** Answers what is said of the service itself, which no state changes. */
function answerService(kind: 'service' | 'metadata' | 'batch', request: ODataRequest, form: Form): ODataAnswer {
  switch (kind) {
    case 'service':
      assertOptionsAdmitted(request, ['$format'], message('odata.resource-service'));
      return { status: 200, headers: {}, body: buildServiceDocument(request.root, form) };
    case 'metadata':
      assertOptionsAdmitted(request, ['$format'], message('odata.resource-model'));
      return { status: 200, headers: {}, body: form.kind === 'xml' ? METADATA_XML : METADATA_JSON };
    case 'batch':
      throw new Refusal(405, null, message('odata.batch-needs-post'), { headers: { allow: 'POST, OPTIONS' } });
  }
}

function buildServiceDocument(root: string, { metadata }: Form): string {
  const value = SETS.map(({ name }) => ({ name, kind: 'EntitySet', url: name }));
  return JSON.stringify(metadata === 'none' ? { value } : { '@odata.context': `${root}$metadata`, value });
}
