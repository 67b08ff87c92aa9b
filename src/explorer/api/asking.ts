import type { TypedDocumentString } from './generated/graphql.ts';

/** Sends a question. What is answered is nothing where the server cannot be reached. */
export type Ask = <Data, Variables extends object>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
) => Promise<Data | undefined>;
