import { Client, cacheExchange, fetchExchange } from 'urql';
import { sendHashes } from './persisted.ts';

/** Where the API is, whatever the path that a proxy has this server under. */
export const apiUrl = (): string => new URL('graphql', document.baseURI).href;

/** A client whose answers are in one language. The cache does not know of languages, so each language has a client of its own. */
export function createClient(language: string): Client {
  return new Client({
    url: apiUrl(),
    exchanges: [cacheExchange, sendHashes, fetchExchange],
    preferGetMethod: false,
    fetchOptions: { headers: { 'accept-language': language } },
  });
}
