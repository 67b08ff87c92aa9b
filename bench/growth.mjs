// `npm run bench -- growth`: what a question costs at ten million observations, against what it costs at a hundred thousand.
import { assertEqual, Requests, takeTurns } from './measure.mjs';
import { note, say } from './progress.mjs';
import { QUESTIONS } from './query.mjs';
import { table, writeResults } from './report.mjs';
import { startServer } from './server.mjs';

const SIZES = [100_000, 10_000_000];
const ASKED = ['nested', 'latest', 'observations', 'series'];

/** `--rows` sets the larger size. Both are filled before anything is timed, and take turns. */
export async function measureGrowth({ names, givenRows, pace, keep, filled }) {
  const sizes = [SIZES[0], givenRows ?? SIZES[1]];
  const places = [];
  for (const size of sizes) {
    const url = await filled(size);
    say(`starting at ${size}`);
    const servers = [keep(await startServer('ours', url)), keep(await startServer('limit', url))];
    places.push({ size, servers, requests: new Requests(size) });
  }
  const questions = QUESTIONS.filter(({ name }) => (names.length > 0 ? names : ASKED).includes(name));
  for (const { servers, requests } of places) await assertEqual(questions, servers, requests);
  const results = [];
  for (const question of questions) {
    for (const [index, name] of ['ours', 'limit'].entries()) {
      if (!question[name]) continue;
      const entrants = places.map(({ size, servers, requests }) => {
        return { name: size, port: servers[index].port, next: () => requests.next(question, name) };
      });
      const found = await takeTurns(entrants, pace);
      const [small, large] = sizes.map((size) => found.get(size).rate);
      results.push({ question: question.name, server: name, small, large, cost: small / large });
      note(`${question.name}, ${name}: ${small.toFixed(0)} → ${large.toFixed(0)}`);
    }
  }
  const rowsOf = ({ question, server, small, large, cost }) => [
    question,
    server === 'ours' ? 'govgraph' : server,
    small.toFixed(1),
    large.toFixed(1),
    `${cost.toFixed(2)} ×`,
  ];
  writeResults(`growth-${sizes[1]}`, { sizes, results });
  const head = ['question', 'server', ...sizes.map((size) => `requests/s at ${size.toLocaleString('en')}`), 'cost'];
  console.log(`\n${table(head, results.map(rowsOf))}`);
}
