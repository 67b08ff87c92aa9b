import { readFileSync } from 'node:fs';
import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { printGraph } from '../../src/graphql/print.ts';
import { schema } from '../../src/graphql/schema.ts';

test('schema/schema.graphql is what the graph is: `npm run generate` writes it', () => {
  expect(printGraph()).toBe(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
});

/** Every public description by its schema coordinate. */
function descriptions(): [coordinate: string, text: string][] {
  const found: [string, string][] = [['schema', schema.description ?? '']];
  const add = (coordinate: string, { description }: { description?: string | null | undefined }) =>
    found.push([coordinate, description?.trim() ?? '']);
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    add(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) add(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) add(`${type.name}.${field.name}`, field);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        add(`${type.name}.${field.name}`, field);
        for (const argument of field.args) add(`${type.name}.${field.name}(${argument.name}:)`, argument);
      }
    }
  }
  return found;
}

const breaking = (rule: RegExp) => descriptions().filter(([, text]) => rule.test(text));

test('every public type, field, argument, input field and enum value is described', () => {
  expect(breaking(/^$/)).toEqual([]);
});

test('every description is a sentence that names its subject', () => {
  expect(
    breaking(/^(What|So many|Of|Whether it|Which|Where|Who|When|How|In which|In what|With what|By what)\b/),
  ).toEqual([]);
  expect(breaking(/^[^A-Z`]|[^.]$/)).toEqual([]);
});

test('every article in a description fits its noun', () => {
  expect(breaking(/\ba (?!one\b)[aeio]/i)).toEqual([]);
  expect(breaking(/\ban (?!hour|honest)[bcdfghjklmnpqrstvwyz]/)).toEqual([]);
  expect(breaking(/\ban [BCDFGHJKLMNPQRSTVWYZ][a-z]/)).toEqual([]);
});

test('whatever can be read again by a global id says so, and every connection has its count', () => {
  const connections = Object.values(schema.getTypeMap()).filter(({ name }) => name.endsWith('Connection'));
  expect(connections.length).toBeGreaterThan(8);
  for (const type of connections) {
    if (!isObjectType(type)) throw new Error(`${type.name} is no object type`);
    expect(Object.keys(type.getFields()).sort()).toEqual(['edges', 'nodes', 'pageInfo', 'totalCount']);
  }
  const withId = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && type.getFields().id);
  for (const type of withId) {
    if (!isObjectType(type)) continue;
    expect(type.getInterfaces().map(({ name }) => name)).toContain('Node');
    expect(getNamedType(type.getFields().id?.type)?.name).toBe('ID');
  }
});
