import { useMemo, useSyncExternalStore } from 'react';
import { Client, cacheExchange, type Exchange, fetchExchange, type TypedDocumentNode } from 'urql';
import { apiUrl, fetchOnce, forgetAhead, hashOf, nameOf } from './ahead.ts';
import type { Ask } from './asking.ts';
import { fetchCurrent, onNewContent } from './content-version.ts';
import type { TypedDocumentString } from './generated/graphql.ts';
import { sendHashes } from './persisted.ts';
import { isPassing } from './server-gone.ts';

const clients = new Map<string, Client>();
const plainClients = new Map<string, Client>();

// Answers of two versions do not go together: once there is another one, whatever was kept is forgotten, and what is on the screen asked for anew.
onNewContent(() => {
  forgetAhead();
  clients.clear();
  plainClients.clear();
});

/** The client whose answers are in one language. The cache does not know of languages, so each language has a client of its own. */
export const clientFor = (language: string): Client =>
  kept(clients, language, [cacheExchange, sendHashes, fetchExchange]);

/** One that keeps nothing. To keep an answer, a cache goes through all of it and asks for the type of every row. */
export const plainClientFor = (language: string): Client => kept(plainClients, language, [sendHashes, fetchExchange]);

/** The client of a part of the page, which is another one as soon as something is published. */
export const useClientFor = (language: string): Client => useSyncExternalStore(onNewContent, () => clientFor(language));

export const usePlainClientFor = (language: string): Client =>
  useSyncExternalStore(onNewContent, () => plainClientFor(language));

function kept(map: Map<string, Client>, language: string, exchanges: Exchange[]): Client {
  const found = map.get(language);
  if (found) return found;
  const client = new Client({
    url: apiUrl(),
    exchanges,
    preferGetMethod: false,
    fetch: (input, init) => fetchCurrent((how) => fetchOnce(input, { ...init, ...how })),
    fetchOptions: { headers: { 'accept-language': language } },
  });
  map.set(language, client);
  return client;
}

/** Asks in a language, and keeps the answer for the page that asks the same. */
export const askIn =
  (language: string): Ask =>
  async (document, variables) => {
    const { data, error } = await clientFor(language).query(asNode(document), variables).toPromise();
    return data ?? (isPassing(error) ? undefined : null);
  };

/** The same for a part of the page, which asks anew as soon as something is published. */
export function useAsk(language: string): Ask {
  const client = useClientFor(language);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another client is asked in its place
  return useMemo(() => askIn(language), [client, language]);
}

const nodes = new Map<object, object>();

/**
 * A document as urql takes it. Documents travel as text, so nothing of graphql-js is sent. The server knows those of the build by their
 * hashes: urql learns a name and a hash, and takes nothing apart. While pages are worked on, it takes the text.
 */
export const asNode = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
): TypedDocumentNode<Data, Variables> => {
  const node = nodes.get(document) ?? ((import.meta.env.PROD && nodeByHash(document)) || document.toString());
  if (typeof node === 'object') nodes.set(document, node);
  return node as TypedDocumentNode<Data, Variables>;
};

function nodeByHash(document: TypedDocumentString<unknown, never>): object | null {
  const documentId = hashOf(document);
  const body = document.toString();
  if (documentId === null) return null;
  const name = { kind: 'Name', value: nameOf(body) };
  const query = {
    kind: 'OperationDefinition',
    operation: 'query',
    name,
    selectionSet: { kind: 'SelectionSet', selections: [] },
  };
  return { kind: 'Document', definitions: [query], documentId, loc: { start: 0, end: body.length, source: { body } } };
}
