import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { badInput, DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';

/** What a request says of its document, none of it checked. */
export interface DocumentReference {
  readonly query: unknown;
  readonly documentId: unknown;
  readonly extensions: unknown;
}

/** The text of the document that a request means, or why it is refused; null: it has no text and names none. */
export type DocumentResolver = (reference: DocumentReference) => string | DomainError | null;

export interface PersistedDocumentOptions {
  /** Texts by their ids, as `readManifests` reads them. */
  readonly documents: ReadonlyMap<string, string>;
  /** Whether these are all that may be asked. */
  readonly isClosed: boolean;
}

/** For what clients have told by its hash: as much as some hundreds of documents take. */
const MAX_REMEMBERED_BYTES = 16 * 1_048_576;
const ENTRY = 300;
const MAX_ID = 200;
const HASH = /^[\da-f]{64}$/;
const PREFIX = 'sha256:';

export const hashDocument = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An id as it is looked up: a hash without its prefix is the same document. */
export const normalizeDocumentId = (id: string): string => (HASH.test(id) ? PREFIX + id : id);

/**
 * Documents that clients name instead of sending them: by `documentId`, as the appendix of GraphQL over HTTP has it, or by the extension
 * `persistedQuery`, as Apollo has it. A text that comes with its hash is remembered, unless only known documents may be asked.
 */
export function createDocumentResolver({ documents, isClosed }: PersistedDocumentOptions): DocumentResolver {
  const texts: ReadonlySet<string> = new Set(documents.values());
  const byHash = new Map([...texts].map((text) => [PREFIX + hashDocument(text), text]));
  const remembered = new LRUCache<string, string>({
    maxSize: MAX_REMEMBERED_BYTES,
    sizeCalculation: (text) => 2 * text.length + ENTRY,
  });
  const find = (id: string) => documents.get(id) ?? byHash.get(id) ?? remembered.get(id);

  function admit(text: string, hash: string | null): string | DomainError {
    if (texts.has(text)) return text;
    if (isClosed) return NOT_LISTED;
    if (hash !== null) remembered.set(PREFIX + hash, text);
    return text;
  }

  return ({ query, documentId, extensions }) => {
    const hash = findApolloHash(extensions);
    if (hash instanceof DomainError) return hash;
    if (typeof query === 'string' && query !== '') {
      return hash !== null && hash !== hashDocument(query) ? WRONG_HASH : admit(query, hash);
    }
    if (documentId !== undefined && documentId !== null && documentId !== '') {
      if (typeof documentId !== 'string' || documentId.length > MAX_ID) return NO_ID;
      return find(normalizeDocumentId(documentId)) ?? unknownDocument(documentId);
    }
    return hash === null ? null : (find(PREFIX + hash) ?? APOLLO_UNKNOWN);
  };
}

const NOT_LISTED = new DomainError('FORBIDDEN', message('server.document-not-listed'));
const WRONG_HASH = badInput('extensions', message('server.document-hash-differs'));
const NO_ID = badInput('documentId', message('server.document-id', { max: MAX_ID }));
const WRONG_EXTENSION = badInput('extensions', message('server.persisted-query-extension'));
/** Clients know this sentence, and send the text then. */
const APOLLO_UNKNOWN = new DomainError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');

const unknownDocument = (id: string): DomainError =>
  new DomainError('PERSISTED_QUERY_NOT_FOUND', message('server.document-unknown', { id }));

/** The hash of `extensions.persistedQuery`; null where there is none. */
function findApolloHash(extensions: unknown): string | DomainError | null {
  const given: unknown = isRecord(extensions) ? extensions.persistedQuery : null;
  if (given === undefined || given === null) return null;
  const { version, sha256Hash: hash } = isRecord(given) ? given : {};
  return version === 1 && typeof hash === 'string' && HASH.test(hash) ? hash : WRONG_EXTENSION;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
