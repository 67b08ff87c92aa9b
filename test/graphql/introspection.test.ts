import { buildClientSchema, buildSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { printGraph } from '../../src/graphql/print.ts';
import { applicationOver, type TestApplication } from '../server/support.ts';
import { openTestDatabase } from '../support/database.ts';

/** Section 4 of the specification of September 2025, as fields with the names of their arguments, and values. */
const PUBLISHED: Readonly<Record<string, string>> = {
  __Schema: 'description types queryType mutationType subscriptionType directives',
  __Type: `kind name description specifiedByURL fields(includeDeprecated) interfaces possibleTypes enumValues(includeDeprecated)
    inputFields(includeDeprecated) ofType isOneOf`,
  __TypeKind: 'SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL',
  __Field: 'name description args(includeDeprecated) type isDeprecated deprecationReason',
  __InputValue: 'name description type defaultValue isDeprecated deprecationReason',
  __EnumValue: 'name description isDeprecated deprecationReason',
  __Directive: 'name description isRepeatable locations args(includeDeprecated)',
  __DirectiveLocation: `QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION
    SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION`,
};
/** Section 3.13. */
const PUBLISHED_DIRECTIVES: Readonly<Record<string, string>> = {
  skip: 'FIELD FRAGMENT_SPREAD INLINE_FRAGMENT',
  include: 'FIELD FRAGMENT_SPREAD INLINE_FRAGMENT',
  deprecated: 'FIELD_DEFINITION ARGUMENT_DEFINITION INPUT_FIELD_DEFINITION ENUM_VALUE',
  specifiedBy: 'SCALAR',
  oneOf: 'INPUT_OBJECT',
};

let database: Database;
let application: TestApplication;
let answer: IntrospectionQuery;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  application = applicationOver(database);
  const query = getIntrospectionQuery({
    schemaDescription: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  answer = (await application.ask({ query })).body.data;
});
afterAll(() => database.close());

const sorted = (words: string) => words.trim().split(/\s+/).sort();

describe('introspection', () => {
  it('knows the types of the published specification, and nothing beyond', () => {
    const told: Record<string, string[]> = {};
    for (const type of answer.__schema.types.filter(({ name }) => name.startsWith('__'))) {
      if (type.kind === 'ENUM') told[type.name] = type.enumValues.map(({ name }) => name).sort();
      if (type.kind !== 'OBJECT') continue;
      told[type.name] = type.fields
        .map(({ name, args }) => (args.length > 0 ? `${name}(${args.map((argument) => argument.name)})` : name))
        .sort();
    }
    expect(told).toEqual(Object.fromEntries(Object.entries(PUBLISHED).map(([name, words]) => [name, sorted(words)])));
  });

  it('tells of the directives of the published specification, at their published locations', () => {
    const told = answer.__schema.directives.map(({ name, locations }) => [name, [...locations].sort()]);
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(Object.entries(PUBLISHED_DIRECTIVES).map(([name, words]) => [name, sorted(words)])),
    );
  });

  it.each([
    '{ __schema { directives(includeDeprecated: true) { name } } }',
    '{ __schema { directives { isDeprecated } } }',
  ])('refuses what only a draft has: %s', async (query) => {
    const { status, body } = await application.ask({ query });
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_INPUT']);
  });

  it('names the specification of a scalar that has one, and of no other', () => {
    const told = answer.__schema.types.flatMap((type) =>
      type.kind === 'SCALAR' && type.specifiedByURL ? [[type.name, type.specifiedByURL]] : [],
    );
    expect(Object.fromEntries(told)).toEqual({
      Date: 'https://www.rfc-editor.org/rfc/rfc3339',
      DateTime: 'https://www.rfc-editor.org/rfc/rfc3339',
      Language: 'https://www.rfc-editor.org/info/bcp47',
      Decimal: 'https://www.w3.org/TR/xmlschema11-2/#decimal',
    });
  });

  it('gives a client the schema that is printed, its description among it', () => {
    expect(printSchema(buildClientSchema(answer))).toBe(printSchema(buildSchema(printGraph())));
    expect(answer.__schema.description).toMatch(/^A read-only graph .*`Query`/s);
    expect(printGraph()).not.toContain('DIRECTIVE_DEFINITION');
  });
});
