import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ErrorCode } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';
import type { EarlyRefusal } from '../core/application.ts';
import { STATUS, writeProblem } from '../core/problem.ts';
import { Trace } from '../core/trace.ts';
import { headerOf } from './node-header.ts';

/** Logs and counts what was refused before it came to the application. */
export type NoteRefusal = (refusal: EarlyRefusal) => void;

/** Headers of every answer, in pairs. */
type HeaderPairs = readonly (readonly [name: string, value: string])[];

/** What a request cannot have, and what would be right. */
interface Fault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code: ErrorCode | 'UNSUPPORTED_MEDIA_TYPE';
  readonly text: Text;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** What Node keeps of a connection: the answer under way, and the request that is read. */
interface Connection extends Duplex {
  readonly _httpMessage?: ServerResponse | null;
  readonly parser?: { readonly incoming: IncomingMessage | null } | null;
}

/** What is known of a request: nothing, where its head cannot be read. */
type Known = Pick<IncomingMessage, 'headers' | 'method' | 'url'> | null;

/** Bytes of the extensions of chunks in one body, which Node bounds. */
const MAX_CHUNK_EXTENSIONS = 16_384;
/** Characters of what the parser found, which is a few words. */
const MAX_REASON = 100;
/** Milliseconds for which a refused connection is still read. Where unread bytes are left behind, the client's system drops the answer. */
const LINGER_TIME = 1_000;
/** What tells how a body is encoded, and what leaves it as it is. */
const BODY_ENCODINGS = [
  ['Content-Encoding', 'identity'],
  ['Transfer-Encoding', 'chunked'],
] as const;
/** Methods of the addresses of this server. */
const METHODS = ['GET', 'HEAD', 'POST'];

/** Answers a request that was read, before the application sees it. */
export function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers: own = {}, code, text, more = {} }: Fault,
  note: NoteRefusal,
): void {
  const acceptLanguage = headerOf(request, 'accept-language');
  const { headers, body } = writeProblem(acceptLanguage, code, text, more, status);
  const id = noteFault(request, request.socket, { status, code, text, more }, note);
  // What follows in a body that nobody reads would be taken for the next request.
  response.shouldKeepAlive = false;
  response
    .writeHead(status, { ...headers, ...own, 'content-length': Buffer.byteLength(body), 'x-request-id': id })
    .end(body);
}

/**
 * Passes on what has no body, or one that is as it was written: what is compressed is not unpacked here, where nobody could tell how long it would
 * be. Chunks are no compression.
 */
export const refuseEncodedBody =
  (handle: RequestListener, note: NoteRefusal): RequestListener =>
  (request, response) => {
    for (const [header, plain] of BODY_ENCODINGS) {
      const encoding = headerOf(request, header.toLowerCase())?.trim().toLowerCase() ?? '';
      if (encoding === '' || encoding === plain) continue;
      const text = message('server.encoded-body', { header, encoding: JSON.stringify(encoding.slice(0, MAX_REASON)) });
      const headers = { 'accept-encoding': 'identity' };
      const fault = { status: STATUS.UNSUPPORTED_MEDIA_TYPE, headers, code: 'UNSUPPORTED_MEDIA_TYPE', text } as const;
      refuseRequest(request, response, fault, note);
      return;
    }
    handle(request, response);
  };

/** Passes on what names one host. HTTP/1.0 knows no such header. Two hosts could be read as one by a proxy, and as the other here. */
export const refuseAmbiguousHost =
  (handle: RequestListener, note: NoteRefusal): RequestListener =>
  (request, response) => {
    const { rawHeaders } = request;
    let count = 0;
    for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'host') count += 1;
    if (count === 1 || (count === 0 && request.httpVersion === '1.0')) return handle(request, response);
    const text = message('server.one-host', { count });
    refuseRequest(request, response, { status: STATUS.BAD_INPUT, code: 'BAD_INPUT', text }, note);
  };

/** Answers what is expected of a server besides an answer: only `100-continue` has a meaning. */
export const refuseExpectation =
  (note: NoteRefusal): RequestListener =>
  (request, response) => {
    const text = message('server.expectation');
    refuseRequest(request, response, { status: 417, code: 'BAD_INPUT', text, more: { header: 'expect' } }, note);
  };

/** Answers whoever takes the server for a proxy. */
export const refuseTunnel =
  (always: HeaderPairs, note: NoteRefusal) =>
  (request: IncomingMessage, socket: Duplex): void => {
    const text = message('server.no-tunnel');
    const fault = { status: STATUS.METHOD_NOT_ALLOWED, code: 'METHOD_NOT_ALLOWED', text } as const;
    socket.on('error', () => {});
    send(socket, request, { ...fault, more: { allow: METHODS } }, always, note);
  };

/**
 * Answers what is no request of HTTP. A connection on which an answer has begun is only ended: its client would take this for a part. So is
 * one whose request was answered before its body was whole: this would be the answer to another. What still comes on a refused connection
 * makes the parser fail again, and is passed over.
 */
export function refuseUnreadable(
  always: HeaderPairs,
  bounds: { readonly headers: number; readonly milliseconds: number },
  note: NoteRefusal,
) {
  const refused = new WeakSet<Duplex>();
  return (error: NodeJS.ErrnoException, socket: Connection): void => {
    if (refused.has(socket)) return;
    refused.add(socket);
    const answer = socket._httpMessage;
    const isAnswered = answer ? answer.headersSent : socket.parser?.incoming?.complete === false;
    if (!socket.writable || isAnswered) {
      socket.destroy();
      return;
    }
    send(socket, answer?.req ?? null, findFault(error, bounds), always, note);
  };
}

/** What Node found, in words. */
function findFault(
  { code = '', ...error }: NodeJS.ErrnoException & { readonly reason?: string },
  { headers, milliseconds }: { readonly headers: number; readonly milliseconds: number },
): Fault {
  const exceeds = (status: number, limit: string, admitted: number, text: Text): Fault => ({
    status,
    code: 'LIMIT_EXCEEDED',
    text,
    more: { limit, admitted },
  });
  if (code === 'HPE_HEADER_OVERFLOW') {
    return exceeds(431, 'headers', headers, message('server.headers-too-long', { max: headers }));
  }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') {
    const max = MAX_CHUNK_EXTENSIONS;
    return exceeds(413, 'chunkExtensions', max, message('server.chunk-extensions', { max }));
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return exceeds(408, 'receiving', milliseconds, message('server.received-too-slowly', { milliseconds }));
  }
  const reason = error.reason?.slice(0, MAX_REASON) ?? code;
  const text =
    code === 'HPE_INVALID_METHOD'
      ? message('server.no-method')
      : code === 'HPE_INVALID_EOF_STATE'
        ? message('server.cut-off')
        : message('server.not-http', { reason });
  return { status: STATUS.BAD_INPUT, code: 'BAD_INPUT', text };
}

/** Writes an answer where there is nothing of Node's that could, and ends the connection. */
function send(socket: Duplex, request: Known, fault: Fault, always: HeaderPairs, note: NoteRefusal): void {
  const { status, code, text, more = {} } = fault;
  const acceptLanguage = request && headerOf(request, 'accept-language');
  const { headers, body } = writeProblem(acceptLanguage, code, text, more, status);
  const id = noteFault(request, socket, fault, note);
  const pairs = [
    ...always,
    ...Object.entries(headers),
    ['content-length', Buffer.byteLength(body)],
    ['connection', 'close'],
    ['x-request-id', id],
  ];
  const lines = pairs.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n${body}`);
  socket.resume();
  const linger = setTimeout(() => socket.destroy(), LINGER_TIME);
  socket.once('close', () => clearTimeout(linger));
}

/** Notes a refusal, and returns the id by which its answer and the log are found. */
function noteFault(request: Known, socket: Duplex, { status, code, more = {} }: Fault, note: NoteRefusal): string {
  const { id } = new Trace(request && headerOf(request, 'x-request-id'), '');
  const { limit } = more;
  note({
    id,
    status,
    code,
    limit: typeof limit === 'string' ? limit : null,
    method: request?.method ?? null,
    path: request?.url?.split('?', 1)[0] ?? null,
    address: (socket as Socket).remoteAddress ?? '',
  });
  return id;
}
