import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSnapshot } from '../../../src/read/core/snapshot.ts';
import type { SortKey } from '../../../src/read/core/statement.ts';
import { CELL_ENDS, CELL_KEYS } from '../../../src/read/cube/cell-query.ts';
import { readCells } from '../../../src/read/cube/cell-statement.ts';
import { openCopies } from '../../support/copies.ts';
import type { TestDatabase } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openWithRiverCity();
});
afterAll(() => database.close());

const COLUMNS = ['metricId', 'regionId', 'breakdownKey', 'period', 'value'] as const;
const firstOf = (keys: readonly SortKey[]) =>
  keys.filter((key, at) => keys.findIndex(({ name }) => name === key.name) === at);

/** Reads everything on both sides, in each order, in pages of both. Answers how many rows there were. */
async function compareAll(): Promise<number> {
  const copies = await openCopies(database);
  await copies.catchUp();
  expect(copies.warnings).toEqual([]);
  const state = await readSnapshot(database);
  const metrics = (await database.query<{ id: number }>('select id from metric')).map(({ id }) => id);
  const query = { metrics, filter: {}, latest: null };
  let count = 0;
  for (const keys of Object.values(CELL_KEYS)) {
    const page = {
      keys: firstOf([...keys, ...CELL_KEYS.REGION_ASC, ...CELL_KEYS.PERIOD_ASC, ...CELL_KEYS.METRIC_ASC, ...CELL_ENDS]),
      cursors: true,
      total: true,
    };
    const read = (side: boolean, limit: number, after: readonly (string | null)[] | null) =>
      readCells(database, state, query, { ...page, limit, after }, COLUMNS, side ? copies.readFor('a client') : null);
    const whole = await read(false, 10_000, null);
    expect(await read(true, 10_000, null)).toEqual(whole);
    const half = await read(true, Math.ceil(whole.length / 2), null);
    const rest = await read(true, 10_000, half.sort.at(-1) ?? null);
    expect([...half.sort, ...rest.sort]).toEqual(whole.sort);
    expect(rest).toEqual(await read(false, 10_000, half.sort.at(-1) ?? null));
    count = whole.length;
  }
  await copies.close();
  expect(copies.warnings).toEqual([]);
  return count;
}

test('values keep their order and their digits, however many they have', async () => {
  const values = [
    '98.4', '98.40', '98.400', '-0.5', '0', '0.000', '-1234567890123456.78', '1234567890123456.78', '1234567890123456.79', null,
    '0.1234567890123456', '0.1234567890123457', '9007199254740993', '9007199254740992', '-0.0000000000000001',
  ]; // biome-ignore format: a list
  await database.query(
    `update observation o set value = v.value
from (select series_id, period_end, period, from_seq, row_number() over (order by series_id, period_end, period) as place from observation) k
join unnest($1::numeric[]) with ordinality as v(value, place) on v.place = (k.place - 1) % $2::int + 1
where (o.series_id, o.period_end, o.period, o.from_seq) = (k.series_id, k.period_end, k.period, k.from_seq)`,
    [values, values.length],
  );
  expect(await compareAll()).toBeGreaterThan(10 * values.length);
});

test('codes are ordered by their code points, whatever is in them', async () => {
  const odd = ['a"b', "it's", 'x,y', 'line\nbreak', '\u{1f600}', '\uffee', 'é', 'Z', 'a', '', ' ', '\\', '中'];
  for (const table of ['metric', 'region']) {
    await database.query(
      `update ${table} t set code = o.code || case when t.id > $2::int then t.id::text else '' end
from unnest($1::text[]) with ordinality as o(code, place) where o.place = t.id % $2::int + 1`,
      [odd, odd.length],
    );
  }
  await database.query(`update series set breakdown_key = breakdown_key || ',"' || chr(10) where breakdown_key <> ''`);
  expect(await compareAll()).toBeGreaterThan(100);
});

test.each(['NaN', 'Infinity', '12345678901234567890123', '0.12345678901234567'])(
  'a data set with the value %s is not copied, and the database answers',
  async (value) => {
    await database.query(`update observation set value = 1`);
    await database.query(
      `update observation set value = $1::numeric where ctid = (select ctid from observation limit 1)`,
      [value],
    );
    const copies = await openCopies(database);
    await copies.catchUp();
    expect(copies.warnings).toHaveLength(1);
    expect(copies.warnings[0]).toMatch(/^a columnar copy cannot be made; the database answers: /);
    const state = await readSnapshot(database);
    const reading = copies.readFor('a client');
    expect(reading.covers(state, { metrics: [1], filter: {} })).toBe(false);
    expect(await reading.count(state, { metrics: [1], filter: {} })).toBeNull();
    await copies.close();
  },
);
