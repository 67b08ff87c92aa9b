// `npm run bench -- load`: clients that ask for the dearest things without a pause, and what others notice of them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmbedded, startOverPostgres } from './cost.mjs';
import { send } from './load-clients.mjs';
import { Requests } from './measure.mjs';
import { note, say } from './progress.mjs';
import { QUESTIONS } from './query.mjs';
import { table, writeResults } from './report.mjs';

const CLIENTS = fileURLToPath(new URL('load-clients.mjs', import.meta.url));
const WATCH = fileURLToPath(new URL('loop-watch.mjs', import.meta.url));
/** What docs/limits.md says of a database that shares two processors with the server. */
const POOL_SIZE = process.env.POOL_SIZE ?? '4';
const IDLE_SECONDS = 10;
const HEALTH_EVERY_MS = 50;
const PLAIN_EVERY_MS = 100;
const SCALES = [
  { engine: 'embedded', rows: 102_000, clients: 20, minutes: 3 },
  { engine: 'PostgreSQL', rows: 1_000_000, clients: 50, minutes: 5 },
];

/** `--minutes` sets how long each lasts; `--rows` how many observations there are. Townships have 48,000 more. */
export async function measureLoad({ givenRows, givenMinutes, names, keep, postgres, filled }) {
  const results = [];
  // Its connections inherit it: docs/limits.md says how a database on the server's own machine is started.
  setPriority(postgres.pid, nicer(5));
  for (const scale of SCALES.filter(({ engine }) => names.length === 0 || names.includes(engine.toLowerCase()))) {
    const { engine, clients } = scale;
    const rows = givenRows ?? scale.rows;
    const folder = mkdtempSync(join(tmpdir(), 'govgraph-load-'));
    const loopFile = join(folder, 'loop');
    writeFileSync(loopFile, '');
    const settings = { LOOP_FILE: loopFile, TRUST_PROXY: '1', REQUEST_TIMEOUT_MS: '15000', POOL_SIZE };
    const flags = ['--import', WATCH];
    const server = keep(
      engine === 'embedded'
        ? await startEmbedded(rows, { flags, settings })
        : await startOverPostgres(rows, filled, { flags, settings }),
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
    ['', 'of which the server computed', ...shown(busy.computed)],
    ['', 'of which it waited for a processor', ...shown(busy.waited)],
  ]);
  console.log(`\n${table(head, rows)}`);
  for (const { engine, clients, busy, answers } of results) {
    const memory = busy.memory.map((bytes) => Math.round(bytes / 2 ** 20));
    console.log(
      `${engine}, ${clients} clients: ${JSON.stringify(answers)}; MiB every ten seconds: ${memory.join(' ')}`,
    );
  }
}

const nicer = (steps) => Math.min(19, getPriority() + steps);

/** Asks for /health and a plain question, never twice the same, for so many seconds. */
async function watch({ server, loopFile, requests }, seconds) {
  const health = [];
  const plain = [];
  const memory = [];
  const question = QUESTIONS.find(({ name }) => name === 'observations');
  const first = readFileSync(loopFile, 'utf8').split('\n').length - 1;
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
    let said = '';
    const status = await work((text) => {
      said += text;
    });
    if (status !== 200) throw new Error(`A request that has to be answered was answered with ${status}: ${said}`);
    list.push(performance.now() - begin);
  };
  const ask = (tell) => {
    const { path, body } = requests.next(question, 'ours');
    return send(server.port, path, body, undefined, tell);
  };
  await Promise.all([
    every(HEALTH_EVERY_MS, () => timed(health, (tell) => send(server.port, '/health', undefined, undefined, tell))),
    every(PLAIN_EVERY_MS, () => timed(plain, ask)),
    every(10_000, async () => memory.push(server.memory())),
  ]);
  const lines = readFileSync(loopFile, 'utf8').trim().split('\n').slice(first);
  const [loop, computed, waited] = [0, 1, 2].map((at) => summary(lines.map((line) => Number(line.split(' ')[at]))));
  return { health: summary(health), plain: summary(plain), loop, computed, waited, memory };
}

export function summary(values) {
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

/**
 * Clients in a process of their own: what they do with long answers must not delay those who measure. Clients have machines of their own, so that
 * here the processor is theirs when nobody else wants it.
 */
function startLoad(port, clients) {
  const child = fork(CLIENTS, [String(port), String(clients)]);
  setPriority(child.pid, nicer(10));
  const answers = once(child, 'message');
  return {
    stop: async () => {
      child.send('stop');
      const [found] = await answers;
      return found;
    },
  };
}
