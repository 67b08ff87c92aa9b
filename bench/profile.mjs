// `npm run bench -- profile nested`: loads our server, warm, and tells in which packages its time goes.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { load, Requests } from './measure.mjs';
import { note, say } from './progress.mjs';
import { table } from './report.mjs';
import { startServer } from './server.mjs';

const HOOK = fileURLToPath(new URL('profiled.mjs', import.meta.url));
const ASKED = ['nested', 'series'];
const SHOWN = 16;
/** Neither work nor ours: waiting, and the profiler itself. */
const IDLE = ['(idle)', '(program)', '(root)', 'node: inspector'];

/** The package, or the folder of ours, that a function lies in; what V8 and Node do for somebody counts for whoever called it. */
function placeOf({ functionName, url }) {
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (functionName === '(idle)' || functionName === '(program)') return functionName;
  const [, inPackage] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (inPackage) return inPackage;
  const own = /\/dist\/(?:([\w-]+)\/)?[\w-]+\.js$/.exec(url);
  if (own) return `govgraph: ${own[1] ?? 'server'}`;
  if (url.startsWith('wasm:')) return '@prisma/client: query compiler (WebAssembly)';
  if (url.startsWith('node:')) return `node: ${/^node:(?:internal\/)?([\w-]+)/.exec(url)[1]}`;
  return null;
}

/** Own time by place and by function, in per cent of what was not idle. */
function ownTime({ nodes, samples, timeDeltas }) {
  const places = new Map();
  const visit = (node, caller, byId) => {
    const place = placeOf(node.callFrame) ?? caller;
    places.set(node.id, { place, name: `${node.callFrame.functionName || '(anonymous)'} · ${place}` });
    for (const id of node.children ?? []) visit(byId.get(id), place, byId);
  };
  visit(nodes[0], 'node', new Map(nodes.map((node) => [node.id, node])));
  const sums = { place: new Map(), name: new Map() };
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const found = places.get(id);
    if (IDLE.includes(found.place)) continue;
    total += timeDeltas[index];
    for (const key of ['place', 'name'])
      sums[key].set(found[key], (sums[key].get(found[key]) ?? 0) + timeDeltas[index]);
  }
  const shares = (times) =>
    [...times]
      .sort((a, b) => b[1] - a[1])
      .slice(0, SHOWN)
      .map(([key, time]) => [key, `${((100 * time) / total).toFixed(1)} %`]);
  return { places: shares(sums.place), functions: shares(sums.name) };
}

export async function profile({ rows, questions, names, pace, postgres, filled }) {
  const url = await filled(rows);
  for (const question of questions.filter(({ name }) => names.length > 0 || ASKED.includes(name))) {
    process.env.PROFILE = join(postgres.folder, `${question.name}.cpuprofile`);
    const server = await startServer('ours', url, ['--import', HOOK]);
    try {
      const requests = new Requests(rows);
      const entrant = { port: server.port, next: () => requests.next(question, 'ours') };
      say(`profiling ${question.name}`);
      await load(entrant, 2 * pace.warmUp);
      process.kill(server.pid, 'SIGUSR2');
      const { rate } = await load(entrant, 4 * pace.seconds);
      process.kill(server.pid, 'SIGUSR2');
      while (!existsSync(process.env.PROFILE)) await wait(50);
      await wait(500);
      note(`${question.name}: ${rate.toFixed(0)} requests/s under the profiler`);
      const { places, functions } = ownTime(JSON.parse(readFileSync(process.env.PROFILE, 'utf8')));
      console.log(`\n${table([`${question.name}: place`, 'own time'], places)}`);
      console.log(`\n${table([`${question.name}: function`, 'own time'], functions)}\n`);
    } finally {
      await server.stop();
    }
  }
}
