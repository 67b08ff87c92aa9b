import { createRequest, type Exchange, makeOperation, mapExchange } from 'urql';
import { hashOf } from './ahead.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

/** Hashes of documents, by the key that urql gives to each. */
const hashes = new Map<unknown, string>();
const keyOf = (query: object): unknown => (query as { readonly __key?: unknown }).__key;

/** Notes under which hash the server knows a document. While pages are worked on, it knows those of an earlier build. */
export function noteHash<Data, Variables>(document: TypedDocumentString<Data, Variables>): void {
  const hash = hashOf(document);
  if (!import.meta.env.PROD || hash === null) return;
  hashes.set(keyOf(createRequest(document.toString(), {}).query), hash);
}

/** Sends the hash in the place of the document, with GET where the variables are short: a browser then keeps the answer with its ETag. */
export const sendHashes: Exchange = mapExchange({
  onOperation: (operation) => {
    const sha256Hash = hashes.get(keyOf(operation.query));
    if (sha256Hash === undefined) return operation;
    const extensions = { persistedQuery: { version: 1 as const, sha256Hash } };
    const context = { ...operation.context, preferGetMethod: 'within-url-limit' as const };
    return makeOperation(operation.kind, { ...operation, extensions }, context);
  },
});
