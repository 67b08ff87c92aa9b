// `npm run bench -- start`: from process start to the first answer, on a PostgreSQL that is migrated and filled.
import { median } from './measure.mjs';
import { say } from './progress.mjs';
import { startServer, TITLES } from './server.mjs';

const TIMES = 5;

export async function measureStart({ rows, filled }) {
  const url = await filled(rows);
  const taken = [];
  for (let time = 0; time < TIMES; time++) {
    say(`starting ${time + 1} of ${TIMES}`);
    const server = await startServer('ours', url);
    taken.push(server.startedIn);
    await server.stop();
  }
  const seconds = (milliseconds) => (milliseconds / 1_000).toFixed(2);
  console.log(
    `start of ${TITLES.ours} to its first answer: ${seconds(median(taken))} s (${seconds(Math.min(...taken))} to ${seconds(Math.max(...taken))}), existing PostgreSQL, ${rows} observations`,
  );
}
