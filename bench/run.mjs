// `npm run bench`: starts a PostgreSQL, fills it, and lets govgraph, PostGraphile and the limit take turns. See docs/performance.md.
import { parseArgs } from 'node:util';
import { bytesOf } from './client.mjs';
import { fill } from './data.mjs';
import { assertEqual, conditionalRequest, countStatements, Requests, takeTurns } from './measure.mjs';
import { startPostgres, withClient } from './postgres.mjs';
import { note, say } from './progress.mjs';
import { QUESTIONS, requestOf } from './query.mjs';
import { lastLine, machine, memoryTable, resultTable, writeResults } from './report.mjs';
import { installPeer, startServer } from './server.mjs';

const USAGE = `npm run bench -- [QUESTION …] [--rows 100000|1000000|10000000] [--short]
npm run bench -- growth | import | start | profile [QUESTION …]
Questions: ${QUESTIONS.map(({ name }) => name).join(', ')}`;

/** What is measured besides the questions, each in a file of its own. */
const OTHERS = {
  growth: async (bench) => (await import('./growth.mjs')).measureGrowth(bench),
  import: async (bench) => (await import('./import.mjs')).measureImport(bench),
  start: async (bench) => (await import('./start.mjs')).measureStart(bench),
  profile: async (bench) => (await import('./profile.mjs')).profile(bench),
};

/** What has to be stopped, the last begun first. */
const running = [];
async function stopAll() {
  while (running.length > 0) await running.pop()();
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const names = positionals[0] in OTHERS ? positionals.slice(1) : positionals;
  const unknown = names.filter((name) => !QUESTIONS.some((question) => question.name === name));
  if (values.help || unknown.length > 0) throw new Error(unknown.length > 0 ? `There is no question "${unknown[0]}".\n${USAGE}` : USAGE);

  const pace = values.short ? { rounds: 3, seconds: 0.7, warmUp: 0.7 } : { rounds: 5, seconds: 1.8, warmUp: 2 };
  const bench = {
    rows: Number(values.rows ?? (values.short ? 100_000 : 1_000_000)),
    short: values.short,
    questions: names.length > 0 ? QUESTIONS.filter(({ name }) => names.includes(name)) : QUESTIONS,
    names,
    pace: { ...pace, rounds: Number(values.rounds ?? pace.rounds), seconds: Number(values.seconds ?? pace.seconds) },
    postgres: await startPostgres(),
    /** Whatever has a `stop` is stopped when the run ends, however it ends. */
    keep: (one) => {
      running.push(() => one.stop());
      return one;
    },
    database: (name) => database(bench.postgres, name),
    filled: (rows) => filled(bench.postgres, rows),
  };
  bench.keep(bench.postgres);
  await (OTHERS[positionals[0]] ?? measureQuestions)(bench);
}

async function database(postgres, name) {
  await withClient(postgres.url('postgres'), (client) => client.query(`create database ${name}`));
  return postgres.url(name);
}

async function filled(postgres, rows) {
  say(`filling PostgreSQL with ${rows.toLocaleString('en')} observations`);
  const start = performance.now();
  const url = await database(postgres, `bench_${rows}`);
  await fill(url, rows);
  note(`filled PostgreSQL with ${rows.toLocaleString('en')} observations in ${((performance.now() - start) / 1_000).toFixed(0)} s`);
  return url;
}

async function measureQuestions({ rows, questions, pace, postgres, keep, filled }) {
  const begin = performance.now();
  installPeer();
  const url = await filled(rows);
  const servers = [];
  for (const name of ['ours', 'peer', 'limit']) {
    say(`starting ${name}`);
    servers.push(keep(await startServer(name, url)));
  }
  const requests = new Requests(rows);
  await assertEqual(questions, servers, requests);
  const statements = await countStatements(questions, servers, requests, url);

  const results = [];
  const keepResult = (question, kind, found) => {
    for (const [server, one] of found) one.statements = kind === 'uncached' ? statements.get(`${question.name} ${server}`) : null;
    results.push({ kind, name: question.name, title: question.title, servers: Object.fromEntries(found) });
    note(`${question.name}, ${kind}: ${[...found].map(([server, { rate }]) => `${server} ${rate.toFixed(0)}`).join(', ')}`);
  };
  for (const question of questions) {
    const asked = servers.filter(({ name }) => question[name]);
    say(`measuring ${question.name}`);
    const next = ({ name }) => {
      const request = requests.next(question, name);
      return request && bytesOf(request);
    };
    keepResult(question, 'uncached', await takeTurns(asked, next, pace));
  }
  for (const question of questions.filter(({ repeated }) => repeated)) {
    const asked = servers.filter(({ name }) => name !== 'limit' && question[name]);
    say(`measuring ${question.name}, repeated`);
    const same = new Map(asked.map(({ name }) => [name, bytesOf(requestOf(question, name, 0, rows))]));
    const slower = { ...pace, rounds: Math.min(3, pace.rounds), warmUp: pace.warmUp / 2 };
    keepResult(question, 'repeated', await takeTurns(asked, ({ name }) => same.get(name), slower));
    const conditional = await conditionalRequest(question, servers[0], rows);
    if (conditional) keepResult(question, 'not modified', await takeTurns([servers[0]], () => conditional, slower, 304));
  }

  const memory = Object.fromEntries(servers.map((server) => [server.name, server.peakMemory()]));
  const version = await withClient(url, async (client) => (await client.query('show server_version')).rows[0].server_version);
  const path = writeResults(`questions-${rows}`, { rows, pace, machine: machine(version), memory, results, line: lastLine(results) });
  note(`written to ${path}; ${((performance.now() - begin) / 1_000).toFixed(0)} s in all`);
  console.log(`\n${resultTable(results)}\n\n${memoryTable(memory)}\n\n${lastLine(results)}`);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await stopAll().catch(() => {});
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}
try {
  await main();
} catch (error) {
  note(error.message);
  process.exitCode = 1;
} finally {
  await stopAll();
}
