// The bench's command line: starts a PostgreSQL of its own, measures, and stops all that it started. See docs/performance.md.
import { parseArgs } from 'node:util';
import { compete } from './compete.mjs';
import { fill } from './data.mjs';
import { startPostgres, withClient } from './postgres.mjs';
import { keep, runToItsEnd } from './process.mjs';
import { note, say } from './progress.mjs';
import { QUESTIONS } from './query.mjs';
import { DEAR } from './question/dear.mjs';
import { SCALE_QUESTIONS } from './question/scale.mjs';

const USAGE = `npm run bench -- [QUESTION …] [--rows 100000|1000000|10000000] [--short]
npm run bench -- cost [REQUEST …] [--rows 100000]
npm run bench -- load [embedded|postgresql] [--minutes 3]
npm run bench -- scale [QUESTION …] [--rows 100000000] [--partitions 16]
npm run bench -- replicas [QUESTION …] [--rows 100000]
npm run bench -- mapped [embedded|postgresql] [--rows 1000000]
npm run bench -- growth | import | beside | export | start | explorer | watched | untraced | profile | soak [QUESTION …] [--minutes 20]
Questions: ${QUESTIONS.map(({ name }) => name).join(', ')}`;

const ENGINES = [{ name: 'embedded' }, { name: 'postgresql' }];

/** What is measured besides the questions, each in a file of its own. */
const OTHERS = {
  load: async (bench) => (await import('./load.mjs')).measureLoad(bench),
  cost: async (bench) => (await import('./cost.mjs')).measureCost(bench),
  scale: async (bench) => (await import('./scale.mjs')).measureScale(bench),
  replicas: async (bench) => (await import('./replicas.mjs')).measureReplicas(bench),
  growth: async (bench) => (await import('./growth.mjs')).measureGrowth(bench),
  import: async (bench) => (await import('./import.mjs')).measureImport(bench),
  mapped: async (bench) => (await import('./mapped.mjs')).measureMapped(bench),
  beside: async (bench) => (await import('./beside.mjs')).measureBeside(bench),
  export: async (bench) => (await import('./export.mjs')).measureExport(bench),
  start: async (bench) => (await import('./start.mjs')).measureStart(bench),
  watched: async (bench) => (await import('./watched.mjs')).measureWatched(bench),
  untraced: async (bench) => (await import('./untraced.mjs')).measureUntraced(bench),
  explorer: async (bench) => (await import('./explorer.mjs')).measureExplorer(bench),
  profile: async (bench) => (await import('./profile.mjs')).profile(bench),
  soak: async (bench) => (await import('./soak.mjs')).soak(bench),
};

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string' },
      partitions: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      minutes: { type: 'string' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const names = positionals[0] in OTHERS ? positionals.slice(1) : positionals;
  const known = { cost: DEAR, load: ENGINES, mapped: ENGINES, scale: SCALE_QUESTIONS }[positionals[0]] ?? QUESTIONS;
  const unknown = names.filter((name) => !known.some((one) => one.name === name));
  if (values.help || unknown.length > 0)
    throw new Error(unknown.length > 0 ? `There is no question "${unknown[0]}".\n${USAGE}` : USAGE);

  const pace = values.short ? { rounds: 3, seconds: 0.6, warmUp: 0.6 } : { rounds: 5, seconds: 1.8, warmUp: 2 };
  const bench = {
    rows: Number(values.rows ?? (values.short ? 100_000 : 1_000_000)),
    givenRows: values.rows === undefined ? null : Number(values.rows),
    givenPartitions: values.partitions === undefined ? null : Number(values.partitions),
    questions: names.length > 0 ? QUESTIONS.filter(({ name }) => names.includes(name)) : QUESTIONS,
    names,
    minutes: Number(values.minutes ?? 20),
    givenMinutes: values.minutes === undefined ? null : Number(values.minutes),
    pace: { ...pace, rounds: Number(values.rounds ?? pace.rounds), seconds: Number(values.seconds ?? pace.seconds) },
    postgres: keep(await startPostgres()),
    keep,
    database: (name) => database(bench.postgres, name),
    filled: (rows) => filled(bench.postgres, rows),
  };
  await (OTHERS[positionals[0]] ?? compete)(bench);
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
  note(
    `filled PostgreSQL with ${rows.toLocaleString('en')} observations in ${((performance.now() - start) / 1_000).toFixed(0)} s`,
  );
  return url;
}

await runToItsEnd(main, note);
