import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFolder } from '../../src/cli/import.ts';
import type { Database } from '../../src/database/database.ts';
import { reportTask } from '../../src/import/report/report-task.ts';
import { MODES } from '../../src/import/standing/mode.ts';
import { silentTerminal } from '../support/terminal.ts';
import { importFiles, openMemory, openObservations, writePackage } from './fixture.ts';

const PAGE = new URL('../../docs/publishing.md', import.meta.url);

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** The page without the spreadsheet that it begins with, which has a test of its own. */
const readPage = async (): Promise<string> => {
  const page = await readFile(PAGE, 'utf8');
  return page.slice(page.indexOf('\n## A package'));
};

/** Each file of the example: its name on a line, then what is in it. */
const filesIn = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(/^`([\w.]+)`\n\n```\w+\n(.*?)^```$/gms)].map(([, name, text]) => [name, text]));

test('the example of the page is a package, and the report after it reports on its task', async () => {
  const page = await readPage();
  const files = filesIn(page);
  const named = (JSON.parse(files['datapackage.json'] ?? '{}').resources ?? []).map(
    ({ path }: { path: string }) => path,
  );
  expect(Object.keys(files).sort()).toEqual(['datapackage.json', ...named].sort());
  expect(await importFiles(database, files)).toMatchObject({
    dataset: 'river-city',
    outcome: 'PUBLISHED',
    counts: { working_groups: 1, programmes: 1, tasks: 2, metrics: 1, observations: 2 },
    notes: [],
  });
  expect(await openObservations(database, 'river-city')).toContain('leaks 990100 2020 7 {PROVISIONAL} 1');

  const [, task = '', dataset = '', status = '', progress = ''] =
    /report -- (\S+) --dataset (\S+) --status (\S+) --progress (\S+)/.exec(page) ?? [];
  const input = { task, dataset, status, progress, rating: null, at: null, by: null, note: { en: 'half way' } };
  expect(await reportTask(database, input)).toMatchObject({ task: 'dike-a', ownProgress: '60' });
  expect(await reportTask(database, { ...input, progress: null })).toMatchObject({ ownProgress: null });
});

test('what the page shows of modes and dry runs is what the terminal says', async () => {
  const own = await openMemory();
  const page = await readPage();
  const files = filesIn(page);
  await importFiles(own, files);
  const [, observations = ''] = /```text\n(metric,.*?)^```$/ms.exec(page) ?? [];
  const descriptor = JSON.parse(files['datapackage.json'] ?? '{}');
  const next = await writePackage({
    'observations.csv': observations,
    'datapackage.json': JSON.stringify({
      ...descriptor,
      version: '2021.1',
      resources: [{ name: 'observations', path: 'observations.csv' }],
    }),
  });
  const shown = [...page.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, text = '']) =>
    text.split(/^\$ /m).slice(1),
  );
  expect(shown).toHaveLength(4);
  for (const block of shown) {
    const [command = '', ...lines] = block.trimEnd().split('\n');
    const mode = MODES.get(/--mode (\w+)/.exec(command)?.[1] ?? '') ?? 'REPLACE';
    const dryRun = command.includes('--dry-run');
    const answer = await importFolder(own, next, silentTerminal(), { mode, dryRun }).catch((error: Error) => [
      error.message,
    ]);
    expect(answer.join('\n').split('\n')).toEqual(lines);
  }
  await own.close();
});
