import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Admission, clientAddress, clientKey } from '../../../src/server/core/admission.ts';
import { admitRequests } from '../../../src/server/http/admit.ts';
import { createCorsPolicy } from '../../../src/server/http/cors.ts';

const LIMITS = { requests: 4, requestsPerClient: 3, longRequests: 2, longRequestsPerClient: 1 };

let server: Server;
let url: string;
/** The answer that waits last. */
let last: ServerResponse | undefined;
/** Ends the requests that wait, in turn. */
let waiting: (() => void)[];
/** The lines of the log. */
let logged: Record<string, unknown>[];

beforeEach(async () => {
  waiting = [];
  logged = [];
  const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line)) });
  const cors = createCorsPolicy({ corsOrigins: ['http://a.test'], publicUrl: null }, pino({ level: 'silent' }));
  const handle = admitRequests(
    (_, response) => {
      last = response;
      waiting.push(() => response.end('answered'));
    },
    { admission: new Admission(LIMITS), trustedProxies: 1, logClient: 'network', log, cors, metrics: null },
  );
  server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const end of waiting) end();
  server.close();
});

/** Sends a request of a client, which waits until the test ends it. */
const send = (path: string, client = '10.0.0.1') =>
  fetch(`${url}${path}`, { headers: { 'x-forwarded-for': client } }).then(({ status }) => status);

/** Waits until so many requests have been let through since the start of the test. */
async function letThrough(count: number) {
  while (waiting.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
}

const refusal = async (path: string, client = '10.0.0.1', headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}${path}`, { headers: { 'x-forwarded-for': client, ...headers } });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
};

describe('requests in flight are bounded', () => {
  test('and one that is refused has an id, by which the log knows it', async () => {
    const own = [send('/graphql'), send('/graphql'), send('/graphql')];
    await letThrough(3);
    const headers = { 'x-forwarded-for': '10.0.0.1', 'x-request-id': 'one-too-many' };
    const response = await fetch(`${url}/graphql?query=secret`, { headers });
    expect(response.headers.get('x-request-id')).toBe('one-too-many');
    const line = { requestId: 'one-too-many', path: '/graphql', status: 503, msg: 'request' };
    await expect.poll(() => logged.length).toBe(1);
    expect(logged).toMatchObject([{ ...line, code: 'LIMIT_EXCEEDED', limit: 'requestsPerClient' }]);
    for (const end of waiting) end();
    await Promise.all(own);
  });

  test('and one whose client leaves before it is answered has its line when it leaves', async () => {
    const leaving = new AbortController();
    const headers = { 'x-forwarded-for': '10.0.0.1', 'x-request-id': 'left' };
    const left = fetch(`${url}/graphql?query=secret`, { headers, signal: leaving.signal }).catch(() => 'left');
    await letThrough(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(logged).toEqual([]);
    leaving.abort();
    expect(await left).toBe('left');
    await expect.poll(() => logged.length).toBe(1);
    expect(logged).toMatchObject([{ requestId: 'left', path: '/graphql', status: null, aborted: true }]);
    expect(logged[0]?.ms).toBeGreaterThanOrEqual(90);
  });

  test('by client; another client is still answered, and an answer makes room for the next request', async () => {
    const own = [send('/graphql'), send('/graphql'), send('/graphql')];
    await letThrough(3);
    expect(await refusal('/graphql')).toEqual({
      status: 503,
      retryAfter: '1',
      body: {
        errors: [
          {
            message:
              'Your address has 3 requests in flight, the maximum for one client. Wait for an answer before you send the next request.',
            extensions: { code: 'LIMIT_EXCEEDED', limit: 'requestsPerClient', admitted: 3 },
          },
        ],
      },
    });
    const other = send('/graphql', '10.0.0.2');
    await letThrough(4);
    waiting[0]?.();
    expect(await own[0]).toBe(200);
    const next = send('/graphql');
    await letThrough(5);
    for (const end of waiting) end();
    expect(await Promise.all([...own, other, next])).toEqual([200, 200, 200, 200, 200]);
  });

  test('in all, whoever sends them; the probes are answered all the same', async () => {
    for (const client of ['a', 'b', 'c', 'd']) void send('/graphql', client);
    await letThrough(4);
    const { status, body } = await refusal('/anything', 'e');
    const page = await fetch(`${url}/graphql`, { headers: { origin: 'http://a.test', 'x-forwarded-for': 'e' } });
    expect([page.status, page.headers.get('access-control-allow-origin')]).toEqual([503, 'http://a.test']);
    expect([status, body.code, body.limit, body.admitted]).toEqual([503, 'LIMIT_EXCEEDED', 'requests', 4]);
    const health = send('/health', 'e');
    await letThrough(5);
    waiting.at(-1)?.();
    expect(await health).toBe(200);
  });

  test('for files and OData apart, so that short requests are still answered', async () => {
    void send('/odata/Tasks', 'a');
    void send('/files/tasks.csv', 'b');
    await letThrough(2);
    const refused = await fetch(`${url}/odata/v4/Tasks`, { headers: { 'x-forwarded-for': 'a' } });
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('odata-version')]).toEqual([
      503,
      '1',
      '4.0',
    ]);
    expect(refused.headers.get('content-type')).toBe('application/json;odata.metadata=minimal;charset=utf-8');
    expect(refused.headers.get('vary')).toBe('accept, accept-language');
    expect(await refused.json()).toEqual({
      error: {
        code: 'LIMIT_EXCEEDED',
        message: 'The server has 2 requests for files and OData in flight, its maximum. Try again shortly.',
        target: 'longRequests',
        innererror: { limit: 'longRequests', admitted: 2 },
      },
    });
    const chinese = await refusal('/files/tasks.csv', 'c', { 'accept-language': 'zh-CN' });
    expect(chinese.body).toMatchObject({
      limit: 'longRequests',
      detail: '服务器正在处理 2 个文件或 OData 请求，已达上限，请稍后重试。',
    });
    const short = send('/graphql', 'a');
    await letThrough(3);
    waiting.at(-1)?.();
    expect(await short).toBe(200);
  });

  test('and a request that its client gives up makes room too', async () => {
    const leaving = new AbortController();
    const headers = { 'x-forwarded-for': 'a' };
    const left = fetch(`${url}/odata/Tasks`, { headers, signal: leaving.signal }).catch(() => 'left');
    await letThrough(1);
    const gone = new Promise((resolve) => last?.once('close', resolve));
    leaving.abort();
    expect(await left).toBe('left');
    await gone;
    const next = send('/odata/Tasks', 'a');
    await letThrough(2);
    waiting.at(-1)?.();
    expect(await next).toBe(200);
  });
});

describe('the address of a client', () => {
  test.each([
    ['is that of the connection where no proxy is trusted', '1.1.1.1', 0, '9.9.9.9'],
    ['is what the one trusted proxy saw, whatever the client wrote before it', '1.1.1.1, 2.2.2.2', 1, '2.2.2.2'],
    ['is what the outer of two trusted proxies saw', '1.1.1.1, 2.2.2.2, 3.3.3.3', 2, '2.2.2.2'],
    ['is that of the connection where fewer proxies speak than are trusted', '2.2.2.2', 2, '9.9.9.9'],
    ['is that of the connection where the header is empty', '', 1, '9.9.9.9'],
    ['is without the port that a proxy writes behind it', '2.2.2.2:4711', 1, '2.2.2.2'],
    ['is without brackets and port', '[2001:db8::1]:4711', 1, '2001:db8::1'],
  ])('%s', (_, forwarded, proxies, expected) => {
    expect(clientAddress('9.9.9.9', forwarded, proxies)).toBe(expected);
  });
});

describe('clients are told apart', () => {
  test.each([
    ['1.1.1.1', '1.1.1.1'],
    ['::ffff:1.1.1.1', '1.1.1.1'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:7::2', '2001:db8:0:0::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s as %s', (address, key) => {
    expect(clientKey(address)).toBe(key);
  });
});
