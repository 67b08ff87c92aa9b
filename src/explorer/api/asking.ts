import type { TypedDocumentString } from './generated/graphql.ts';

/** Sends a question. Nothing is answered where the server cannot be reached or is busy, and null where it refuses. */
export type Ask = <Data, Variables extends object>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
) => Promise<Data | null | undefined>;
