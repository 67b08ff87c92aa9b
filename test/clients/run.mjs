// `npm run test:clients`: real clients that nobody here wrote, against a server with data. Installs nothing: says what is missing.
//   npm run test:clients -- sql-odbc      only these
//   npm run test:clients -- --all         a client that is missing is a failure
//
// A client is a module of this folder:
//   export const name = 'psqlODBC through pyodbc';
//   export const needs = [{ program: 'isql', debian: 'unixodbc' }];   // see support/need.mjs for the kinds
//   export async function run(context) {}                             // throws where something is wrong; see support/context.mjs
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setUp } from '../../scripts/setup.mjs';
import { openContext } from './support/context.mjs';
import { missingOf } from './support/need.mjs';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));

const wanted = process.argv.slice(2);
const all = wanted.includes('--all');
const names = wanted.filter((word) => !word.startsWith('--'));
const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .filter((file) => names.length === 0 || names.includes(file.replace('.mjs', '')))
  .sort();
const strangers = names.filter((name) => !files.includes(`${name}.mjs`));
if (strangers.length > 0) {
  console.error(`There is no client ${strangers.join(', ')}.`);
  process.exit(2);
}

setUp();
const clients = await Promise.all(files.map(async (file) => ({ file, ...(await import(`./${file}`)) })));
const absent = clients.map((client) => ({ client, missing: missingOf(client.needs ?? []) }));
const ready = absent.filter(({ missing }) => missing.length === 0).map(({ client }) => client);
const packages = new Set();
for (const { client, missing } of absent) {
  if (missing.length === 0) continue;
  console.log(`missing  ${client.name}: ${missing.map(({ what }) => what).join(', ')}`);
  for (const { debian } of missing) if (debian) packages.add(debian);
}
if (packages.size > 0) console.log(`         apt-get install ${[...packages].sort().join(' ')}`);

let failed = all ? clients.length - ready.length : 0;
if (ready.length > 0) {
  const context = await openContext();
  try {
    for (const client of ready) {
      const start = performance.now();
      const said = [];
      try {
        await client.run({ ...context, report: (line) => said.push(line) });
        console.log(`passed   ${client.name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
      } catch (error) {
        failed += 1;
        console.log(`FAILED   ${client.name}\n${error.stack ?? error}`);
      }
      for (const line of said) console.log(`         ${line}`);
    }
  } finally {
    await context.close();
  }
}
console.log(`${ready.length} of ${clients.length} clients ran, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
