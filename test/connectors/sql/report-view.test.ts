import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportTask } from '../../../src/import/report/report-task.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { projects } from '../../support/project.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, projects());
  ask = graphOver(database);
});
afterAll(() => database.close());

type Row = Readonly<Record<string, unknown>>;
interface Report extends Row {
  readonly reportedAt: string;
  readonly progress: string | null;
  readonly rating: Row | null;
  readonly reportedBy: Row | null;
}

const LONDON = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' });
const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).toSorted();

/** What the graph says of all reports, as a row of the view has it. */
async function told(lang: string): Promise<Row[]> {
  const { tasks } = await dataOf(
    ask(`{ tasks(first: 100) { nodes { code reports(first: 100) { nodes { reportedAt status progress
  rating { code name(lang: "${lang}") light } reportedBy { code name(lang: "${lang}") } note(lang: "${lang}") } } } } }`),
  );
  return tasks.nodes.flatMap(({ code, reports }: { code: string; reports: { nodes: Report[] } }) =>
    reports.nodes.map(({ reportedAt, progress, rating, reportedBy, ...rest }) => ({
      task_code: code,
      reported_at: new Date(reportedAt).toISOString(),
      reported_on: LONDON.format(new Date(reportedAt)),
      status: rest.status,
      progress: progress === null ? null : Number(progress),
      rating: rating?.code ?? null,
      rating_name: rating?.name ?? null,
      rating_light: rating?.light ?? null,
      reported_by_code: reportedBy?.code ?? null,
      reported_by_name: reportedBy?.name ?? null,
      note: rest.note ?? null,
    })),
  );
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
