import { createServer, type OutgoingHttpHeader, type RequestListener, type Server, ServerResponse } from 'node:http';

/**
 * Headers on every answer: its type is what it says and not guessed, and a page that is left tells other sites nothing of its address. The one
 * page that the server has adds a policy of its own.
 */
const HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' } as const;
const NAMED = Object.entries(HEADERS);
const IN_TURN = NAMED.flat();

/** Headers that are set before `writeHead` make it take each of its own apart. So these are added to a list where one is given. */
class SecureResponse extends ServerResponse {
  override writeHead(status: number, ...given: readonly unknown[]): this {
    const headers = given.at(-1);
    if (Array.isArray(headers)) {
      const all: OutgoingHttpHeader[] = [...headers, ...IN_TURN];
      return super.writeHead(status, ...([...given.slice(0, -1), all] as [OutgoingHttpHeader[]]));
    }
    for (const [name, value] of NAMED) if (!this.hasHeader(name)) this.setHeader(name, value);
    return super.writeHead(status, ...(given as [OutgoingHttpHeader[]]));
  }
}

/** Milliseconds between two looks for requests that take too long to come. */
const CHECKING_INTERVAL = 2_000;

/** A server that adds the headers to whatever is answered. */
export const createSecureServer = (handle: RequestListener): Server =>
  createServer({ ServerResponse: SecureResponse, connectionsCheckingInterval: CHECKING_INTERVAL }, handle);
