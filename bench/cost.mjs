// `npm run bench -- cost`: the dearest request of each kind that is permitted, and what it costs by the unit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, textOf } from './client.mjs';
import { fillEmbedded, writeReleases } from './data.mjs';
import { median } from './measure.mjs';
import { withClient } from './postgres.mjs';
import { note, say } from './progress.mjs';
import { DEAR } from './question/dear.mjs';
import { table, writeResults } from './report.mjs';
import { startServer } from './server.mjs';

const SIZES = [100_000, 1_000_000];
const TIMES = 3;
/** What lasts for longer than this is asked once. */
const LONG_MS = 1_500;
/** The share of the limit from which on a request is taken for the dearest. */
const NEAR = 0.9;

export async function measureCost({ givenRows, names, keep, filled }) {
  const sizes = givenRows === null ? SIZES : [givenRows];
  const kinds = DEAR.filter(({ name }) => names.length === 0 || names.includes(name));
  const results = [];
  for (const size of sizes) {
    for (const engine of ['PostgreSQL', 'embedded']) {
      const server = await (engine === 'PostgreSQL' ? startOverPostgres(size, filled) : startEmbedded(size));
      keep(server);
      for (const kind of kinds) {
        const found = await measureKind(kind, server);
        results.push({ engine, size, ...found });
        note(`${engine}, ${size}: ${line(found)}`);
      }
      await server.stop();
    }
  }
  writeResults('cost', { results });
  const head = ['request', 'database', 'rows', 'parts', 'units', 'seconds', 'µs/unit'];
  const rows = results.map(({ engine, size, name, parts, units, seconds }) => [
    name,
    engine,
    size.toLocaleString('en'),
    String(parts),
    units.toLocaleString('en'),
    seconds === null ? 'refused' : seconds.toFixed(2),
    seconds === null ? '' : ((seconds * 1_000_000) / units).toFixed(1),
  ]);
  console.log(`\n${table(head, rows)}`);
  for (const engine of ['PostgreSQL', 'embedded']) {
    for (const size of sizes) {
      const asked = results.filter((one) => one.engine === engine && one.size === size && one.seconds !== null);
      const dearest = Math.max(...asked.map(({ seconds }) => seconds)).toFixed(2);
      const prices = asked.map(({ seconds, units }) => seconds / units);
      const factor = (Math.max(...prices) / Math.min(...prices)).toFixed(1);
      console.log(`${engine}, ${size.toLocaleString('en')} rows: dearest ${dearest} s, prices within ${factor} ×`);
    }
  }
}

const line = ({ name, parts, units, seconds }) =>
  `${name}, ${parts} parts, ${units} units: ${seconds === null ? 'refused' : `${seconds.toFixed(2)} s`}`;

/** Asks for as many parts as are permitted. The first may weigh more or less than each further one, so that they are tried. */
async function measureKind({ name, most, query }, { port }) {
  say(`asking for ${name}`);
  let turn = 0;
  const send = async (parts) => {
    const body = JSON.stringify({ query: query(parts, `m${++turn}`, turn) });
    const begin = performance.now();
    const answer = await ask(port, { path: '/graphql', body });
    const milliseconds = performance.now() - begin;
    const { errors, extensions } = JSON.parse(textOf(answer));
    const refused = errors?.[0]?.extensions?.limit;
    if (errors && refused === undefined) throw new Error(`${name}: ${JSON.stringify(errors).slice(0, 500)}`);
    return { milliseconds, refused, units: extensions?.complexity?.value, limit: extensions?.complexity?.limit };
  };
  let found = await send(1);
  if (found.refused) return { name, parts: 1, units: found.units, seconds: null };
  let parts = 1;
  // What is refused is not run, so that the way up is by twice as many, and the rest by halves.
  let refused = most + 1;
  for (
    let next = 2;
    refused - parts > 1;
    next = Math.min(refused - 1, refused > most ? parts * 2 : (parts + refused) >> 1)
  ) {
    const tried = await send(next);
    if (tried.refused) refused = next;
    else [parts, found] = [next, tried];
    if (found.units > found.limit * NEAR) break;
  }
  const taken = [found.milliseconds];
  while (taken.length < TIMES && found.milliseconds < LONG_MS) taken.push((await send(parts)).milliseconds);
  return { name, parts, units: found.units, seconds: median(taken) / 1_000 };
}

/** Starts our server over a PostgreSQL database with so many observations, and releases of another data set. */
export async function startOverPostgres(size, filled, { flags = [], settings = {} } = {}) {
  const url = await filled(size);
  await withClient(url, writeReleases);
  return startServer('ours', url, flags, settings);
}

/** The same over an embedded database of its own. */
export async function startEmbedded(size, { flags = [], settings = {} } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'govgraph-bench-'));
  say(`filling the embedded database with ${size.toLocaleString('en')} observations`);
  await fillEmbedded(directory, size, writeReleases);
  const server = await startServer('ours', '', flags, { ...settings, DATA_DIR: directory });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
