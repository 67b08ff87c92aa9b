import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  ask = graphOver(database);
  await dataOf(ask('{ datasets { code } }')); // the catalogue
});
afterAll(() => database.close());

const statementsOf = async (query: string) => {
  database.forget();
  await dataOf(ask(query));
  return [...database.statements];
};

test('what is not selected of an observation is not read', async () => {
  const [, bare = ''] = await statementsOf('{ metric(code: "leaks") { latest { period } } }');
  expect(bare).toContain('select o.period as "period", ');
  expect(bare).not.toMatch(/o\.(value|note|flags|numerator|denominator|citation_ids|reported_by|basis)\b/);
  const [, full = ''] = await statementsOf(
    '{ metric(code: "leaks") { latest { ...f } } } fragment f on Observation { number ... { note } }',
  );
  expect(full).toContain('select s.dataset_id as "datasetId", o.note as "note", o.value::text as "value", ');
  expect(full).not.toMatch(/o\.flags|o\.numerator/);
});

test('what is not selected of a task is not read, and a page is cut in the database', async () => {
  const [, tree = ''] = await statementsOf('{ workingGroups { ordinal tasks(first: 2) { nodes { status } } } }');
  expect(tree).toContain('select t.id, t.status as "status"\n');
  expect(tree).toMatch(/order by t\.code asc, t\.id asc limit \$\d+::int/);
  expect(tree).not.toMatch(/as sort|as total/);
  const [, whole = ''] = await statementsOf(
    '{ workingGroups { tasks(first: 2) { totalCount nodes { title } pageInfo { endCursor } } } }',
  );
  expect(whole).toContain(
    'select t.id, t.dataset_id as "datasetId", t.title as "title", array[t.code::text, t.id::text] as sort\n',
  );
  expect(whole).toContain('count(*)::int as total');
});

test('the catalogue is read once, and then only the version', async () => {
  const statements = await statementsOf(
    '{ metrics(first: 5) { totalCount nodes { code name unit { code } theme { name } programmes { code } } } regions { nodes { name parent { name } } } }',
  );
  expect(statements.map((text) => text.split('\n')[0])).toEqual(['-- version.read']);
});

test('a question about the schema alone reads no more than the version, under which its answer is kept', async () => {
  const statements = await statementsOf('{ __typename __schema { queryType { name } } }');
  expect(statements.map((text) => text.split('\n')[0])).toEqual(['-- version.read']);
});

/** As many statements for twelve rows as for fifty: one for each level. */
test.each([
  [
    'groups, tasks, metrics, observations and regions',
    4,
    (n: number) =>
      `{ workingGroups { tasks(first: ${n}, orderBy: [CODE_ASC]) { nodes { code metrics(first: 3) { nodes { code observations(first: 2, orderBy: [PERIOD_DESC]) { nodes { value region { name } } } } } } } } }`,
  ],
  [
    'metrics with latest, citations and sources',
    3,
    (n: number) =>
      `{ metrics(first: ${n}) { nodes { code unit { code } theme { name } latest { value citations { locator source { title } } release { version } } } } }`,
  ],
  [
    'observations with their metric, region, series and changes',
    4,
    (n: number) =>
      `{ observations(where: { metrics: ["leaks", "checks"] }, first: ${n}) { nodes { value metric { name unit { code } } region { name parent { name } } series { id } reportedBy { name } change(kind: YOY) { published } revisions { totalCount nodes { value } } } } }`,
  ],
  [
    'regions with parents, children, tasks and progress',
    3,
    (n: number) =>
      `{ regions(first: ${n}) { nodes { name parent { name } path { code } children(first: 2) { totalCount nodes { name } } descendants(first: 2) { nodes { name } } tasks(first: 2) { nodes { code } } progress { total overdue } } } }`,
  ],
  [
    'metrics with series and what they hold',
    5,
    (n: number) =>
      `{ metrics(first: ${n}) { nodes { series(first: 3) { totalCount nodes { breakdown { dimension { code } category { name } } latest { value } observations(first: 2) { totalCount nodes { value } } } } availability { from observationCount regions(first: 2) { nodes { name } } } } } }`,
  ],
  [
    'organisations with heads, groups, tasks and progress',
    6,
    (n: number) =>
      `{ organizations(first: ${n}) { nodes { name heads { name } workingGroups { name progress { total } } tasks(first: 2) { totalCount nodes { code responsibilities { role organization { name } } reports(first: 1) { nodes { note } } } } progress { completed } } } }`,
  ],
])('the number of statements does not grow with the number of rows: %s', async (_name, expected, query) => {
  expect((await statementsOf(query(12))).length).toBeLessThanOrEqual(expected);
  expect((await statementsOf(query(49))).length).toBe(expected);
});

test('the same relation twice under two names costs one statement more, not one a row', async () => {
  const once = await statementsOf('{ workingGroups { a: tasks(first: 1) { nodes { code } } } }');
  const twice = await statementsOf(
    '{ workingGroups { a: tasks(first: 1) { nodes { code } } b: tasks(first: 2, where: { text: "0" }) { nodes { code title } } } }',
  );
  expect(twice.length).toBe(once.length + 1);
  const latest = await statementsOf(
    '{ metrics(first: 40) { nodes { a: latest { value } b: latest(frequency: [MONTHLY]) { value } } } }',
  );
  expect(latest.length).toBe(3);
});
