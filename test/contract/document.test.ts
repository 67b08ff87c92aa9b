import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';

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

describe('the README', () => {
  let database: TestDatabase;
  let ask: Ask;
  beforeAll(async () => {
    database = await openTestDatabase('bundled');
    ask = graphOver(database);
  });
  afterAll(() => database.close());

  test('shows a query with the answer that it gets', async () => {
    const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(textOf('README.md')) ?? [];
    const [, answer = ''] = /```json\n([\s\S]*?)```/.exec(textOf('README.md')) ?? [];
    expect({ data: await dataOf(ask(query)) }).toEqual(JSON.parse(answer));
  });
});

test('every example operation fits the printed schema', () => {
  const schema = buildSchema(textOf('schema/schema.graphql'));
  for (const file of readdirSync(join(PROJECT, 'schema/operations'))) {
    expect([file, validate(schema, parse(textOf(`schema/operations/${file}`)))]).toEqual([file, []]);
  }
});
