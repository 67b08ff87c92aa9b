import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OBSERVATION_TABLE } from '../../../src/connectors/table/observation.ts';
import { tableSql } from '../../../src/connectors/table/table.ts';
import { type Additive, refusal } from '../../../src/domain/comparison/aggregation.ts';
import { readSnapshot } from '../../../src/read/core/snapshot.ts';
import { Parameters } from '../../../src/read/core/statement.ts';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';

type Row = Readonly<Record<string, unknown>>;
let database: TestDatabase;
let ask: Ask;

beforeAll(async () => {
  database = await openWithRiverCity();
  // A second release: figures that are corrected, that are no more, and that come.
  const { observations = '' } = riverCity().files;
  const changed = observations
    .replace('leaks,990000,,2020-12,24,', 'leaks,990000,,2020-12,2400,')
    .replace(/^gauges,990000,,2019.*\n/m, '')
    .concat(
      'gauges,990100,,2020-01-01/P11M,7,,,,,,,\nleak-rate,990100,,2020-11,12.5,,,,,,,\nleak-rate,990100,,2019-11,10,,,,,,,\n',
    );
  await importText(database, riverCity('2', { observations: changed }));
  ask = graphOver(database);
});
afterAll(() => database.close());

/** The rows of a statement as JSON has them, read with a language that the session sets. */
async function rowsOf(text: string, language = '', values: readonly unknown[] = []): Promise<Row[]> {
  return database.transaction(async (tx) => {
    await tx.query(`select set_config('govgraph.language', $1, true)`, [language]);
    const rows = await tx.query<{ row: Row }>(`select to_json(r) as row from (${text}) r`, values);
    return rows.map(({ row }) => row);
  });
}
const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).toSorted();
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe('the views of bi', () => {
  test('are described, with each of their columns, and have types that every tool knows', async () => {
    const columns = await database.query<{
      view: string;
      name: string;
      type: string;
      about: string | null;
      view_about: string | null;
    }>(
      `select c.relname as view, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
  col_description(c.oid, a.attnum) as about, obj_description(c.oid) as view_about
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'bi' and c.relkind = 'v' and a.attnum > 0 order by c.relname, a.attnum`,
    );
    expect([...new Set(columns.map(({ view }) => view))]).toEqual([
      'dim_metric', 'dim_organization', 'dim_period', 'dim_rating', 'dim_region', 'dim_working_group', 'fact_observation', 'fact_task', 'fact_task_report',
      'observation', 'region_alias', 'task_organization',
    ]); // biome-ignore format: a list
    for (const { view, name, type, about, view_about } of columns) {
      expect(
        [about, view_about].every((text) => text !== null && text.length > 3),
        `${view}.${name}`,
      ).toBe(true);
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(type, `${view}.${name}`).toMatch(
        /^(character varying\(\d+\)|integer|bigint|boolean|date|numeric(\(\d+,\d+\))?|timestamp\(3\) with time zone)$/,
      );
    }
  });

  test.each(['en', 'zh-Hans'])('bi.observation says what the flat table says, in %s', async (language) => {
    const reading = { state: await readSnapshot(database), languages: [language] };
    const parameters = new Parameters();
    const columns = OBSERVATION_TABLE.columns.filter(({ internal }) => !internal).map(({ name }) => name);
    const flat = await rowsOf(tableSql(OBSERVATION_TABLE, columns, reading, parameters), '', parameters.values);
    const expected = flat.map((row) => Object.fromEntries(columns.map((name) => [snake(name), row[name]])));
    const viewed = await rowsOf(`select ${columns.map(snake).join(', ')} from bi.observation`, language);
    expect(viewed.length).toBeGreaterThan(150);
    expect(sorted(viewed)).toEqual(sorted(expected));
    for (const name of ['yoy_percent', 'yoy_points', 'yoy_published']) {
      expect(
        viewed.some((row) => row[name] !== null),
        name,
      ).toBe(true);
    }
  });

  test('hold the counts, sums and rows of what is published now, and nothing else', async () => {
    // A release that nobody sees yet, with a figure of everything.
    await database.query(`insert into release (dataset_id, seq, version, state, content_hash)
select id, current_seq + 1, 'draft', 'DRAFT', 'none' from dataset where code = 'river-city'`);
    await database.query(`insert into metric (dataset_id, code, name, sort_name, theme_id, kind, basis, unit_id, direction, over_time, over_regions,
  over_breakdowns, search_text, from_seq)
select m.dataset_id, 'draft-metric', m.name, m.sort_name, m.theme_id, m.kind, m.basis, m.unit_id, m.direction, m.over_time, m.over_regions,
  m.over_breakdowns, m.search_text, d.current_seq + 1
from metric m join dataset d on d.id = m.dataset_id where m.code = 'leaks'`);
    await database.query(`insert into observation (series_id, period_end, period, period_start, frequency, value, citation_ids, from_seq)
select s.id, '2031-12-31', '2031', '2031-01-01', 'ANNUAL', 1000000, '{}', d.current_seq + 1
from series s join dataset d on d.id = s.dataset_id where d.code = 'river-city'`);
    // The numbers of the releases are read apart, and compared one by one.
    const expected = await rowsOf(`
select d.code as dataset_code, m.code as metric_code, r.code as region_code, s.breakdown_key as breakdown, o.period, o.value
from observation o, series s, dataset d, metric m, region r
where o.series_id = s.id and s.dataset_id = d.id and s.metric_id = m.id and s.region_id = r.id
  and not exists (select from observation x where x.series_id = o.series_id and x.period = o.period and x.from_seq > o.from_seq
    and x.from_seq <= d.current_seq)
  and o.from_seq <= d.current_seq and (o.to_seq = 2147483647 or o.to_seq = d.current_seq + 1)`);
    const columns = 'dataset_code, metric_code, region_code, breakdown, period, value';
    expect(sorted(await rowsOf(`select ${columns} from bi.observation`))).toEqual(sorted(expected));
    const star = `select f.dataset_code, m.metric_code, r.region_code, f.breakdown, p.period, f.value
from bi.fact_observation f join bi.dim_metric m using (metric_id) join bi.dim_region r using (region_id) join bi.dim_period p using (period_id)
where p.period = f.period`;
    expect(sorted(await rowsOf(star))).toEqual(sorted(expected));
    const [sums] =
      await database.query<Row>(`select count(*)::int as n, sum(value)::text as sum from bi.fact_observation where metric_id in
  (select metric_id from bi.dim_metric where metric_code = 'leaks') and frequency = 'MONTHLY' and region_level = 'PREFECTURE'`);
    expect(sums).toEqual({ n: 24, sum: `${(23 * 24) / 2 + 2400}` });
    const hidden = `select (select count(*) from bi.dim_metric where metric_code = 'draft-metric')::int as metrics,
  (select count(*) from bi.dim_period where year = 2031)::int as periods, (select count(*) from bi.observation where release_version = 'draft')::int as figures,
  (select count(*) from bi.observation where metric_code = 'gauges' and period = '2019')::int as closed`;
    expect(await rowsOf(hidden)).toEqual([{ metrics: 0, periods: 0, figures: 0, closed: 0 }]);
  });

  test.each([
    ['dim_metric', ['metric_id'], ['metric_id']],
    ['dim_region', ['region_id'], ['region_id', 'parent_region_id']],
    ['dim_period', ['period_id'], ['period_id']],
    ['dim_working_group', ['working_group_id'], ['working_group_id']],
    [
      'dim_organization',
      ['organization_id'],
      [
        'organization_id',
        'parent_organization_id',
        'lead_organization_id',
        'leading_group_id',
        'reporting_organization_id',
      ],
    ],
    ['fact_observation', ['series_id', 'period_id'], []],
    ['fact_task', ['task_id'], ['task_id', 'parent_task_id']],
    ['fact_task_report', ['report_id'], []],
    ['region_alias', ['region_id', 'scheme', 'alias'], []],
  ])('%s has one row for each key, and each that is referred to', async (view, key, references) => {
    const [counted] = await database.query<Row>(
      `select count(*)::int as rows, count(distinct (${key.join(', ')}))::int as keys from bi.${view} where ${key.map((name) => `${name} is not null`).join(' and ')}`,
    );
    expect(counted?.rows).toBe(counted?.keys);
    const referring = await database.query<{ view: string; name: string }>(
      `select table_name as view, column_name as name from information_schema.columns where table_schema = 'bi' and column_name = any($1)`,
      [references],
    );
    expect(referring.length).toBeGreaterThanOrEqual(references.length);
    for (const { view: from, name } of referring) {
      const lost = await database.query(
        `select ${name} from bi.${from} where ${name} is not null and ${name} not in (select ${key[0]} from bi.${view}) limit 1`,
      );
      expect(lost, `${from}.${name}`).toEqual([]);
    }
  });

  test('dim_region has the region of each level that a region lies in, itself among them', async () => {
    const columns =
      'region_level, prefecture_code, prefecture_name, county_code, county_name, province_code, grid_code, depth';
    const where = "where region_code in ('990000', '990200') order by region_code";
    const none = { province_code: null, grid_code: null };
    const city = { prefecture_code: '990000', prefecture_name: 'River City' };
    expect(await rowsOf(`select ${columns} from bi.dim_region ${where}`, 'en')).toEqual([
      { region_level: 'PREFECTURE', ...city, county_code: null, county_name: null, ...none, depth: 1 },
      { region_level: 'COUNTY', ...city, county_code: '990200', county_name: 'Lower District', ...none, depth: 2 },
    ]);
    const named = await rowsOf(`select prefecture_name, county_name from bi.dim_region ${where}`, 'zh-Hans');
    expect(named).toEqual([
      { prefecture_name: '河市', county_name: null },
      { prefecture_name: '河市', county_name: '下区' },
    ]);
  });

  test("names are in the session's language, else in the data set's own, else in any", async () => {
    const text =
      "select metric_name from bi.dim_metric where metric_code in ('leaks', 'criminal-cases-filed') order by 1";
    const namesIn = async (language: string) => (await rowsOf(text, language)).map(({ metric_name }) => metric_name);
    expect(await namesIn('en')).toEqual(['Leaks', 'criminal cases filed']);
    expect(await namesIn('zh-Hans')).toContain('渗漏');
    const own = await namesIn('');
    expect(own).toContain('Leaks');
    expect(own).not.toContain('criminal cases filed');
    expect(await namesIn('fr')).toEqual(own);
  });

  test('fact_task says of each task what the graph says, today', async () => {
    const wanted = `tasks(first: 1000) { nodes { code status light dueDate ownProgress rolledUpProgress
  region { code } workingGroup { code } programme { code } } }`;
    const { report, city } = await dataOf(
      ask(`{ report: region(code: "620500") { ${wanted} } city: region(code: "990000") { ${wanted} } }`),
    );
    const number = (text: string | null) => (text === null ? null : Number(text));
    // biome-ignore lint/suspicious/noExplicitAny: as the graph answers
    const expected = [...report.tasks.nodes, ...city.tasks.nodes].map((task: any) => ({
      code: task.code,
      status: task.status,
      light: task.light,
      dueDate: task.dueDate,
      is_overdue: task.light === 'RED',
      own_progress: number(task.ownProgress),
      rolled_up_progress: number(task.rolledUpProgress),
      region: task.region.code,
      working_group: task.workingGroup?.code ?? null,
      programme: task.programme?.code ?? null,
    }));
    const viewed =
      await rowsOf(`select t.task_code as code, t.status, t.light, t.due_date as "dueDate", t.is_overdue, t.own_progress,
  t.rolled_up_progress, r.region_code as region, g.working_group_code as working_group, t.programme_code as programme
from bi.fact_task t join bi.dim_region r using (region_id) left join bi.dim_working_group g using (working_group_id)`);
    expect(viewed.length).toBeGreaterThan(55);
    expect(sorted(viewed)).toEqual(sorted(expected));
    expect(new Set(viewed.map(({ light }) => light)).size).toBeGreaterThan(1);
  });

  test('say that rows add up where the rules of the domain say so', async () => {
    const rows =
      await rowsOf(`select distinct metric_kind, measures, over_time, over_regions, over_breakdowns, is_span, is_total,
  adds_over_time, adds_over_regions, adds_over_breakdowns
from (select f.*, m.kind as metric_kind from bi.fact_observation f join bi.dim_metric m using (metric_id)) f`);
    expect(rows.length).toBeGreaterThan(4);
    for (const row of rows) {
      const [overTime, overRegions, overBreakdowns] = [row.over_time, row.over_regions, row.over_breakdowns] as 'SUM'[];
      const metric = { basis: String(row.measures), overTime, overRegions, overBreakdowns } as Additive;
      const allowed = (axis: 'TIME' | 'REGIONS' | 'BREAKDOWNS', rule: unknown) =>
        rule === 'SUM' && refusal(metric, [axis]) === null;
      expect(row.adds_over_time, JSON.stringify(row)).toBe(allowed('TIME', overTime) && !row.is_span);
      expect(row.adds_over_regions).toBe(allowed('REGIONS', overRegions));
      expect(row.adds_over_breakdowns).toBe(allowed('BREAKDOWNS', overBreakdowns) && !row.is_total);
      if (row.metric_kind === 'RATE') expect([row.adds_over_time, row.adds_over_regions]).toEqual([false, false]);
    }
    const parts = await rowsOf(
      `select distinct breakdown_by from bi.observation where dataset_code = 'river-city' order by 1`,
    );
    expect(parts.map(({ breakdown_by }) => breakdown_by)).toEqual(['', 'bank', 'bank;season']);
  });

  test('reach the indexes, and work out only what is asked for', async () => {
    await database.query('analyze');
    const planOf = (text: string) =>
      database.transaction(async (tx) => {
        await tx.query('set local enable_seqscan = off');
        const lines = await tx.query<{ 'QUERY PLAN': string }>(`explain ${text}`);
        return lines.map((line) => line['QUERY PLAN']).join('\n');
      });
    const plan = await planOf(
      `select period, value from bi.observation where metric_code = 'leaks' and region_code = '990000' and period_end >= '2020-01-01'`,
    );
    expect(plan).toMatch(/Index Cond: .*\(\(.*code\)::character varying\(200\)\)::text = '/);
    expect(plan).toMatch(/Index Cond: \(\(series_id = s\.id\) AND \(period_end >= '2020-01-01'::date\)\)/);
    for (const absent of ['citation', 'release', 'theme', 'working_group', 'published_change', 'SubPlan']) {
      expect(plan).not.toContain(absent);
    }
    const two = await planOf('select region_id, region_code from bi.dim_region');
    expect(two).not.toContain('unnest');
  });
});
