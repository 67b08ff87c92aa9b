import { createHash } from 'node:crypto';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { applicationOver, type TestApplication } from '../support.ts';

let database: Database;
let application: TestApplication;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  application = applicationOver(database);
});
afterAll(() => database.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  application.fetch(new Request(`http://test${path}`, { method, headers }));

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({
    url: 'http://test/graphql',
    fetchFn: (url: string, init?: RequestInit) => application.fetch(new Request(url, init)),
  });

  it('is audited in 61 ways', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits)('$id $name', async (audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });

  it('answers one query at a time', async () => {
    const { status, body } = await application.ask([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('BAD_INPUT');
  });

  it.each([
    ['POST', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE', 'Content-Type'],
    ['POST', { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'UNSUPPORTED_MEDIA_TYPE', 'application/json'],
    ['GET', { accept: 'image/png' }, 406, 'NOT_ACCEPTABLE', 'Accept'],
    ['PUT', { 'content-type': 'application/json' }, 405, 'METHOD_NOT_ALLOWED', 'GET or POST'],
  ])('says what would be right, whatever Yoga says: %s with %j', async (method, headers, status, code, words) => {
    const body = method === 'GET' ? null : '{"query":"{ __typename }"}';
    const { logged, fetch } = applicationOver(database);
    const url = 'http://test/graphql?query=%7B__typename%7D';
    const response = await fetch(new Request(url, { method, headers, body }));
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/json; charset=utf-8',
    ]);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect([errors[0]?.extensions.code, errors[0]?.message]).toEqual([code, expect.stringContaining(words)]);
    const requestId = response.headers.get('x-request-id');
    expect(logged).toEqual([expect.objectContaining({ requestId, status, code })]);
  });

  it.each(['mutation { x }', 'subscription { x }'])('answers questions only, not a %s', async (query) => {
    const { status, body } = await application.ask({ query });
    expect([status, body.errors[0].extensions.code, 'data' in body]).toEqual([400, 'BAD_INPUT', false]);
  });
});

describe('the other addresses', () => {
  it('say that the process lives and the database answers', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'alive' });
    expect(await (await get('/ready')).json()).toEqual({
      status: 'ready',
      loading: [],
      refused: [],
      importLock: null,
    });
  });

  it('lead from / to the API', async () => {
    const response = await get('/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it.each(['/nothing', '/x/graphql', '/x/health'])('are problem details at %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 404, title: 'Not Found', code: 'NOT_FOUND' });
  });
});

describe('the ways that people type', () => {
  const leads = async (path: string, env: Record<string, string> = {}, headers: Record<string, string> = {}) => {
    const request = new Request(`http://test${path}`, { headers, redirect: 'manual' });
    const response = await applicationOver(database, env).fetch(request);
    return [response.status, response.headers.get('location')];
  };

  it.each([
    ['/graphql/', 308, '/graphql'],
    ['/graphql/?query=%7B__typename%7D', 308, '/graphql?query=%7B__typename%7D'],
    ['/odata', 308, '/odata/v4/'],
    ['/odata/', 308, '/odata/v4/'],
    ['/odata/v4', 200, null],
    ['/odata/v4/', 200, null],
    ['/files', 200, null],
    ['/files/', 200, null],
  ])('%s is %d %s', async (path, status, location) => {
    expect(await leads(path)).toEqual([status, location]);
  });

  it('keep the path of the public address, as it is configured or a trusted proxy tells it', async () => {
    for (const env of [{ PUBLIC_URL: 'https://data.test/gov' }, { PUBLIC_URL: 'https://data.test/gov/' }]) {
      expect(await leads('/', env)).toEqual([302, '/gov/graphql']);
      expect(await leads('/odata', env)).toEqual([308, '/gov/odata/v4/']);
      expect(await leads('/graphql/', env)).toEqual([308, '/gov/graphql']);
    }
    expect(await leads('/', { TRUST_PROXY: '1' }, { 'x-forwarded-prefix': '/gov' })).toEqual([302, '/gov/graphql']);
    expect(await leads('/', {}, { 'x-forwarded-prefix': '/gov' })).toEqual([302, '/graphql']);
    expect(await leads('/', { PUBLIC_URL: 'https://data.test' })).toEqual([302, '/graphql']);
  });

  it('carry the question of a POST along', async () => {
    const request = new Request('http://test/graphql/', { method: 'POST', body: '{}', redirect: 'manual' });
    expect((await application.fetch(request)).status).toBe(308);
  });
});

describe('a browser that opens an address at which there is nothing', () => {
  const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  const open = (path: string, env: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    applicationOver(database, env).fetch(new Request(`http://test${path}`, { headers: { ...BROWSER, ...headers } }));

  it.each(['/nothing', '/graphiql'])('gets the explorer, which says so: %s', async (path) => {
    const { status, headers } = await open(path);
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await (await open(path)).text()).toBe(await (await open('/')).text());
  });

  it.each(['/files/nothing.csv', '/assets/nothing.js', '/odata/nothing'])(
    'gets a page that names the entrances: %s',
    async (path) => {
      const response = await open(path, { PUBLIC_URL: 'https://data.test/gov' });
      const { status, headers } = response;
      expect([status, headers.get('content-type'), headers.get('cache-control'), headers.get('vary')]).toEqual([
        404,
        'text/html; charset=utf-8',
        'no-store',
        expect.stringMatching(/accept, accept-language/),
      ]);
      const page = await response.text();
      const doors = [...page.matchAll(/<a href="([^"]+)"/g)].map(([, address]) => address);
      expect(doors).toEqual(['/gov/', '/gov/graphql', '/gov/odata/v4/', '/gov/files']);
      for (const word of ['GraphiQL', 'OData', 'CSV', 'docs']) expect(page).toContain(word);
      for (const door of doors) expect((await open(`${door}`.slice('/gov'.length))).status).toBe(200);
    },
  );

  it('gets it in its language, with what it typed as text', async () => {
    const response = await open(`/files/<img src=x onerror=alert(1)>&"`, {}, { 'accept-language': 'zh-CN' });
    const page = await response.text();
    expect(response.headers.get('content-language')).toBe('zh-Hans');
    expect(page).toContain('<html lang="zh-Hans">');
    expect(page).not.toMatch(/<img|[^=]"&|onerror=alert\(1\)>/);
  });

  it('may be shown its style, and nothing else', async () => {
    const response = await open('/files/nothing.csv');
    const page = await response.text();
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(page).not.toMatch(/<script|src=|style=/);
  });
});

describe('x-request-id', () => {
  it('is the one that was sent, when it is sane', async () => {
    expect((await get('/health', { 'x-request-id': 'a-1' })).headers.get('x-request-id')).toBe('a-1');
  });

  it.each(['has space', 'x'.repeat(129)])('is made otherwise (%s)', async (id) => {
    expect((await get('/health', { 'x-request-id': id })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('stands in the one line that is logged, which holds neither document nor variables', async () => {
    const { logged, ask } = applicationOver(database);
    const query = 'query Kinds($name: String!) { __type(name: $name) { kind } }';
    await ask({ query, variables: { name: 'Secret' }, operationName: 'Kinds' }, { 'x-request-id': 'b-2' });
    expect(logged).toEqual([
      expect.objectContaining({ requestId: 'b-2', method: 'POST', path: '/graphql', status: 200, operation: 'Kinds' }),
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/Secret|__type/);
  });
});

describe('CORS', () => {
  const preflight = (corsOrigins: string, origin: string) =>
    applicationOver(database, { CORS_ORIGINS: corsOrigins }).fetch(
      new Request('http://test/graphql', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      }),
    );
  const allowed = async (corsOrigins: string, origin: string) =>
    (await preflight(corsOrigins, origin)).headers.get('access-control-allow-origin');

  it('admits the origins that are configured, and no others', async () => {
    expect(await allowed('', 'http://a.test')).toBeNull();
    expect(await allowed('http://a.test,http://b.test', 'http://b.test')).toBe('http://b.test');
    expect(await allowed('http://a.test,http://b.test', 'http://c.test')).toBeNull();
    expect(await allowed('http://a.test', 'null')).toBeNull();
    expect(await allowed('*', 'http://c.test')).toBe('http://c.test');
  });

  it('admits what a JSON request needs, without cookies, and keeps caches apart', async () => {
    const { status, headers } = await preflight('http://a.test', 'http://a.test');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('origin');
  });

  it.each(['/graphql?query=%7B__typename%7D', '/odata/v4/', '/files/observations.csv', '/health'])(
    'exposes the headers that clients of OData, files and lists read: %s',
    async (path) => {
      const one = applicationOver(database, { CORS_ORIGINS: 'http://a.test' });
      const { headers } = await one.fetch(new Request(`http://test${path}`, { headers: { origin: 'http://a.test' } }));
      const exposed = headers.get('access-control-expose-headers')?.split(', ');
      for (const name of ['OData-Version', 'ETag', 'Content-Disposition', 'Link', 'Location', 'Retry-After'])
        expect(exposed).toContain(name);
    },
  );
});

describe('a page of an origin that is not allowed', () => {
  const hints = ({ logged }: TestApplication) => logged.filter(({ level }) => level === 40).map(({ origin }) => origin);
  const ask = (one: TestApplication, path: string, headers: Record<string, string>, method = 'GET') =>
    one.fetch(new Request(`http://test${path}`, { method, headers }));
  const QUESTION = '/graphql?query=%7B__typename%7D';

  it('is told of once in the log, with the variable that admits it, whichever address it asks', async () => {
    for (const corsOrigins of ['', 'http://a.test']) {
      const one = applicationOver(database, { CORS_ORIGINS: corsOrigins });
      for (const path of [QUESTION, '/graphql', '/odata/v4/', '/nothing'])
        await ask(one, path, { origin: 'http://b.test' });
      await ask(one, QUESTION, { origin: 'http://c.test' });
      await ask(one, '/odata/v4/', { origin: 'http://d.test', 'access-control-request-method': 'POST' }, 'OPTIONS');
      expect(hints(one)).toEqual(['http://b.test', 'http://c.test', 'http://d.test']);
      expect(one.logged.find(({ level }) => level === 40)?.msg).toContain('CORS_ORIGINS');
    }
  });

  it('is neither one of the server itself, nor one that is allowed', async () => {
    const one = applicationOver(database, {
      CORS_ORIGINS: 'http://a.test',
      PUBLIC_URL: 'https://figures.test/graph',
    });
    await ask(one, QUESTION, { origin: 'http://a.test' });
    await ask(one, QUESTION, { origin: 'https://figures.test' });
    await ask(one, QUESTION, { origin: 'http://inside.test:4000', host: 'inside.test:4000' });
    await ask(one, QUESTION, { origin: 'https://elsewhere.test', 'sec-fetch-site': 'same-origin' });
    await ask(one, QUESTION, {});
    expect(hints(one)).toEqual([]);
  });

  it('fills neither memory nor log, however many origins there are', async () => {
    const one = applicationOver(database);
    for (let number = 0; number < 1_100; number++) await ask(one, QUESTION, { origin: `http://${number}.test` });
    await ask(one, QUESTION, { origin: `http://${'x'.repeat(10_000)}.test` });
    expect(hints(one)).toHaveLength(1_000);
  });
});
