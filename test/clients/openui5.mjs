// OpenUI5's OData V4 model in headless Chromium: a page asks, and posts what it got back to the little server that it came from.
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { many, one } from './harness/figure.mjs';

export const name = 'openui5';
export const over = 'odata';
export const needs = [{ program: 'chromium', debian: 'chromium' }, { package: '@openui5/sap.ui.core' }];

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.css': 'text/css' };
const SOURCES = join(import.meta.dirname, 'node_modules/@openui5/sap.ui.core/src');
const PAGE = join(import.meta.dirname, 'openui5');

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing but this machine may be reached.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export async function run({ url, expect, check, folder, signal }) {
  const expected = await expectations(expect);
  const { direct, batch } = await inBrowser(url, folder, signal);
  for (const [group, answers] of Object.entries({ direct, batch })) {
    if (answers.error) throw new Error(`${group}: ${answers.error}`);
    for (const [what, value] of Object.entries(expected)) check(`${group}: ${what}`, answers[what], value);
  }
}

/** Serves the page, OpenUI5 and, under the same origin, the server's own addresses, until the page has told what it found. */
async function inBrowser(url, folder, signal) {
  let told;
  const answered = new Promise((resolve) => {
    told = resolve;
  });
  const server = createServer(async (incoming, outgoing) => {
    const path = new URL(incoming.url, 'http://127.0.0.1').pathname;
    if (path.startsWith('/odata/')) return forward(url, incoming, outgoing);
    if (path === '/result') {
      const chunks = [];
      for await (const chunk of incoming) chunks.push(chunk);
      outgoing.end();
      return told(JSON.parse(Buffer.concat(chunks).toString()));
    }
    send(path, outgoing);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${server.address().port}/page/index.html`;
  const browser = spawn('chromium', [...FLAGS, `--user-data-dir=${folder}/browser`, address], {
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((resolve) => browser.once('exit', resolve).once('error', resolve));
  const given = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  try {
    return await Promise.race([
      answered,
      given,
      ended.then(() => Promise.reject(new Error('Chromium ended before the page had told anything.'))),
    ]);
  } finally {
    // It is the head of a group of its own: whatever it started ends with it, and writes nothing more.
    if (browser.pid) process.kill(-browser.pid, 'SIGKILL');
    await ended;
    server.closeAllConnections();
    server.close();
  }
}

function send(path, outgoing) {
  const [, root, ...rest] = normalize(path).split('/');
  const folder = { page: PAGE, resources: SOURCES }[root];
  const file = join(folder ?? PAGE, ...rest);
  outgoing.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  createReadStream(file)
    .on('error', () => {
      outgoing.statusCode = 404;
      outgoing.end();
    })
    .pipe(outgoing);
}

function forward(url, incoming, outgoing) {
  const headers = { ...incoming.headers, host: new URL(url).host };
  const asked = request(new URL(incoming.url, url), { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  asked.once('error', () => outgoing.destroy());
  incoming.pipe(asked);
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
