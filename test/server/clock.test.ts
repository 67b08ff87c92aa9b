import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportTask } from '../../src/import/report/report-task.ts';
import type { TestDatabase } from '../support/database.ts';
import { csv, riverCity } from '../support/package.ts';
import { importText, openWithRiverCity } from '../support/river.ts';
import { applicationOver, type TestApplication } from './support.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** By how much the clock is set. */
const JUMPS = [-DAY, -HOUR, HOUR, DAY];

let database: TestDatabase;
let application: TestApplication;
beforeAll(async () => {
  database = await openWithRiverCity();
  application = applicationOver(database, { DEFAULT_DATASET: 'river-city' });
});
afterAll(() => database.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date() });
});
afterEach(() => {
  vi.useRealTimers();
});

const jump = (by: number) => vi.setSystemTime(Date.now() + by);
const ready = async () => (await application.fetch(new Request('http://test/ready'))).status;

describe('a clock that is set while a server runs', () => {
  it.each(JUMPS)('leaves it ready, and what it serves as it is (by %i ms)', async (by) => {
    const query =
      '{ datasets { code latestRelease { version } } tasks(where: { dataset: "river-city" }) { totalCount } }';
    const before = await application.ask({ query });
    expect(before.body.errors).toBeUndefined();
    jump(by);
    expect([await ready(), (await application.ask({ query })).body]).toEqual([200, before.body]);
    jump(-by);
    expect([await ready(), (await application.ask({ query })).body]).toEqual([200, before.body]);
  });

  it('does not make a writing that has just begun look long', async ({ skip }) => {
    if (database.connections > 1) skip();
    expect(await ready()).toBe(200);
    await database.longTransaction(async (tx) => {
      await tx.excludeReaders();
      jump(DAY);
      expect(await ready()).toBe(200);
    });
  });

  it.each(JUMPS)('lets a report that is made afterwards hold, and keeps the one before it (by %i ms)', async (by) => {
    const report = (progress: string) =>
      reportTask(database, {
        dataset: 'river-city',
        task: 'dike-a',
        status: 'IN_PROGRESS',
        progress,
        rating: null,
        at: null,
        by: null,
        note: null,
      });
    const query = '{ task(dataset: "river-city", code: "dike-a") { ownProgress reports(first: 100) { totalCount } } }';
    const told = async () => (await application.ask({ query })).body.data.task;
    const before = (await told()).reports.totalCount;
    await report('41');
    jump(by);
    await report('42');
    await report('43');
    expect(await told()).toEqual({ ownProgress: '43', reports: { totalCount: before + 3 } });
    jump(-by);
    await report('44');
    expect(await told()).toEqual({ ownProgress: '44', reports: { totalCount: before + 4 } });
  });

  it('leaves publications in their order, so that each can be read as of its moment', async () => {
    const publish = (version: string) =>
      importText(
        database,
        riverCity(version, { themes: csv('code,name:en', `safety,Safety ${version}`, 'water,Water') }),
      );
    await publish('2');
    jump(-DAY);
    await publish('3');
    jump(DAY);
    await publish('4');
    const query = `{ dataset(code: "river-city") { releases(first: 10) { nodes { version importedAt } } } metric(code: "gauges") { theme { name } } }`;
    const { body } = await application.ask({ query }, { 'accept-language': 'en' });
    expect(body.errors).toBeUndefined();
    expect(body.data.metric.theme.name).toBe('Safety 4');
    const releases: { version: string; importedAt: string }[] = body.data.dataset.releases.nodes;
    const ordered = releases.toSorted((one, other) => Number(one.version) - Number(other.version));
    const moments = ordered.map(({ importedAt }) => Date.parse(importedAt));
    expect(moments).toEqual(moments.toSorted((one, other) => one - other));
  });
});
