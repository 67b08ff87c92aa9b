import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importMapped } from '../../../src/cli/import.ts';
import type { Database } from '../../../src/database/database.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures } from './support.ts';

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openMemory();
  folder = await mkdtemp(join(tmpdir(), 'govgraph-plan-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** Rows of a query whose only column is `text`. */
const textsOf = async (query: string): Promise<string[]> =>
  (await database.query<{ text: string }>(`-- test.plan-page\n${query}`)).map(({ text }) => text);

test('the plan of the page becomes regions, offices, a programme, a tree of tasks, figures and targets', async () => {
  const page = await readFile('docs/mapping.md', 'utf8');
  const [, section = ''] = page.split('### Programmes, goals, targets and regions');
  const blocks = [...section.matchAll(/^```(csv|json)\n(.*?)^```$/gms)].map(([, , text = '']) => text);
  const names = ['plan.csv', 'plan.definitions.json', 'plan.mapping.json'];
  const at = (name: string) => join(folder, name);
  for (const [index, name] of names.entries()) await writeFile(at(name), blocks[index] ?? '');
  const publish = async (content?: string) => {
    if (content !== undefined) await writeFile(at('plan.csv'), content);
    const options = { mapping: at('plan.mapping.json'), mode: 'APPEND' } as const;
    return (await importMapped(database, at('plan.csv'), silentTerminal(), options)).lines;
  };
  expect((await publish())[0]).toContain('published as release 1');

  const isOpen = 'to_seq = 2147483647';
  expect(
    await textsOf(
      `select concat_ws(' ', r.code, v.level, p.code, v.name ->> 'en') as text
from region_version v join region r on r.id = v.region_id left join region p on p.id = v.parent_id where v.${isOpen} order by r.code`,
    ),
  ).toEqual(['100 COUNTY Shire', '101 TOWNSHIP 100 East', '102 TOWNSHIP 100 West']);
  expect(await textsOf(`select concat_ws(' ', code, kind) as text from programme where ${isOpen}`)).toEqual([
    'Rule of law CAMPAIGN',
  ]);
  expect(
    await textsOf(
      `select concat_ws(' ', t.code, '<', p.code, t.status, t.due_date, g.code,
  (select string_agg(o.code, '+') from task_responsibility r join organization o on o.id = r.organization_id where r.task_id = t.id)) as text
from task t left join task p on p.id = t.parent_id join programme g on g.id = t.programme_id where t.${isOpen} order by t.code`,
    ),
  ).toEqual([
    '1 < PLANNED Rule of law',
    '1.1 < 1 IN_PROGRESS 2025-12-31 Rule of law Justice',
    '1.2 < 1 IN_PROGRESS 2025-06-30 Rule of law Court',
  ]);
  expect(await citedFigures(database, 'law-plan')).toEqual(['visits 101 2024 12 <- 2:10', 'visits 102 2024 8 <- 3:10']);
  expect(
    await textsOf(
      `select concat_ws(' ', r.code, t.period, t.kind, t.value, '<-', c.locator) as text from target t join series s on s.id = t.series_id
join region r on r.id = s.region_id join citation c on c.id = t.citation_ids[1] order by r.code`,
    ),
  ).toEqual(['101 2025 TARGET 20 <- 2:11', '102 2025 TARGET 15 <- 3:11']);

  // Regions that the file itself makes are still checked: one that nobody makes is told at its cell.
  const row = 'Rule of law,1,Law within reach,1.1,Legal aid in every township,Justice,2025-12-31,103,,3,4\n';
  await expect(publish(`${blocks[0]}${row}`)).rejects.toThrow(/plan\.csv line 5, column region name: .*/);
});
