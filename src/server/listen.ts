import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import type { Config } from '../config.ts';
import type { Application } from './application.ts';

type Address = Pick<Config, 'host' | 'port'>;

export interface Listener {
  readonly url: string;
  /** Takes nothing new, lets what is in flight end, and cuts off what has not ended in time. */
  close(): Promise<void>;
}

export async function listen(
  application: Application,
  config: Address & Pick<Config, 'drainTimeout'>,
): Promise<Listener> {
  const server = createServer((request, response) => {
    // Whoever sends an address or a Host that is none would be shown a stack by Yoga.
    if (URL.canParse(`http://${request.headers.host ?? 'localhost'}${request.url}`)) {
      application.handle(request, response);
    } else {
      response.writeHead(400).end();
    }
  });
  let closing = false;
  server.on('request', (_, response) => {
    // A connection that is kept alive would hold the server open after its last answer.
    response.once('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
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
      application.drain();
      const cutOff = setTimeout(() => server.closeAllConnections(), config.drainTimeout);
      return new Promise((resolve) => {
        server.close(() => {
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
