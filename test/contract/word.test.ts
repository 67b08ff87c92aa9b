import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** A word enters this list once its last use is gone, so that it does not come back. */
const RETIRED_WORDS = [
  { word: /\b(?:MOST|LONGEST|GREATEST|LARGEST)(?:_\w+)?\b/g, say: 'MAX_ and the name of what is bounded' },
  { word: /\b[iI]ngest\w*/g, say: 'import' },
  { word: /\bHeld</g, say: 'RowIndex<' },
  { word: /\bheeding\b/g, say: 'withDeadline' },
  { word: /\bWishes\b/g, say: 'ReadPreferences' },
  { word: /\bHanded\b/g, say: 'YogaHandoff' },
  { word: /\b(?:ALONE|ELSEWHERE|GONE|LEANS)\b/g, say: 'ROOT_KEY, UNSUPPORTED_… and the like' },
  { word: /\bformer_label\b|\bFormerKind\b|\bfrom former\b/g, say: 'row_history' },
  { word: /\bformulaOf\b|\bmeaningOf\b|\baddressOf\b/g, say: 'a name that begins with a verb' },
];

const codeIn = (folder: string) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /\.(?:ts|mjs)$/.test(file) && !/generated|node_modules|word\.test/.test(file));

/** Each retired word in a text or a path, with what to say instead. */
const retiredWordsIn = (text: string) =>
  RETIRED_WORDS.flatMap(({ word, say }) => [...text.matchAll(word)].map(([found]) => `${found}: say ${say}`));

test.each(['src', 'test', 'bench', 'scripts'])('no file of %s uses a retired word', (folder) => {
  const found = codeIn(folder).flatMap((file) =>
    retiredWordsIn(`${file}\n${readFileSync(join(PROJECT, file), 'utf8')}`).map((word) => `${file}: ${word}`),
  );
  expect(found).toEqual([]);
});

test('a retired word is found in names of constants, functions and files', () => {
  expect(retiredWordsIn('const MOST_ROWS = 1; const LONGEST = 2;')).toEqual([
    'MOST_ROWS: say MAX_ and the name of what is bounded',
    'LONGEST: say MAX_ and the name of what is bounded',
  ]);
  expect(retiredWordsIn('src/ingest/stage.ts')).toEqual(['ingest: say import']);
  expect(retiredWordsIn('const MAX_ROWS = 1; // at most, the longest, an import')).toEqual([]);
});

test('no variable of src has a name that says nothing of what it holds', () => {
  const found = codeIn('src').flatMap((file) =>
    [...readFileSync(join(PROJECT, file), 'utf8').matchAll(/\b(?:const|let) (?:told|held|asked|wish|wishes)\b/g)].map(
      ([name]) => `${file}: ${name}`,
    ),
  );
  expect(found).toEqual([]);
});
