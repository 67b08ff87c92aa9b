import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = join(PROJECT, 'src');

/** The table of docs/architecture.md: folder or file → what it may import. */
const table = new Map(
  [
    ...readFileSync(join(PROJECT, 'docs/architecture.md'), 'utf8').matchAll(/^\| `src\/([\w.]+)` \| .* \| (.*) \|$/gm),
  ].map(([, place = '', allowed = '']) => [
    place,
    new Set([...allowed.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name)),
  ]),
);

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
  .map((file) => join(SOURCE, file));

/** The row of the table that a file belongs to: its folder, or itself where it lies in src. */
function placeOf(file: string): string {
  const [first = '', ...rest] = relative(SOURCE, file).split(sep);
  return rest.length > 0 ? first : first;
}

/** `config` in the table means config.ts, `server` the folder and server.ts. */
const named = (place: string) => place.replace(/\.ts$/, '');

const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    join(dirname(file), path),
  );

test('every folder and file of src has a row in the table of allowed imports', () => {
  const places = [...new Set(files.map(placeOf))].sort();
  expect([...table.keys()].sort()).toEqual(places);
});

test('nothing imports what the table does not allow', () => {
  const strays: string[] = [];
  for (const file of files) {
    const place = placeOf(file);
    const allowed = table.get(place) ?? new Set();
    for (const target of importsOf(file)) {
      const wanted = placeOf(target);
      if (wanted !== place && !allowed.has(named(wanted)))
        strays.push(`${relative(SOURCE, file)} → ${relative(SOURCE, target)}`);
    }
  }
  expect(strays).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const edges = new Map(files.map((file) => [file, importsOf(file).filter((target) => !target.includes('generated'))]));
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].map((one) => relative(SOURCE, one)).join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of edges.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

test('the environment is read in config.ts alone', () => {
  const readers = files
    .filter((file) => /process\.env/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(SOURCE, file));
  expect(readers.filter((file) => !['config.ts', 'main.ts'].includes(file))).toEqual([]);
});
