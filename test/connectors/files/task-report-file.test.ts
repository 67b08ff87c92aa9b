import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TASK_REPORTS } from '../../../src/connectors/table/task-report.ts';
import { reportTask, type TaskReportInput } from '../../../src/import/report/report-task.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, graphOver } from '../../support/graph.ts';
import { projects } from '../../support/project.ts';
import { importText } from '../../support/river.ts';
import { toldReports } from '../../support/task-report.ts';
import { csvRows, type Fetch, filesOver, workbookRows } from './support.ts';

let database: TestDatabase;
let files: Fetch;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, projects());
  const note = { en: '=On its way.', 'zh-Hans': '正在进行。' };
  await report('rail', '2023-06-30', { rating: 'green', progress: '55.5', by: 'transport', note });
  // Half past midnight in London, and the day before in UTC.
  await report('ships', '2023-07-01T00:30+01:00', { rating: 'green' });
  files = filesOver(database);
  ask = graphOver(database);
});
afterAll(() => database.close());

const report = (task: string, at: string, more: Partial<TaskReportInput>) => {
  const nothing = { progress: null, rating: null, by: null, note: null };
  return reportTask(database, { dataset: 'projects', task, status: 'IN_PROGRESS', at, ...nothing, ...more });
};

type Row = Readonly<Record<string, unknown>>;
const empty = (value: unknown) => (value === '' || value === undefined ? null : value);
const moment = (value: unknown) => (value instanceof Date ? value : new Date(String(value))).toISOString();
const day = (value: unknown) => (value instanceof Date ? value.toISOString().slice(0, 10) : value);

/** A row of any format with the columns that the graph tells of. */
const flat = (row: Row): Row => ({
  taskCode: row.taskCode,
  reportedAt: moment(row.reportedAt),
  reportedOn: day(row.reportedOn),
  status: row.status,
  progress: empty(row.progress) === null ? null : Number(row.progress),
  rating: empty(row.rating),
  ratingName: empty(row.ratingName),
  ratingLight: empty(row.ratingLight),
  reportedByCode: empty(row.reportedByCode),
  reportedByName: empty(row.reportedByName),
  note: empty(row.note),
});

const SHOWN = TASK_REPORTS.columns.filter(({ internal }) => !internal);
const READERS: Readonly<Record<string, (path: string) => Promise<Row[]>>> = {
  csv: async (path) => csvRows((await files(path)).text),
  json: async (path) => (await files(path)).json,
  parquet: async (path) => parquetReadObjects({ file: new Uint8Array((await files(path)).bytes).buffer }),
};

describe('a file of dated reports', () => {
  test.each(Object.keys(READERS))('says in %s what the graph says of each, by task and time', async (format) => {
    for (const lang of ['en', 'zh-Hans']) {
      const rows = (await READERS[format]?.(`task-reports.${format}?dataset=projects&lang=${lang}`)) ?? [];
      const told = (await toldReports(ask, lang)).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
      // No spreadsheet is to take a note for a formula.
      const guarded = (note: unknown) => (format === 'csv' && String(note).startsWith('=') ? `'${note}` : note);
      expect(rows).toHaveLength(21);
      expect(rows.map(flat)).toEqual(told.map((row) => ({ ...row, note: guarded(row.note) })));
      expect(Object.keys(rows[0] ?? {})).toEqual(SHOWN.map(({ name }) => name));
      expect(rows.map(({ taskTitle }) => taskTitle)).toContain('Rail');
    }
  });

  test('is a workbook with headers in the language asked for', async () => {
    const { bytes } = await files('task-reports.xlsx?dataset=projects&text=rail&lang=zh-Hans');
    const rows = workbookRows(bytes, SHOWN);
    expect(rows).toHaveLength(5);
    expect(rows.at(-1)).toMatchObject({
      taskCode: 'rail',
      taskTitle: 'Rail',
      progress: 55.5,
      ratingName: '绿',
      note: '正在进行。',
    });
  });

  test('has its columns described beside it', async () => {
    const { json } = await files('task-reports.metadata.json?dataset=projects');
    expect(json.url).toBe('task-reports.csv?dataset=projects');
    expect(json.tableSchema.columns.map(({ name }: { name: string }) => name)).toEqual(SHOWN.map(({ name }) => name));
  });

  test.each([
    ['text=rail&reportedFrom=2019-03-31&reportedTo=2020-03-31', ['rail 2019-03-31', 'rail 2020-03-31']],
    ['reportedFrom=2023-07-01', ['ships 2023-07-01']],
    ['reportedFrom=2023-06-30&reportedTo=2023-06-30', ['rail 2023-06-30']],
    ['status=COMPLETED', ['bridge 2022-03-31']],
    ['organization=health&ratings=reset', ['vault 2022-03-31']],
    ['text=nothing', []],
  ])('of the reports that ?%s selects', async (words, reports) => {
    const { text } = await files(`task-reports.csv?dataset=projects&${words}`);
    expect(csvRows(text).map(({ taskCode, reportedOn }) => `${taskCode} ${reportedOn}`)).toEqual(reports);
  });

  test('is another as soon as something is reported', async () => {
    const path = 'task-reports.csv?dataset=projects&text=depot';
    const etag = (await files(path)).headers.get('etag') ?? '';
    const again = () => files(path, { headers: { 'if-none-match': etag } });
    expect((await again()).status).toBe(304);
    await report('depot', '2024-01-01', { status: 'CANCELLED' });
    const { status, text } = await again();
    expect([status, csvRows(text).at(-1)?.status]).toEqual([200, 'CANCELLED']);
  });
});

const key = ({ taskCode, reportedAt }: Row): string => `${taskCode} ${reportedAt}`;
