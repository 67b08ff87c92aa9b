// OpenUI5's OData V4 model in headless Chromium: a page asks, and posts what it got back to the little server that it came from.
import { askInBrowser } from './harness/browser.mjs';
import { many, one } from './harness/figure.mjs';

export const name = 'openui5';
export const over = 'odata';
export const needs = [{ program: 'chromium', debian: 'chromium' }, { package: '@openui5/sap.ui.core' }];
/** All but the context: OpenUI5 knows from its own address what an answer is of. */
export const notices = [
  'no nextLink',
  '$count off by one',
  'numbers as strings',
  'no OData-Version',
  '$filter ignored',
  '$orderby ignored',
  '$skip off by one',
  'dates with slashes',
  'wrong property name',
];

export async function run({ url, expect, check, folder, signal }) {
  const expected = await expectations(expect);
  const { direct, batch } = await askInBrowser('openui5/index.html', { forwardTo: url, folder, signal });
  for (const [group, answers] of Object.entries({ direct, batch })) {
    if (answers.error) throw new Error(`${group}: ${answers.error}`);
    for (const [what, value] of Object.entries(expected)) check(`${group}: ${what}`, answers[what], value);
  }
}

/** The same questions as the page's, under the same names. */
async function expectations(expect) {
  const visits = "metric = 'visits' and breakdown = ''";
  const page = await many(
    expect,
    'region, period, value',
    `where ${visits} and frequency = 'MONTHLY' order by value desc, region, period limit 5 offset 10`,
  );
  return {
    types: {
      value: 'Edm.Double',
      periodEnd: 'Edm.Date',
      isTotal: 'Edm.Boolean',
      publishedAt: 'Edm.DateTimeOffset',
      unitMultiplier: 'Edm.Int32',
    },
    page: page.map(({ region, period, value }) => [region, period, value]),
    pageCount: (await one(expect, 'count(*) as n', `${visits} and frequency = 'MONTHLY'`)).n,
    expand: (
      await many(expect, 'metric_name, region, period', `where metric = 'spending' order by region, period limit 3`)
    ).map(({ metric_name, region, period }) => [metric_name, region, period]),
    contains: (await one(expect, 'count(*) as n', `metric_name like '%people''s%'`)).n,
    any: (
      await many(expect, 'distinct metric', `where value > 50000 and dataset = 'lake-province' order by metric`)
    ).map(({ metric }) => metric),
    key: (await one(expect, 'metric_name, unit', `metric = 'visits'`)).metric_name,
    all: [
      (await one(expect, 'count(*) as n', `dataset = 'lake-province'`)).n,
      (await one(expect, 'sum(value) as s', `dataset = 'lake-province'`)).s,
    ],
    leapDay: (
      await many(expect, 'region, value', `where period_end = date '2020-02-29' order by metric, region, breakdown`)
    ).map(({ region, value }) => [region, value]),
    dates: (
      await many(expect, 'period_end', `where metric = 'water-level' and region = '880100' order by period_end limit 3`)
    ).map(({ period_end }) => period_end),
    search: (
      await many(
        expect,
        'distinct metric',
        `where metric_name ilike '%pier%' and dataset = 'lake-province' order by metric`,
      )
    ).map(({ metric }) => metric),
    tasks: (
      await expect(`select t.code, t.due_date, t.weight, p.name ->> 'en' as programme, r.code as region
        from task t join programme p on p.id = t.programme_id join region r on r.id = t.region_id
        join task_responsibility x on x.task_id = t.id and x.role = 'LEAD' join dataset d on d.id = t.dataset_id
        where d.code = 'lake-province' and t.status = 'IN_PROGRESS' order by t.due_date, t.code limit 4`)
    ).map((row) => [row.code, row.due_date, row.weight, row.programme, row.region]),
    nulls: (await one(expect, 'count(*) as n', 'value is null')).n,
    zeros: (await one(expect, 'count(*) as n', 'value = 0')).n,
    groups: (
      await many(
        expect,
        'metric, max(value) as greatest',
        `where dataset = 'lake-province' group by metric order by metric`,
      )
    ).map(({ metric, greatest }) => [metric, greatest]),
    sums: (
      await many(
        expect,
        'region, sum(value) as total',
        `where ${visits} and frequency = 'MONTHLY' group by region order by region`,
      )
    ).map(({ region, total }) => [region, total]),
  };
}
