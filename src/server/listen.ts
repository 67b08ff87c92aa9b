import type { RequestListener, Server, ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket, Server as SocketServer } from 'node:net';
import type { Config, ListenAddress } from '../config.ts';
import { message } from '../domain/message/message.ts';
import { noteArrival } from '../graphql/core/turn.ts';
import type { Application } from './core/application.ts';
import { STATUS } from './core/problem.ts';
import { endLongestUnsent, queueAnswers } from './http/connection.ts';
import { createSecureServer } from './http/secure.ts';
import { type NoteRefusal, refuseRequest } from './http/unreadable.ts';

const SETTLE_TIME = 200;
/** Milliseconds for which a client may take nothing of an answer that waits to be sent. Files have a time of their own. */
const SEND_TIMEOUT = 30_000;
/** Bytes of answers, in all, that clients have yet to take. Files wait for their clients, and hold little. */
const MAX_UNSENT = 256 * 1_048_576;
const UNSENT_INTERVAL = 500;
const FILE = /^[^?]*\/files\//;
const HOST = /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/;
/** A path that stands for another one: with `.` or `..` in it, or a backslash, or what follows a `#`. */
const ODD_PATH = /^[^?]*(?:[\\#]|\/\.|%2e)/i;

/** A target as clients send it to a proxy, which a server has to take too: its host counts, not that of the header. */
const ABSOLUTE = /^https?:\/\/([^/?#]+)(.*)$/i;

function splitTarget(target: string, host: string): { readonly host: string; readonly target: string } {
  const [, named, rest = ''] = ABSOLUTE.exec(target) ?? [];
  return named === undefined ? { host, target } : { host: named, target: rest.startsWith('/') ? rest : `/${rest}` };
}

/** Says of a host and a target whether they are an address. A path makes none of what is one, and most requests name the host of the last one. */
function addressCheck(): (host: string, target: string) => boolean {
  let known = '';
  return (host, target) => {
    const isPath = target.startsWith('/');
    if (isPath && host === known) return true;
    if (!HOST.test(host) || !URL.canParse(`http://${host}${target}`)) return false;
    if (isPath) known = host;
    return true;
  };
}

/** The path that is meant, so that all who look at it see the same. */
function plainTarget(target: string): string {
  const { pathname } = new URL(`http://localhost${target}`);
  const mark = target.indexOf('?');
  const hash = target.indexOf('#');
  return mark < 0 || (hash >= 0 && hash < mark) ? pathname : pathname + target.slice(mark);
}

export interface Listener {
  readonly url: string;
  /** Takes nothing new, lets what is in flight end, and cuts off what has not ended in time. */
  close(): Promise<void>;
}

export async function listen(
  application: Application,
  config: ListenAddress &
    Pick<Config, 'drainTimeout' | 'keepAlive'> & {
      readonly receiveTimeout?: number;
      readonly sendTimeout?: number;
      readonly maxUnsent?: number;
    },
): Promise<Listener> {
  const note = application.noteRefusal;
  const isAddress = addressCheck();
  const handle: RequestListener = (request, response) => {
    const { host, target } = splitTarget(request.url ?? '', request.headers.host ?? 'localhost');
    // Whoever sends an address or a Host that is none would be shown a stack by Yoga, and a Host with a path in it would name another address.
    if (isAddress(host, target)) {
      request.headers.host = host;
      request.url = ODD_PATH.test(target) ? plainTarget(target) : target;
      application.handle(request, response);
    } else {
      const text = message('server.no-address');
      refuseRequest(request, response, { status: STATUS.BAD_INPUT, code: 'BAD_INPUT', text }, note);
    }
  };
  const server = createSecureServer(handle, note, config.receiveTimeout);
  server.keepAliveTimeout = config.keepAlive;
  let closing = false;
  let settled = false;
  /**
   * The answer on each connection that is not sent yet, or not whole. A set of answers would give up its table every few requests, and a table
   * that has grown old before keeps what it held from being freed.
   */
  const open = new Map<Socket, ServerResponse | null>();
  const queue = queueAnswers();
  const unsent = setInterval(
    () => endLongestUnsent([...open.keys()], queue, config.maxUnsent ?? MAX_UNSENT),
    UNSENT_INTERVAL,
  ).unref();
  server.on('connection', (socket) => {
    noteArrival();
    open.set(socket, null);
    socket.once('close', () => {
      open.delete(socket);
      queue.end(socket);
    });
  });
  server.prependListener('request', ({ socket }, response) => {
    if (closing) response.setHeader('connection', 'close');
    open.set(socket, response);
    if (!response.socket) queue.add(socket, response);
    response.on('close', () => {
      if (open.get(socket) === response) open.set(socket, null);
      // A connection that is kept alive would hold the server open after its last answer.
      if (settled) setImmediate(() => server.closeIdleConnections());
    });
  });
  // Node asks it of a connection on which nothing has moved: one that is kept alive has no answer under way.
  server.setTimeout(config.sendTimeout ?? SEND_TIMEOUT, (socket) => {
    const response = open.get(socket);
    if (!response || (socket.writableLength > 0 && !FILE.test(response.req.url ?? ''))) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', failListening(reject)).listen(config.port, config.host, resolve);
  });
  return {
    url: urlOf(server, config.host),
    close: () => {
      closing = true;
      for (const response of open.values())
        if (response?.headersSent === false) response.setHeader('connection', 'close');
      application.drain();
      const cutOff = setTimeout(() => server.closeAllConnections(), config.drainTimeout);
      // A request that has arrived and was not read yet makes its connection look idle: those get a moment to be read.
      setTimeout(() => {
        settled = true;
        server.closeIdleConnections();
        // One that has sent nothing yet does not count as idle.
        for (const [socket, response] of open) if (!response && socket.bytesRead === 0) socket.destroy();
      }, SETTLE_TIME);
      return new Promise((resolve) => {
        // Not the HTTP server's own close, which cuts off what looks idle at once.
        SocketServer.prototype.close.call(server, () => {
          clearTimeout(cutOff);
          clearInterval(unsent);
          resolve();
        });
      });
    },
  };
}

/** Answers /metrics at an address of its own. */
export async function listenForMetrics(
  handle: RequestListener,
  { host, port }: ListenAddress,
  note: NoteRefusal,
): Promise<Listener> {
  const server = createSecureServer(handle, note);
  await new Promise<void>((resolve, reject) => {
    server.once('error', failListening(reject)).listen(port, host, resolve);
  });
  return {
    url: urlOf(server, host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** To look the host up is part of listening: whoever tells of the error need not take it for a look-up of something else. */
const failListening =
  (reject: (error: Error) => void) =>
  (error: Error): void =>
    reject(Object.assign(error, { syscall: 'listen' }));

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Fails as `listen` would. Asked first, so that a taken port is told at once, not after a long import. */
export async function assertFree({ host, port }: ListenAddress): Promise<void> {
  const probe = createSocketServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', failListening(reject)).listen(port, host, resolve);
  });
  await new Promise((resolve) => {
    probe.close(resolve);
  });
}
