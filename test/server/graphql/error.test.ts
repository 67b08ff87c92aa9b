import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { badInput } from '../../../src/domain/core/errors.ts';
import { openTestDatabase } from '../../support/database.ts';
import { applicationOver, troubled } from '../support.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('empty');
});
afterAll(() => database.close());

const READS = { query: '{ datasets { code } }' };
const failing = (error: unknown) => applicationOver(troubled(database, () => Promise.reject(error)));

describe('an error', () => {
  it.each([
    ['syntax', { query: '{' }],
    ['unknown field', { query: '{ nothing }' }],
    ['unknown operation', { query: 'query A { __typename }', operationName: 'B' }],
    ['variable', { query: 'query ($name: String!) { __type(name: $name) { name } }', variables: { name: 1 } }],
    ['no query', {}],
  ])('of the request is BAD_INPUT (%s)', async (_, body) => {
    const { status, body: answer } = await applicationOver(database).ask(body);
    expect(status).toBe(400);
    expect(answer).not.toHaveProperty('data');
    expect(answer.errors[0].extensions).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('of the domain keeps its words and details', async () => {
    const { status, body } = await failing(badInput('first', 'first must not be negative.')).ask(READS);
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [{ message: 'first must not be negative.', extensions: { code: 'BAD_INPUT', argument: 'first' } }],
    });
  });

  it('that is a bug is masked, and logged whole under the id that is answered', async () => {
    const { ask, logged } = failing(new Error('secret'));
    const { status, body, headers } = await ask(READS);
    const requestId = headers.get('x-request-id');
    expect(status).toBe(500);
    expect(body).toEqual({ errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL', requestId } }] });
    expect(logged).toContainEqual(
      expect.objectContaining({ level: 50, requestId, err: expect.objectContaining({ message: 'secret' }) }),
    );
  });

  it('is a 200 for whoever accepts application/json only', async () => {
    const { status, body } = await failing(new Error('secret')).ask(READS, { accept: 'application/json' });
    expect([status, body.errors[0].extensions.code]).toEqual([200, 'INTERNAL']);
  });
});

describe('many errors', () => {
  it('are told up to a hundred, and then how many are left', async () => {
    const fields = Array.from({ length: 100 }, (_, i) => `a${i}: node(id: "no") { id }`).join('\n');
    const { body } = await applicationOver(database).ask({ query: `{ ${fields} }` });
    expect(body.errors).toHaveLength(100);
    const more = await applicationOver(database, { MAX_ALIASES: '200' }).ask({
      query: `{ ${fields} ${fields.replaceAll('a', 'c')} }`,
    });
    expect(more.body.errors).toHaveLength(101);
    expect(more.body.errors[99].locations).toEqual([{ line: 100, column: 1 }]);
    expect(more.body.errors[100].extensions).toEqual({
      code: 'LIMIT_EXCEEDED',
      limit: 'errors',
      admitted: 100,
      asked: 200,
    });
  });

  it('of variables are found in the document, whatever stands in its comments', async () => {
    const query = `# metrics: $x
      query ($x: [TaskStatus!], $y: String!) { tasks(where: { status: $x, region: $y }) { totalCount } }`;
    const { body } = await applicationOver(database).ask({ query, variables: { x: ['NO', 'NONE'], y: 1 } });
    const told = body.errors.map(({ extensions, locations }: Record<string, object>) => [extensions, locations]);
    expect(told).toEqual([
      [{ code: 'BAD_INPUT', argument: 'x' }, [{ line: 2, column: 14 }]],
      [{ code: 'BAD_INPUT', argument: 'x' }, [{ line: 2, column: 14 }]],
      [{ code: 'BAD_INPUT', argument: 'y' }, [{ line: 2, column: 33 }]],
    ]);
  });

  it('do not repeat a long value: its beginning and the rule are told', async () => {
    const query = 'query ($x: Int) { tasks(first: $x) { totalCount } }';
    const { body } = await applicationOver(database).ask({ query, variables: { x: 'a'.repeat(100_000) } });
    expect(body.errors[0].message.length).toBeLessThan(2_100);
    expect(body.errors[0].message).toMatch(/^Variable "\$x" got invalid value "a+ … a+"$/);
  });

  it('are BAD_INPUT where a form holds no JSON', async () => {
    const response = await applicationOver(database).fetch(
      new Request('http://test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'query={__typename}&variables=[',
      }),
    );
    const { errors } = await response.json();
    expect([response.status, errors[0].extensions.code]).toEqual([400, 'BAD_INPUT']);
    expect(errors[0].message).toMatch(/^`variables` in the form is not JSON: /);
  });

  it('are BAD_INPUT where an address holds no JSON, and name what holds none', async () => {
    const address = 'http://test/graphql?query={__typename}&variables={}&extensions=[';
    const response = await applicationOver(database).fetch(new Request(address));
    const { errors } = await response.json();
    expect([response.status, errors[0].extensions.code]).toEqual([400, 'BAD_INPUT']);
    expect(errors[0].message).toMatch(/^`extensions` in the address is not JSON: /);
  });
});

describe('a database that goes away', () => {
  const refused = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

  it('is UNAVAILABLE and not ready, and both recover by themselves', async () => {
    let away = true;
    const { ask, fetch } = applicationOver(
      troubled(database, async () => (away ? Promise.reject(refused()) : undefined)),
    );
    const ready = async () => (await fetch(new Request('http://test/ready'))).status;

    const { status, body } = await ask(READS);
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'UNAVAILABLE']);
    expect(await ready()).toBe(503);
    expect((await fetch(new Request('http://test/health'))).status).toBe(200);

    away = false;
    expect(await ready()).toBe(200);
    expect((await ask(READS)).body.errors).toBeUndefined();
  });

  it.each([
    ['53100', 'The disk of the database is full.'],
    ['53200', 'The database has too little memory at the moment. Try again shortly.'],
    ['53300', 'The database accepts no more connections at the moment. Try again shortly.'],
    ['53400', 'The database has reached a limit of its configuration.'],
    ['25006', 'The database is read-only.'],
    [
      '42501',
      'The server lacks a right in its database. No other request can change that: tell the operator of this service.',
    ],
    ['57P03', 'The database is starting up or shutting down. Try again shortly.'],
    ['58030', 'The database cannot read or write its files.'],
    [
      '28P01',
      'The database refuses the user, the password or the database of DATABASE_URL. No other request can change that: tell the operator of this service.',
    ],
    [
      'CERT_HAS_EXPIRED',
      'The connection to the database cannot be secured. No other request can change that: tell the operator of this service.',
    ],
  ])('or fails with %s is UNAVAILABLE, in words without its own', async (code, words) => {
    const { ask, fetch, logged } = failing(Object.assign(new Error('at "base/16384/2619" of admin'), { code }));
    const { status, body } = await ask(READS);
    expect([status, body.errors]).toEqual([503, [{ message: words, extensions: { code: 'UNAVAILABLE' } }]]);
    const odata = await fetch(new Request('http://test/odata/v4/Metrics'));
    expect([odata.status, (await odata.json()).error]).toMatchObject([503, { code: 'UNAVAILABLE', message: words }]);
    const file = await fetch(new Request('http://test/files/tasks.csv'));
    expect([file.status, await file.json()]).toMatchObject([503, { code: 'UNAVAILABLE', detail: words }]);
    // Each request has a line with the same words, and what the database said; no stack, since it is no bug.
    const about = { code: 'UNAVAILABLE', reason: 'at "base/16384/2619" of admin', msg: words };
    const warnings = logged.filter(({ level }) => Number(level) >= 40);
    expect(warnings).toMatchObject(
      Array.from({ length: 3 }, () => ({ level: 40, requestId: expect.any(String), ...about })),
    );
    expect(JSON.stringify(warnings)).not.toContain('stack');
  });

  it('is told from a statement that took too long', async () => {
    const { status, body } = await failing(Object.assign(new Error('canceling'), { code: '57014' })).ask(READS);
    expect(status).toBe(400);
    expect(body.errors[0].extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'time' });
  });
});
