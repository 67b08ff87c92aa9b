import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { printMappingSchema } from '../../../src/import/mapping/schema.ts';
import { FIXTURES } from './support.ts';

const schemaFile = new URL('../../../schema/mapping.schema.json', import.meta.url);

test('schema/mapping.schema.json is the schema of the code; `npm run generate` writes it', async () => {
  expect(await readFile(schemaFile, 'utf8')).toBe(printMappingSchema());
});

test('an editor that follows the schema accepts every mapping of the fixtures, and finds a wrong word', async () => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(printMappingSchema()) as object);
  const files = (await readdir(FIXTURES, { recursive: true })).filter((file) => file.endsWith('.mapping.json'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const mapping = JSON.parse(await readFile(join(FIXTURES, file), 'utf8')) as object;
    expect([file, validate(mapping), validate.errors]).toEqual([file, true, null]);
    expect(validate({ ...mapping, haeder: {} })).toBe(false);
  }
});
