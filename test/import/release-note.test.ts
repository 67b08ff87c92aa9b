import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';
import { riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';
import { problemsOf } from './fixture.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  ask = graphOver(database);
  const edition = (version: string) =>
    riverCity(version, { observations: `${riverCity().files.observations}gauges,990100,,2020,${version},,,,,,,\n` });
  await importText(database, edition('1'));
  const notes = { en: 'One gauge was broken.', 'zh-Hans': '一个水尺损坏。' };
  await importText(database, { ...edition('2'), govgraph: { notes } });
  await importText(database, { ...edition('3'), govgraph: { notes: {} } });
});
afterAll(() => database.close());

describe('Release.notes', () => {
  test('are what the package of the release says, in the language that is asked for', async () => {
    const { dataset } = await dataOf(
      ask('{ dataset(code: "river-city") { releases { nodes { version notes zh: notes(lang: "zh-Hans") } } } }'),
    );
    expect(dataset.releases.nodes).toEqual([
      { version: '1', notes: null, zh: null },
      { version: '2', notes: 'One gauge was broken.', zh: '一个水尺损坏。' },
      { version: '3', notes: null, zh: null },
    ]);
  });

  test('are found by the search', async () => {
    const { search } = await dataOf(
      ask('{ search(text: "gauge was broken", kinds: [RELEASE]) { edges { node { ... on Release { version } } } } }'),
    );
    expect(search.edges.map(({ node }: { node: { version: string } }) => node.version)).toEqual(['2']);
  });

  test.each([
    ['a text without its language', 'One gauge was broken', 'govgraph.notes'],
    ['what is no language', { 'not a language': 'One gauge was broken' }, 'govgraph.notes'],
    ['what is no text', { en: 5 }, 'govgraph.notes.en'],
    ['an empty text', { en: '' }, 'govgraph.notes.en'],
    ['a text that is too long', { en: 'x'.repeat(10_001) }, 'govgraph.notes.en'],
    [
      'too many languages',
      Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`en-x-${index}`, 'words'])),
      'govgraph.notes',
    ],
  ])('refuse %s', async (_of, notes, column) => {
    const problems = await problemsOf(
      database,
      { 'themes.csv': 'code,name:en\ntheme,Theme\n' },
      { descriptor: { name: 'noted', version: '1' }, govgraph: { region: null, notes } },
    );
    expect(problems.map((problem) => problem.column)).toEqual([expect.stringContaining(column)]);
  });
});
