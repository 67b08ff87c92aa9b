import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { reportTask } from '../../src/import/report/report-task.ts';
import { importFiles, openMemory, openObservations } from './fixture.ts';

const PAGE = new URL('../../docs/publishing.md', import.meta.url);

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** Each file of the example: its name on a line, then what is in it. */
const filesIn = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(/^`([\w.]+)`\n\n```\w+\n(.*?)^```$/gms)].map(([, name, text]) => [name, text]));

test('the example of the page is a package, and the report after it reports on its task', async () => {
  const page = await readFile(PAGE, 'utf8');
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
