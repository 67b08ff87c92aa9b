// Apache Olingo's client for JavaScript, as browsers load it, in jsdom.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { many, one } from './harness/figure.mjs';

export const name = 'olingo';
export const over = 'odata';
export const needs = [{ package: 'ts-odatajs' }, { package: 'jsdom' }];

export async function run({ url, expect, check }) {
  const odata = await load(url);
  const service = `${url}/odata/v4/`;
  const read = (path, headers = {}) => odata.read({ requestUri: `${service}${path}`, headers });

  const metadata = await odata.metadata(`${service}$metadata`);
  const [schema] = metadata.dataServices.schema;
  const sets = schema.entityContainer.entitySet.map((set) => set.name);
  check('entity sets of $metadata', sets.slice().sort(), SETS);
  const type = schema.entityType.find((one) => one.name === 'Observation');
  const types = Object.fromEntries(type.property.map((property) => [property.name, property.type]));
  check('the type of value', types.value, 'Edm.Double');
  check('the type of periodEnd', types.periodEnd, 'Edm.Date');

  const typed = (path) => odata.read({ requestUri: `${service}${path}` }, metadata);
  const lake = "$filter=datasetCode eq 'lake-province'";
  const rows = await everyPage(odata, `${service}Observations?${encodeURI(lake)}`, metadata);
  const all = await one(expect, 'count(*) as n, sum(value) as total', `dataset = 'lake-province'`);
  check('rows over all pages', rows.length, all.n);
  check('different rows over all pages', new Set(rows.map(({ id }) => id)).size, all.n);
  check('their sum', sum(rows), all.total);
  const perMetric = {};
  for (const { metricCode } of rows) perMetric[metricCode] = (perMetric[metricCode] ?? 0) + 1;
  const counts = await many(expect, 'metric, count(*) as n', `where dataset = 'lake-province' group by metric`);
  check(
    'rows of each metric',
    sorted(perMetric),
    sorted(Object.fromEntries(counts.map(({ metric, n }) => [metric, n]))),
  );

  const order = '$orderby=value desc,period&$top=4&$skip=2&$select=period,value,periodEnd';
  const top = await typed(`Observations?${order}&${lake} and metricCode eq 'water-level' and value ne null`);
  const highest = await many(
    expect,
    'period, value, period_end',
    `where metric = 'water-level' order by value desc, period limit 4 offset 2`,
  );
  check(
    'sorted, skipped and cut',
    top.value.map((row) => [row.period, row.value, day(row.periodEnd)]),
    highest.map((row) => [row.period, row.value, row.period_end]),
  );

  const expanded = await read(
    "Metrics('visits')?$expand=observations($filter=period eq '2020-02' and isTotal;$orderby=regionCode)",
  );
  const months = await many(
    expect,
    'region, value',
    `where metric = 'visits' and period = '2020-02' and breakdown = '' order by region`,
  );
  check(
    'expanded rows of a metric',
    expanded.observations.map((row) => [row.regionCode, row.value]),
    months.map(({ region, value }) => [region, value]),
  );
  // Without $metadata: with it, this client takes every property for a plain one and falls over what is expanded.
  const nested = await read(
    `Observations?$top=2&$orderby=regionCode,period&$expand=metric($select=name)&$filter=metricCode eq 'spending'`,
  );
  const spending = await many(
    expect,
    'metric_name, period',
    `where metric = 'spending' order by region, period limit 2`,
  );
  check(
    'expanded metric of a figure',
    nested.value.map((row) => [row.metric.name, row.period]),
    spending.map((row) => [row.metric_name, row.period]),
  );

  const counted = await read(`Observations?$count=true&$top=0&$filter=contains(regionName,'O''Brien')`);
  const quoted = await expect(
    `select count(*) as n from observation o join series s on s.id = o.series_id join dataset d on d.id = s.dataset_id
     join region_version v on v.region_id = s.region_id and v.name ->> 'en' like '%O''Brien%'
     where o.from_seq <= d.current_seq and d.current_seq < o.to_seq`,
  );
  check('counted by a name with an apostrophe', counted['@odata.count'], quoted[0].n);

  const [tasks, done] = await odata.batch(`${service}$batch`, [
    'Tasks?$count=true&$top=0',
    "Tasks?$count=true&$top=0&$filter=status%20eq%20'COMPLETED'",
  ]);
  const [stored] = await expect("select count(*) as n, count(*) filter (where status = 'COMPLETED') as done from task");
  check('tasks, in a batch', [tasks['@odata.count'], done['@odata.count']], [stored.n, stored.done]);
}

const SETS = [
  'Categories',
  'Metrics',
  'Observations',
  'Organizations',
  'Periods',
  'Programmes',
  'Ratings',
  'Regions',
  'Releases',
  'TaskProgress',
  'TaskReports',
  'Tasks',
  'WorkingGroups',
];

const sum = (rows) => rows.reduce((total, { value }) => total + (value ?? 0), 0);
const sorted = (record) => Object.fromEntries(Object.entries(record).sort());
const day = (value) => (typeof value === 'string' ? value : value.toISOString().slice(0, 10));

async function everyPage(odata, first, metadata) {
  const rows = [];
  for (let next = first; next; ) {
    const page = await odata.read({ requestUri: next }, metadata);
    rows.push(...page.value);
    next = page['@odata.nextLink'];
  }
  return rows;
}

/** Its calls as promises. Their results come from jsdom's world: they are told as JSON. */
async function load(url) {
  const { JSDOM } = await import('jsdom');
  const { window } = new JSDOM('', { url, runScripts: 'outside-only' });
  const file = createRequire(import.meta.url).resolve('ts-odatajs/dist/odatajs-4.0.9.js');
  window.eval(readFileSync(file, 'utf8'));
  const { oData } = window.odatajs;
  const plain = (value) => JSON.parse(JSON.stringify(value));
  const promised = (call) => (request, handler, metadata) =>
    new Promise((resolve, reject) => {
      const failed = (error) =>
        reject(new Error(`${error.message}: ${error.response?.statusCode} ${error.response?.body}`));
      call.call(oData, request, (data) => resolve(plain(data)), failed, handler, undefined, metadata);
    });
  const read = promised(oData.read);
  const send = promised(oData.request);
  return {
    read: ({ requestUri, headers = {} }, metadata) =>
      read({ requestUri: requestUri.replaceAll(' ', '%20'), headers }, undefined, metadata),
    batch: async (requestUri, paths) => {
      const requests = paths.map((path) => ({
        requestUri: path,
        method: 'GET',
        headers: { Accept: 'application/json' },
      }));
      const request = { requestUri, method: 'POST', data: { __batchRequests: requests } };
      const { __batchResponses: answers } = await send(request, oData.batch.batchHandler);
      return answers.map(({ data, body }) => data ?? JSON.parse(body));
    },
    metadata: (requestUri) => read({ requestUri, headers: { Accept: 'application/xml' } }, oData.metadataHandler),
  };
}
