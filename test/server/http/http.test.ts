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
});
