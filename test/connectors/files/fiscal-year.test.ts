import { afterAll, beforeAll, expect, test } from 'vitest';
import { fiscalPackage } from '../../import/fiscal-year/fiscal-package.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { importText } from '../../support/river.ts';
import { odataOver, type Tell, valuesOf } from '../odata/support.ts';
import { csvRows, type Fetch, filesOver } from './support.ts';

let database: TestDatabase;
let files: Fetch;
let odata: Tell;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(
    database,
    fiscalPackage({
      metrics: ['offences,COUNT,case,FLOW,SUM,,', 'thefts,COUNT,case,FLOW,SUM,07-01,', 'frauds,COUNT,case,FLOW,SUM,,'],
      figures: ['offences,2014/15,40', 'offences,2015/16,50', 'thefts,2014-04-01/P12M,7'],
    }),
  );
  files = filesOver(database);
  odata = odataOver(database);
});
afterAll(() => database.close());

test('files show a fiscal year as annual, by its canonical text and in its publisher’s words', async () => {
  const { text } = await files('observations.csv?metrics=offences&lang=en');
  expect(csvRows(text)).toMatchObject([
    { period: '2014-04-01/P1Y', periodStart: '2014-04-01', periodEnd: '2015-03-31', frequency: 'ANNUAL', value: '40' },
    { period: '2015-04-01/P1Y', frequency: 'ANNUAL', value: '50', yoyPercent: '25' },
  ]);
  const asked = await files('observations.csv?metrics=offences&from=2015-04-01/P1Y');
  expect(csvRows(asked.text).map(({ period }) => period)).toEqual(['2015-04-01/P1Y']);
  const named = await files('observations.csv?metrics=offences&from=2015/16');
  expect([named.status, named.text]).toEqual([400, expect.stringContaining('2014-04-01/P1Y')]);
});

test('JSON-stat and SDMX know it by its first day and length', async () => {
  const stat = (await files('observations.json?metrics=offences&lang=en')).json;
  const labels = Object.values<{ category: { label?: Record<string, string> } }>(stat.dimension).map(
    ({ category }) => category.label,
  );
  expect(labels).toContainEqual({ '2014-04-01/P1Y': '2014/15', '2015-04-01/P1Y': '2015/16' });
  const sdmx = (await files('observations.sdmx.json?metrics=offences,thefts')).json;
  const dimensions: { id: string; values: { id?: string; value?: string; start?: string }[] }[] =
    sdmx.data.structures[0].dimensions.observation;
  const valuesIn = (id: string) => dimensions.find((dimension) => dimension.id === id)?.values;
  expect(
    valuesIn('FREQ')
      ?.map(({ id }) => id)
      .sort(),
  ).toEqual(['A', '_O']);
  expect(
    valuesIn('TIME_PERIOD')
      ?.map(({ id, value }) => value ?? id)
      .sort(),
  ).toEqual(['2014-04-01/P12M', '2014-04-01/P1Y', '2015-04-01/P1Y']);
});

test('OData tells the calendar, finds annual figures, and adds them up over time', async () => {
  const metrics = await valuesOf(odata('Metrics?$select=code,fiscalYearStart&$orderby=code'));
  expect(metrics).toEqual([
    { code: 'frauds', fiscalYearStart: '04-01' },
    { code: 'offences', fiscalYearStart: '04-01' },
    { code: 'thefts', fiscalYearStart: '07-01' },
  ]);
  const annual = await valuesOf(
    odata("Observations?$filter=frequency eq 'ANNUAL' and period eq '2014-04-01/P1Y'&$select=metricCode,period,value"),
  );
  expect(annual).toMatchObject([{ metricCode: 'offences', period: '2014-04-01/P1Y' }]);
  const sums = await valuesOf(
    odata(
      "Observations?$apply=filter(metricCode eq 'offences' and frequency eq 'ANNUAL')/aggregate(value with sum as total)",
    ),
  );
  expect(Number(sums[0].total)).toBe(90);
});

test('the views tell a fiscal year from twelve months of the same days', async () => {
  const rows = await database.query<Record<string, unknown>>(
    `select m.metric_code, m.fiscal_year_start, p.period, p.frequency, p.year, p.is_span, f.adds_over_time
from bi.fact_observation f join bi.dim_period p using (period_id) join bi.dim_metric m using (metric_id) order by 1, 3`,
  );
  expect(rows).toEqual([
    {
      metric_code: 'offences',
      fiscal_year_start: '04-01',
      period: '2014-04-01/P1Y',
      frequency: 'ANNUAL',
      year: 2015,
      is_span: false,
      adds_over_time: true,
    },
    {
      metric_code: 'offences',
      fiscal_year_start: '04-01',
      period: '2015-04-01/P1Y',
      frequency: 'ANNUAL',
      year: 2016,
      is_span: false,
      adds_over_time: true,
    },
    {
      metric_code: 'thefts',
      fiscal_year_start: '07-01',
      period: '2014-04-01/P12M',
      frequency: 'SPAN',
      year: 2015,
      is_span: true,
      adds_over_time: false,
    },
  ]);
});
