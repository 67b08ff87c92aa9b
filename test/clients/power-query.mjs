// Power Query cannot run here. The headers that it was recorded to send can be sent, for addresses such as its folded steps come to.
import { many, one } from './harness/figure.mjs';

export const name = 'power-query';
export const over = 'odata';
export const needs = [];

/** As recorded from Microsoft.Data.Mashup: it offers Atom, which no server has to speak, and the version of OData before this one. */
const HEADERS = {
  'user-agent': 'Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)',
  accept:
    'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7',
  maxdataserviceversion: '3.0',
  'odata-maxversion': '4.0',
};

export async function run({ url, expect, check }) {
  const get = async (path) => {
    const answer = await fetch(path.startsWith('http') ? path : `${url}/odata/v4/${path}`, { headers: HEADERS });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 400)}`);
    // fetch joins headers that came twice with a comma: one too many is told apart from one.
    check(`${path}: one version header`, answer.headers.get('odata-version'), '4.0');
    return { type: answer.headers.get('content-type'), text };
  };
  const json = async (path) => {
    const { type, text } = await get(path);
    check(`${path}: minimal metadata`, /^application\/json;\s*odata\.metadata=minimal/.test(type), true);
    return JSON.parse(text);
  };

  // It looks for the service's own document first, with and without the slash at the end.
  for (const path of ['', `${url}/odata/v4`]) {
    const service = await json(path);
    check('the service document names its sets', service.value.map(({ url }) => url).includes('Observations'), true);
    check(
      'the service document has a context',
      new URL(service['@odata.context'], `${url}/odata/v4/`).href,
      `${url}/odata/v4/$metadata`,
    );
  }
  const metadata = await get('$metadata');
  check('$metadata is XML', /^application\/xml/.test(metadata.type), true);
  const [, properties] = /<EntityType Name="Observation">([\s\S]*?)<\/EntityType>/.exec(metadata.text);
  const named = [...properties.matchAll(/<Property Name="(\w+)"/g)].map(([, property]) => property);

  // A navigation table reads the first rows of a set; a step that counts rows asks for the count.
  const first = await json('Observations?$top=1000');
  check('rows of the first page', first.value.length, 1000);
  check('the properties of a row', Object.keys(first.value[0]), named);
  check('the context names the set', first['@odata.context']?.endsWith('$metadata#Observations'), true);
  const all = await one(expect, 'count(*) as n, sum(value) as total');
  check('$count', Number((await get('Observations/$count')).text), all.n);

  // Everything, page by page, as a refresh does.
  const rows = [];
  for (let next = 'Observations'; next; ) {
    const page = await json(next);
    rows.push(...page.value);
    next = page['@odata.nextLink'];
  }
  check('rows of a refresh', rows.length, all.n);
  check(
    'their sum',
    rows.reduce((sum, { value }) => sum + (value ?? 0), 0),
    all.total,
  );

  // The language that the first page was asked in holds on the next.
  let page = await json("Observations?lang=zh-Hans&$filter=metricCode eq 'visits'&$select=metricName");
  const [{ name: chinese }] = await expect("select name ->> 'zh-Hans' as name from metric where code = 'visits'");
  check('a next page', typeof page['@odata.nextLink'], 'string');
  page = await json(page['@odata.nextLink']);
  check('names of the next page', [...new Set(page.value.map((row) => row.metricName))], [chinese]);

  // Steps that it folds: filtered rows, chosen columns, sorted rows, kept rows, text filters, a range of dates.
  const folded =
    "Observations?$filter=datasetCode eq 'lake-province' and (metricCode eq 'spending') and value gt 1000 and not (period eq '2016')&$select=regionCode,period,value,statusFlags&$orderby=regionCode,value desc&$top=7";
  const found = await json(encodeURI(folded));
  const expected = await many(
    expect,
    'region, period, value',
    "where metric = 'spending' and value > 1000 and period <> '2016' order by region, value desc limit 7",
  );
  check(
    'folded steps',
    found.value.map((row) => [row.regionCode, row.period, row.value]),
    expected.map((row) => [row.region, row.period, row.value]),
  );
  const range = await json(
    "Observations?$filter=periodEnd%20ge%202020-02-28%20and%20periodEnd%20lt%202020-03-02%20and%20frequency%20eq%20'DAILY'&$orderby=periodEnd,regionCode",
  );
  const days = await many(
    expect,
    'period_end, value',
    "where frequency = 'DAILY' and period_end >= date '2020-02-28' and period_end < date '2020-03-02' order by period_end, region",
  );
  check(
    'a range of dates',
    range.value.map((row) => [row.periodEnd, row.value]),
    days.map((row) => [row.period_end, row.value]),
  );
  const text = await json(
    `Observations?$filter=${encodeURIComponent("startswith(metricName,'Residents''')")}&$count=true&$top=1&$skip=3`,
  );
  check(
    'a name that begins with',
    text['@odata.count'],
    (await one(expect, 'count(*) as n', "metric = 'complaints'")).n,
  );

  // Removed top rows: what a preview that is scrolled asks for.
  const skipped = await json(
    "Observations?$filter=metricCode eq 'spending'&$select=period,value&$orderby=value desc&$skip=5&$top=2",
  );
  const after = await many(expect, 'period, value', "where metric = 'spending' order by value desc limit 2 offset 5");
  check(
    'rows after those that are removed',
    skipped.value.map((row) => [row.period, row.value]),
    after.map((row) => [row.period, row.value]),
  );

  // Incremental refresh asks for a range of the moment of publication.
  const since = await json(
    'Observations?$filter=publishedAt%20ge%202000-01-01T00:00:00Z%20and%20publishedAt%20lt%202999-01-01T00:00:00Z&$count=true&$top=0',
  );
  check('published within a range', since['@odata.count'], all.n);

  // A column of records or tables, expanded.
  const nested = await json(
    "Metrics?$filter=code eq 'spending'&$expand=observations($select=period,value;$orderby=period,regionCode;$top=3)",
  );
  const periods = await many(expect, 'period, value', "where metric = 'spending' order by period, region limit 3");
  check(
    'an expanded table',
    nested.value[0].observations.map((row) => [row.period, row.value]),
    periods.map((row) => [row.period, row.value]),
  );
}
