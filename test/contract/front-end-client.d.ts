// What of urql and Apollo Client the page on front ends uses, as both declare it: results and variables have the types of the document.
declare module 'urql' {
  import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
  export type Exchange = { readonly exchange: true };
  export const cacheExchange: Exchange;
  export const fetchExchange: Exchange;
  export class Client {
    constructor(options: { url: string; exchanges: Exchange[]; fetchOptions: { headers: Record<string, string> } });
    query<Data, Variables>(
      document: TypedDocumentNode<Data, Variables>,
      variables: Variables,
    ): { toPromise(): Promise<{ data?: Data; error?: Error }> };
  }
  export function useQuery<Data, Variables>(request: {
    query: TypedDocumentNode<Data, Variables>;
    variables: Variables;
  }): [{ data?: Data; error?: Error }];
}

declare module '@apollo/client' {
  import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
  export class InMemoryCache {}
  export class HttpLink {
    constructor(options: { uri: string; headers: Record<string, string> });
  }
  export class ApolloClient {
    constructor(options: { link: HttpLink; cache: InMemoryCache });
    query<Data, Variables>(request: {
      query: TypedDocumentNode<Data, Variables>;
      variables: Variables;
    }): Promise<{ data: Data | undefined }>;
  }
}

declare module '@apollo/client/react' {
  import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
  export function useQuery<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    options: { variables: Variables },
  ): { data?: Data; error?: Error };
}

declare module 'react/jsx-runtime' {
  export namespace JSX {
    interface IntrinsicElements {
      p: { children?: unknown };
    }
  }
  export function jsx(): unknown;
  export function jsxs(): unknown;
}
