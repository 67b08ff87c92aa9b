import type { Ask } from './asking.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

/** Where the API is, whatever the path that a proxy has this server under. */
export const apiUrl = (): string => new URL('graphql', document.baseURI).href;

/** Longer addresses are not asked with GET. The client has the same bound. */
const MAX_URL = 2_047;
const ACCEPT = 'application/graphql-response+json, application/json';

/** Answers on their way, by language and address, that were asked for before the client was there. */
const onTheirWay = new Map<string, Promise<Response>>();
/** From then on the client asks what follows from an answer. */
let isClientThere = false;

const keyOf = (language: string | null | undefined, url: string): string => `${language} ${url}`;

/** The hash by which the server knows a document. */
export function hashOf(document: TypedDocumentString<unknown, never>): string | null {
  const id: unknown = document.__meta__?.hash;
  return typeof id === 'string' ? id.slice(id.indexOf(':') + 1) : null;
}

/** The name of the operation in a document, which has one. */
export const nameOf = (text: string): string => /\bquery (\w+)/.exec(text)?.[1] ?? '';

/** Asks without a client, which then finds the answer on its way. The address is written as the client writes it. */
export const askAhead =
  (language: string): Ask =>
  async (document, variables) => {
    const url = isClientThere ? null : buildAddress(document, variables);
    if (url === null) return undefined;
    const headers = { accept: ACCEPT, 'accept-language': language };
    const key = keyOf(language, url);
    const response = onTheirWay.get(key) ?? fetch(url, { headers });
    onTheirWay.set(key, response);
    return (await (await response).clone().json()).data;
  };

function buildAddress(document: TypedDocumentString<unknown, never>, variables: object): string | null {
  const sha256Hash = hashOf(document);
  if (sha256Hash === null) return null;
  const parameters = new URLSearchParams({
    operationName: nameOf(document.toString()),
    variables: writeSorted(variables),
    extensions: writeSorted({ persistedQuery: { version: 1, sha256Hash } }),
  });
  const url = `${apiUrl()}?${parameters}`;
  return url.length <= MAX_URL ? url : null;
}

/** JSON with members in alphabetical order. */
const writeSorted = (value: object): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );

/** What the client asks with: an answer that is on its way already is waited for, once, and not asked for again. */
export const fetchOnce: typeof fetch = (input, init) => {
  isClientThere = true;
  const key = keyOf(new Headers(init?.headers).get('accept-language'), String(input));
  const found = onTheirWay.get(key);
  onTheirWay.delete(key);
  return found ?? fetch(input, init);
};

/** Once the first page is there, whatever nobody took is out of date. */
export const forgetAhead = (): void => onTheirWay.clear();
