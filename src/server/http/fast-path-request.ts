import { MAX_ACCEPT_LENGTH, mediaRanges } from '../../domain/negotiation/accept.ts';
import { isUtf8Notation } from '../../domain/negotiation/utf8.ts';
import type { GraphQLRequest } from '../graphql/engine.ts';
import { nestedIn } from '../graphql/limit.ts';
import type { DocumentResolver } from '../graphql/persisted-document.ts';

/** A request, whoever brings it. */
export interface IncomingRequest {
  readonly method: string;
  /** The address after the host: /graphql?query=… */
  readonly target: string;
  header(name: string): string | null;
  /** Whether the client has left. */
  isGone(): boolean;
}

/** A request that can be answered without Yoga: what it asks may still turn out to be no plain question. */
export interface FastPathRequest {
  /** Of the answer. */
  readonly contentType: string;
  /** How many bytes of the body to read; null where the sender does not say. */
  readonly length: number | null;
}

const TARGET = '/graphql';
const JSON_TYPE = /^application\/json(?:; *charset=utf-8)?$/i;
/** Names and the headers for them; the last one is for whoever takes any. */
const WRITTEN = ['application/graphql-response+json', 'application/json'].map(
  (name) => [name, `${name}; charset=utf-8`] as const,
);

/** Null: Yoga's. So is everything about which there could be two opinions. */
export function parseFastPathRequest(
  { method, target, header }: IncomingRequest,
  longest: number,
): FastPathRequest | null {
  const posted = method === 'POST' && target === TARGET;
  if (!posted && !(method === 'GET' && target.startsWith(`${TARGET}?`))) return null;
  if (header('access-control-request-headers') !== null) return null;
  const contentType = contentTypeFor(header('accept'));
  if (contentType === null) return null;
  if (!posted) return { contentType, length: 0 };

  const given = header('content-length');
  if (header('content-encoding') !== null || !JSON_TYPE.test(header('content-type') ?? '')) return null;
  if (given !== null && !(/^\d{1,15}$/.test(given) && Number(given) <= longest)) return null;
  return { contentType, length: given === null ? null : Number(given) };
}

/** The type that Yoga would choose, which does not weigh: whatever is named first counts, and of what `*` leaves open JSON. */
function contentTypeFor(accept: string | null): string | null {
  // A page for a browser is Yoga's, and so is what Yoga would split within quotes.
  if (accept !== null && (accept.length > MAX_ACCEPT_LENGTH || /"|text\/html/.test(accept))) return null;
  for (const { type, parameters } of mediaRanges(accept || '*/*')) {
    if (!Object.entries(parameters).every(isPlain)) return null;
    const chosen = WRITTEN.findLast(([name]) => type === name || type === '*/*' || type === 'application/*');
    if (chosen) return chosen[1];
  }
  return null;
}

const isPlain = ([name, value]: readonly [name: string, value: string]): boolean =>
  name === 'q' || (name === 'charset' && value.toLowerCase() === 'utf-8');

/** What is asked by the text of a body, or of an address after its "?"; null where that is no plain question. */
export function parseGraphQLRequest(
  { method, header }: IncomingRequest,
  text: string,
  client: string,
  findDocument: DocumentResolver,
): GraphQLRequest | null {
  if (method === 'GET' && !isUtf8Notation(text)) return null;
  const requested = method === 'GET' ? queryIn(text) : jsonIn(text);
  if (typeof requested !== 'object' || requested === null || Array.isArray(requested)) return null;
  const { query, documentId, ...more } = requested as Record<string, unknown>;
  const { operationName = null, variables = null, extensions = null } = more;
  if (query !== undefined && query !== null && typeof query !== 'string') return null;
  if (typeof operationName !== 'string' && operationName !== null) return null;
  if (!isRecordOrNull(variables) || !isRecordOrNull(extensions)) return null;
  if (nestedIn({ variables, extensions })) return null;
  const document = findDocument({ query, documentId, extensions });
  if (typeof document !== 'string') return null;
  return {
    text: document,
    operationName: operationName || null,
    variables: variables ?? {},
    acceptLanguage: header('accept-language'),
    method,
    client,
  };
}

/** An empty parameter is none, as Yoga reads it. */
function queryIn(text: string): unknown {
  const parameters = new URLSearchParams(text);
  const parameter = (name: string) => parameters.get(name) || null;
  const record = (name: string) => {
    const given = parameter(name);
    return given === null ? null : jsonIn(given);
  };
  return {
    query: parameter('query'),
    documentId: parameter('documentId'),
    operationName: parameter('operationName'),
    variables: record('variables'),
    extensions: record('extensions'),
  };
}

/** Stands for what no JSON can be, and is nothing that may be asked. */
const NO_JSON = false;

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NO_JSON;
  }
}

const isRecordOrNull = (value: unknown): value is Record<string, unknown> | null =>
  typeof value === 'object' && !Array.isArray(value);
