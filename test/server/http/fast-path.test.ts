import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Listener, listen } from '../../../src/server/listen.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { applicationOver, type TestApplication, troubled } from '../support.ts';

const QUERY = 'query Kind($name: String!) { __type(name: $name) { kind description } }';
const BODY = JSON.stringify({ query: QUERY, variables: { name: '水' }, operationName: 'Kind' });
const DATASETS = JSON.stringify({ query: '{ datasets { code } }' });
const GRAPHQL_JSON = 'application/graphql-response+json';

let database: TestDatabase;
let application: TestApplication;
let listener: Listener;
const serve = (one: TestApplication) =>
  listen(one, { host: '127.0.0.1', port: 0, drainTimeout: 100, keepAlive: 65_000 });
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  application = applicationOver(database, { CORS_ORIGINS: 'http://a.test', MAX_BODY_BYTES: '2000' });
  listener = await serve(application);
});
afterAll(async () => {
  await listener.close();
  await database.close();
});
beforeEach(() => {
  application.logged.splice(0);
  database.forget();
});

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${listener.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
const head = (length: number | null, more = '') =>
  `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${length === null ? 'transfer-encoding: chunked' : `content-length: ${length}`}\r\n${more}\r\n`;

/** Sends the parts one after another, as they are, and reads until the server closes. */
async function send(...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = connect(Number(new URL(listener.url).port), '127.0.0.1').setNoDelay(true);
  for (const part of parts) {
    socket.write(part);
    await setTimeout(20);
  }
  return (await socket.setEncoding('utf8').toArray()).join('');
}

describe('a plain question', () => {
  it.each([
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    [GRAPHQL_JSON, GRAPHQL_JSON],
    [`application/json, ${GRAPHQL_JSON}`, 'application/json'],
    [`image/png, ${GRAPHQL_JSON};q=0.1, */*`, GRAPHQL_JSON],
    [`${GRAPHQL_JSON};charset=latin1, application/*`, 'application/json'],
  ])('is answered as %s asks, also from memory', async (accept, type) => {
    for (let time = 0; time < 2; time++) {
      const response = await post(DATASETS, { accept });
      expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
      expect((await response.json()).data.datasets).toHaveLength(1);
    }
    expect((await post(DATASETS, { accept: 'image/png' })).status).toBe(406);
  });

  it('has its own id and line in the log, and the headers for its origin, also from memory', async () => {
    for (const [id, origin] of [
      ['a-1', 'http://a.test'],
      ['a-2', 'http://b.test'],
    ] as const) {
      const { headers } = await post(BODY, { 'x-request-id': id, origin });
      expect(headers.get('x-request-id')).toBe(id);
      expect(headers.get('access-control-allow-origin')).toBe(origin === 'http://a.test' ? origin : null);
      expect(headers.get('vary')).toBe('origin, accept-language');
    }
    expect(application.logged.filter(({ msg }) => msg === 'request')).toMatchObject(
      ['a-1', 'a-2'].map((requestId) => ({
        requestId,
        method: 'POST',
        path: '/graphql',
        status: 200,
        operation: 'Kind',
      })),
    );
  });

  it('of another operation, variable or method is another one', async () => {
    const query = 'query A($c: String = "x") { metric(code: $c) { code } } query B { __typename }';
    const answer = async (more: object) => (await post(JSON.stringify({ query, ...more }))).json();
    expect((await answer({ operationName: 'A' })).data).toEqual({ metric: null });
    expect((await answer({ operationName: 'B' })).data).toEqual({ __typename: 'Query' });
    expect((await answer({})).errors[0].extensions.code).toBe('BAD_INPUT');
  });

  it('of a GET is none of a POST, though the text is the same', async () => {
    const text = 'query=%7B__typename%7D';
    expect((await fetch(`${listener.url}/graphql?${text}`)).status).toBe(200);
    expect((await post(text)).status).toBe(400);
  });

  it('may come in pieces that cut a character, or of unknown length', async () => {
    const bytes = Buffer.from(BODY);
    const cut = bytes.indexOf('水') + 1;
    const whole = '{"__type":null}';
    const closing = 'connection: close\r\n';
    expect(await send(head(bytes.length, closing), bytes.subarray(0, cut), bytes.subarray(cut))).toContain(whole);
    const size = bytes.length.toString(16);
    expect(await send(head(null, closing), `${size}\r\n`, bytes, '\r\n0\r\n\r\n')).toContain(whole);
    expect(application.logged).toHaveLength(2);
  });

  it('may follow another one before that is answered', async () => {
    const other = JSON.stringify({ query: '{ datasets { code } __typename }' });
    const two = `${head(DATASETS.length)}${DATASETS}${head(other.length, 'connection: close\r\n')}${other}`;
    expect((await send(two)).match(/"__typename"|HTTP\/1.1 200/g)).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      '"__typename"',
    ]);
  });
});

describe('what is not answered plainly', () => {
  const long = JSON.stringify({ query: `{ __typename ${' '.repeat(2_000)}}` });

  // A charset of this name is nobody's, and only the plain way asks for it.
  it.each([
    ['{', 400],
    ['', 400],
    ['[]', 400],
    ['{}', 400],
    ['{"query":"{ nothing }"}', 400],
    ['{"query":"{"}', 400],
    ['{"query":"{ __typename }","variables":[]}', 400],
    ['{"query":"{ __typename }","operationName":"A"}', 400],
    ['{"query":"{ __typename }","operationName":" "}', 400],
    ['{"query":"{ __typename }","operationName":0}', 400],
    ['{"query":"query A { __typename } query B { __typename }","operationName":""}', 400],
    ['{"id":"a","more":1}', 400],
    ['{"query":"query ($n: Int!) { metrics(first: $n) { totalCount } }"}', 400],
    ['{"query":"{ node(id: \\"x\\") { id } datasets { code } }"}', 200],
    [long, 413],
  ])('is answered by Yoga, alike on both ways: %s', async (body, status) => {
    for (const accept of [GRAPHQL_JSON, 'application/json']) {
      const answers = [];
      for (const charset of ['utf-8', 'utf8']) {
        const response = await post(body, {
          accept,
          'content-type': `application/json; charset=${charset}`,
          'x-request-id': 'b',
        });
        const { headers } = response;
        answers.push([
          response.status,
          headers.get('content-type'),
          headers.get('x-request-id'),
          await response.json(),
        ]);
        if (accept === GRAPHQL_JSON) expect(response.status).toBe(status);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.[3]).toHaveProperty('errors');
    }
    expect(application.logged.filter(({ msg }) => msg === 'request')).toHaveLength(4);
  });

  it.each(['variables', 'extensions'])('is an address whose %s are no JSON', async (name) => {
    const query = encodeURIComponent('{ datasets { code } }');
    const response = await fetch(`${listener.url}/graphql?query=${query}&${name}=x`, {
      headers: { accept: 'application/json' },
    });
    const { errors } = await response.json();
    expect([response.status, errors[0].extensions.code, errors[0].message]).toEqual([
      400,
      'BAD_INPUT',
      expect.stringMatching(/not JSON/),
    ]);
  });

  it.each([{}, { 'access-control-request-headers': 'x' }])('is an address that is not UTF-8, with %j', async (more) => {
    const response = await fetch(`${listener.url}/graphql?query={__typename}&variables={%22a%22:%22%ff%22}`, {
      headers: { accept: 'application/json', ...more },
    });
    const { errors } = await response.json();
    expect([response.status, errors[0].extensions]).toEqual([400, { code: 'BAD_INPUT', argument: 'variables' }]);
    expect(errors[0].message).toContain('UTF-8');
  });

  it('may begin with a mark of its encoding', async () => {
    const response = await post(`\ufeff${BODY}`);
    expect([response.status, (await response.json()).errors]).toEqual([200, undefined]);
  });

  it('is JSON that calls itself a form, as curl sends it', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(`${listener.url}/graphql`, { method: 'POST', headers, body: BODY });
    expect([response.status, (await response.json()).errors[0].message]).toEqual([
      400,
      expect.stringContaining('Content-Type: application/json'),
    ]);
  });

  it('is a body that is not UTF-8, however it comes', async () => {
    const [before, after] = ['{"query":"{__typename}","variables":{"a":"', '"}}'].map((part) => Buffer.from(part));
    const body = Buffer.concat([before, Buffer.from([0xff]), after].filter((part) => part !== undefined));
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    for (const response of [
      await fetch(`${listener.url}/graphql`, init),
      await application.fetch(new Request('http://test/graphql', init)),
    ]) {
      const { errors } = await response.json();
      expect([response.status, errors[0].extensions.code]).toEqual([400, 'BAD_INPUT']);
      expect(errors[0].message).toContain('UTF-8');
    }
  });

  it('is executed once', async () => {
    const query = '{ tasks(first: 1) { nodes { code } } node(id: "x") { id } }';
    const answer = await (await post(JSON.stringify({ query }))).json();
    expect(answer.errors).toHaveLength(1);
    expect(database.statements.length).toBeGreaterThan(1);
    expect(new Set(database.statements).size).toBe(database.statements.length);
  });

  it('is a mutation that is asked for by GET, or a method that asks nothing', async () => {
    const query = encodeURIComponent('mutation { x }');
    expect((await fetch(`${listener.url}/graphql?query=${query}`)).status).toBe(405);
    const response = await fetch(`${listener.url}/graphql`, { method: 'PUT' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });
});

/** What asks alike on the fast path, by socket and by fetch, and on the way through Yoga, which takes a charset of this name. */
async function answersTo(body: object) {
  const text = JSON.stringify(body);
  const ways = [
    (type: string) => post(text, { 'content-type': type }),
    (type: string) =>
      application.fetch(
        new Request('http://test/graphql', { method: 'POST', headers: { 'content-type': type }, body: text }),
      ),
  ];
  const answers = [];
  for (const way of ways)
    for (const type of ['application/json', 'application/json; charset=utf8']) {
      const response = await way(type);
      answers.push([response.status, await response.json()]);
    }
  return answers;
}

describe('a body', () => {
  const answered = [200, { data: { datasets: [{ code: 'tianshui-2020' }] } }];

  it.each([
    { operationName: '' },
    { operationName: null },
    { id: 'a', doc_id: 1, key: null, documentId: 'sha256:0', more: { of: ['this'] } },
  ])('with %o asks the same', async (more) => {
    for (const answer of await answersTo({ query: '{ datasets { code } }', ...more }))
      expect(answer).toMatchObject(answered);
    for (const answer of await answersTo({ query: 'query A { datasets { code } }', ...more }))
      expect(answer).toMatchObject(answered);
  });

  it('with an empty name is logged as one without a name', async () => {
    await answersTo({ query: 'query A { datasets { code } }', operationName: '' });
    expect(application.logged.map(({ operation }) => operation)).toEqual([null, null, null, null]);
  });
});

describe('HEAD', () => {
  const PAGE = 'text/html';
  it.each([
    ['/graphql?query=%7B__typename%7D', '*/*', 200],
    ['/graphql?query=%7B__typename%7D', 'image/png', 406],
    ['/graphql?query=%7Bnothing%7D', GRAPHQL_JSON, 400],
    ['/graphql?query=mutation%7Bx%7D', GRAPHQL_JSON, 405],
    ['/graphql', PAGE, 200],
    ['/', '*/*', 302],
    ['/health', '*/*', 200],
    ['/ready', '*/*', 200],
    ['/nothing', '*/*', 404],
    ['/odata/v4/Metrics', '*/*', 200],
    ['/files', '*/*', 200],
    ['/files/tasks.csv', '*/*', 200],
  ])('of %s (%s) is answered as GET is, without a body', async (path, accept, status) => {
    const ask = async (method: string, url: string, fetcher: typeof fetch | TestApplication['fetch']) => {
      const headers = { accept, 'x-request-id': 'h-1', 'accept-encoding': 'identity' };
      const response = await fetcher(new Request(url + path, { method, headers, redirect: 'manual' }));
      const { etag, vary, allow, 'content-type': type } = Object.fromEntries(response.headers);
      return { told: [response.status, etag, vary, allow, type], length: (await response.text()).length };
    };
    for (const [url, fetcher] of [
      [listener.url, fetch],
      ['http://test', application.fetch],
    ] as const) {
      const [get, head] = [await ask('GET', url, fetcher), await ask('HEAD', url, fetcher)];
      expect(head.told).toEqual(get.told);
      expect([head.told[0], head.length]).toEqual([status, 0]);
    }
    const methods = application.logged.filter(({ msg }) => msg === 'request').map(({ method }) => method);
    expect(methods).toEqual(['GET', 'HEAD', 'GET', 'HEAD']);
  });

  it('of a kept answer is not modified', async () => {
    const url = `${listener.url}/graphql?query=%7Bdatasets%7Bcode%7D%7D`;
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const { status } = await fetch(url, { method: 'HEAD', headers: { 'if-none-match': etag } });
    expect([status, etag]).toEqual([304, expect.stringMatching(/./)]);
  });
});

describe('a client that leaves', () => {
  it('has no further statement begun for it, and is no bug', async () => {
    let delay = 0;
    const slow = applicationOver(troubled(database, () => setTimeout(delay)));
    const its = await serve(slow);
    await slow.ask({ query: '{ datasets { code } }' }); // the catalogue
    const leaving = new AbortController();
    const body = JSON.stringify({ query: '{ tasks(first: 1) { nodes { code } } }' });
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    delay = 100;
    database.forget();
    const asked = fetch(`${its.url}/graphql`, { ...options, signal: leaving.signal });
    const fetched = slow.fetch(new Request('http://test/graphql', { ...options, signal: leaving.signal }));
    await setTimeout(30);
    leaving.abort();
    await expect(asked).rejects.toThrow('abort');
    await expect(fetched).rejects.toThrow('abort');
    await setTimeout(300);
    expect(database.statements.filter((text) => !text.startsWith('-- version.'))).toEqual([]);
    expect(slow.logged.filter(({ level }) => level !== 30)).toEqual([]);
    expect((await fetch(`${its.url}/graphql`, options)).status).toBe(200);
    await its.close();
  });

  it('while it is being answered has nothing more read for it', async () => {
    const slow = applicationOver(troubled(database, () => setTimeout(100)));
    const query =
      '{ metrics(first: 1) { nodes { observations(asOf: "2026-01-01T00:00:00Z", first: 1) { nodes { value } } } } }';
    const ask = (signal: AbortSignal) =>
      slow.fetch(
        new Request('http://test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
          signal,
        }),
      );
    const count = (name: string) => database.statements.filter((text) => text.startsWith(`-- ${name}`)).length;
    const leaving = new AbortController();
    const asked = ask(leaving.signal);
    while (count('state.as-of') === 0) await setTimeout(5);
    leaving.abort();
    await expect(asked).rejects.toThrow('abort');
    await setTimeout(400);
    expect(count('observation.')).toBe(0);
    expect((await (await ask(new AbortController().signal)).json()).errors).toBeUndefined();
    expect(count('observation.')).toBe(1);
    expect(slow.logged.filter(({ level }) => level !== 30)).toEqual([]);
  });

  it('before its question is whole troubles nobody', async () => {
    const socket = connect(Number(new URL(listener.url).port), '127.0.0.1');
    socket.write(`${head(100)}{`);
    await setTimeout(30);
    socket.destroy();
    await setTimeout(30);
    expect((await post(BODY)).status).toBe(200);
  });
});
