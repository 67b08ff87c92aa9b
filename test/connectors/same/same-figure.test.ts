import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { createApplication } from '../../../src/server/application.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { importText } from '../../support/river.ts';
import { manyFigures } from './city.ts';
import { type Fetch, fromCsv, fromGraph, fromJsonStat, fromOData, fromParquet, fromSdmxCsv, fromSdmxJson, fromXlsx, type Told, wordsOf } from './reader.ts'; // biome-ignore format: a list
import { firstDay, lastDay, SELECTIONS, type Selection } from './selection.ts';

let database: TestDatabase;
let fetch: Fetch;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  await importText(database, manyFigures());
  const application = createApplication({ config: loadConfig({}), database, log: pino({ level: 'silent' }) });
  fetch = (path, init) => application.fetch(new Request(`http://test${path}`, init));
});
afterAll(() => database.close());

/** The conditions of a selection, over the columns of whatever is read. */
function conditions({ metrics, regions, from, to, frequency, basis, part }: Selection, of: Record<string, string>) {
  const values: unknown[] = [];
  const given = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const all = [`${of.metric} = any(${given(metrics, 'text[]')})`];
  if (regions) all.push(`${of.region} = any(${given(regions, 'text[]')})`);
  if (from) all.push(`${of.end} >= ${given(firstDay(from), 'date')}`);
  if (to) all.push(`${of.end} <= ${given(lastDay(to), 'date')}`);
  if (frequency) all.push(`${of.frequency}::text = any(${given(frequency, 'text[]')})`);
  if (basis) all.push(`${of.basis}::text = ${given(basis, 'text')}`);
  if (part?.categories) {
    const keys = part.categories.map((one) => (one === 'TOTAL' ? '' : `${part.dimension}=${one}`));
    all.push(`${of.breakdown} = any(${given(keys, 'text[]')})`);
  } else if (part) {
    all.push(`${of.breakdown} ~ ${given(`^${part.dimension}=[^;]*$`, 'text')}`);
  }
  return { where: all.join(' and '), values };
}

interface Row extends Omit<Told, 'value'> {
  readonly value: string | null;
}
const told = (rows: readonly Row[]): Told[] =>
  rows.map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) }));

/** What the tables hold, by one statement that knows nothing of how anything is read. */
async function fromTables(selection: Selection): Promise<Told[]> {
  const of = { metric: 'm.code', region: 'r.code', end: 'o.period_end', frequency: 'o.frequency', basis: 'o.basis', breakdown: 's.breakdown_key' }; // biome-ignore format: one part
  const { where, values } = conditions(selection, of);
  const rows = await database.query<Row>(
    `-- test.tables
select d.code as dataset, m.code as metric, r.code as region, o.period, s.breakdown_key as breakdown, o.value::text as value
from observation o, series s, metric m, region r, dataset d
where s.id = o.series_id and m.id = s.metric_id and r.id = s.region_id and d.id = s.dataset_id
  and o.from_seq <= d.current_seq and o.to_seq > d.current_seq and ${where}`,
    values,
  );
  return told(rows);
}

async function fromView(selection: Selection): Promise<Told[]> {
  const of = { metric: 'metric_code', region: 'region_code', end: 'period_end', frequency: 'frequency', basis: 'basis', breakdown: 'breakdown' }; // biome-ignore format: one part
  const { where, values } = conditions(selection, of);
  const rows = await database.query<Row>(
    `-- test.view
select dataset_code as dataset, metric_code as metric, region_code as region, period, breakdown, value::text as value
from bi.observation where ${where}`,
    values,
  );
  return told(rows);
}

const keyOf = ({ dataset, metric, region, period, breakdown }: Told) =>
  [dataset, metric, region, period, breakdown].join('|');
const sorted = (rows: readonly Told[]) =>
  rows.map((row) => `${keyOf(row)} = ${row.value}`).sort((a, b) => (a < b ? -1 : 1));
const sum = (rows: readonly Told[]) => rows.map(({ value }) => value ?? 0).sort((a, b) => a - b).reduce((a, b) => a + b, 0); // biome-ignore format: one part

const SHAPES: Readonly<Record<string, (selection: Selection) => Promise<Told[]>>> = {
  GraphQL: (selection) => fromGraph(fetch, selection),
  OData: (selection) => fromOData(fetch, selection),
  'the SQL view': fromView,
  CSV: (selection) => fromCsv(fetch, selection),
  XLSX: (selection) => fromXlsx(fetch, selection),
  Parquet: (selection) => fromParquet(fetch, selection),
  'JSON-stat': (selection) => fromJsonStat(fetch, selection),
  'SDMX-CSV': (selection) => fromSdmxCsv(fetch, selection),
  'SDMX-JSON': (selection) => fromSdmxJson(fetch, selection),
};

describe('the same figure in every shape', () => {
  test('of enough, and enough different, selections', async () => {
    const sizes = await Promise.all(SELECTIONS.map(async (selection) => (await fromTables(selection)).length));
    expect(SELECTIONS.length).toBeGreaterThanOrEqual(40);
    expect(sizes.filter((size) => size > 0).length).toBeGreaterThanOrEqual(40);
    expect(Math.max(...sizes)).toBeGreaterThan(1_000);
  });

  test.each(SELECTIONS.map((selection) => [wordsOf(selection), selection] as const))(
    '%s',
    async (_words, selection) => {
      const expected = await fromTables(selection);
      for (const [shape, read] of Object.entries(SHAPES)) {
        const found = await read(selection);
        expect({ shape, count: found.length, sum: sum(found) }).toEqual({
          shape,
          count: expected.length,
          sum: sum(expected),
        });
        expect({ shape, rows: sorted(found) }).toEqual({ shape, rows: sorted(expected) });
      }
    },
  );
});
