import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, Server as SocketServer } from 'node:net';
import type { Config } from '../config.ts';
import type { Application } from './core/application.ts';

const SETTLE_TIME = 200;

type Address = Pick<Config, 'host' | 'port'>;

export interface Listener {
  readonly url: string;
  /** Takes nothing new, lets what is in flight end, and cuts off what has not ended in time. */
  close(): Promise<void>;
}

export async function listen(
  application: Application,
  config: Address & Pick<Config, 'drainTimeout' | 'keepAlive'>,
): Promise<Listener> {
  const server = createServer((request, response) => {
    // Whoever sends an address or a Host that is none would be shown a stack by Yoga.
    if (URL.canParse(`http://${request.headers.host ?? 'localhost'}${request.url}`)) {
      application.handle(request, response);
    } else {
      response.writeHead(400).end();
    }
  });
  server.keepAliveTimeout = config.keepAlive;
  let closing = false;
  let settled = false;
  /** Answers that are not sent yet, or not whole. */
  const open = new Set<ServerResponse>();
  server.prependListener('request', (_, response) => {
    if (closing) response.setHeader('connection', 'close');
    open.add(response);
    response.once('close', () => {
      open.delete(response);
      // A connection that is kept alive would hold the server open after its last answer.
      if (settled) setImmediate(() => server.closeIdleConnections());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    close: () => {
      closing = true;
      for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close');
      application.drain();
      const cutOff = setTimeout(() => server.closeAllConnections(), config.drainTimeout);
      // A request that has arrived and was not read yet makes its connection look idle: those get a moment to be read.
      setTimeout(() => {
        settled = true;
        server.closeIdleConnections();
      }, SETTLE_TIME);
      return new Promise((resolve) => {
        // Not the HTTP server's own close, which cuts off what looks idle at once.
        SocketServer.prototype.close.call(server, () => {
          clearTimeout(cutOff);
          resolve();
        });
      });
    },
  };
}

/** Fails as `listen` would. Asked first, so that a taken port is told at once, not after a long import. */
export async function assertFree({ host, port }: Address): Promise<void> {
  const probe = createSocketServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(port, host, resolve);
  });
  await new Promise((resolve) => {
    probe.close(resolve);
  });
}
