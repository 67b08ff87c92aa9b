// `npm run test:clients`: clients that nobody here wrote read the real server, and what they find is compared with plain SQL.
//
// Every other .mjs file of this folder is a client: `name`, what it reads ('graphql', 'odata', 'files', 'sql' or 'docs') as `over`, what has
// to be installed as `needs`, which planted faults it is meant to notice as `notices`, and `run(context)`, which calls `context.check(what, found, expected)` and throws where the client itself
// gives up. A client imports packages only inside of `run`: they may be missing.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres, withClient } from '../../bench/postgres.mjs';
import { keep, runToItsEnd } from '../../bench/process.mjs';
import { runFaults } from './harness/fault-run.mjs';
import { missingOf } from './harness/need.mjs';
import { startGround } from './harness/server.mjs';
import { table } from './harness/table.mjs';
import { tryClient } from './harness/try.mjs';

const USAGE = `npm run test:clients [-- NAME …] [--engine embedded|postgresql] [--faults] [--all]
  NAME      only these clients
  --engine  only over this database; by default over both, where PostgreSQL is there
  --faults  only the planted faults, which each must turn a client red
  --all     a client that cannot run, for want of a program or a package, is a failure`;

const ENGINES = ['embedded', 'postgresql'];

const say = (text) => console.error(text);

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'govgraph-clients-'));
  keep({ stop: () => rmSync(path, { recursive: true, force: true }) });
  return path;
}

async function allClients() {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mjs') && file !== 'run.mjs');
  const clients = await Promise.all(files.sort().map((file) => import(`./${file}`)));
  return clients.map((client) => ({ over: 'sql', needs: [], ...client }));
}

/** PostgreSQL where its programs are installed, else null. */
async function postgresql() {
  try {
    return keep(await startPostgres());
  } catch (error) {
    say(`without PostgreSQL: ${error.message}`);
    return null;
  }
}

async function ground(engine, server) {
  say(`publishing the data and starting the server (${engine})`);
  if (engine === 'embedded') return keep(await startGround(engine, folder()));
  await withClient(server.url('postgres'), (client) => client.query('create database clients'));
  return keep(await startGround(engine, folder(), server.url('clients')));
}

async function runClients(clients, grounds, all) {
  const rows = [];
  const failures = [];
  for (const client of clients) {
    // What reads SQL, or pages that are partly about SQL, does so where there is a PostgreSQL server.
    const served = ['sql', 'docs'].includes(client.over) ? grounds.filter(({ databaseUrl }) => databaseUrl) : grounds;
    for (const one of served.length > 0 ? served : grounds.slice(0, 1)) {
      const missing = missingOf(client.over === 'sql' ? [...client.needs, { postgresql: true }] : client.needs, one);
      if (missing.length > 0) {
        rows.push([client.name, one.engine, 'skipped', '', '', `missing: ${missing.join(', ')}`]);
        if (all) failures.push(`${client.name} could not run: ${missing.join(', ')} missing`);
        say(`${client.name}: skipped, missing: ${missing.join(', ')}`);
        continue;
      }
      const { checks, wrong, seconds } = await tryClient(client, one, one.url, (text) => say(`  ${text}`));
      const verdict = wrong.length === 0 ? 'ok' : 'FAILED';
      say(`${client.name} (${one.engine}): ${verdict}, ${checks} comparisons, ${seconds.toFixed(1)} s`);
      for (const line of wrong) say(`  ${line}`);
      failures.push(...wrong.map((line) => `${client.name} (${one.engine}): ${line.split('\n')[0]}`));
      rows.push([
        client.name,
        one.engine,
        verdict,
        checks,
        seconds.toFixed(1),
        wrong.length > 0 ? `${wrong.length} wrong` : '',
      ]);
    }
  }
  tellMissing(rows.map(([, , , , , told]) => told));
  console.log(`\n${table(['client', 'engine', 'result', 'comparisons', 'seconds', ''], rows)}\n`);
  return { failures, skipped: rows.filter(([, , verdict]) => verdict === 'skipped').length };
}

/** In one line each, what somebody would have to type. */
function tellMissing(lines) {
  const told = lines.join();
  const debian = new Set([...told.matchAll(/Debian package (\S+?)(?=,|$)/g)].map(([, one]) => one));
  if (debian.size > 0)
    say(`to have all clients: apt-get install --no-install-recommends ${[...debian].sort().join(' ')}`);
  if (told.includes('npm ci')) say('to have all clients: npm ci --prefix test/clients');
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      faults: { type: 'boolean', default: false },
      engine: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const clients = await allClients();
  const unknown = positionals.find((name) => !clients.some((client) => client.name === name));
  if (values.help || unknown) {
    const names = `Clients: ${clients.map(({ name }) => name).join(', ')}`;
    throw new Error(`${unknown ? `There is no client "${unknown}".\n` : ''}${USAGE}\n${names}`);
  }
  const chosen = positionals.length > 0 ? clients.filter(({ name }) => positionals.includes(name)) : clients;
  const engines = ENGINES.filter((engine) => values.engine === undefined || values.engine === engine);
  if (engines.length === 0) throw new Error(`There is no engine "${values.engine}".\n${USAGE}`);
  const server = engines.includes('postgresql') ? await postgresql() : null;
  const grounds = [];
  for (const engine of engines) if (engine === 'embedded' || server) grounds.push(await ground(engine, server));
  if (grounds.length === 0) throw new Error('There is no database to run over.');

  const { failures, skipped } = values.faults
    ? { failures: [], skipped: 0 }
    : await runClients(chosen, grounds, values.all);
  if (values.faults || positionals.length === 0) {
    const last = grounds.at(-1); // PostgreSQL where it is there: it answers faster
    const finders = chosen.filter(({ over, needs }) => over === 'odata' && missingOf(needs, last).length === 0);
    const { text, failures: unnoticed } = await runFaults(finders, last, say);
    console.log(`\n${text}\n`);
    failures.push(...unnoticed);
  }
  if (failures.length === 0)
    return console.log(skipped > 0 ? `What ran holds; ${skipped} skipped.` : 'All of it holds.');
  console.log(`${failures.length} failed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  process.exitCode = 1;
}

await runToItsEnd(main, say);
