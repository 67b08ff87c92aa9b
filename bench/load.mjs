// `npm run bench -- load`: clients that ask for the dearest things without a pause, and what others notice of them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from './cost.mjs';
import { Requests } from './measure.mjs';
import { note, say } from './progress.mjs';
import { QUESTIONS } from './query.mjs';
import { DEAR } from './question/dear.mjs';
import { table, writeResults } from './report.mjs';
import { startServer } from './server.mjs';

const WATCH = fileURLToPath(new URL('loop-watch.mjs', import.meta.url));
const IDLE_SECONDS = 10;
const HEALTH_EVERY_MS = 50;
const PLAIN_EVERY_MS = 100;
/** Asked for by every client in turn; how many parts of a query are permitted depends on the size of the data. */
const FILES = ['/files/observations.csv', '/files/observations.xlsx', '/files/observations.json'];
const ODATA = [
  '/odata/v4/Observations?$orderby=value%20desc&$top=10000&$count=true',
  "/odata/v4/Observations?$filter=contains(metricName,'9')%20and%20contains(regionName,'9')&$orderby=yoyPercent%20desc&$top=10000",
  '/odata/v4/Observations?$apply=groupby((metricCode,period),aggregate(value%20with%20average%20as%20mean))&$top=10000',
];
const SCALES = [
  { engine: 'embedded', rows: 102_000, clients: 20, minutes: 3 },
  { engine: 'PostgreSQL', rows: 1_000_000, clients: 50, minutes: 5 },
];

/** `--minutes` sets how long each lasts; `--rows` how many observations there are. Townships have 48,000 more. */
export async function measureLoad({ givenRows, givenMinutes, names, keep, filled }) {
  const results = [];
  for (const scale of SCALES.filter(({ engine }) => names.length === 0 || names.includes(engine.toLowerCase()))) {
    const { engine, clients } = scale;
    const rows = givenRows ?? scale.rows;
    const folder = mkdtempSync(join(tmpdir(), 'govgraph-load-'));
    const loopFile = join(folder, 'loop');
    writeFileSync(loopFile, '');
    const more = { LOOP_FILE: loopFile, TRUST_PROXY: '1', REQUEST_TIMEOUT_MS: '15000' };
    const flags = ['--import', WATCH];
    const server = keep(
      engine === 'embedded'
        ? await startEmbedded(rows, flags, more)
        : await startServer('ours', await filled(rows), flags, more),
    );
    const watched = { server, loopFile, requests: new Requests(rows) };
    say(`${engine}: idle`);
    const idle = await watch(watched, IDLE_SECONDS);
    say(`${engine}: under load`);
    const load = startLoad(server.port, clients);
    const busy = await watch(watched, (givenMinutes ?? scale.minutes) * 60);
    const answers = await load.stop();
    results.push({ engine, rows, clients, idle, busy, answers });
    note(`${engine}: ${JSON.stringify(answers)}`);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  writeResults('load', { results });
  report(results);
}

function report(results) {
  const shown = ({ p50, p95, p99, max }) => [p50, p95, p99, max].map((value) => value.toFixed(0));
  const head = ['database', 'asked for', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms'];
  const rows = results.flatMap(({ engine, idle, busy }) => [
    [engine, 'plain query, idle', ...shown(idle.plain)],
    ['', 'plain query, under load', ...shown(busy.plain)],
    ['', '/health, under load', ...shown(busy.health)],
    ['', 'event loop, longest of a second', ...shown(busy.loop)],
  ]);
  console.log(`\n${table(head, rows)}`);
  for (const { engine, clients, busy, answers } of results) {
    const memory = busy.memory.map((bytes) => Math.round(bytes / 2 ** 20));
    console.log(
      `${engine}, ${clients} clients: ${JSON.stringify(answers)}; MiB every ten seconds: ${memory.join(' ')}`,
    );
  }
}

/** Asks for /health and a plain question, never twice the same, for so many seconds. */
async function watch({ server, loopFile, requests }, seconds) {
  const health = [];
  const plain = [];
  const memory = [];
  const question = QUESTIONS.find(({ name }) => name === 'observations');
  const first = readFileSync(loopFile, 'utf8').split('\n').length;
  const end = performance.now() + seconds * 1_000;
  const every = async (milliseconds, work) => {
    const running = new Set();
    while (performance.now() < end) {
      const one = work().finally(() => running.delete(one));
      running.add(one);
      await after(milliseconds);
    }
    await Promise.all(running);
  };
  const timed = async (list, work) => {
    const begin = performance.now();
    const status = await work();
    if (status !== 200) throw new Error(`A request that has to be answered was answered with ${status}.`);
    list.push(performance.now() - begin);
  };
  const ask = () => {
    const { path, body } = requests.next(question, 'ours');
    return send(server.port, path, body);
  };
  await Promise.all([
    every(HEALTH_EVERY_MS, () => timed(health, () => send(server.port, '/health'))),
    every(PLAIN_EVERY_MS, () => timed(plain, ask)),
    every(10_000, async () => memory.push(server.memory())),
  ]);
  const loop = readFileSync(loopFile, 'utf8').trim().split('\n').slice(first).map(Number);
  return { health: summary(health), plain: summary(plain), loop: summary(loop), memory };
}

function summary(values) {
  const sorted = Float64Array.from(values).sort();
  const percentile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    count: sorted.length,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    max: sorted.at(-1) ?? 0,
  };
}

/** Clients, each with an address of its own, that ask for one dear thing after the other and read all of it. */
function startLoad(port, clients) {
  let going = true;
  const answers = {};
  const scale = new Map(DEAR.map(({ name, most }) => [name, Math.min(most, 100)]));
  const running = Array.from({ length: clients }, async (_, client) => {
    const address = `10.0.0.${client + 1}`;
    for (let turn = client; going; turn++) {
      const status = await dearest(port, turn, address, scale);
      const name = status === 200 ? 'answered' : `status ${status}`;
      answers[name] = (answers[name] ?? 0) + 1;
      // Whoever is refused waits for a second, as the answer says.
      if (status === 503) await after(1_000);
    }
  });
  return {
    stop: async () => {
      going = false;
      await Promise.all(running);
      return answers;
    },
  };
}

async function dearest(port, turn, address, scale) {
  const kind = turn % 4;
  if (kind === 0) return send(port, FILES[(turn >> 2) % FILES.length], undefined, address);
  if (kind === 1) return send(port, ODATA[(turn >> 2) % ODATA.length], undefined, address);
  const one = kind === 2 ? DEAR[(turn >> 2) % DEAR.length] : DEAR.find(({ name }) => name === 'search');
  const mark = `t${turn}c${address.replaceAll('.', '')}`;
  for (;;) {
    const parts = scale.get(one.name);
    const status = await send(port, '/graphql', JSON.stringify({ query: one.query(parts, mark) }), address);
    if (status !== 400 || parts === 1) return status;
    scale.set(one.name, Math.min(scale.get(one.name), Math.floor(parts * 0.8) || 1));
  }
}

/** Reads an answer to its end and keeps none of it. */
function send(port, path, body, address) {
  const headers = {
    'x-forwarded-for': address ?? '10.1.1.1',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return new Promise((resolve) => {
    const options = { port, path, headers };
    const asked = body === undefined ? get(options) : request({ ...options, method: 'POST' }).end(body);
    asked.on('error', () => resolve('broken'));
    asked.on('response', (response) => {
      response.resume();
      response.on('close', () => resolve(response.complete ? response.statusCode : 'cut off'));
    });
  });
}
