import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listener, listen, listenForMetrics } from '../../../src/server/listen.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { applicationOver, type TestApplication } from '../support.ts';

const HOST = 'Host: localhost\r\n';
const CLOSE = 'Connection: close\r\n';

let database: TestDatabase;
let application: TestApplication;
let listener: Listener;
let metrics: Listener;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  application = applicationOver(database, { METRICS: '127.0.0.1:1', REQUEST_TIMEOUT_MS: '1000' });
  const place = { host: '127.0.0.1', port: 0 };
  listener = await listen(application, { ...place, drainTimeout: 100, keepAlive: 1_000, receiveTimeout: 300 });
  if (!application.handleMetrics) throw new Error('nothing is counted');
  metrics = await listenForMetrics(application.handleMetrics, place, application.noteRefusal);
});
afterAll(async () => {
  await listener.close();
  await metrics.close();
  await database.close();
});

interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What comes back for a text that is sent as it is written here; `halves`: the connection is ended after it, on this side. */
async function send(request: string, { halves = false, to = listener } = {}): Promise<Answer> {
  const { hostname, port } = new URL(to.url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  socket.write(request);
  if (halves) socket.end();
  const answer = await text(socket);
  socket.destroy();
  const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
  const [start = '', ...lines] = head.split('\r\n');
  const headers = new Map(lines.map((line) => [line.split(':', 1)[0] ?? '', line.replace(/^[^:]*: /, '')] as const));
  return { status: Number(start.split(' ')[1]), headers, body };
}

const JSON_BODY = 'Content-Type: application/json\r\n';
const CASES: readonly (readonly [what: string, request: string, status: number, detail: RegExp])[] = [
  ['no HTTP', 'x y z\r\n\r\n', 400, /method of HTTP/],
  ['TLS', '\x16\x03\x01\x02\x00\x01', 400, /plain HTTP/],
  ['an unknown method', `FOO /graphql HTTP/1.1\r\n${HOST}\r\n`, 400, /GET, HEAD or POST/],
  ['a garbled header', `GET /health HTTP/1.1\r\n${HOST}a b: c\r\n\r\n`, 400, /\(Invalid header token\)/],
  ['an address that is not encoded', `GET /a b HTTP/1.1\r\n${HOST}\r\n`, 400, /Encode addresses in per cent/],
  ['two lengths', `POST /graphql HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{`, 400, /content-length/],
  ['no chunk', `POST /graphql HTTP/1.1\r\n${HOST}${JSON_BODY}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400, /chunks/],
  ['no Host', `GET /health HTTP/1.1\r\n${CLOSE}\r\n`, 400, /no header Host/],
  ['two Hosts', `GET /health HTTP/1.1\r\n${HOST}Host: other\r\n${CLOSE}\r\n`, 400, /2 headers Host/],
  ['a Host that is no address', 'GET /health HTTP/1.1\r\nHost: a/b\r\n\r\n', 400, /header Host is no address/],
  ['long headers', `GET / HTTP/1.1\r\nx: ${'x'.repeat(33_000)}\r\n\r\n`, 431, /at most 32,768 bytes/],
  ['long extensions of chunks', `POST /graphql HTTP/1.1\r\n${HOST}${JSON_BODY}Transfer-Encoding: chunked\r\n\r\n2;${'x'.repeat(20_000)}\r\n`, 413, /16,384/],
  ['an expectation', `POST /graphql HTTP/1.1\r\n${HOST}Expect: tea\r\nContent-Length: 2\r\n\r\n{}`, 417, /header Expect/],
  ['a tunnel', `CONNECT data.example:443 HTTP/1.1\r\n${HOST}\r\n`, 405, /no proxy/],
  ['half of a head', 'GET /heal', 408, /not whole after 300 ms/],
  ['half of a body', `POST /graphql HTTP/1.1\r\n${HOST}${JSON_BODY}Content-Length: 9\r\n\r\n{`, 408, /not whole after 300 ms/],
  ['half of a batch of OData', `POST /odata/v4/$batch HTTP/1.1\r\n${HOST}${JSON_BODY}Content-Length: 9\r\n\r\n{`, 408, /not whole after 300 ms/],
  ['a compressed question', `POST /graphql HTTP/1.1\r\n${HOST}${JSON_BODY}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`, 415, /encoded as "gzip"/],
  ['a body that is compressed on its way', `POST /graphql HTTP/1.1\r\n${HOST}${JSON_BODY}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`, 415, /Transfer-Encoding says .* "gzip, chunked"/],
  ['a compressed batch', `POST /odata/v4/$batch HTTP/1.1\r\n${HOST}${JSON_BODY}Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}`, 415, /encoded as "br"/],
]; // biome-ignore format: a table

describe('what is no request that the server takes', () => {
  test.each(CASES)('%s is told in problem details, by an id, and ends the connection', async (_, request, status, detail) => {
    const answer = await send(request);
    const { headers } = answer;
    expect(answer.status).toBe(status);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(Number(headers.get('content-length'))).toBe(Buffer.byteLength(answer.body));
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual(['nosniff', 'same-origin']);
    expect((headers.get('connection') ?? headers.get('Connection'))?.toLowerCase()).toBe('close');
    const code = { 405: 'METHOD_NOT_ALLOWED', 408: 'LIMIT_EXCEEDED', 413: 'LIMIT_EXCEEDED', 415: 'UNSUPPORTED_MEDIA_TYPE', 431: 'LIMIT_EXCEEDED' }[status];
    expect(JSON.parse(answer.body)).toMatchObject({ status, code: code ?? 'BAD_INPUT', detail: expect.stringMatching(detail) });
    const id = headers.get('x-request-id');
    expect(application.logged).toContainEqual(expect.objectContaining({ requestId: id, status, client: '127.0.0.0' }));
  }); // biome-ignore format: long

  test('a request that ends in the middle is told so', async () => {
    const { status, body } = await send('GET /health HTTP/1.1\r\nHo', { halves: true });
    expect([status, JSON.parse(body).detail]).toEqual([
      400,
      expect.stringMatching(/ended before the request was whole/),
    ]);
  });

  test('a tunnel is told the methods of the server, in the language and by the id of the request', async () => {
    const more = 'Accept-Language: zh-CN\r\nX-Request-Id: tunnel-1\r\n';
    const { headers, body } = await send(`CONNECT x:1 HTTP/1.1\r\n${HOST}${more}\r\n`);
    expect([headers.get('allow'), headers.get('x-request-id'), headers.get('content-language')]).toEqual([
      'GET, HEAD, POST',
      'tunnel-1',
      'zh-Hans',
    ]);
    expect(JSON.parse(body)).toMatchObject({ allow: ['GET', 'HEAD', 'POST'], detail: expect.stringContaining('代理') });
  });

  test('is not told of a body that does not end, once its request was answered', async () => {
    const { status, body } = await send(`GET /health HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\n{`);
    expect([status, body]).toEqual([200, expect.not.stringContaining('HTTP/1.1')]);
    expect(body).not.toContain('not whole');
  });

  test.each(['Transfer-Encoding: chunked\r\n\r\n5\r\n{"que', 'Content-Length: 99\r\n\r\n{"que'])(
    'a body that its client breaks off is no trouble of the server: %j',
    async (body) => {
      // Yoga, which reads such a body, is loaded when it is first needed.
      await fetch(`${listener.url}/graphql`, { headers: { accept: 'text/html' } });
      const { hostname, port } = new URL(listener.url);
      const socket = connect({ port: Number(port), host: hostname });
      socket.write(
        `POST /graphql HTTP/1.1\r\n${HOST}Content-Type: application/x-www-form-urlencoded\r\nX-Request-Id: left-1\r\n${body}`,
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      const before = application.logged.length;
      socket.resetAndDestroy();
      await expect.poll(() => application.logged.slice(before).map(({ msg }) => msg)).toContain('request');
      await new Promise((resolve) => setTimeout(resolve, 100));
      const told = application.logged.slice(before);
      expect(told).toContainEqual(expect.objectContaining({ requestId: 'left-1', aborted: true }));
      expect(told.filter(({ level, code }) => Number(level) > 30 || code === 'UNAVAILABLE')).toEqual([]);
    },
  );

  test('the answer arrives although more was sent than is read', async () => {
    const { status } = await send(`GET / HTTP/1.1\r\nx: ${'x'.repeat(3_000_000)}\r\n\r\n`);
    expect(status).toBe(431);
  });

  test('the metrics count it by its status and its limit, and the port of the metrics answers alike', async () => {
    await send(`GET / HTTP/1.1\r\nx: ${'x'.repeat(33_000)}\r\n\r\n`);
    const samples = await (await fetch(`${metrics.url}/metrics`)).text();
    expect(samples).toMatch(/govgraph_refused_total\{reason="headers"\} [1-9]/);
    expect(samples).toMatch(/duration_seconds_count\{door="other",operation="",status="431"\} [1-9]/);
    const { status, headers } = await send('x\r\n\r\n', { to: metrics });
    expect([status, headers.get('x-request-id')]).toEqual([400, expect.stringMatching(/^[\w-]{36}$/)]);
  });

  test('a header counts, however many stand before it', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => `a${index}:b\r\n`).join('');
    const { headers } = await send(`GET /health HTTP/1.1\r\n${HOST}${many}X-Request-Id: last-1\r\n${CLOSE}\r\n`);
    expect(headers.get('x-request-id')).toBe('last-1');
  });

  test('HTTP/1.0 needs no Host', async () => {
    expect((await send('GET /health HTTP/1.0\r\n\r\n')).status).toBe(200);
  });

  test.each(['h2c', 'websocket'])('an upgrade to %s is offered, not demanded: the answer is that of HTTP/1.1', async (name) => {
    const upgrade = `Connection: Upgrade, close\r\nUpgrade: ${name}\r\n`;
    const answer = await send(`GET /graphql?query={__typename} HTTP/1.1\r\n${HOST}${upgrade}\r\n`);
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('"Query"') });
  }); // biome-ignore format: long

  test.each(['TRACE', 'PROPFIND', 'PUT'])('%s is told which methods an address takes', async (method) => {
    for (const path of ['/graphql', '/health', '/files/', '/odata/v4/', '/']) {
      const { status, headers } = await send(`${method} ${path} HTTP/1.1\r\n${HOST}${CLOSE}\r\n`);
      expect([path, status, headers.get('allow')]).toEqual([path, 405, expect.stringContaining('GET, HEAD')]);
    }
  });
});
