import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = join(PROJECT, 'src');
const ROOMS = ['graphql/cube', 'read/cube'];

/** The files of the cube in the order in which docs/architecture.md has them. */
const [, section = ''] =
  /## The line of a cube\n(.*?)\n## /s.exec(readFileSync(join(PROJECT, 'docs/architecture.md'), 'utf8')) ?? [];
const line = [...section.matchAll(/`((?:graphql|read)\/cube\/[\w-]+\.ts)`/g)].map(([, file = '']) => file);

const importsOf = (file: string) =>
  [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/from '(\.[^']+)'/g)]
    .map(([, path = '']) => relative(SOURCE, join(SOURCE, dirname(file), path)))
    .filter((target) => ROOMS.includes(dirname(target)));

test('the line of a cube names each of its files once', () => {
  const files = ROOMS.flatMap((room) => readdirSync(join(SOURCE, room)).map((file) => `${room}/${file}`));
  expect(line.toSorted()).toEqual(files.toSorted());
});

test('no file of a cube imports one that stands after it', () => {
  const strays = line.flatMap((file, at) =>
    importsOf(file).flatMap((target) => (line.indexOf(target) < at ? [] : [`${file} → ${target}`])),
  );
  expect(strays).toEqual([]);
});
