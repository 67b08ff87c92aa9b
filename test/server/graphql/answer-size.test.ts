import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { applicationOver } from '../support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
});
afterAll(() => database.close());

const weigh = async (query: string, variables: object = {}): Promise<number> =>
  (await applicationOver(database).ask({ query, variables })).body.extensions.complexity.value;
/** Fields of one object, each under a name of so many characters. */
const named = (count: number, length: number, field: string) =>
  Array.from({ length: count }, (_, index) => `${`a${index}`.padEnd(length, 'x')}: ${field}`).join(' ');

describe('an answer', () => {
  it('weighs more under longer names', async () => {
    const [short, long] = [
      await weigh(`{ datasets { ${named(9, 30, 'code')} } }`),
      await weigh(`{ datasets { ${named(9, 250, 'code')} } }`),
    ];
    expect(long).toBeGreaterThan(5 * short);
  });

  it('weighs what is listed in its arguments, in a text and in variables alike', async () => {
    const query = 'query ($m: [String!]!) { metrics(where: { codes: $m }, first: 1) { nodes { code } } }';
    const codes = Array.from({ length: 1_000 }, () => 'criminal-cases-filed');
    const [one, many] = [await weigh(query, { m: ['criminal-cases-filed'] }), await weigh(query, { m: codes })];
    expect(many - one).toBeGreaterThan(1_900);
    const text = query.replace('query ($m: [String!]!)', '').replace('$m', JSON.stringify(codes.slice(0, 100)));
    expect((await weigh(text)) - one).toBeGreaterThan(190);
  });

  it.each([
    ['by itself', {}],
    ['by Yoga', { 'access-control-request-headers': 'x' }],
  ])('that is too long is refused %s', async (_, headers) => {
    const { ask } = applicationOver(database, { MAX_COMPLEXITY: '100000000', MAX_ALIASES: '10000' });
    const lists = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: metrics(first: 1000) { nodes { ...F } }`).join(' ')} }
      fragment F on Metric { ${named(90, 250, 'code')} }`;
    expect((await ask({ query: lists(2) }, headers)).body.errors).toBeUndefined();
    const { status, body } = await ask({ query: lists(80) }, headers);
    const { code, limit, admitted } = body.errors[0].extensions;
    expect([status, code, limit, admitted]).toEqual([400, 'LIMIT_EXCEEDED', 'answer', 33_554_432]);
    expect(body).not.toHaveProperty('data');
  });

  it('that is long and has an error tells both', async () => {
    const { ask } = applicationOver(database);
    const query = `{ node(id: "x") { id } metrics(first: 1000) { nodes { ${named(30, 20, 'code')} } } }`;
    const { body } = await ask({ query });
    expect([
      body.errors.length,
      body.data.node,
      body.data.metrics.nodes.length > 1,
      body.extensions.complexity.value >= 20_000,
    ]).toEqual([1, null, true, true]);
  });
});
