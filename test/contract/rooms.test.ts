import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = join(PROJECT, 'src');
const MAX_FILES = 24;

/** The table of docs/architecture.md: a room of src, or a file that lies in src itself → what it may import. */
const table = new Map(
  [
    ...readFileSync(join(PROJECT, 'docs/architecture.md'), 'utf8').matchAll(
      /^\| `src\/([\w./-]+)` \| .* \| (.*) \|$/gm,
    ),
  ].map(([, place = '', allowed = '']) => [
    room(place),
    [...allowed.matchAll(/`([\w./*-]+)`/g)].map(([, name = '']) => name),
  ]),
);

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
  .map((file) => join(SOURCE, file));

/** `config` in the table means config.ts. */
function room(place: string): string {
  return place.replace(/\.tsx?$/, '');
}

/** The room of a file: its folder, or itself where it lies in src. */
function roomOf(file: string): string {
  const path = relative(SOURCE, file);
  return dirname(path) === '.' ? room(path) : dirname(path);
}

const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map(([, path = '']) => join(dirname(file), path))
    .map((target) => target.replace(/\/generated\/.*/, '/generated.ts'));

/** Each circle of a graph once, as a path whose last node is its first. */
function circlesIn(nodes: readonly string[], edges: (node: string) => readonly string[]): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (node: string, path: readonly string[]) => {
    if (path.includes(node)) circles.push([...path.slice(path.indexOf(node)), node].join(' → '));
    if (path.includes(node) || done.has(node)) return;
    for (const target of edges(node)) walk(target, [...path, node]);
    done.add(node);
  };
  for (const node of nodes) walk(node, []);
  return circles;
}

test('every room of src has a row in the table of docs/architecture.md, and no row is of a room that is gone', () => {
  expect([...table.keys()].sort()).toEqual([...new Set(files.map(roomOf))].sort());
});

test('no file imports what its room may not import', () => {
  const strays: string[] = [];
  for (const file of files) {
    const allowed = table.get(roomOf(file)) ?? [];
    for (const target of importsOf(file)) {
      const wanted = roomOf(target);
      const isAllowed = (name: string) =>
        name.endsWith('/*') ? wanted.startsWith(name.slice(0, -1)) : name === wanted;
      if (wanted !== roomOf(file) && !allowed.some(isAllowed))
        strays.push(`${relative(SOURCE, file)} → ${relative(SOURCE, target)}`);
    }
  }
  expect(strays).toEqual([]);
});

test('the table allows nothing that nobody imports', () => {
  const used = new Map<string, Set<string>>();
  for (const file of files) {
    const wanted = used.get(roomOf(file)) ?? new Set();
    for (const target of importsOf(file)) wanted.add(roomOf(target));
    used.set(roomOf(file), wanted);
  }
  const unused = [...table].flatMap(([from, allowed]) =>
    allowed
      .filter(
        (name) =>
          ![...(used.get(from) ?? [])].some((one) =>
            name.endsWith('/*') ? one.startsWith(name.slice(0, -1)) : one === name,
          ),
      )
      .map((name) => `${from} → ${name}`),
  );
  expect(unused).toEqual([]);
});

test('rooms do not import each other in a circle', () => {
  const edges = new Map<string, Set<string>>();
  for (const file of files) {
    const targets = edges.get(roomOf(file)) ?? new Set();
    for (const target of importsOf(file)) if (roomOf(target) !== roomOf(file)) targets.add(roomOf(target));
    edges.set(roomOf(file), targets);
  }
  expect(circlesIn([...edges.keys()], (name) => [...(edges.get(name) ?? [])])).toEqual([]);
});

test('files do not import each other in a circle', () => {
  const edges = new Map(files.map((file) => [file, importsOf(file)]));
  const circles = circlesIn(files, (file) => edges.get(file) ?? []);
  expect(circles.map((circle) => circle.replaceAll(`${SOURCE}/`, ''))).toEqual([]);
});

test(`no room holds more than ${MAX_FILES} files`, () => {
  const sizes = new Map<string, number>();
  for (const file of files) sizes.set(roomOf(file), (sizes.get(roomOf(file)) ?? 0) + 1);
  expect([...sizes].filter(([, size]) => size > MAX_FILES)).toEqual([]);
});

test('the environment is read in config.ts alone', () => {
  const readers = files
    .filter((file) => /process\.env/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(SOURCE, file));
  expect(readers.filter((file) => !['config.ts', 'main.ts'].includes(file))).toEqual([]);
});
