import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, print, validate } from 'graphql';
import { describe, expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const pages = [
  ...readdirSync(PROJECT),
  ...readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file}`),
].filter((file) => file.endsWith('.md'));
/** Files that a reader makes while following a page. */
const EXAMPLES = /budget|^src\/(?:progress|language|urql|apollo|relay)\.tsx?$|^src\/(?:graphql|__generated__)\/$/;
const textOf = (page: string) => readFileSync(join(PROJECT, page), 'utf8');

describe.each(pages)('%s', (page) => {
  test('links to what exists', () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) =>
      join(dirname(page), link),
    );
    expect(links.filter((link) => !existsSync(join(PROJECT, link)))).toEqual([]);
  });

  test('names files that exist', () => {
    const named = [...textOf(page).matchAll(/`((?:src|test|docs|schema|prisma|data|scripts)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(join(PROJECT, path)) && !EXAMPLES.test(path))).toEqual([]);
  });

  test('names verbs that package.json has', () => {
    const { scripts } = JSON.parse(textOf('package.json'));
    const verbs = [...textOf(page).matchAll(/npm (?:run )?(start|test|[a-z:]+)(?= --|`|\s+#|$)/gm)].map(
      ([, verb = '']) => verb,
    );
    expect(verbs.filter((verb) => !scripts[verb] && !['install', 'ci'].includes(verb))).toEqual([]);
  });
});

test('the README shows the example of the first tab, with the answer that is recorded of it', () => {
  const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(textOf('README.md')) ?? [];
  const [, answer = ''] = /```json\n([\s\S]*?)```/.exec(textOf('README.md')) ?? [];
  expect(print(parse(query))).toBe(print(parse(textOf('schema/operations/wgi-question.graphql'))));
  expect(JSON.parse(answer).data).toEqual(JSON.parse(textOf('test/graphql/operation/wgi-question.json')));
});

test('every example operation fits the printed schema', () => {
  const schema = buildSchema(textOf('schema/schema.graphql'));
  for (const file of readdirSync(join(PROJECT, 'schema/operations'))) {
    expect([file, validate(schema, parse(textOf(`schema/operations/${file}`)))]).toEqual([file, []]);
  }
});
