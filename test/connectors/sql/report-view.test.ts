import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportTask } from '../../../src/import/report/report-task.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, graphOver } from '../../support/graph.ts';
import { projects } from '../../support/project.ts';
import { importText } from '../../support/river.ts';
import { toldReports } from '../../support/task-report.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, projects());
  ask = graphOver(database);
});
afterAll(() => database.close());

type Row = Readonly<Record<string, unknown>>;

const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).toSorted();

/** What the graph says of all reports, as a row of the view has it. */
async function told(lang: string): Promise<Row[]> {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const named = (row: Row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]));
  return (await toldReports(ask, lang)).map(named);
}

/** What the view says, in a language of the session. */
async function viewed(lang: string): Promise<Row[]> {
  return database.transaction(async (tx) => {
    await tx.query(`select set_config('govgraph.language', $1, true)`, [lang]);
    const rows = await tx.query<{ row: Row }>(`select to_json(r) as row from (
  select task_code, reported_at, reported_on, status, progress, rating, rating_name, rating_light, reported_by_code, reported_by_name, note
  from bi.fact_task_report) r`);
    return rows.map(({ row }) => ({ ...row, reported_at: new Date(String(row.reported_at)).toISOString() }));
  });
}

describe('bi.fact_task_report', () => {
  test.each(['en', 'zh-Hans'])('says of each report what the graph says, in %s', async (lang) => {
    const rows = await viewed(lang);
    expect(rows).toHaveLength(19);
    expect(sorted(rows)).toEqual(sorted(await told(lang)));
    expect(rows.map(({ rating_name }) => rating_name)).toContain(lang === 'en' ? 'Amber/Red' : '黄红');
    expect(new Set(rows.map(({ reported_on }) => reported_on))).toContain('2018-03-31');
  });

  test('has a report as soon as it is made, with who made it and what it says', async () => {
    const at = '2023-06-30';
    await reportTask(database, { dataset: 'projects', task: 'rail', status: 'IN_PROGRESS', progress: '55.5', rating: 'green', at, by: 'transport', note: { en: 'On its way.', 'zh-Hans': '正在进行。' } }); // biome-ignore format: a report a line
    const rows = await viewed('en');
    expect(sorted(rows)).toEqual(sorted(await told('en')));
    expect(rows.filter(({ reported_on }) => reported_on === at)).toMatchObject([
      {
        task_code: 'rail',
        progress: 55.5,
        rating: 'green',
        rating_light: 'GREEN',
        reported_by_name: 'Transport',
        note: 'On its way.',
      },
    ]);
  });

  test('leaves out the reports on a task that is no more', async () => {
    const { tasks } = projects().files;
    const left = String(tasks).replace(/^rail,.*\n/m, '');
    await importText(
      database,
      projects('2', { tasks: left, task_reports: 'task,reported_at,status,progress,rating\n' }),
    );
    const rows = await viewed('en');
    expect(rows.map(({ task_code }) => task_code)).not.toContain('rail');
    expect(sorted(rows)).toEqual(sorted(await told('en')));
  });
});
