import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { riverCity, writePackage } from '../support/package.ts';
import { query, type Running, run, serve } from './process.ts';

/** The embedded database belongs to one process, so that there is no second one to be told. */
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('empty');
});
afterAll(() => database.close());

test('after a commit the very next answer is the new one, on every server over one database', async ({ skip }) => {
  const { url } = database;
  if (url === null) return skip('only one process at a time can hold the embedded database');
  const env = { DATABASE_URL: url, DATASETS: '', LOG_LEVEL: 'silent' };
  const publish = async (version: string, value: string) => {
    const observations = (riverCity().files.observations ?? '').replace(
      'gauges,990000,,2020,0,',
      `gauges,990000,,2020,${value},`,
    );
    const folder = await writePackage(riverCity(version, { observations }));
    expect((await run(['import', folder], env).ended).code).toBe(0);
  };
  await publish('1', '0');
  const nodes: (Running & { readonly url: string })[] = [await serve(env), await serve(env)];
  const ask = (text: string) => Promise.all(nodes.map(async (node) => (await query(node.url, text)).data));
  const figure = async () =>
    (await ask('{ metric(code: "gauges") { latest { value } } }')).map((data) => JSON.stringify(data));
  const progress = async () =>
    (await ask('{ task(code: "dike-b") { ownProgress } }')).map((data) => JSON.stringify(data));
  try {
    for (const value of ['0', '3', '5']) {
      if (value !== '0') await publish(`v${value}`, value);
      const answer = JSON.stringify({ metric: { latest: { value } } });
      // Asked more often than it takes to be kept, and to be compiled.
      for (let time = 0; time < 4; time++) expect(await figure()).toEqual([answer, answer]);
    }
    expect(await progress()).toEqual(Array(2).fill('{"task":{"ownProgress":"20"}}'));
    const report = run(['report', 'dike-b', '--status', 'IN_PROGRESS', '--progress', '65', '--by', 'river-works'], env);
    expect((await report.ended).code).toBe(0);
    expect(await progress()).toEqual(Array(2).fill('{"task":{"ownProgress":"65"}}'));
  } finally {
    for (const node of nodes) node.child.kill('SIGTERM');
    await Promise.all(nodes.map((node) => node.ended));
  }
});
