import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OBSERVATION_TABLE } from '../../src/connectors/table/observation.ts';

const PAGE = readFileSync(new URL('../../docs/connecting/python.md', import.meta.url), 'utf8');
/** Texts that people read, which nobody takes for numbers and joins by. */
const isWords = (name: string) => /Name$|^locator$/.test(name);

test('the page on Python reads every column of codes as text', () => {
  const listed = /^codes = \[(.*?)^\]/ms.exec(PAGE)?.[1] ?? '';
  const codes = [...listed.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  const texts = OBSERVATION_TABLE.columns.filter(
    ({ internal, type, name }) => !internal && type === 'string' && !isWords(name),
  );
  expect(codes).toEqual(texts.map(({ name }) => name));
  expect(PAGE).toContain('dtype=dict.fromkeys(codes, str)');
  expect(PAGE).toContain('keep_default_na=False');
});
