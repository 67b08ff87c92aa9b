import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));

/** Names of one thing that two layers have: a rule of the domain and the enum of the schema that shows it, a setting and its reader. */
const SHARED = [
  'AggregationRule', 'ChangeReason', 'CheckRule', 'Direction', 'Frequency', 'Light', 'ODataLimits', 'TaskStatus', 'Verdict',
]; // biome-ignore format: a list
const EXPORT = /^export (?:async )?(?:const|function\*?|class|interface|type|enum) (\w+)/gm;

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  // The catalogues of messages have the same names in each language.
  (file) => /\.tsx?$/.test(file) && !/generated|domain\/message\/(?:en|zh-hans)\//.test(file),
);

/** Each exported name with the files that export it. */
function namesIn(chosen: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of chosen) {
    for (const [, name = ''] of readFileSync(join(SOURCE, file), 'utf8').matchAll(EXPORT)) {
      found.set(name, (found.get(name) ?? new Set()).add(file));
    }
  }
  return found;
}

// The explorer is a program of its own, which knows nothing of the server's names.
const filesOf = namesIn(files.filter((file) => !file.startsWith('explorer/')));
const explorer = namesIn(files.filter((file) => file.startsWith('explorer/')));

test('no two files export the same name, unless it is the same thing', () => {
  const twice = [...filesOf, ...explorer].filter(([name, from]) => from.size > 1 && !SHARED.includes(name));
  expect(twice.map(([name, from]) => `${name}: ${[...from].join(', ')}`)).toEqual([]);
});

test('every name that is said to be shared is shared', () => {
  expect(SHARED.filter((name) => (filesOf.get(name)?.size ?? 0) < 2)).toEqual([]);
});
