import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { query, run, serve } from './process.ts';

/** What migrations mostly do: a column, values in it, an index, a table. */
const NEXT_MIGRATION = `
alter table observation add column example integer not null default 0;
update observation set example = 1;
create index observation_example on observation (example);
create table example (id integer primary key, task_id integer references task (id));
insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
values ('next', '', now(), '29991231235959_next', now(), 1);
`;
/** How the process that migrates begins, before it changes anything. */
const LOCK = "select pg_advisory_xact_lock(hashtext('govgraph.migrate'))";
const QUESTION = `{
  metric(code: "criminal-cases-filed") { latest { value } }
  observations(where: { metrics: ["criminal-cases-filed"] }) { totalCount }
}`;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
});
afterAll(() => database.close());

test('a server goes on while a newer version migrates its database, and after it; one of this version starts no more', async ({
  skip,
}) => {
  const { url } = database;
  if (url === null) return skip('only one process at a time can hold the embedded database');
  const env = { DATABASE_URL: url, DATASETS: '', LOG_LEVEL: 'silent', CACHE_MB: '0' };
  const server = await serve(env);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let isOver = false;
  let asking: Promise<void>[] = [];
  try {
    const expected = await query(server.url, QUESTION);
    expect(expected.data).toMatchObject({ metric: { latest: { value: '6782' } } });
    let answered = 0;
    asking = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        expect(await query(server.url, QUESTION)).toEqual(expected);
        answered += 1;
      }
    });
    await client.query('begin');
    await client.query(LOCK);
    await client.query(NEXT_MIGRATION);
    await setTimeout(300); // it takes longer with more data
    await client.query('commit');
    const before = answered;
    await setTimeout(500);
    isOver = true;
    await Promise.all(asking);
    expect(answered).toBeGreaterThan(before);

    const { code, err } = await run(['serve'], { ...env, PORT: '0' }).ended;
    expect([code, err]).toEqual([1, expect.stringContaining('29991231235959_next')]);
  } finally {
    isOver = true;
    await Promise.allSettled(asking);
    await client.end();
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  }
});
