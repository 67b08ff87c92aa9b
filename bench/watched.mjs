// `npm run bench -- watched`: what metrics and traces cost, in the processor's time for a request.
import { createServer } from 'node:http';
import { bytesOf, Connection } from './client.mjs';
import { computedBy } from './computed.mjs';
import { median, Requests } from './measure.mjs';
import { note, say } from './progress.mjs';
import { QUESTIONS, requestOf } from './query.mjs';
import { table, writeResults } from './report.mjs';
import { startServer } from './server.mjs';

const ROWS = 100_000;
const QUESTION = QUESTIONS.find(({ name }) => name === 'observations');
const BASE = 'nothing';
const CONNECTIONS = 10;
const WARM_UP = 2_000;
/** Requests of a turn: so many, and not for so long, that all servers have done the same work before. */
const KINDS = [
  { kind: 'first time', turn: 200 },
  { kind: 'repeated', turn: 500 },
];

/** Servers of one database that differ in how they are watched. The one beside the first shows how far equal ones lie apart. */
const entrantsFor = (collector) => [
  { title: BASE, env: { METRICS: 'off' } },
  { title: 'nothing, a second server', env: { METRICS: 'off' } },
  { title: 'metrics', env: {} },
  { title: 'traces', env: { METRICS: 'off', OTEL_EXPORTER_OTLP_ENDPOINT: collector } },
  {
    title: 'traces of one request in a hundred',
    env: {
      METRICS: 'off',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.01',
    },
  },
];

/**
 * Servers take turns in each round, another one first each time, and answer the same requests. Of each turn the processor's time of the main
 * thread is taken, for neighbours on the machine change how many requests a second are answered, and less how long one is worked on. It is
 * compared with that of the first server in the same round; the least of all rounds says what a request costs where nobody disturbs.
 */
export async function measureWatched({ givenRows, pace, filled, keep }) {
  const rows = givenRows ?? ROWS;
  const url = await filled(rows);
  const collector = keep(await startCollector());
  const servers = [];
  for (const entrant of entrantsFor(collector.url)) {
    say(`starting: ${entrant.title}`);
    servers.push({ ...entrant, ...keep(await startServer('ours', url, [], entrant.env)) });
  }
  const results = [];
  for (const { kind, turn } of KINDS) {
    const entrants = servers.map(({ title, port, pid }) => {
      const requests = new Requests(rows);
      const same = requestOf(QUESTION, 'ours', 0, rows);
      return { title, port, pid, next: kind === 'repeated' ? () => same : () => requests.next(QUESTION, 'ours') };
    });
    say(`${kind}: warming up`);
    for (const entrant of entrants) await ask(entrant, WARM_UP);
    const rounds = [];
    for (let round = 0; round < pace.rounds; round++) {
      say(`${kind}: round ${round + 1} of ${pace.rounds}`);
      rounds.push(await playRound(entrants, round, turn));
    }
    for (const { title } of entrants) {
      const least = (of) => Math.min(...rounds.map((round) => round.get(of)));
      const ratios = rounds.map((round) => round.get(title) / round.get(BASE));
      results.push({ kind, title, micros: least(title), ratio: least(title) / least(BASE), ratios });
    }
  }
  note(`${collector.requests()} batches of spans were sent`);
  writeResults('watched', { rows, results });
  const head = ['asked', 'watched by', 'least µs a request', 'to nothing', 'median', 'rounds'];
  const lines = results.map(({ kind, title, micros, ratio, ratios }) => [
    kind,
    title,
    micros.toFixed(0),
    ratio.toFixed(3),
    median(ratios).toFixed(3),
    ratios.map((one) => one.toFixed(2)).join(' '),
  ]);
  console.log(`\n${table(head, lines)}`);
}

/** Microseconds of processor a request, by the title of the entrant. */
async function playRound(entrants, round, requests) {
  const taken = new Map();
  for (let turn = 0; turn < entrants.length; turn++) {
    const entrant = entrants[(round + turn) % entrants.length];
    const before = computedBy(entrant.pid);
    await ask(entrant, requests);
    taken.set(entrant.title, (1_000 * (computedBy(entrant.pid) - before)) / requests);
  }
  return taken;
}

/** Asks so many times, over connections that are open at one time. */
async function ask({ title, port, next }, requests) {
  let left = requests;
  const connections = Array.from({ length: CONNECTIONS }, () => new Connection(port));
  await Promise.all(
    connections.map(async (connection) => {
      while (left-- > 0) {
        const { status, body } = await connection.send(bytesOf(next()));
        if (status !== 200 || body.includes('"errors":')) throw new Error(`${title}: an answer went wrong: ${status}`);
      }
    }),
  );
  for (const connection of connections) connection.close();
}

/** Takes what is sent over OTLP, and keeps none of it. */
async function startCollector() {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{}'));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests: () => requests,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
