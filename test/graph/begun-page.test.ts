import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';
import { csv, riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeEach(async () => {
  database = await openTestDatabase('empty');
  await importText(database, riverCity());
  ask = graphOver(database);
});
afterEach(() => database.close());

const lines = (resource: string) => (riverCity().files[resource] ?? '').trim().split('\n');
/** Turns round whatever the lists below are sorted or filtered by. */
const TURNED = riverCity('2', {
  tasks: csv(
    lines('tasks')[0] ?? '',
    'dike,5,Raise the dike,dikes,banks,STATED,,990000,,PREFECTURE,,2020-01-01,2020-02-01,river-works,river-police,,leaks',
    'dike-a,4,Raise segment A,dikes,banks,STATED,,990100,dike,COUNTY,1,2020-01-01,2021-06-30,river-works;river-police,,,',
    'dike-b,3,Raise segment B,dikes,banks,STATED,CANCELLED,990200,dike,COUNTY,3,2020-01-01,,river-works,,river-works,',
    'patrol,2,Patrol the banks,watch,floods,INFERRED,PLANNED,990200,,,,,2020-01-15,river-police,,,',
    'gauge,1,Set up gauges,watch,floods,INFERRED,COMPLETED,990100,,,,,2022-03-31,,,,',
  ),
  task_reports: csv(lines('task_reports')[0] ?? '', 'dike-a,2020-03-01T08:00:00+08:00,IN_PROGRESS,5,begun,river-works'),
  metrics: csv(
    ...lines('metrics').map((line) =>
      line
        .replace(/^leaks,Leaks,/, 'leaks,Zones that leak,')
        .replace(/^gauges,Gauges,/, 'gauges,All gauges,')
        .replace(/^checks,Checks,/, 'checks,Visits,'),
    ),
  ),
});

const TASKS = (rest: string) =>
  `query ($first: Int, $after: String, $last: Int, $before: String) { list: tasks(${rest}, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { code } pageInfo { hasNextPage endCursor hasPreviousPage startCursor } } }`;
const LISTS = [
  TASKS('orderBy: [ORDINAL_ASC]'),
  TASKS('orderBy: [DUE_DATE_DESC]'),
  TASKS('orderBy: [PROGRESS_ASC]'),
  TASKS('orderBy: [CODE_ASC], where: { text: "part" }'),
  TASKS('where: { status: [IN_PROGRESS, PLANNED] }'),
  TASKS('where: { dueFrom: "2020-06-01", dueTo: "2020-12-31" }, orderBy: [DUE_DATE_ASC]'),
  `query ($first: Int, $after: String, $last: Int, $before: String) { list: metrics(orderBy: [NAME_ASC], first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { code } pageInfo { hasNextPage endCursor hasPreviousPage startCursor } } }`,
];
const list = async (query: string, variables: object) => (await dataOf(ask(query, { ...variables }))).list;
const codes = ({ nodes }: { nodes: { code: string }[] }) => nodes.map(({ code }) => code);

test.each(LISTS)('a page is read on in the order and membership in which it was begun: %s', async (query) => {
  const whole = await list(query, { first: 1000 });
  expect(whole.totalCount).toBeGreaterThan(1);
  const first = await list(query, { first: 1 });
  const last = await list(query, { last: 1 });

  await importText(database, TURNED);
  const turned = codes(await list(query, { first: 1000 }));
  expect(turned).not.toEqual(codes(whole));

  const forwards = codes(first);
  for (let page = first; page.pageInfo.hasNextPage; ) {
    page = await list(query, { first: 1, after: page.pageInfo.endCursor });
    expect(page.totalCount).toBe(whole.totalCount);
    forwards.push(...codes(page));
  }
  expect(forwards).toEqual(codes(whole));

  const backwards = codes(last);
  for (let page = last; page.pageInfo.hasPreviousPage; ) {
    page = await list(query, { last: 1, before: page.pageInfo.startCursor });
    backwards.unshift(...codes(page));
  }
  expect(backwards).toEqual(codes(whole));
});

test('two publications later it is still the order in which it was begun', async () => {
  const [query = ''] = LISTS;
  const whole = await list(query, { first: 1000 });
  const first = await list(query, { first: 2 });
  await importText(database, TURNED);
  const second = await list(query, { first: 2 });
  const turned = await list(query, { first: 1000 });
  await importText(database, riverCity('3', { tasks: lines('tasks').join('\n').replaceAll('Raise', 'Build') }));
  const rest = await list(query, { first: 1000, after: first.pageInfo.endCursor });
  expect([...codes(first), ...codes(rest)]).toEqual(codes(whole));
  const other = await list(query, { first: 1000, after: second.pageInfo.endCursor });
  expect([...codes(second), ...codes(other)]).toEqual(codes(turned));
});
