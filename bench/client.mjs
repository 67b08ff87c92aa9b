// A client as thin as it can be, because it shares the machine with what it measures: keep-alive connections, one request on each.
import { connect } from 'node:net';

const END_OF_HEADERS = Buffer.from('\r\n\r\n');
const END_OF_CHUNKS = Buffer.from('\r\n0\r\n\r\n');

/** One connection; `send` answers with status, headers and body as they came. */
export class Connection {
  #socket;
  #received = Buffer.alloc(0);
  #waiting = null;

  /** @param {number} port */
  constructor(port) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk) => this.#take(chunk));
    const fail = (error) =>
      this.#waiting?.reject(error ?? new Error(`The server on port ${port} closed the connection.`));
    this.#socket.on('error', fail).on('close', () => fail());
  }

  /** @param {Buffer} request @returns {Promise<{ status: number, head: string, body: Buffer }>} */
  send(request) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close() {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #take(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const answer = wholeAnswer(this.#received);
    if (!answer) return;
    this.#received = Buffer.alloc(0);
    const { resolve } = this.#waiting;
    this.#waiting = null;
    resolve(answer);
  }
}

/** Null while a part of it is missing. No JSON holds the bytes that end a chunked body. */
function wholeAnswer(bytes) {
  const end = bytes.indexOf(END_OF_HEADERS);
  if (end === -1) return null;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const body = bytes.subarray(end + 4);
  if (length !== undefined) return body.length < Number(length) ? null : { status, head, body };
  if (status === 304) return { status, head, body };
  return body.subarray(-END_OF_CHUNKS.length).equals(END_OF_CHUNKS) ? { status, head, body } : null;
}

/** The JSON text of an answer. */
export function textOf({ head, body }) {
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return body.toString();
  const parts = [];
  for (let at = 0; ; ) {
    const line = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, line), 16);
    if (!(size > 0)) return Buffer.concat(parts).toString();
    parts.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}

/** The bytes of a request: a POST, or a GET where there is no body. @param {{ path: string, body?: string, headers?: Record<string, string> }} request */
export function bytesOf({ path, body, headers }) {
  const given = { host: '127.0.0.1', accept: 'application/json', 'accept-language': 'en', ...headers };
  if (body !== undefined) given['content-type'] = 'application/json';
  if (body !== undefined) given['content-length'] = Buffer.byteLength(body);
  const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`);
}

/** One request on a connection of its own. */
export async function ask(port, request) {
  const connection = new Connection(port);
  try {
    return await connection.send(bytesOf(request));
  } finally {
    connection.close();
  }
}
