import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { createPostgres, hasPostgres, type PostgresServer } from '../server/postgres-server.ts';

describe.skipIf(!hasPostgres)('a pool (skipped where PostgreSQL 15 is not installed)', () => {
  let server: PostgresServer;
  let database: Database;
  beforeAll(async () => {
    server = await createPostgres();
    database = await openDatabase({ kind: 'postgres', url: server.url, poolSize: 1 });
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
  });

  it('lets a statement wait for a connection for longer than it may take to open one', async () => {
    const long = database.query('select pg_sleep(6)');
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    await long;
  });
});
