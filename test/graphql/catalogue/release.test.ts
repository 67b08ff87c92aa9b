import { afterAll, beforeAll, expect, test } from 'vitest';
import { importPackage } from '../../../src/import/import.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver, readAllPages } from '../../support/graph.ts';
import { riverCity, writePackage } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
/** Moments at which the first, the second and the third version could be seen. */
const moments: string[] = [];

const observations = (riverCity().files.observations ?? '').trim().split('\n');
const without = (start: string) => observations.filter((line) => !line.startsWith(start));
/** The second version corrects one figure; the third drops the metric `gauges` and a task. */
const CORRECTED = [...without('leaks,990000,,2020,'), 'leaks,990000,,2020,225,,,,,,,'];
const file = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const dropLine = (resource: string, start: string) =>
  file(
    (riverCity().files[resource] ?? '')
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith(start)),
  );

const publish = async (version: string, changes: Record<string, string>) => {
  const result = await importText(database, riverCity(version, changes));
  await new Promise((resolve) => setTimeout(resolve, 5));
  moments.push(new Date().toISOString());
  await new Promise((resolve) => setTimeout(resolve, 5));
  return result;
};

beforeAll(async () => {
  database = await openTestDatabase('empty');
  ask = graphOver(database);
  await publish('1', {});
  await publish('2', { observations: file(CORRECTED) });
});
afterAll(() => database.close());

const LATEST = `query ($asOf: DateTime) { metric(code: "leaks") { latest(asOf: $asOf) {
  value statusFlags release { seq version } revisions { totalCount nodes { id value release { version } } } } } }`;

test('Query.observations answers a corrected figure, and the earlier one with asOf', async () => {
  const now = (await dataOf(ask(LATEST))).metric.latest;
  expect(now).toMatchObject({ value: '225', statusFlags: ['NORMAL'], release: { seq: 2, version: '2' } });
  expect(now.revisions).toMatchObject({
    totalCount: 2,
    nodes: [
      { value: '222', release: { version: '1' } },
      { value: '225', release: { version: '2' } },
    ],
  });
  const then = (await dataOf(ask(LATEST, { asOf: moments[0] }))).metric.latest;
  expect(then).toMatchObject({ value: '222', statusFlags: ['ESTIMATED', 'PROVISIONAL'], release: { seq: 1 } });
  expect(then.revisions.totalCount).toBe(1);
});

test('Query.node reads each revision again by its own id', async () => {
  const { revisions } = (await dataOf(ask(LATEST))).metric.latest;
  const ids = revisions.nodes.map(({ id }: { id: string }) => id);
  const { nodes } = await dataOf(
    ask('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Observation { id value period } } }', { ids }),
  );
  expect(nodes).toEqual([
    { id: ids[0], value: '222', period: '2020' },
    { id: ids[1], value: '225', period: '2020' },
  ]);
});

test('Observation.release is the release with which the figure came', async () => {
  const data = await dataOf(
    ask(
      '{ observations(where: { metrics: ["checks"] }, first: 1) { nodes { release { seq } revisions { totalCount } } } }',
    ),
  );
  expect(data.observations.nodes).toEqual([{ release: { seq: 1 }, revisions: { totalCount: 1 } }]);
});

test('Query.observations shows nothing asOf a time before the first publication, and refuses a time in the future', async () => {
  expect((await dataOf(ask(LATEST, { asOf: '2001-01-01T00:00:00Z' }))).metric.latest).toBeNull();
  const { errors } = await ask(LATEST, { asOf: '2999-01-01T00:00:00Z' });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'asOf' });
});

test.each(['0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00', '9999-12-31T24:00:00Z'])(
  'Query.observations refuses asOf a time that lies outside the years of a date: %s',
  async (asOf) => {
    const { errors } = await ask(LATEST, { asOf });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
    expect(errors?.[0]?.message).toContain('outside the years 0001 to 9999');
  },
);

test('Query.observations shows nothing asOf the first moment of these years', async () => {
  expect((await dataOf(ask(LATEST, { asOf: '0001-01-01T00:00:00Z' }))).metric.latest).toBeNull();
});

test('Query.observations reads a page to its end as it was begun, whatever is published meanwhile', async () => {
  const query = `query ($after: String) { metric(code: "gauges") { observations(first: 1, after: $after) {
    nodes { period value series { id } } totalCount pageInfo { hasNextPage endCursor } } } }`;
  const tasks = `query ($after: String) { tasks(first: 2, after: $after, orderBy: [CODE_DESC]) {
    nodes { code } totalCount pageInfo { hasNextPage endCursor } } }`;
  const untouched = {
    observations: await readAllPages(ask, query, ['metric', 'observations']),
    tasks: await readAllPages(ask, tasks, ['tasks']),
  };
  expect(untouched.observations).toHaveLength(2);
  expect(untouched.tasks.length).toBe(5);

  const first = (await dataOf(ask(query))).metric.observations.pageInfo.endCursor;
  const firstTasks = (await dataOf(ask(tasks))).tasks.pageInfo.endCursor;
  await publish('3', {
    observations: file(CORRECTED.filter((line) => !line.startsWith('gauges'))),
    metrics: dropLine('metrics', 'gauges'),
    tasks: dropLine('tasks', 'patrol'),
  });
  // The metric is gone for whoever asks now, and still there for whoever began before.
  expect((await dataOf(ask('{ metric(code: "gauges") { code } }'))).metric).toBeNull();
  const second = (await dataOf(ask(query, { after: first }))).metric.observations;
  expect(second.nodes).toEqual([untouched.observations[1]]);
  expect(second.totalCount).toBe(2);
  const rest = (await dataOf(ask(tasks, { after: firstTasks }))).tasks;
  expect([...rest.nodes]).toEqual(untouched.tasks.slice(2, 4));
  expect(rest.totalCount).toBe(5);
  expect((await dataOf(ask('{ tasks { totalCount } }'))).tasks.totalCount).toBe(4);
});

test('Dataset.releases lists releases as they were; the third did not touch the figures of the second', async () => {
  const { dataset } = await dataOf(
    ask(`{ dataset(code: "river-city") { latestRelease { version observationCount }
      releases { totalCount nodes { seq version publishedAt observationCount contentHash } } } }`),
  );
  expect(dataset.latestRelease.version).toBe('3');
  expect(dataset.releases.nodes.map(({ seq, version }: { seq: number; version: string }) => [seq, version])).toEqual([
    [1, '1'],
    [2, '2'],
    [3, '3'],
  ]);
  const [first, second, third] = dataset.releases.nodes;
  expect(first.observationCount - third.observationCount).toBe(2);
  expect(second.observationCount).toBe(first.observationCount);
  expect(Date.parse(first.publishedAt)).toBeLessThan(Date.parse(second.publishedAt));
  expect(new Set([first.contentHash, second.contentHash, third.contentHash]).size).toBe(3);
});

test('Dataset.releases has no new release after an import of the same package', async () => {
  const again = await importText(
    database,
    riverCity('3', {
      observations: file(CORRECTED.filter((line) => !line.startsWith('gauges'))),
      metrics: dropLine('metrics', 'gauges'),
      tasks: dropLine('tasks', 'patrol'),
    }),
  );
  expect(again).toMatchObject({ outcome: 'UNCHANGED', seq: 3 });
});

test('Dataset.releases has no new release where only new packages are wanted', async () => {
  const folder = await writePackage(riverCity('1', {}));
  expect(await importPackage(database, folder, { onlyNew: true })).toMatchObject({ outcome: 'UNCHANGED', seq: 3 });
  expect((await dataOf(ask(LATEST))).metric.latest.value).toBe('225');
  expect(await importPackage(database, folder)).toMatchObject({ outcome: 'PUBLISHED', seq: 4 });
  expect((await dataOf(ask(LATEST))).metric.latest.value).toBe('222');
});
