import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FACTS } from '../../src/import/package/fact-format.ts';
import { CATALOGUE } from '../../src/import/package/format.ts';

const PAGE = readFileSync(new URL('../../docs/publishing.md', import.meta.url), 'utf8');
/** What every row may carry is said above the table. */
const CITATION = ['source', 'locator', 'quote'];

/** The row of a file in the table of files; several files may share one. */
const rowOf = (file: string): string => {
  const found = PAGE.split('\n').find((line) => line.startsWith('| ') && filesOf(line).includes(file));
  if (found === undefined) throw new Error(`docs/publishing.md lists no file ${file}`);
  return found;
};
const filesOf = (line: string): string[] => (line.split('|')[1] ?? '').split(',').map((name) => name.trim());

test.each(Object.entries({ ...CATALOGUE, ...FACTS }))(
  'lists the columns of %s, and which are required',
  (file, columns) => {
    const words = rowOf(file).replaceAll('\\', '');
    for (const [name, { required, translated }] of Object.entries(columns).filter(
      ([name]) => !CITATION.includes(name),
    )) {
      const title = translated ? `${name}:*` : name;
      expect(words.split(/[ ,|;]+|:(?= )/), title).toContain(required ? `**${title}**` : title);
    }
  },
);
