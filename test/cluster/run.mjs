// `npm run test:cluster`: PostgreSQL under Patroni, etcd, HAProxy and two govgraph nodes, of which one after the other is killed while clients read and publish.
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { keep, runToItsEnd } from '../../bench/process.mjs';
import { openCluster } from './cluster.mjs';
import { FAULTS } from './fault.mjs';
import { openJournal } from './journal.mjs';
import { startLoad } from './load.mjs';
import { missingPackages, until } from './process.mjs';

const USAGE = 'npm run test:cluster -- [--rounds 10] [--answers 0] [--seed N] [--clients 12] [--fault WORDS] [--keep]';
/** Milliseconds within which everybody is answered again after something was broken. */
const RECOVERY = 30_000;
/** Milliseconds within which the servers are three again. */
const HEALING = 90_000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    // Rounds go on until so many answers are checked.
    answers: { type: 'string', default: '0' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    clients: { type: 'string', default: '12' },
    // Only faults whose title has these words.
    fault: { type: 'string', default: '' },
    // Leaves the folder with the logs.
    keep: { type: 'boolean', default: false },
  },
});
const [rounds, answers, seed, clients] = [values.rounds, values.answers, values.seed, values.clients].map(Number);
const faults = FAULTS.filter(({ title }) => title.includes(values.fault));
if (
  ![rounds, clients].every((count) => Number.isSafeInteger(count) && count > 0) ||
  ![answers, seed].every((count) => Number.isSafeInteger(count) && count >= 0) ||
  faults.length === 0
) {
  console.error(
    `Give rounds and clients as whole numbers above 0, answers and the seed as whole numbers, and words of a fault.\n${USAGE}`,
  );
  process.exit(2);
}
const missing = missingPackages();
if (missing.length > 0) {
  console.log(`skipped: needs ${missing.join(', ')}; RUNLEVEL=1 apt-get install ${missing.join(' ')} python3-etcd`);
  process.exit(0);
}

const began = performance.now();
const say = (text) => console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${text}`);

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function openDraw(start) {
  let state = start;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (from, to) => from + next() * (to - from);
}

/** Every fault comes up once before one comes up again. */
function* order(draw) {
  for (;;) {
    const left = [...faults];
    while (left.length > 0) yield left.splice(Math.floor(draw(0, left.length)), 1)[0];
  }
}

/** Breaks one thing after the other. `progress` tells the rounds that are over, and the longest time that somebody was without success, in milliseconds. */
async function breakThings(cluster, journal, load, progress) {
  const draw = openDraw(seed);
  const faulty = order(draw);
  const isOver = (round) => journal.wrong.length > 0 || (round > rounds && journal.checked() >= answers);
  for (let round = 1; !isOver(round); round += 1) {
    await sleep(2_000);
    const { title, apply } = faulty.next().value;
    say(`round ${round}: ${title} …`);
    const before = journal.checked();
    load.clearWaits();
    const broken = performance.now();
    await apply(cluster, draw);
    const mended = performance.now();
    await until('both nodes are ready', async () => {
      for (const node of cluster.nodes) if (!(await cluster.isReady(node))) return false;
      return true;
    });
    for (const node of cluster.nodes) node.isDown = false;
    await until('the three servers follow each other again', cluster.isWhole, HEALING);
    const isWhole = performance.now();
    const everybody = ['imports', 'reports', ...cluster.nodes.map(({ name }) => name)];
    await until('everybody is served', () => everybody.every((who) => (load.well.get(who) ?? 0) > isWhole));
    const wait = Math.max(...load.waits.values());
    progress.longest = Math.max(progress.longest, wait);
    progress.rounds = round;
    const seconds = (milliseconds) => (milliseconds / 1_000).toFixed(1);
    say(
      `round ${round}: ${title}; longest without success ${[...load.waits].map(([who, each]) => `${who} ${seconds(each)} s`).join(', ')}; ` +
        `whole ${seconds(isWhole - broken)} s after, ${seconds(isWhole - mended)} s after the mend; ${journal.checked() - before} answers checked`,
    );
    if (wait > RECOVERY) journal.fail(`${title}: somebody was without success for ${seconds(wait)} s`);
  }
}

async function main() {
  const cluster = await openCluster();
  keep({ stop: () => cluster.stop(values.keep) });
  if (values.keep) say(`everything lies in ${cluster.folder}`);
  const journal = openJournal(say);
  const load = startLoad(cluster, journal, clients);
  await cluster.start(say);
  await load.prepare();
  await cluster.startNodes();
  say('both nodes answer');

  const stopLoad = load.run();
  const progress = { rounds: 0, longest: 0 };
  try {
    await breakThings(cluster, journal, load, progress);
    await stopLoad();
    await load.askAll();
    const asked = await Promise.all(cluster.nodes.map(cluster.replicaAnswers));
    say(`replicas answered ${asked.join(' and ')} statements of the nodes since these were started last`);
    if (!asked.some((count) => count > 0)) journal.fail('no replica was ever asked');
  } catch (error) {
    journal.fail(error.message);
  } finally {
    await stopLoad();
  }

  const { counts, slowest } = load;
  const { release, reports } = journal.acknowledged();
  say(
    `${journal.wrong.length === 0 ? 'held' : 'FAILED'}: ${progress.rounds} rounds, ${journal.checked()} answers checked (seed ${seed}), ` +
      `${counts.unchanged} of them that what a client held is unchanged; ` +
      `${counts.imports} imports acknowledged, the last of release ${release}, ${counts.failedImports} failed; ` +
      `${reports} reports acknowledged, ${counts.failedReports} failed; ` +
      `${counts.unavailable} answers UNAVAILABLE, ${counts.broken} connections of a killed node broken, ${counts.cut} files broken off; ` +
      `longest request ${(slowest.request / 1_000).toFixed(1)} s, longest command ${(slowest.command / 1_000).toFixed(1)} s, ` +
      `longest without success ${(progress.longest / 1_000).toFixed(1)} s`,
  );
  if (journal.wrong.length > 0) process.exitCode = 1;
}

await runToItsEnd(main, (text) => say(text));
