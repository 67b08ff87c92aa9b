import { type Exchange, makeOperation, mapExchange, type OperationContext } from 'urql';
import type { TypedDocumentString } from './generated/graphql.ts';

/** The id of a document of the build, `sha256:` and its hash, which the server knows. While the page is worked on, the server has those of an earlier build. */
export const contextFor = <Data, Variables>({
  __meta__,
}: TypedDocumentString<Data, Variables>): Partial<OperationContext> =>
  import.meta.env.PROD ? { documentId: __meta__?.hash } : {};

/** Sends the hash in the place of the document, with GET where the variables are short: a browser then keeps the answer with its ETag. */
export const sendHashes: Exchange = mapExchange({
  onOperation: (operation) => {
    const { documentId } = operation.context;
    if (typeof documentId !== 'string') return operation;
    const sha256Hash = documentId.slice(documentId.indexOf(':') + 1);
    const extensions = { persistedQuery: { version: 1 as const, sha256Hash } };
    const context = { ...operation.context, preferGetMethod: 'within-url-limit' as const };
    return makeOperation(operation.kind, { ...operation, extensions }, context);
  },
});
