import { afterAll, beforeAll, expect, test } from 'vitest';
import { HISTORY_TABLES } from '../../../src/read/core/history.ts';
import type { TestDatabase } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openWithRiverCity();
});
afterAll(() => database.close());

test.each(Object.entries(HISTORY_TABLES))(
  'of the past a %s has every column that it has now',
  async (table, { fixed, columns }) => {
    const found = await database.query<{ name: string }>(
      "select column_name::text as name from information_schema.columns where table_schema = 'public' and table_name = $1",
      [table],
    );
    expect([...fixed.split(' '), ...columns.split(' ')].sort()).toEqual(found.map(({ name }) => name).sort());
  },
);
