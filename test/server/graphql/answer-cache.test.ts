import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { reportTask } from '../../../src/import/report/report-task.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { applicationOver, type TestApplication } from '../support.ts';

let database: TestDatabase;
let application: TestApplication;
beforeEach(async () => {
  database = await openTestDatabase('river');
  application = applicationOver(database);
  await application.ask({ query: '{ datasets { code } }' }); // the catalogue
  database.forget();
});
afterEach(async () => {
  vi.useRealTimers();
  await database.close();
});

const GAUGES = '{ metric(code: "gauges") { name latest { value } } }';
const get = (query: string, headers: Record<string, string> = {}) =>
  application.fetch(
    new Request(`http://test/graphql?query=${encodeURIComponent(query)}`, {
      headers: { accept: 'application/graphql-response+json', ...headers },
    }),
  );
const statements = () => database.statements.map((text) => text.split('\n')[0]);

describe('an answer that was given', () => {
  test('is given again at the cost of one statement, the reading of the version', async () => {
    const first = await application.ask({ query: GAUGES });
    expect(statements().length).toBeGreaterThan(1);
    database.forget();
    const second = await application.ask({ query: GAUGES });
    expect(second.body).toEqual(first.body);
    expect(second.body.data.metric.latest.value).toBe('0');
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(statements()).toEqual(['-- version.read']);
  });

  test('is the new one as soon as a release is published', async () => {
    await application.ask({ query: GAUGES });
    const observations = (riverCity().files.observations ?? '').replace(
      'gauges,990000,,2020,0,',
      'gauges,990000,,2020,7,',
    );
    await importText(database, riverCity('2', { observations }));
    expect((await application.ask({ query: GAUGES })).body.data.metric.latest.value).toBe('7');
  });

  test('is the new one as soon as a report is made', async () => {
    const query = '{ task(code: "dike-b") { ownProgress } }';
    expect((await application.ask({ query })).body.data.task.ownProgress).toBe('20');
    const report = {
      dataset: null,
      task: 'dike-b',
      status: 'IN_PROGRESS',
      progress: '55',
      rating: null,
      at: null,
      by: null,
      note: null,
    };
    await reportTask(database, report);
    expect((await application.ask({ query })).body.data.task.ownProgress).toBe('55');
  });

  test('belongs to its language, its variables and its operation', async () => {
    const name = async (language: string) =>
      (await application.ask({ query: GAUGES }, { 'accept-language': language })).body.data.metric.name;
    expect([await name('en'), await name('zh-Hans'), await name('en')]).toEqual(['Gauges', '水尺', 'Gauges']);
    const query =
      'query A($code: String!) { metric(code: $code) { code } } query B { metric(code: "checks") { code } }';
    const code = async (more: object) => (await application.ask({ query, ...more })).body.data?.metric?.code;
    expect(await code({ operationName: 'A', variables: { code: 'leaks' } })).toBe('leaks');
    expect(await code({ operationName: 'A', variables: { code: 'gauges' } })).toBe('gauges');
    expect(await code({ operationName: 'B', variables: { code: 'gauges' } })).toBe('checks');
  });

  test('that depends on the day is another one tomorrow', async () => {
    const query = '{ task(code: "dike-a") { light } }';
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2020-06-30T12:00:00+08:00') });
    expect((await application.ask({ query })).body.data.task.light).toBe('YELLOW');
    vi.setSystemTime(new Date('2020-06-30T23:59:59+08:00'));
    database.forget();
    expect((await application.ask({ query })).body.data.task.light).toBe('YELLOW');
    expect(statements()).toEqual(['-- version.read']);
    vi.setSystemTime(new Date('2020-07-01T00:00:01+08:00'));
    expect((await application.ask({ query })).body.data.task.light).toBe('RED');
  });

  test('with an error in it is not kept', async () => {
    const query =
      '{ metric(code: "gauges") { latest { value } series { nodes { observations(first: -1) { totalCount } } } } }';
    await application.ask({ query });
    database.forget();
    expect((await application.ask({ query })).body.errors[0].extensions.code).toBe('BAD_INPUT');
    expect(statements().length).toBeGreaterThan(1);
  });

  test('is not kept at all where no memory is given for it, and is the same', async () => {
    const without = applicationOver(database, { CACHE_MB: '0' });
    const first = await without.ask({ query: GAUGES });
    database.forget();
    expect((await without.ask({ query: GAUGES })).body).toEqual(first.body);
    expect(statements().length).toBeGreaterThan(1);
  });
});

describe('a conditional request', () => {
  test('is answered 304 with the reading of the version alone, also by a server that never gave the answer', async () => {
    const answer = await get(GAUGES);
    const etag = answer.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    application = applicationOver(database);
    await application.ask({ query: '{ datasets { code title } }' }); // the catalogue
    database.forget();
    const again = await get(GAUGES, { 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect(statements()).toEqual(['-- version.read']);
  });

  test('is answered in full after a publication, in another language, and for another question', async () => {
    const etag = (await get(GAUGES)).headers.get('etag') ?? '';
    expect((await get(GAUGES, { 'if-none-match': etag, 'accept-language': 'zh' })).status).toBe(200);
    expect((await get('{ metric(code: "leaks") { code } }', { 'if-none-match': etag })).status).toBe(200);
    await importText(database, riverCity('2', { themes: 'code,name:en\nsafety,Safety first\nwater,Water\n' }));
    const fresh = await get(GAUGES, { 'if-none-match': etag });
    expect([fresh.status, fresh.headers.get('etag') === etag]).toEqual([200, false]);
  });

  test('with an ETag that nobody gave is answered in full, whatever it names', async () => {
    const [key, facts, reports, mark] = ((await get(GAUGES)).headers.get('etag') ?? '').slice(3, -1).split('.');
    const days = Buffer.from('Nowhere/Land=2020-06-30').toString('base64url');
    const forged = await get(GAUGES, { 'if-none-match': `W/"${key}.${facts}.${reports}.${mark}.${days}"` });
    expect([forged.status, (await forged.json()).data.metric.latest.value]).toEqual([200, '0']);
  });

  test('is answered in full on the next day where the answer depends on the day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2020-06-30T12:00:00+08:00') });
    const query = '{ task(code: "dike-a") { light } }';
    const etag = (await get(query)).headers.get('etag') ?? '';
    expect((await get(query, { 'if-none-match': etag })).status).toBe(304);
    vi.setSystemTime(new Date('2020-07-01T12:00:00+08:00'));
    const next = await get(query, { 'if-none-match': etag });
    expect([next.status, (await next.json()).data.task.light]).toEqual([200, 'RED']);
  });
});

test('whoever admits answers of some age saves the reading of the version, and gets the new answer when the time is up', async () => {
  const tolerant = applicationOver(database, { VERSION_MAX_AGE_MS: '1000' });
  const value = async () => (await tolerant.ask({ query: GAUGES })).body.data.metric.latest.value;
  vi.useFakeTimers({ toFake: ['performance'], now: 0 });
  expect(await value()).toBe('0');
  const observations = (riverCity().files.observations ?? '').replace(
    'gauges,990000,,2020,0,',
    'gauges,990000,,2020,7,',
  );
  await importText(database, riverCity('2', { observations }));
  database.forget();
  vi.advanceTimersByTime(999);
  expect(await value()).toBe('0');
  expect(statements()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(await value()).toBe('7');
});

test('many who ask at once share the reading of the version', async () => {
  await application.ask({ query: GAUGES });
  database.forget();
  await Promise.all(Array.from({ length: 50 }, () => application.ask({ query: GAUGES })));
  expect(new Set(statements())).toEqual(new Set(['-- version.read']));
  expect(statements().length).toBeLessThan(50);
});
