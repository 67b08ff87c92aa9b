import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';
import { openWithRiverCity } from '../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  ask = graphOver(database);
});
afterAll(() => database.close());

const statementsOf = async (query: string) => {
  database.forget();
  await dataOf(ask(query));
  return [...database.statements];
};

test('what is not selected of an observation is not read', async () => {
  const [, , bare = ''] = await statementsOf('{ metric(code: "leaks") { latest { period } } }');
  expect(bare).not.toMatch(/o\.(value|note|flags|numerator|denominator|citation_ids|reported_by|basis)\b/);
  const [, , full = ''] = await statementsOf(
    '{ metric(code: "leaks") { latest { ...f } } } fragment f on Observation { number ... { note } }',
  );
  expect(full).toMatch(/o\.value::text as value, o\.note|o\.note, o\.value::text as value/);
  expect(full).not.toMatch(/o\.flags|o\.numerator/);
});

test('what is not selected of the catalogue is not read', async () => {
  const [, statement = ''] = await statementsOf('{ metrics(first: 5) { nodes { code } } }');
  expect(statement).toMatch(/^SELECT "t0"\."id", "t0"\."code" FROM/);
  const [, tree = ''] = await statementsOf('{ workingGroups { ordinal tasks(first: 2) { nodes { status } } } }');
  expect(tree).toContain(`JSONB_BUILD_OBJECT('id', "t2"."id", 'code', "t2"."code", 'status', "t2"."status")`);
  expect(tree).toMatch(/LIMIT \$\d+ \/\* middle select \*\//);
});

test('a question about the schema alone reads no more than the version, under which its answer is kept', async () => {
  const statements = await statementsOf('{ __typename __schema { queryType { name } } }');
  expect(statements.map((text) => text.split('\n')[0])).toEqual(['-- state.current']);
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
    5,
    (n: number) =>
      `{ metrics(first: ${n}) { nodes { code unit { code } theme { name } latest { value citations { locator source { title } } release { version } } } } }`,
  ],
  [
    'observations with their metric, region, series and changes',
    10,
    (n: number) =>
      `{ observations(where: { metrics: ["leaks", "checks"] }, first: ${n}) { nodes { value metric { name unit { code } } region { name parent { name } } series { id } reportedBy { name } change(kind: YOY) { published } revisions { totalCount nodes { value } } } } }`,
  ],
  [
    'regions with parents, children, tasks and progress',
    9,
    (n: number) =>
      `{ regions(first: ${n}) { nodes { name parent { name } path { code } children(first: 2) { totalCount nodes { name } } descendants(first: 2) { nodes { name } } tasks(first: 2) { nodes { code } } progress { total overdue } } } }`,
  ],
  [
    'metrics with series and what they hold',
    9,
    (n: number) =>
      `{ metrics(first: ${n}) { nodes { series(first: 3) { totalCount nodes { breakdown { dimension { code } category { name } } latest { value } observations(first: 2) { totalCount nodes { value } } } } availability { from observationCount regions(first: 2) { nodes { name } } } } } }`,
  ],
  [
    'organisations with heads, groups, tasks and progress',
    5,
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
  expect(latest.length).toBe(4);
});
