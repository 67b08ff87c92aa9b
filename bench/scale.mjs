// `npm run bench -- scale`: a hundred million observations in partitions by series, against a million in one table.
import { ask, textOf } from './client.mjs';
import { askCopyServer, startCopyServer } from './columnar.mjs';
import { median, Requests, takeTurns } from './measure.mjs';
import { withClient } from './postgres.mjs';
import { note, say } from './progress.mjs';
import { SCALE_QUESTIONS } from './question/scale.mjs';
import { machine, table, writeResults } from './report.mjs';
import { fillScale, sizeOf } from './scale-data.mjs';
import { startServer } from './server.mjs';

const SMALL = 1_000_000;
const LARGE = 100_000_000;
const PARTITIONS = 16;
const ASKED_ONCE = 3;
/** Lets everything through that a server would refuse for its size. */
const UNBOUNDED = { MAX_COMPLEXITY: '1000000000', REQUEST_TIMEOUT_MS: '3600000', FILE_TIMEOUT_MS: '3600000' };

/** `--rows` sets the larger size; `--partitions 0` leaves it in one table too. Both are filled before anything is timed, and take turns. */
export async function measureScale({ names, givenRows, givenPartitions, pace, keep, database }) {
  const sizes = [
    { rows: SMALL, partitions: null },
    { rows: givenRows ?? LARGE, partitions: givenPartitions === 0 ? null : (givenPartitions ?? PARTITIONS) },
  ];
  const places = [];
  for (const { rows, partitions } of sizes) {
    const url = await database(`scale_${rows}_${partitions ?? 0}`);
    say(`filling ${rows.toLocaleString('en')} observations`);
    const begin = performance.now();
    await fillScale(url, rows, partitions);
    const size = await sizeOf(url);
    const filledIn = (performance.now() - begin) / 1_000;
    note(
      `filled ${size.rows.toLocaleString('en')} observations, ${gigabytes(size.bytes)}, in ${filledIn.toFixed(0)} s`,
    );
    const server = keep(await startServer('ours', url, [], UNBOUNDED));
    places.push({ rows, partitions, filledIn, size, url, port: server.port, requests: new Requests(rows) });
  }
  const questions = SCALE_QUESTIONS.filter(({ name }) => names.length === 0 || names.includes(name));
  const copy = questions.some(({ once }) => once) ? keep(await startCopyServer(places[1].url, UNBOUNDED)) : null;
  const results = [];
  for (const question of questions) {
    say(`measuring ${question.name}`);
    const found = question.once ? await askInTurns(question, places, copy) : await loadInTurns(question, places, pace);
    const [small, large, columnar = null] = found;
    const { name, bounded = false } = question;
    results.push({ question: name, bounded, small, large, ratio: large / small, columnar });
    const ofCopy =
      columnar === null ? '' : `, columnar ${columnar.toFixed(1)} ms, ${(large / columnar).toFixed(0)} × as fast`;
    note(`${name}: ${small.toFixed(2)} → ${large.toFixed(2)} ms, ${(large / small).toFixed(2)} ×${ofCopy}`);
  }
  const version = await withClient(
    places[0].url,
    async (client) => (await client.query('show server_version')).rows[0],
  );
  const told = places.map(({ rows, partitions, filledIn, size }) => ({ rows, partitions, filledIn, ...size }));
  const path = writeResults(`scale-${sizes[1].rows}`, {
    machine: machine(version.server_version),
    places: told,
    copy: copy && { seconds: copy.seconds, bytes: copy.bytes },
    results,
  });
  note(`written to ${path}`);
  const head = [
    'question',
    'rows',
    ...told.map(({ rows }) => `ms at ${rows.toLocaleString('en')}`),
    'ratio',
    'columnar ms',
  ];
  const rowsOf = ({ question, bounded, small, large, ratio, columnar }) => [
    question,
    bounded ? 'bounded' : 'all',
    small.toFixed(2),
    large.toFixed(2),
    `${ratio.toFixed(2)} ×`,
    columnar === null ? '' : columnar.toFixed(1),
  ];
  console.log(`\n${table(head, results.map(rowsOf))}`);
}

/** Milliseconds of the server for one request, with ten connections that ask at once. */
async function loadInTurns(question, places, pace) {
  const entrants = places.map(({ port, requests }, name) => ({
    name,
    port,
    next: () => requests.next(question, 'ours'),
  }));
  const found = await takeTurns(entrants, pace);
  return entrants.map(({ name }) => 1_000 / found.get(name).rate);
}

/** Milliseconds of one request alone, and of the same one to the server that keeps a copy of the larger size. */
async function askInTurns(question, places, copy) {
  const times = [[], [], []];
  for (let time = 0; time < ASKED_ONCE; time++) {
    for (const [index, { port, requests }] of places.entries()) {
      const request = requests.next(question, 'ours');
      const begin = performance.now();
      const answer = await ask(port, request);
      times[index].push(performance.now() - begin);
      const { data, errors } = JSON.parse(textOf(answer));
      if (errors) throw new Error(`${question.name}: ${JSON.stringify(errors).slice(0, 500)}`);
      if (index === 1) times[2].push(await askCopyServer(copy, request, data));
    }
  }
  return times.map(median);
}

const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`;
