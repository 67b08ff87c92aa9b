import { Client, cacheExchange, type Exchange, fetchExchange, type TypedDocumentNode } from 'urql';
import type { TypedDocumentString } from './generated/graphql.ts';

/** Where the API is, whatever the path that a proxy has this server under. */
export const apiUrl = (): string => new URL('graphql', document.baseURI).href;

const clients = new Map<string, Client>();
const plainClients = new Map<string, Client>();

/** The client whose answers are in one language. The cache does not know of languages, so each language has a client of its own. */
export const clientFor = (language: string): Client => kept(clients, language, [cacheExchange, fetchExchange]);

/** One that keeps nothing. To keep an answer, a cache goes through all of it and asks for the type of every row. */
export const plainClientFor = (language: string): Client => kept(plainClients, language, [fetchExchange]);

function kept(map: Map<string, Client>, language: string, exchanges: Exchange[]): Client {
  const found = map.get(language);
  if (found) return found;
  const client = new Client({
    url: apiUrl(),
    exchanges,
    preferGetMethod: false,
    fetchOptions: { headers: { 'accept-language': language } },
  });
  map.set(language, client);
  return client;
}

/** A document as urql takes it. Documents travel as text, so nothing of graphql-js is sent; urql takes them apart itself. */
export const asNode = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
): TypedDocumentNode<Data, Variables> => document.toString() as unknown as TypedDocumentNode<Data, Variables>;
