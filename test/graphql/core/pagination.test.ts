import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver, readAllPages } from '../../support/graph.ts';
import { openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  ask = graphOver(database);
});
afterAll(() => database.close());

const PAGE =
  'totalCount nodes { ID } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { ID } }';
/** Each list: the way to it, its field with its own arguments, and what names a row. */
const LISTS: readonly [string, readonly string[], string, string, string][] = [
  ['programmes', ['programmes'], '', 'programmes', 'code'],
  ['tasks by nothing', ['tasks'], '', 'tasks', 'code'],
  [
    'tasks by due date, where most have none',
    ['tasks'],
    'where: { dataset: "river-city" }, orderBy: [DUE_DATE_DESC]',
    'tasks',
    'code',
  ],
  [
    'tasks by due date upwards',
    ['tasks'],
    'where: { dataset: "river-city" }, orderBy: [DUE_DATE_ASC, CODE_DESC]',
    'tasks',
    'code',
  ],
  ['tasks by progress', ['tasks'], 'where: { dataset: "river-city" }, orderBy: [PROGRESS_DESC]', 'tasks', 'code'],
  [
    'tasks by progress upwards',
    ['tasks'],
    'where: { dataset: "river-city" }, orderBy: [PROGRESS_ASC]',
    'tasks',
    'code',
  ],
  ['tasks by ordinal', ['tasks'], 'where: { dataset: "river-city" }, orderBy: [ORDINAL_DESC]', 'tasks', 'code'],
  ['metrics by name', ['metrics'], 'orderBy: [NAME_DESC]', 'metrics', 'code'],
  ['metrics by code', ['metrics'], '', 'metrics', 'code'],
  ['regions', ['regions'], '', 'regions', 'code'],
  ['organizations', ['organizations'], '', 'organizations', 'code'],
  ['sources', ['sources'], '', 'sources', 'code'],
  ['observations by period', ['observations'], 'where: { metrics: ["leaks", "checks"] }', 'observations', 'id'],
  [
    'observations by value',
    ['observations'],
    'where: { metrics: ["leaks", "gauges"] }, orderBy: [VALUE_DESC]',
    'observations',
    'id',
  ],
  [
    'observations by region',
    ['observations'],
    'where: { metrics: ["leaks"] }, orderBy: [REGION_DESC, PERIOD_DESC]',
    'observations',
    'id',
  ],
  ['search', ['search'], 'text: "cases"', 'search', 'id'],
  [
    'tasks of a programme',
    ['programme', 'tasks'],
    '',
    'programme(code: "social-governance-pilot-2020") { tasks',
    'code',
  ],
  [
    'metrics of a programme',
    ['programme', 'metrics'],
    '',
    'programme(code: "organised-crime-campaign") { metrics',
    'code',
  ],
  ['series of a metric', ['metric', 'series'], '', 'metric(code: "leaks") { series', 'id'],
  [
    'observations of a metric',
    ['metric', 'observations'],
    'orderBy: [VALUE_ASC]',
    'metric(code: "leaks") { observations',
    'id',
  ],
  ['children of a region', ['region', 'children'], '', 'region(code: "620500") { children', 'code'],
  [
    'descendants of a region',
    ['region', 'descendants'],
    'level: COUNTY',
    'region(code: "620000") { descendants',
    'code',
  ],
  ['tasks of a region', ['region', 'tasks'], '', 'region(code: "620500") { tasks', 'code'],
  [
    'regions of a metric',
    ['metric', 'availability', 'regions'],
    '',
    'metric(code: "leaks") { availability { regions',
    'code',
  ],
  ['tasks of an organization', ['organization', 'tasks'], '', 'organization(code: "river-works") { tasks', 'code'],
  ['children of a task', ['task', 'children'], '', 'task(code: "dike", dataset: "river-city") { children', 'code'],
  ['reports of a task', ['task', 'reports'], '', 'task(code: "dike-a", dataset: "river-city") { reports', 'id'],
  ['citations of a source', ['source', 'citations'], '', 'source(code: "tianshui-2020-report") { citations', 'locator'],
  ['releases', ['dataset', 'releases'], '', 'dataset(code: "river-city") { releases', 'id'],
];

describe.each(LISTS)('the list of %s', (_name, path, own, field, id) => {
  const closing = '}'.repeat(path.length - 1);
  const node = field === 'search' ? `... on Node { ${id} }` : id;
  const query = (selection: string) =>
    `query ($first: Int, $after: String, $last: Int, $before: String) {
      ${field}(${own}${own ? ', ' : ''}first: $first, after: $after, last: $last, before: $before) { ${selection} } ${closing} }`;
  const shape = query(PAGE.replaceAll('ID', node));
  const connection = async (variables: object) => {
    let value = await dataOf(ask(shape, { ...variables }));
    for (const key of path) value = value[key];
    return value;
  };
  const names = (nodes: Record<string, string>[]) => nodes.map((row) => row[id]);

  test('is the same whatever the size of its pages, forwards and backwards', async () => {
    const whole = await connection({ first: 1000 });
    expect(whole.nodes.length).toBe(whole.totalCount);
    expect(whole.nodes.length).toBeGreaterThan(0);
    expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(whole.edges.map((edge: { node: object }) => edge.node)).toEqual(whole.nodes);
    expect(new Set(whole.edges.map((edge: { cursor: string }) => edge.cursor)).size).toBe(whole.totalCount);

    const size = Math.max(1, Math.min(7, Math.floor(whole.totalCount / 3)));
    const forwards = await readAllPages(ask, query(`nodes { ${node} } pageInfo { hasNextPage endCursor }`), path, {
      first: size,
    });
    expect(names(forwards as Record<string, string>[])).toEqual(names(whole.nodes));

    const backwards: string[] = [];
    let before: string | null = null;
    for (let page = 0; page < 200; page++) {
      const { nodes, pageInfo } = await connection({ last: size, before });
      backwards.unshift(...(names(nodes) as string[]));
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    expect(backwards).toEqual(names(whole.nodes));
  });

  test('begins after any of its rows', async () => {
    const whole = await connection({ first: 1000 });
    const middle = Math.floor(whole.edges.length / 2);
    const rest = await connection({ first: 1000, after: whole.edges[middle].cursor });
    expect(names(rest.nodes)).toEqual(names(whole.nodes).slice(middle + 1));
    expect(rest.pageInfo.hasPreviousPage).toBe(true);
    expect(rest.totalCount).toBe(whole.totalCount);
    expect((await connection({ first: 0 })).nodes).toEqual([]);
  });

  test('refuses what is no page of it, and names the argument', async () => {
    const refusal = async (variables: object) => {
      const { errors } = await ask(query('totalCount'), { ...variables });
      const { code, argument, limit } = errors?.[0]?.extensions ?? {};
      return [code, argument ?? limit];
    };
    const foreign = Buffer.from(JSON.stringify([2, 'another order', '1'])).toString('base64url');
    const future = Buffer.from(JSON.stringify([999, 'code', '1'])).toString('base64url');
    for (const [variables, expected] of [
      [{ first: -1 }, ['BAD_INPUT', 'first']],
      [{ last: -3 }, ['BAD_INPUT', 'last']],
      [{ first: 1001 }, ['LIMIT_EXCEEDED', 'page']],
      [{ first: 1, last: 1 }, ['BAD_INPUT', 'last']],
      [{ first: 1, after: 'nonsense' }, ['BAD_INPUT', 'after']],
      [{ first: 1, after: '' }, ['BAD_INPUT', 'after']],
      [{ first: 1, after: foreign }, ['BAD_INPUT', 'after']],
      [{ first: 1, after: future }, ['BAD_INPUT', 'after']],
      [{ last: 1, before: '"; drop table task' }, ['BAD_INPUT', 'before']],
      [{ first: 1, before: foreign }, ['BAD_INPUT', 'before']],
    ] as const) {
      expect([variables, await refusal(variables)]).toEqual([variables, expected]);
    }
  });
});

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

test.each([
  ['{ tasks(first: 1, after: $c) { totalCount } }', [2, 'code id', 'pilot-2020-02', '99999999999']],
  ['{ tasks(first: 1, after: $c) { totalCount } }', [2, 'code id', null, null]],
  ['{ tasks(first: 1, after: $c) { totalCount } }', [2, 'code id', 'a\0', '2']],
  ['{ tasks(first: 1, after: $c) { totalCount } }', [2, 'code id', 'a', '']],
  ['{ tasks(first: 1, after: $c) { totalCount } }', [2_147_483_648, 'code id', 'a', '2']],
  ['{ tasks(first: 1, after: $c, orderBy: [DUE_DATE_ASC]) { totalCount } }', [2, 'dueDate code id', '-5', 'a', '2']],
  ['{ metrics(first: 1, after: $c, orderBy: [NAME_ASC]) { totalCount } }', [2, 'sortName code', null, 'a']],
  [
    '{ observations(where: { metrics: ["leaks"] }, first: 1, after: $c) { totalCount } }',
    [2, 'end period series', 'x', '2020', '45'],
  ],
  [
    '{ observations(where: { metrics: ["leaks"] }, first: 1, after: $c) { totalCount } }',
    [2, 'end period series', '2020-02-31', '2020', '45'],
  ],
  [
    '{ observations(where: { metrics: ["leaks"] }, first: 1, after: $c) { totalCount } }',
    [2, 'end period series', '2020-12-31', '2020', '9'.repeat(30)],
  ],
  [
    '{ observations(where: { metrics: ["leaks"] }, orderBy: [VALUE_ASC], first: 1, after: $c) { totalCount } }',
    [2, 'null value end period series', '0', '1e5', '2020-12-31', '2020', '1'],
  ],
])('a cursor that was tampered with is BAD_INPUT: %s %j', async (query, parts) => {
  const { errors } = await ask(`query ($c: String) ${query}`, { c: cursor(...parts) });
  expect(errors?.map(({ extensions: { code, argument } }) => [code, argument])).toEqual([['BAD_INPUT', 'after']]);
});

test.each([
  ['{ task(code: "a\\u0000b") { code } }', {}, 'code'],
  ['{ metrics(where: { text: "\\u0000" }) { totalCount } }', {}, 'text'],
  ['{ observations(where: { metrics: ["\\u0000"] }) { totalCount } }', {}, 'metrics'],
  ['query ($where: TaskWhere) { tasks(where: $where) { totalCount } }', { where: { programmes: ['a\0'] } }, 'where'],
])('a text with U+0000 is BAD_INPUT: %s', async (query, variables, argument) => {
  const { errors } = await ask(query, variables);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument });
});

test('a count is read only when it is asked for', async () => {
  database.forget();
  await dataOf(ask('{ tasks(first: 3) { nodes { code } } }'));
  expect(database.statements.filter((text) => /count/i.test(text))).toEqual([]);
});

test('the default page has 50 rows', async () => {
  const { tasks } = await dataOf(ask('{ tasks { nodes { code } pageInfo { hasNextPage } } }'));
  expect([tasks.nodes.length, tasks.pageInfo.hasNextPage]).toEqual([50, true]);
});
