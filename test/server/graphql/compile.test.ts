import { readFileSync } from 'node:fs';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOfOtherDataset, OPERATIONS } from '../../graphql/operation-case.ts';
import { openTestDatabase, type TestDatabase, withQuery } from '../../support/database.ts';
import { applicationOver, type TestApplication } from '../support.ts';

const FOLDER = 'schema/operations/';
const TIMES = 3;

let database: TestDatabase;
let walking: TestApplication;
let compiled: TestApplication;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  const env = { CACHE_MB: '0', MAX_COMPLEXITY: '10000000' };
  walking = applicationOver(database, env, Number.POSITIVE_INFINITY);
  compiled = applicationOver(database, env, 0);
});
afterAll(() => database.close());

/** The same on both ways, however often: what is remembered of a document must not wear off. */
async function same(query: string, variables: object = {}, operationName?: string) {
  const body = { query, variables, ...(operationName === undefined ? {} : { operationName }) };
  for (const accept of ['application/graphql-response+json', 'application/json']) {
    const headers = { accept, 'x-request-id': 'same' };
    const expected = await walking.ask(body, headers);
    for (let time = 0; time < TIMES; time++) {
      const answer = await compiled.ask(body, headers);
      expect({ status: answer.status, body: sorted(answer.body) }).toEqual({
        status: expected.status,
        body: sorted(expected.body),
      });
    }
  }
  return (await compiled.ask(body)).body;
}

/** Errors of one answer come in any order. */
const sorted = (body: { errors?: object[] }) =>
  body.errors ? { ...body, errors: body.errors.map((error) => JSON.stringify(error)).sort() } : body;

test.each(OPERATIONS.filter((file) => !isOfOtherDataset(file)))('%s is answered alike', async (file) => {
  const { data } = await same(readFileSync(FOLDER + file, 'utf8'));
  expect(data).toBeTruthy();
});

describe('a document is answered alike', () => {
  const METRIC = '{ metrics(first: 1) { nodes { id code } } }';

  test.each([
    ['aliases', '{ a: metrics(first: 2) { n: nodes { x: code y: code } } b: metrics(first: 1) { nodes { name } } }'],
    [
      'aliases with _',
      '{ a_b: metrics(first: 2) { nodes { code_1: code } } a: metrics(first: 1) { b: nodes { code } } }',
    ],
    ['an alias that objects have already', '{ __proto__: datasets { constructor: code toString: title } }'],
    ['fragments', '{ datasets { ...A } } fragment A on Dataset { code ...B } fragment B on Dataset { code title }'],
    ['one field twice', '{ datasets { code } datasets { title code } }'],
    [
      'search',
      '{ search(text: "水", first: 5) { edges { node { id __typename ... on Metric { code } ... on Task { title } } } } }',
    ],
    ['introspection', getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true })],
    ['a type by name', '{ __type(name: "Task") { name fields { name args { name type { name } } } } }'],
    ['a refused argument', '{ metrics(first: -1) { totalCount } }'],
    [
      'a refused argument among lists',
      '{ metrics(first: 2) { nodes { code observations(first: -1) { totalCount } } } }',
    ],
    ['a wrong id', '{ nodes(ids: ["x", "y"]) { id } datasets { code } }'],
    ['a nullable field that fails', '{ node(id: "x") { id } datasets { code } }'],
    [
      'literals of every kind',
      '{ metrics(first: 3) { nodes { observations(first: 2, asOf: "2026-10-01T00:00:00Z", where: { from: "2015", frequency: [ANNUAL] }) { totalCount } series { nodes { latest { value } } } } } }',
    ],
    ['what is unknown', '{ metric(code: "nothing") { code } task(code: "nothing") { title } }'],
    ['no operation of the schema', 'mutation { x }'],
    ['nothing that is asked', '{ datasets @skip(if: true) { code } }'],
  ])('(%s)', (_, query) => same(query));

  test.each([{ with: true }, { with: false }])('(@skip and @include, $with)', async ({ with: wanted }) => {
    await same(
      `query ($w: Boolean!) { a: datasets { ...F @include(if: $w) } b: datasets { ...F @skip(if: $w) code @include(if: $w) } }
       fragment F on Dataset { title licence @skip(if: $w) }`,
      { w: wanted },
    );
  });

  test('(node)', async () => {
    const { data } = await same(METRIC);
    const [{ id }] = data.metrics.nodes;
    const query =
      'query ($id: ID!) { node(id: $id) { __typename id ... on Metric { code unit { code } } ... on Task { title } } }';
    expect((await same(query, { id })).data.node.__typename).toBe('Metric');
    await same('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [id, id] });
    await same('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: id });
    await same('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [id, 'x'] });
  });

  const PAGED = 'query ($n: Int) { metrics(first: $n) { nodes { code } } }';
  const AT = 'metrics(first: 3) { nodes { observations(asOf: $at) { totalCount } } }';
  const WHERE = 'metrics(first: 3) { nodes { observations(where: $w) { totalCount nodes { value } } } }';
  const FROM = 'metrics(first: 3) { nodes { observations(where: { from: $p }) { totalCount } } }';
  const STATUS = 'query ($s: [TaskStatus!]) { tasks(where: { status: $s }) { totalCount } }';
  const CODE = 'query ($c: String!) { metric(code: $c) { code } }';

  test.each([
    ['a number', PAGED, { n: 3 }],
    ['null', PAGED, { n: null }],
    ['none', PAGED, {}],
    ['a default', 'query ($n: Int = 2) { metrics(first: $n) { nodes { code } } }', {}],
    ['null for a default', 'query ($n: Int = 2) { metrics(first: $n) { nodes { code } } }', { n: null }],
    ['a moment', `query ($at: DateTime) { ${AT} }`, { at: '2020-01-01T00:00:00Z' }],
    ['a default moment', `query ($at: DateTime = "2020-01-01T00:00:00Z") { ${AT} }`, {}],
    ['an input', `query ($w: MetricObservationWhere) { ${WHERE} }`, { w: { from: '2015', to: '2020' } }],
    ['a default input', `query ($w: MetricObservationWhere = { from: "2015" }) { ${WHERE} }`, {}],
    ['an enum in an input', `query ($w: MetricObservationWhere) { ${WHERE} }`, { w: { frequency: 'ANNUAL' } }],
    ['a default enum', `query ($w: MetricObservationWhere = { frequency: [ANNUAL] }) { ${WHERE} }`, {}],
    ['part of an input', `query ($p: Period) { ${FROM} }`, { p: '2015' }],
    ['no part of an input', `query ($p: Period) { ${FROM} }`, {}],
    ['an enum for a list', STATUS, { s: 'COMPLETED' }],
    ['one too many', CODE, { c: 'x', d: 1 }],
  ])('(variables: %s)', async (_, query, variables) => {
    expect((await same(query, variables)).errors).toBeUndefined();
  });

  test.each([
    ['a fraction', PAGED, { n: 1.5 }],
    ['a text for a number', PAGED, { n: '3' }],
    ['no moment', `query ($at: DateTime) { ${AT} }`, { at: 'now' }],
    ['a moment to come', `query ($at: DateTime) { ${AT} }`, { at: '2999-01-01T00:00:00Z' }],
    ['an unknown field', `query ($w: MetricObservationWhere) { ${WHERE} }`, { w: { nothing: 1 } }],
    ['no period', `query ($p: Period) { ${FROM} }`, { p: 'x' }],
    ['no enum', STATUS, { s: ['NOPE'] }],
    ['nothing that is wanted', CODE, {}],
    ['null for what is wanted', CODE, { c: null }],
    ['a number for a text', CODE, { c: 5 }],
  ])('(wrong variables: %s)', async (_, query, variables) => {
    expect((await same(query, variables)).errors[0].extensions.code).toBe('BAD_INPUT');
  });

  test('(one of several operations)', async () => {
    const query = 'query A { datasets { code } } query B($n: Int) { metrics(first: $n) { totalCount nodes { code } } }';
    await same(query, {}, 'A');
    await same(query, { n: 1 }, 'B');
    await same(query, {}, 'C');
    await same(query);
  });
});

test('a bug is masked, and stands in the log, also in what was compiled', async () => {
  const troubled = withQuery(database, (text, values) => {
    if (text.startsWith('-- observation.list')) throw new TypeError('secret');
    return database.query(text, values);
  });
  const query = '{ metrics(first: 1) { nodes { observations { totalCount } } } }';
  const answers = [];
  for (const compileAfter of [0, Number.POSITIVE_INFINITY]) {
    const application = applicationOver(troubled, {}, compileAfter);
    answers.push((await application.ask({ query }, { 'x-request-id': 'bug' })).body);
    expect(application.logged).toContainEqual(
      expect.objectContaining({ level: 50, err: expect.objectContaining({ message: 'secret' }) }),
    );
  }
  expect(answers[0].errors[0]).toMatchObject({
    message: 'Internal error',
    path: ['metrics', 'nodes', 0, 'observations'],
  });
  expect(answers[0]).toEqual(answers[1]);
});
