// Prints the test files that a second engine cannot make fail, a line each: .ci/run leaves them out of the suite on PostgreSQL. They are those that
// never open the database of the suite, and pages, whose every word and figure comes through the API: of them a few are opened on both engines.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
/** Whoever imports this file may open a database on the engine that the suite runs on. */
const DOOR = 'test/support/database.ts';
const PAGES = 'test/explorer/';
const PAGES_ON_BOTH = ['as-of', 'cube', 'number', 'republish', 'search'].map((name) => `${PAGES}${name}.test.ts`);
const IMPORT = /^(?:import|export|\}) .*from '(\.[^']+\.ts)';$/gm;

const opensDatabase = new Map([[DOOR, true]]);

function mayOpenDatabase(file) {
  const known = opensDatabase.get(file);
  if (known !== undefined) return known;
  // What is on its way here already, if files import one another in a circle.
  opensDatabase.set(file, false);
  const imported = [...readFileSync(PROJECT + file, 'utf8').matchAll(IMPORT)].map(([, path]) =>
    join(dirname(file), path),
  );
  const may = imported.some((path) => path.startsWith('test/') && mayOpenDatabase(path));
  opensDatabase.set(file, may);
  return may;
}

for (const name of readdirSync(`${PROJECT}test`, { recursive: true })) {
  const file = `test/${name}`;
  if (!file.endsWith('.test.ts') || PAGES_ON_BOTH.includes(file)) continue;
  if (file.startsWith(PAGES) || !mayOpenDatabase(file)) console.log(file);
}
