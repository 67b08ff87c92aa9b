import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { applicationOver, type TestApplication } from './support.ts';

let database: TestDatabase;
let application: TestApplication;
beforeEach(async () => {
  database = await openTestDatabase('river');
  application = applicationOver(database);
});
afterEach(() => database.close());

const NAME = '{ metric(code: "gauges") { name } }';
const REPORTS = '{ task(code: "dike-b") { ownProgress } }';

const get = (path: string, headers: Record<string, string> = {}) =>
  application.fetch(new Request(`http://test${path}`, { headers }));
const graphql = (query: string): string => `/graphql?query=${encodeURIComponent(query)}`;
const JSON_ANSWER = { accept: 'application/graphql-response+json' };

/** Asks once, and answers a way to ask again with the ETag of the first answer. */
async function hold(path: string, headers: Record<string, string> = {}) {
  const first = await get(path, headers);
  const etag = first.headers.get('etag') ?? '';
  const text = await first.text();
  expect([first.status, etag]).toEqual([200, expect.stringMatching(/^(?:W\/)?"/)]);
  return async () => {
    const again = await get(path, { ...headers, 'if-none-match': etag });
    return { status: again.status, isSame: again.headers.get('etag') === etag, was: text, is: await again.text() };
  };
}

/** That what was held is not taken for what `replace` puts in its place; answers what was held and what is there. */
async function expectNoTag(path: string, headers: Record<string, string>, replace: () => Promise<void>) {
  const askAgain = await hold(path, headers);
  expect(await askAgain()).toMatchObject({ status: 304, isSame: true });
  await replace();
  const { was, is, ...again } = await askAgain();
  expect(again).toEqual({ status: 200, isSame: false });
  return { was, is };
}

describe('a publication that took the number of one that was lost', () => {
  /** As after a failover: another publication stands under the number, and more has been reported since than before. */
  const replace = async () => {
    await database.query(`update metric set name = jsonb_set(name, '{en}', '"Water gauges"') where code = 'gauges'`);
    await database.query(`update observation set value = 7 where value = 0`);
    await database.query(
      'update content_version set facts_mark = gen_random_uuid(), mark = gen_random_uuid(), reports = reports + 2',
    );
  };

  test('has a catalogue of its own', async () => {
    expect((await application.ask({ query: NAME })).body.data.metric.name).toBe('Gauges');
    await replace();
    expect((await application.ask({ query: NAME })).body.data.metric.name).toBe('Water gauges');
  });

  test.each([
    ['an answer of GraphQL', graphql(NAME), JSON_ANSWER],
    ['an answer of OData', "/odata/v4/Metrics?$filter=code eq 'gauges'&$select=name", {}],
    ['a file of observations', '/files/observations.csv?metrics=gauges&lang=en', {}],
  ])('leaves no ETag of %s', async (_, path, headers) => {
    const { was, is } = await expectNoTag(path, headers, replace);
    expect(is).toContain('Water gauges');
    expect(was).toContain('Gauges');
  });
});

describe('a report that took the number of one that was lost', () => {
  const replace = async () => {
    await database.query(`update task set own_progress = 77 where code = 'dike-b'`);
    await database.query(`update task_report set progress = 77 where progress = 20`);
    await database.query('update content_version set mark = gen_random_uuid()');
  };

  test('is in the answer, for which the catalogue is not read again', async () => {
    const progress = async () => (await application.ask({ query: REPORTS })).body.data.task.ownProgress;
    expect([await progress(), await progress()]).toEqual(['20', '20']);
    await replace();
    database.forget();
    expect(await progress()).toBe('77');
    expect(await progress()).toBe('77');
    const statements = database.statements.map((text) => text.split('\n')[0]);
    expect(statements).not.toContain('-- state.current');
    expect(statements.filter((name) => name === '-- version.read')).toHaveLength(2);
  });

  test.each([
    ['an answer of GraphQL', graphql(REPORTS), JSON_ANSWER],
    ['an answer of OData', '/odata/v4/TaskReports', {}],
    ['a file of reports', '/files/task-reports.csv', {}],
  ])('leaves no ETag of %s', async (_, path, headers) => {
    const { was, is } = await expectNoTag(path, headers, replace);
    expect(is).not.toBe(was);
  });

  test('leaves the ETag of a file without reports', async () => {
    const askAgain = await hold('/files/observations.csv?metrics=gauges');
    await replace();
    expect(await askAgain()).toMatchObject({ status: 304, isSame: true });
  });
});
