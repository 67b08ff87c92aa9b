import { once } from 'node:events';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WANTED } from '../../src/domain/core/turns.ts';
import { takeTurn } from '../../src/graphql/core/turn.ts';
import { assertFree, type Listener, listen, listenForMetrics } from '../../src/server/listen.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { applicationOver, troubled } from './support.ts';

/** More than systems keep for who does not read. */
const LARGE = 32 * 1_048_576;
const READS = '/graphql?query=%7Bdatasets%7Bcode%7D%7D';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('empty');
});
afterAll(() => database.close());

const listenWith = (wait: number, drainTimeout: number): Promise<Listener> =>
  listen(applicationOver(troubled(database, async () => void (await setTimeout(wait)))), {
    host: '127.0.0.1',
    port: 0,
    drainTimeout,
    keepAlive: 65_000,
  });

describe('a server that is told to stop', () => {
  it('answers what is in flight, takes nothing new, and does not wait for idle connections', async () => {
    const { url, close } = await listenWith(300, 10_000);
    expect((await fetch(`${url}/health`)).status).toBe(200); // leaves a connection that is kept alive
    const inFlight = fetch(url + READS);
    await setTimeout(100);
    const begun = Date.now();
    const closed = close();
    // What had arrived on a connection that was open is answered, and its connection closed; a new connection is refused.
    expect((await fetch(`${url}/health`)).headers.get('connection')).toBe('close');
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    const { status, headers } = await inFlight;
    expect([status, headers.get('connection')]).toEqual([200, 'close']);
    await closed;
    expect(Date.now() - begun).toBeLessThan(9_000);
  });

  it('cuts off what does not end in time', async () => {
    const { url, close } = await listenWith(2_000, 100);
    const cutOff = expect(fetch(url + READS)).rejects.toThrow();
    await setTimeout(100);
    await close();
    await cutOff;
  });

  it('does not wait for who has connected and said nothing', async () => {
    const { url, close } = await listenWith(0, 30_000);
    const { hostname, port } = new URL(url);
    const silent = connect({ host: hostname, port: Number(port) });
    const ended = text(silent);
    await once(silent, 'connect');
    const begun = Date.now();
    await close();
    expect(Date.now() - begun).toBeLessThan(15_000);
    expect(await ended).toBe('');
  });

  it('is not ready from then on', async () => {
    const application = applicationOver(database);
    application.drain();
    const response = await application.fetch(new Request('http://test/ready'));
    expect([response.status, (await response.json()).code]).toEqual([503, 'UNAVAILABLE']);
  });
});

describe('a server', () => {
  it('keeps a connection open for longer than most balancers do, and sends its headers on every answer', async () => {
    const { url, close } = await listenWith(0, 100);
    for (const path of ['/health', READS, '/nothing', '/files/', '/odata/']) {
      const { headers } = await fetch(url + path);
      expect([
        headers.get('keep-alive'),
        headers.get('x-content-type-options'),
        headers.get('referrer-policy'),
      ]).toEqual(['timeout=65', 'nosniff', 'same-origin']);
    }
    await close();
  });

  it('takes in everybody at the door before a long answer goes on', async () => {
    const answered: string[] = [];
    const application = {
      ...applicationOver(database),
      handle: async ({ url = '' }: IncomingMessage, response: ServerResponse) => {
        for (let turn = 0; url === '/long' && turn < 5; turn++) {
          await takeTurn('one', WANTED, true);
          for (const end = performance.now() + 20; performance.now() < end; );
        }
        answered.push(url);
        response.end();
      },
    };
    const { url, close } = await listen(application, {
      host: '127.0.0.1',
      port: 0,
      drainTimeout: 100,
      keepAlive: 1_000,
    });
    const ask = (path: string) =>
      new Promise((resolve, reject) => {
        get(url + path, { agent: false }, (response) => response.resume().once('end', resolve)).once('error', reject);
      });
    const long = ask('/long');
    await setTimeout(30);
    await Promise.all([long, ...Array.from({ length: 40 }, () => ask('/short'))]);
    expect(answered).toHaveLength(41);
    expect(answered.indexOf('/long')).toBe(40);
    await close();
  });

  it('lets go of who takes nothing of an answer, and not of who takes it slowly or waits for it', async () => {
    const over: string[] = [];
    const application = {
      ...applicationOver(database),
      handle: async ({ url = '' }: IncomingMessage, response: ServerResponse) => {
        response.on('close', () => over.push(url));
        if (url === '/late') await setTimeout(2_500);
        response.end(url === '/late' ? 'late' : Buffer.alloc(LARGE));
      },
    };
    const options = { host: '127.0.0.1', port: 0, drainTimeout: 100, keepAlive: 60_000, sendTimeout: 1_000 };
    const { url, close } = await listen(application, options);
    const { hostname, port } = new URL(url);
    const begin = (path: string) => {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      return socket;
    };
    const unread = begin('/unread').pause();
    const file = begin('/files/large.csv').pause();
    const slow = begin('/slow');
    let [taken, pauses] = [0, 0];
    slow.on('data', (chunk: Buffer) => {
      taken += chunk.length;
      // Longer than the server waits for who takes nothing, and no longer: a busy machine adds to each pause.
      if (++pauses > 100) return;
      slow.pause();
      void setTimeout(20).then(() => slow.resume());
    });
    expect(await (await fetch(`${url}/late`)).text()).toBe('late');
    await expect.poll(() => over).toEqual(expect.arrayContaining(['/unread', '/slow']));
    expect(over).not.toContain('/files/large.csv');
    await expect.poll(() => taken).toBeGreaterThan(LARGE); // its head too
    const rest = await text(unread.resume());
    expect(rest.length).toBeLessThan(LARGE);
    for (const socket of [unread, file, slow]) socket.destroy();
    await close();
  });

  it('ends those who leave the most unread, once all of it is too much, and nobody else', async () => {
    const over: string[] = [];
    const application = {
      ...applicationOver(database),
      handle: ({ url = '' }: IncomingMessage, response: ServerResponse) => {
        response.on('close', () => over.push(url));
        response.end(Buffer.alloc(url === '/tiny' ? 9 : url === '/small' ? LARGE / 2 : LARGE));
      },
    };
    const place = { host: '127.0.0.1', port: 0, drainTimeout: 100, keepAlive: 60_000 };
    const { url, close } = await listen(application, { ...place, maxUnsent: LARGE });
    const { hostname, port } = new URL(url);
    const begin = (...paths: string[]) => {
      const socket = connect({ host: hostname, port: Number(port) }).pause();
      socket.on('error', () => {});
      socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join(''));
      return socket;
    };
    // Two answers on one connection, of which the second waits for the first, and a smaller one.
    const sockets = [begin('/small'), begin('/first', '/second')];
    await expect.poll(() => [...over].sort()).toEqual(['/first', '/second']);
    expect((await (await fetch(`${url}/tiny`)).arrayBuffer()).byteLength).toBe(9);
    expect(over).not.toContain('/small');
    for (const socket of sockets) socket.destroy();
    await close();
  });

  it('forgets the requests of who sends many without waiting, and leaves', async () => {
    const application = applicationOver(
      troubled(database, async () => void (await setTimeout(100))),
      {
        METRICS: '127.0.0.1:1',
      },
    );
    const place = { host: '127.0.0.1', port: 0 };
    const { url, close } = await listen(application, { ...place, drainTimeout: 100, keepAlive: 1_000 });
    if (!application.handleMetrics) throw new Error('nothing is counted');
    const counted = await listenForMetrics(application.handleMetrics, place, application.noteRefusal);
    const { hostname, port } = new URL(url);
    const client = connect({ host: hostname, port: Number(port) });
    client.write(`GET ${READS} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(20));
    const lines = () => application.logged.filter(({ msg }) => msg === 'request');
    const inFlight = async () => {
      const samples = await (await fetch(`${counted.url}/metrics`)).text();
      return Number(/in_flight\{kind="short"\} (\d+)/.exec(samples)?.[1]);
    };
    await expect.poll(inFlight).toBe(20);
    client.destroy();
    await expect.poll(inFlight).toBe(0);
    // Each has its line in the log, once.
    expect(lines()).toHaveLength(20);
    expect(new Set(lines().map(({ requestId }) => requestId)).size).toBe(20);
    await counted.close();
    await close();
  });

  it('finds out beforehand that its port is taken', async () => {
    const { url, close } = await listenWith(0, 100);
    const { port } = new URL(url);
    await expect(assertFree({ host: '127.0.0.1', port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await close();
    await assertFree({ host: '127.0.0.1', port: Number(port) });
  });

  it.each(['GET /health HTTP/1.1\r\nHost: a b', 'GET http://x:y/ HTTP/1.1\r\nHost: a'])(
    'shows no stack to whoever sends nonsense (%j)',
    async (request) => {
      const { url, close } = await listenWith(0, 100);
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.end(`${request}\r\nConnection: close\r\n\r\n`);
      const answer = (await socket.setEncoding('utf8').toArray()).join('');
      expect(answer).toMatch(/^HTTP\/1.1 40[04] /);
      expect(answer).not.toContain('node_modules');
      await close();
    },
  );
});

describe('a request that cannot be read as one', () => {
  let listener: Listener;
  beforeAll(async () => {
    listener = await listenWith(0, 100);
  });
  afterAll(() => listener.close());

  /** What comes back for a text that is sent as it is written here. */
  async function send(request: string): Promise<string> {
    const { hostname, port } = new URL(listener.url);
    const socket = connect(Number(port), hostname);
    socket.write(request);
    return text(socket);
  }
  const get = (target: string, host: string) =>
    send(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

  it.each([
    ['no HTTP', 'x y z\r\n\r\n', 400],
    ['longer headers than are read', `GET / HTTP/1.1\r\nx: ${'x'.repeat(33_000)}\r\n\r\n`, 431],
  ])('is refused with the headers of every answer: %s', async (_, request, status) => {
    const answer = await send(request);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('\r\nx-content-type-options: nosniff\r\n');
    expect(answer).toContain('\r\nreferrer-policy: same-origin\r\n');
  });

  it('is told what is wrong with its Host, and by which id the log knows it', async () => {
    const answer = await get('/health', 'x/y');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/\r\nx-request-id: [\w-]{36}\r\n/);
    expect(answer).toContain('"detail":"The request line or the header Host is no address.');
  });

  it('is read where its target is a whole address, as proxies are sent it', async () => {
    expect(await get('http://data.example/health', 'other.example')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await get('http://data.example', 'other.example')).toMatch(/^HTTP\/1\.1 302 /);
    expect(await get('http://data.example@x/health', 'other.example')).toMatch(/^HTTP\/1\.1 400 /);
    const links = await get('http://data.example/odata/v4/', 'other.example');
    expect(links).toContain('http://data.example/odata/v4/$metadata');
  });

  it('names a limit of ours where an address is too long for a file, not one of Node', async () => {
    const answer = await get(`/files/tasks.csv?x=${'x'.repeat(17_000)}`, 'localhost');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"limit":"address"');
  });
});
