// `npm run bench -- beside`: what readers of the embedded database notice of an import that runs beside the server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { runImport, writePackage } from './import.mjs';
import { summary } from './load.mjs';
import { send } from './load-clients.mjs';
import { Requests } from './measure.mjs';
import { note, say } from './progress.mjs';
import { QUESTIONS } from './query.mjs';
import { table, writeResults } from './report.mjs';
import { startServer } from './server.mjs';

const ROWS = 150_000;
/** Questions come whether those before them were answered or not, as people ask. */
const EVERY_MS = 100;
const IDLE_SECONDS = 5;

export async function measureBeside({ givenRows, keep }) {
  const rows = givenRows ?? ROWS;
  const folder = mkdtempSync(join(tmpdir(), 'govgraph-beside-'));
  const directory = join(folder, 'data');
  const embedded = { DATABASE_URL: '', DATA_DIR: directory };
  try {
    const packages = [
      { title: 'the same, without a server', name: 'bench-standing', version: '1' },
      { title: 'a new data set', name: 'bench-import', version: '1' },
      { title: 'its revision, every tenth value', name: 'bench-import', version: '2', revises: 10 },
      { title: 'a revision that renames a metric', name: 'bench-standing', version: '2', revises: 9, label: ' (new)' },
    ];
    for (const [index, one] of packages.entries()) {
      say(`writing a package of ${rows.toLocaleString('en')} observations`);
      one.folder = join(folder, `package-${index}`);
      await writePackage(one.folder, rows, one);
    }
    const [standing, ...others] = packages;
    say('importing it without a server');
    const alone = await runImport([standing.folder], embedded);
    const server = keep(await startServer('ours', '', [], { DATA_DIR: directory }));
    const requests = new Requests(rows);
    const ask = () => askPlain(server.port, requests);
    say('idle');
    const idle = await watch(ask, after(IDLE_SECONDS * 1_000));
    const results = [{ title: standing.title, ...alone }];
    for (const { title, folder: from } of others) {
      say(title);
      const importing = runImport([from], embedded);
      const latencies = await watch(ask, importing);
      results.push({ title, ...(await importing), latencies });
      note(`${title}: ${JSON.stringify(latencies)}`);
    }
    const memory = server.memory('VmHWM');
    await server.stop();
    writeResults(`beside-${rows}`, { rows, idle, results, memory });
    report(idle, results, memory);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(idle, results, memory) {
  const shown = (found) =>
    found ? ['p50', 'p95', 'p99', 'max'].map((name) => found[name].toFixed(0)) : ['', '', '', ''];
  const head = ['beside a plain query', 'import s', 'MiB of it', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms'];
  const lines = results.map(({ title, seconds, memory, latencies }) => [
    title,
    seconds.toFixed(1),
    String(Math.round(memory / 2 ** 20)),
    ...shown(latencies),
  ]);
  console.log(`\n${table(head, [['nothing', '', '', ...shown(idle)], ...lines])}`);
  console.log(`The server held ${Math.round(memory / 2 ** 20)} MiB at most.`);
}

async function askPlain(port, requests) {
  const question = QUESTIONS.find(({ name }) => name === 'observations');
  const { path, body } = requests.next(question, 'ours');
  const begin = performance.now();
  const status = await send(port, path, body);
  if (status !== 200) throw new Error(`A request that has to be answered was answered with ${status}.`);
  return performance.now() - begin;
}

/** How long plain questions take until something has ended. */
async function watch(ask, until) {
  let isOver = false;
  const over = until.finally(() => {
    isOver = true;
  });
  const asked = [];
  while (!isOver) {
    asked.push(ask());
    await after(EVERY_MS);
  }
  await over;
  return summary(await Promise.all(asked));
}
