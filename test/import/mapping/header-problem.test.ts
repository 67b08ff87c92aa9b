import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { printedImport } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const TABLES = [
  { makes: 'tasks', fields: { code: 'project', 'title:en': 'project' } },
  {
    makes: 'task_reports',
    values: [{ columns: ['RAG (2023-03-31)', 'RAG: 2023-04-30'] }],
    fields: {
      task: 'project',
      reported_at: { header: 1, template: 'RAG ({reported_at})' },
      status: { constant: 'IN_PROGRESS' },
      'note:en': { value: true },
    },
  },
];

test('what is wrong with a header is told once, however many rows there are below it', async () => {
  const rows = ['Alpha', 'Beta', 'Gamma'].map((name) => `${name},Green,Red`);
  const lines = await printedImport(database, {
    set: 'plan',
    file: 'plan.csv',
    content: `project,RAG (2023-03-31),RAG: 2023-04-30\n${rows.join('\n')}\n`,
    change: { tables: TABLES },
    dryRun: true,
  });
  const ofHeader = lines.filter((line) => line.includes('not of the form of the template'));
  expect(ofHeader).toHaveLength(1);
  expect(ofHeader[0]).toContain('line 1, column RAG: 2023-04-30');
  expect(lines[0]).toContain('1 problem');
});
