import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const schema = buildSchema(readFileSync(join(PROJECT, 'schema/schema.graphql'), 'utf8'));

/** Rooms whose tests are about one noun of the schema. */
const ROOMS = ['assessment', 'catalogue', 'check', 'cube', 'observation', 'plan', 'publisher'];

const titles = ROOMS.flatMap((room) =>
  readdirSync(join(PROJECT, 'test/graphql', room))
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(PROJECT, 'test/graphql', room, file), 'utf8');
      const found = text.matchAll(/^(?:describe|test)(?:\.each\([^)]*\))?\(\s*(['"])(.*?)\1,/gm);
      return [...found].map(([, , title = '']) => ({ file: `${room}/${file}`, title }));
    }),
);

function exists(coordinate: string): boolean {
  const [typeName = '', member] = coordinate.split('.');
  const type = schema.getType(typeName);
  if (!type || member === undefined) return type !== undefined;
  if (isEnumType(type)) return type.getValue(member) !== undefined;
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return false;
  return member in type.getFields();
}

test('every test of the graph begins with the schema coordinate of what it describes', () => {
  expect(titles.length).toBeGreaterThan(50);
  const wrong = titles.filter(({ title }) => !exists(/^[A-Z]\w*(?:\.\w+)?/.exec(title)?.[0] ?? 'none'));
  expect(wrong).toEqual([]);
});
