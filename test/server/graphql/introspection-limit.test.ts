import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { applicationOver, type TestApplication } from '../support.ts';

let database: TestDatabase;
let application: TestApplication;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  application = applicationOver(database, { MAX_COMPLEXITY: '10' });
});
afterAll(() => database.close());

const EVERYTHING = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});
const FRAGMENT =
  'fragment T on __Type { name fields { name args { name type { name ofType { name } } } type { name ofType { name } } } }';
const types = (alias: string) => `${alias}: __schema { types { fields { type { ...T ofType { ...T } } } } }`;
const FOUR = ['a', 'b', 'c', 'd'].map(types).join(' ');
const REFUSED = [
  {
    message: expect.stringMatching(/^The query must ask for at most 40,000 values of the schema\./),
    extensions: { code: 'LIMIT_EXCEEDED', limit: 'introspection', admitted: 40_000 },
  },
];

async function ask(query: string, variables = {}) {
  const operationName = query.includes('query B') ? 'B' : null;
  const { status, body } = await application.ask({ query, variables, operationName });
  return { status, errors: body.errors, data: body.data };
}

describe('introspection', () => {
  it('is answered as tools ask it, twice over in one document', async () => {
    expect((await ask(EVERYTHING)).errors).toBeUndefined();
    const twice = EVERYTHING.replace('__schema {', 'b: __schema { types { ...FullType } } __schema {');
    expect((await ask(twice)).errors).toBeUndefined();
  });

  it.each([
    ['in a few places', `{ ${FOUR} } ${FRAGMENT}`],
    ['under many aliases', `{ ${Array.from({ length: 60 }, (_, index) => `a${index}: __schema { types { name description fields { name description } } }`).join(' ')} }`],
    ['in a fragment', `{ ...Q } fragment Q on Query { ${FOUR} } ${FRAGMENT}`],
    ['of one type', `{ ${Array.from({ length: 60 }, (_, index) => `a${index}: __type(name: "Query") { fields { name description args { name description type { name ofType { name kind ofType { name } } } } type { name ofType { name fields { name } } } } }`).join(' ')} }`],
    ['of a type that a variable names', `query ($name: String!) { ${Array.from({ length: 60 }, (_, index) => `a${index}: __type(name: $name) { fields { name description args { name description type { name ofType { name kind ofType { name } } } } type { name ofType { name fields { name } } } } }`).join(' ')} }`],
    ['in the other operation of a document', `query A { ${FOUR} } query B { __typename } ${FRAGMENT}`],
  ])('that asks for too much %s is refused before it is answered', async (_, query) => {
    const begun = performance.now();
    expect(await ask(query, { name: 'Query' })).toMatchObject({ status: 400, errors: REFUSED, data: undefined });
    expect(performance.now() - begun).toBeLessThan(5_000);
  }); // biome-ignore format: a table

  it('counts a type that is not there, and a loop of fragments is told as such', async () => {
    expect(await ask('{ __type(name: "Nothing") { fields { name } } }')).toMatchObject({ data: { __type: null } });
    const { errors } = await ask('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A __typename }');
    expect(JSON.stringify(errors)).toContain('Cannot spread fragment');
  });
});
