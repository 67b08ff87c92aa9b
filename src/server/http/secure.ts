import {
  createServer,
  type OutgoingHttpHeader,
  type RequestListener,
  type Server,
  ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';

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

/** Bytes of a request's headers, its address among them: twice as many as the longest address of a file has. */
const MAX_HEADER_SIZE = 32_768;

/** A server that adds the headers to whatever is answered. */
export function createSecureServer(handle: RequestListener): Server {
  const options = {
    ServerResponse: SecureResponse,
    connectionsCheckingInterval: CHECKING_INTERVAL,
    maxHeaderSize: MAX_HEADER_SIZE,
  };
  return createServer(options, handle).on('clientError', refuseUnreadable);
}

/** The status for a request that could not be read, by what Node found. */
const UNREADABLE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no request of HTTP. A connection on which an answer has begun is only ended: its client would take this for a part. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex & { _httpMessage?: ServerResponse }): void {
  if (socket.writable && !socket._httpMessage?.headersSent) {
    const status = UNREADABLE[error.code ?? ''] ?? 400;
    const headers = { ...HEADERS, 'content-length': 0, connection: 'close' };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`);
  }
  socket.destroy();
}
