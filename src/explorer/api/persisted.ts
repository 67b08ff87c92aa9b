import { type Exchange, makeOperation, mapExchange } from 'urql';

/** Sends the hash in the place of the document, with GET where the variables are short: a browser then keeps the answer with its ETag. */
export const sendHashes: Exchange = mapExchange({
  onOperation: (operation) => {
    const { documentId: sha256Hash } = operation.query as { readonly documentId?: string };
    if (sha256Hash === undefined) return operation;
    const extensions = { persistedQuery: { version: 1 as const, sha256Hash } };
    const context = { ...operation.context, preferGetMethod: 'within-url-limit' as const };
    return makeOperation(operation.kind, { ...operation, extensions }, context);
  },
});
