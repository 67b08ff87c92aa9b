import { readFileSync } from 'node:fs';
import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { printGraph } from '../../src/graphql/print.ts';
import { schema } from '../../src/graphql/schema.ts';

test('schema/schema.graphql is what the graph is: `npm run generate` writes it', () => {
  expect(printGraph()).toBe(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
});

test('every public type, field, argument and enum value is described', () => {
  const bare: string[] = [];
  const check = (coordinate: string, { description }: { description?: string | null | undefined }) => {
    if (!description?.trim()) bare.push(coordinate);
  };
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    check(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field);
        for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name}:)`, argument);
      }
    }
  }
  expect(bare).toEqual([]);
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
