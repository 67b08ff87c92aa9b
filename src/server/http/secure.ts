import { createServer, type OutgoingHttpHeader, type RequestListener, type Server, ServerResponse } from 'node:http';
import {
  type NoteRefusal,
  refuseAmbiguousHost,
  refuseEncodedBody,
  refuseExpectation,
  refuseTunnel,
  refuseUnreadable,
} from './unreadable.ts';

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

/** Milliseconds within which a whole request has to have come. One that comes byte by byte would hold its place among those in flight. */
const RECEIVE_TIMEOUT = 15_000;
/** Milliseconds between two looks for requests that take too long to come. */
const CHECKING_INTERVAL = 2_000;

/** Bytes of a request's headers, its address among them: twice as many as the longest address of a file has. */
const MAX_HEADER_SIZE = 32_768;

/** A server that adds the headers to whatever is answered, and tells whoever sends what it cannot take what would be right. */
export function createSecureServer(
  handle: RequestListener,
  note: NoteRefusal,
  receiveTimeout: number = RECEIVE_TIMEOUT,
): Server {
  const options = {
    ServerResponse: SecureResponse,
    connectionsCheckingInterval: CHECKING_INTERVAL,
    maxHeaderSize: MAX_HEADER_SIZE,
    requestTimeout: receiveTimeout,
    headersTimeout: receiveTimeout,
    // Node would refuse such a request without a word.
    requireHostHeader: false,
  };
  const bounds = { headers: MAX_HEADER_SIZE, milliseconds: receiveTimeout };
  const server = createServer(options, refuseAmbiguousHost(refuseEncodedBody(handle, note), note))
    .on('checkExpectation', refuseExpectation(note))
    .on('connect', refuseTunnel(NAMED, note))
    .on('clientError', refuseUnreadable(NAMED, bounds, note));
  // Node would drop what comes after 2,000 headers without a word, those that a proxy adds at the end among them. Their bytes are bounded.
  server.maxHeadersCount = 0;
  return server;
}
