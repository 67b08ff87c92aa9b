import { setTimeout } from 'node:timers/promises';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openTestDatabase, withQuery } from '../../support/database.ts';
import { applicationOver } from '../support.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('empty');
});
afterAll(() => database.close());

const ask = (env: Record<string, string>, query: string, more: object = {}) =>
  applicationOver(database, env).ask({ query, ...more });
const refusal = async (env: Record<string, string>, query: string, more: object = {}) => {
  const { status, body } = await ask(env, query, more);
  return { status, ...body.errors?.[0]?.extensions };
};
const exceeded = (limit: string, admitted: number, asked?: number) => ({
  status: 400,
  code: 'LIMIT_EXCEEDED',
  limit,
  admitted,
  ...(asked === undefined ? {} : { asked }),
});

describe('the defaults', () => {
  it('admit a page of a thousand with ten leaves each', async () => {
    const { body } = await ask(
      {},
      `{ tasks(first: 1000) { totalCount pageInfo { hasNextPage endCursor }
        edges { cursor node { id code title status dataset { code title } programme { code name } } } } }`,
    );
    expect(body.errors).toBeUndefined();
    expect(body.extensions.complexity.value).toBeGreaterThan(1_000);
  });

  it('admit the whole introspection', async () => {
    const { body } = await ask(
      {},
      getIntrospectionQuery({
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
    );
    expect(body.errors).toBeUndefined();
    expect(body.extensions.complexity).toEqual({ value: 1, limit: 200_000 });
  });
});

describe('depth', () => {
  it('is counted through fragments, and not in what is asked about the schema', async () => {
    const query =
      '{ datasets { ...D } __schema { types { fields { type { name } } } } } fragment D on Dataset { code }';
    expect((await ask({ MAX_DEPTH: '2' }, query)).body.errors).toBeUndefined();
    expect(await refusal({ MAX_DEPTH: '1' }, query)).toEqual(exceeded('depth', 1, 2));
  });

  it('of an operation that is not asked for counts as well: a document is judged once', async () => {
    const query = 'query A { __typename } query B { datasets { code } }';
    expect(await refusal({ MAX_DEPTH: '1' }, query, { operationName: 'A' })).toEqual(exceeded('depth', 1, 2));
  });

  it('of a fragment that contains itself is left to validation', async () => {
    const query = '{ datasets { ...D } } fragment D on Dataset { ...E } fragment E on Dataset { ...D }';
    expect(await refusal({}, query)).toEqual({ status: 400, code: 'BAD_INPUT' });
  });

  it('is refused however great it is', async () => {
    const query = '{a'.repeat(1_300) + '}'.repeat(1_300);
    expect(await refusal({}, query)).toEqual(exceeded('depth', 16, 1_300));
  });
});

describe('complexity', () => {
  const query =
    'query Small { datasets { code } } query Large { tasks(first: 100) { edges { node { code status } } } }';

  it('is shown, and is that of the operation that is asked for', async () => {
    const small = await ask({}, query, { operationName: 'Small' });
    const large = await ask({}, query, { operationName: 'Large' });
    expect(small.body.extensions.complexity.limit).toBe(200_000);
    expect(large.body.extensions.complexity.value).toBeGreaterThan(small.body.extensions.complexity.value);
  });

  it('counts the size of the page that a variable asks for', async () => {
    const paged = 'query ($first: Int) { tasks(first: $first) { edges { node { code status } } } }';
    const value = async (first: number) =>
      (await ask({}, paged, { variables: { first } })).body.extensions.complexity.value;
    expect(await value(100)).toBeGreaterThan(5 * (await value(10)));
  });

  it('is that of these variables, whatever was asked before with the same document', async () => {
    const { ask } = applicationOver(database, {});
    const document = `query ($first: Int, $ids: [ID!]! = [], $code: String = "a") {
      tasks(first: $first) { edges { node { code } } } nodes(ids: $ids) { id } task(code: $code) { code } }`;
    const value = async (variables: object) =>
      (await ask({ query: document, variables })).body.extensions.complexity.value;
    const least = await value({ first: 10 });
    const wider = await value({ first: 20 });
    expect(wider).toBeGreaterThan(least);
    expect(await value({ first: 10, ids: ['a', 'b'] })).toBeGreaterThan(await value({ first: 10, ids: ['a'] }));
    expect(await value({ first: 10, code: 'another' })).toBe(least);
    expect([await value({ first: 20 }), await value({ first: 10 })]).toEqual([wider, least]);
  });

  it('is refused beyond what is admitted, and still shown', async () => {
    const { status, body } = await ask({ MAX_COMPLEXITY: '20' }, query, { operationName: 'Large' });
    const { value } = body.extensions.complexity;
    const heaviest = { field: 'tasks', complexity: value };
    expect({ status, ...body.errors[0].extensions }).toEqual({ ...exceeded('complexity', 20, value), heaviest });
    expect(body).not.toHaveProperty('data');
  });
});

describe('aliases, tokens and the body', () => {
  it('counts aliases wherever a fragment is spread', async () => {
    const query = '{ a: datasets { ...D } b: datasets { ...D } } fragment D on Dataset { x: code }';
    expect((await ask({ MAX_ALIASES: '4' }, query)).body.errors).toBeUndefined();
    expect(await refusal({ MAX_ALIASES: '3' }, query)).toEqual(exceeded('aliases', 3, 4));
  });

  it('stops reading after the last token that is admitted, and says so again when asked again', async () => {
    const { ask } = applicationOver(database, { MAX_TOKENS: '3' });
    for (let time = 0; time < 2; time++) {
      const { status, body } = await ask({ query: '{ __typename __typename }' });
      expect({ status, ...body.errors[0].extensions }).toEqual(exceeded('tokens', 3));
    }
  });

  it.each(['announced', 'streamed'])('refuses a body that is too long (%s)', async (how) => {
    const bytes = new TextEncoder().encode(JSON.stringify({ query: `{ __typename ${' '.repeat(500)}}` }));
    const response = await applicationOver(database, { MAX_BODY_BYTES: '500' }).fetch(
      new Request('http://test/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(how === 'announced' ? { 'content-length': `${bytes.length}` } : {}),
        },
        body: how === 'announced' ? bytes : new Blob([bytes]).stream(),
        duplex: 'half',
      } as RequestInit),
    );
    const [error] = (await response.json()).errors;
    expect({ status: response.status, ...error.extensions }).toEqual({ ...exceeded('body', 500), status: 413 });
  });
});

describe('what nests, doubles or is long', () => {
  const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
  const taking = 'query ($x: Int) { tasks(first: $x) { totalCount } }';

  it.each([
    ['variables', { variables: { x: nested(1_000) } }],
    ['variables that are used nowhere', { variables: { y: nested(1_000) } }],
    ['extensions', { extensions: { x: nested(1_000) } }],
  ])('is refused: %s that nest too deep', async (_, more) => {
    expect(await refusal({}, taking, more)).toEqual(exceeded('nesting', 100));
    expect(await refusal({}, taking, { ...more, operationName: null })).toEqual(exceeded('nesting', 100));
  });

  it('is refused in an address and in a form too', async () => {
    const search = `query={__typename}&variables={"x":${JSON.stringify(nested(1_000))}}`;
    const { fetch, logged } = applicationOver(database);
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const request of [
      new Request(`http://test/graphql?${search}`),
      new Request('http://test/graphql', { method: 'POST', headers: type, body: search }),
    ]) {
      const { errors } = await (await fetch(request)).json();
      expect(errors[0].extensions).toEqual({ code: 'LIMIT_EXCEEDED', limit: 'nesting', admitted: 100 });
    }
    expect(logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('admits a hundred levels', async () => {
    const { body } = await ask({}, '{ __typename }', { variables: { x: nested(98) } });
    expect(body.errors).toBeUndefined();
  });

  it.each([
    ['a list', `{ tasks(first: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { totalCount } }`],
    ['an object', `{ tasks(where: ${'{a:'.repeat(900)}1${'}'.repeat(900)}) { totalCount } }`],
    ['a type', `query ($x: ${'['.repeat(1_900)}Int${']'.repeat(1_900)}) { __typename }`],
  ])('is refused in a document: %s', async (_, query) => {
    expect(await refusal({}, query)).toEqual(exceeded('nesting', 100));
  });

  it('is refused where fragments double from one to the next', async () => {
    const chain = Array.from({ length: 30 }, (_, i) => `fragment F${i} on PageInfo { ...F${i + 1} ...F${i + 1} }`);
    const query = `{ tasks { pageInfo { ...F0 } } } ${chain.join(' ')} fragment F30 on PageInfo { endCursor }`;
    expect(await refusal({}, query)).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'selections', admitted: 10_000 });
  });

  it('is refused where one field is selected thousands of times', async () => {
    const query = `{ ${'__typename '.repeat(3_990)} }`;
    expect(await refusal({}, query)).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED', limit: 'selections' });
  });

  it('may be a document with thousands of fields', async () => {
    const fields = Array.from({ length: 3_000 }, (_, index) => `a${index}: __typename`).join(' ');
    const { body } = await ask({ MAX_ALIASES: '5000', MAX_TOKENS: '10000' }, `{ ${fields} }`);
    expect(Object.keys(body.data)).toHaveLength(3_000);
  });

  it('is refused in a name, which comes back with every row', async () => {
    const query = `{ datasets { ${'a'.repeat(251)}: code } }`;
    expect(await refusal({}, query)).toEqual(exceeded('name', 250, 251));
  });
});

describe('time', () => {
  it('is up for an answer that takes too long, and nothing more is read for it', async () => {
    let statements = -1; // until the catalogue is there
    const slow = withQuery(database, async (text, values) => {
      if (statements >= 0) {
        statements++;
        await setTimeout(150);
      }
      return database.query(text, values);
    });
    const { ask } = applicationOver(slow, { REQUEST_TIMEOUT_MS: '50' });
    while ((await ask({ query: '{ datasets { code } }' })).status !== 200);
    statements = 0;
    const { status, body } = await ask({ query: '{ datasets { code title } tasks { edges { node { code } } } }' });
    expect({ status, ...body.errors[0].extensions }).toEqual(exceeded('time', 50));
    await setTimeout(400);
    expect(statements).toBe(1);
  });
});
