// `npm run bench -- soak --minutes 20`: mixed load on our server, and how much memory it holds meanwhile.
import { load, Requests } from './measure.mjs';
import { note } from './progress.mjs';
import { startServer } from './server.mjs';

/** Memory of the first minutes is not compared: what is kept on purpose is being filled. */
const SETTLED = 0.25;

export async function soak({ rows, questions, minutes, keep, filled }) {
  const server = keep(await startServer('ours', await filled(rows)));
  let requests = new Requests(rows);
  let turn = 0;
  const next = () => {
    const request = requests.next(questions[turn++ % questions.length], 'ours');
    if (request) return request;
    requests = new Requests(rows); // everything has been asked: once more
    return next();
  };
  const held = [];
  for (let minute = 1; minute <= minutes; minute++) {
    const { rate } = await load({ port: server.port, next }, 60);
    held.push(server.memory() / 2 ** 20);
    note(`minute ${minute}: ${rate.toFixed(0)} requests/s, ${held.at(-1).toFixed(0)} MiB`);
  }
  const settled = held.slice(Math.floor(minutes * SETTLED));
  const half = settled.length >> 1;
  const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const growth = mean(settled.slice(-half || undefined)) / mean(settled.slice(0, half || undefined)) - 1;
  console.log(
    `memory over ${minutes} minutes of mixed load: ${(100 * growth).toFixed(1)} % between the halves of the settled time`,
  );
}
