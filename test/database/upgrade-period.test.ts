import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, databaseOver } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { pgliteEngine } from '../../src/database/pglite.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';
import { createEmptyPglite } from '../support/pglite.ts';

const FILLED = gunzipSync(readFileSync(new URL('filled/before-row-history.sql.gz', import.meta.url))).toString();

/** The figures, changes, targets and checks of a series for spans of years, as the program stored them that knew no fiscal years. */
const YEARS = `
insert into public.observation (series_id, period_end, period, from_seq, to_seq, period_start, frequency, basis, value, citation_ids)
select s.id, y.last::date, y.period, 1, 2147483647, y.first::date, 'SPAN', 'PUBLISHED', y.value, '{}'
from public.series s join public.metric m on m.id = s.metric_id join public.region r on r.id = s.region_id
cross join (values
  ('2016-04-01/P1Y', '2016-04-01', '2017-03-31', 40), ('2017-04-01/P1Y', '2017-04-01', '2018-03-31', 50),
  ('2014-01-01/P3Y', '2014-01-01', '2016-12-31', 90)
) as y(period, first, last, value)
where m.code = 'gauges' and r.code = '990000' and s.breakdown_key = '';
insert into public.published_change (series_id, period_end, period, kind, from_seq, value, citation_ids)
select series_id, period_end, period, 'YOY', 1, 25, '{}' from public.observation where period = '2017-04-01/P1Y';
insert into public.target (series_id, period_end, period, kind, from_seq, value, citation_ids)
select series_id, period_end, period, 'TARGET', 1, 60, '{}' from public.observation where period = '2017-04-01/P1Y';
insert into public.check_result (series_id, period_end, period, rule, from_seq, verdict)
select series_id, period_end, period, 'BOUNDS', 1, 'PASS' from public.observation where period = '2017-04-01/P1Y';
`;

let database: Database;
let ask: Ask;
beforeAll(async () => {
  const pglite = await createEmptyPglite();
  await pglite.exec(FILLED);
  await pglite.exec(YEARS);
  await pglite.exec("select pg_catalog.set_config('search_path', '\"$user\", public', false)");
  const engine = pgliteEngine(pglite);
  await migrate(engine);
  database = databaseOver(engine);
  ask = graphOver(database);
});
afterAll(() => database.close());

test('spans of years that were stored keep their meaning, and what hangs on them', async () => {
  const { metric } = await dataOf(
    ask(`{ metric(code: "gauges") {
      fiscalYearStart
      observations(first: 9, where: { to: "2018-Q1" }, orderBy: [PERIOD_ASC]) { nodes {
        period frequency periodLabel(lang: "en")
        yoy: change(kind: YOY) { absolute published } target: change(kind: VS_TARGET) { absolute } previous: change(kind: PREVIOUS_PERIOD) { reason }
      } }
    } }`),
  );
  const nothing = { yoy: { absolute: null, published: null }, target: { absolute: null } };
  const previous = { reason: 'NO_COUNTERPART' };
  expect(metric).toEqual({
    fiscalYearStart: null,
    observations: {
      nodes: [
        {
          period: '2014-01-01/P36M',
          frequency: 'SPAN',
          periodLabel: '1 January 2014 – 31 December 2016',
          ...nothing,
          previous,
        },
        {
          period: '2016-04-01/P12M',
          frequency: 'SPAN',
          periodLabel: '1 April 2016 – 31 March 2017',
          ...nothing,
          previous,
        },
        {
          period: '2017-04-01/P12M',
          frequency: 'SPAN',
          periodLabel: '1 April 2017 – 31 March 2018',
          yoy: { absolute: '10', published: '25' },
          target: { absolute: '-10' },
          previous,
        },
      ],
    },
  });
});

test('no text of a year that is a span is left anywhere', async () => {
  const columns = await database.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
where table_schema = 'public' and data_type = 'text' and table_name not in (select table_name from information_schema.views)`,
  );
  expect(columns.map(({ table, column }) => `${table}.${column}`)).toContain('check_result.period');
  for (const { table, column } of columns) {
    const left = await database.query(`select 1 from "${table}" where "${column}" ~ '/P[0-9]+Y$' limit 1`);
    expect([table, column, left]).toEqual([table, column, []]);
  }
});

test('the catalogue as it stood before has no fiscal years', async () => {
  const missing = await database.query(
    `select 1 from row_history where kind in ('METRIC', 'DATASET') and row ->> 'fiscal_year_start' is not null or kind = 'METRIC' and not row ? 'fiscal_year_start'`,
  );
  expect(missing).toEqual([]);
});
