// `npm run bench -- untraced`: what it costs a request that it could be traced and is not.
import { fileURLToPath } from 'node:url';
import { bytesOf, Connection } from './client.mjs';
import { computedBy } from './computed.mjs';
import { median } from './measure.mjs';
import { say } from './progress.mjs';
import { QUESTIONS, requestOf } from './query.mjs';
import { table, writeResults } from './report.mjs';
import { startServer } from './server.mjs';
import { ENTRIES, TURN } from './without-tracing.mjs';

const ROWS = 100_000;
const LOADER = fileURLToPath(new URL('without-tracing.mjs', import.meta.url));
const WARM_UP = 5_000;
const REQUESTS = 100;
const ROUNDS = 1_500;
/** How many times the rounds are drawn anew, with replacement, to see how far their median may lie off. */
const DRAWS = 2_000;

/**
 * One server with three entries, which take turns at the same kept answer: the cheapest request, of which a comparison is the largest share.
 * Of each turn the processor's time of the main thread is taken and compared with that of the first entry in the same round. The second entry
 * is the first once more, and says how exact this is.
 */
export async function measureUntraced({ givenRows, filled, keep }) {
  const rows = givenRows ?? ROWS;
  const env = { METRICS: 'off' };
  const { port, pid } = keep(await startServer('ours', await filled(rows), ['--import', LOADER], env));
  const question = QUESTIONS.find(({ name }) => name === 'observations');
  const request = bytesOf(requestOf(question, 'ours', 0, rows));
  const connection = new Connection(port);
  const turnTo = (entry) => connection.send(Buffer.from(`GET ${TURN}${entry} HTTP/1.1\r\nhost: bench\r\n\r\n`));
  const ask = async (count) => {
    for (let sent = 0; sent < count; sent++) {
      const { status, body } = await connection.send(request);
      if (status !== 200 || body.includes('"errors":')) throw new Error(`an answer went wrong: ${status}`);
    }
  };
  const taken = ENTRIES.map(() => []);
  for (let round = -1; round < ROUNDS; round++) {
    if (round % 100 === 0) say(`round ${round + 1} of ${ROUNDS}`);
    for (let turn = 0; turn < ENTRIES.length; turn++) {
      const entry = (Math.max(0, round) + turn) % ENTRIES.length;
      await turnTo(entry);
      if (round < 0) await ask(WARM_UP);
      const before = computedBy(pid);
      await ask(REQUESTS);
      if (round >= 0) taken[entry].push((1_000 * (computedBy(pid) - before)) / REQUESTS);
    }
  }
  connection.close();
  const results = ENTRIES.map((title, entry) => {
    const ratios = taken[entry].map((micros, round) => micros / taken[0][round]);
    return { title, micros: median(taken[entry]), ratio: median(ratios), range: rangeOfMedian(ratios) };
  });
  writeResults('untraced', { rows, rounds: ROUNDS, requests: REQUESTS, results });
  const head = ['entry', 'median µs a request', 'to the first', '95 in 100 medians'];
  const lines = results.map(({ title, micros, ratio, range }) => [
    title,
    micros.toFixed(1),
    ratio.toFixed(4),
    range.map((one) => one.toFixed(4)).join(' to '),
  ]);
  console.log(`\n${table(head, lines)}`);
}

/** Between which values 95 of 100 medians lie of as many ratios that are drawn from these. */
function rangeOfMedian(ratios) {
  const draw = () => ratios[Math.floor(Math.random() * ratios.length)];
  const medians = Array.from({ length: DRAWS }, () => median(ratios.map(draw))).sort((one, other) => one - other);
  return [medians[Math.floor(0.025 * DRAWS)], medians[Math.floor(0.975 * DRAWS)]];
}
