import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { reportTask, type TaskReportInput } from '../../../src/import/report/report-task.ts';
import { importFiles, openMemory, SMALL } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importFiles(database, SMALL);
  await importFiles(database, { 'tasks.csv': 'code,title:en\nroot,Another\n' }, { descriptor: { name: 'other' } });
});
afterAll(() => database.close());

const report = (input: Partial<TaskReportInput>) =>
  reportTask(database, {
    dataset: null,
    task: 'one',
    status: 'IN_PROGRESS',
    progress: null,
    rating: null,
    at: null,
    by: null,
    note: null,
    ...input,
  });

const stateOf = async (code: string) =>
  (
    await database.query(
      `-- test.task
select t.status::text, t.own_progress::text as own, t.rolled_up_progress::text as rolled, t.completed_date::text as completed
from task t join dataset d on d.id = t.dataset_id where t.code = $1::text and d.code = 'small'`,
      [code],
    )
  )[0];

test('without reports a parent is as unknown as its children', async () => {
  expect(await stateOf('root')).toEqual({ status: 'PLANNED', own: null, rolled: null, completed: null });
});

test('a report moves the task, what is above it, and the content version', async () => {
  const versions = () =>
    database.query<{ facts: number; facts_mark: string; reports: number; mark: string }>(
      '-- test.version\nselect facts, facts_mark, reports, mark from content_version',
    );
  const [before] = await versions();
  expect(await report({ progress: '40', at: '2020-03-01T00:00:00Z', by: 'unit', note: { en: 'under way' } })).toEqual({
    task: 'one',
    dataset: 'small',
    status: 'IN_PROGRESS',
    ownProgress: '40',
    rolledUpProgress: '40',
    rating: null,
  });
  await report({ task: 'two', progress: '20', at: '2020-03-01T00:00:00Z' });
  expect(await stateOf('root')).toMatchObject({ rolled: '35.0000' });
  const [after] = await versions();
  expect(after).toMatchObject({
    facts: before?.facts,
    facts_mark: before?.facts_mark,
    reports: (before?.reports ?? 0) + 2,
  });
  expect(after?.mark).not.toBe(before?.mark);
});

test('completed without a figure is 100, on the day that it was in the data set’s time zone', async () => {
  expect(await report({ status: 'COMPLETED', at: '2020-05-31T16:30:00Z' })).toMatchObject({
    ownProgress: '100',
  });
  expect(await stateOf('one')).toEqual({
    status: 'COMPLETED',
    own: '100.0000',
    rolled: '100.0000',
    completed: '2020-06-01',
  });
  expect(await stateOf('root')).toMatchObject({ rolled: '80.0000' });
});

test('saying again that it is completed does not move the day', async () => {
  await report({ status: 'COMPLETED', progress: '100', at: '2020-08-01T00:00:00Z' });
  expect(await stateOf('one')).toMatchObject({ completed: '2020-06-01' });
});

test('an earlier report that comes in late changes nothing', async () => {
  expect(await report({ progress: '10', at: '2020-01-01T00:00:00Z' })).toMatchObject({
    status: 'COMPLETED',
    ownProgress: '100',
  });
});

test('a cancelled task does not weigh on its parent', async () => {
  await report({ task: 'two', status: 'CANCELLED', at: '2020-09-01T00:00:00Z' });
  expect(await stateOf('root')).toMatchObject({ rolled: '100.0000' });
});

test('an import keeps live reports, adds its own, and settles status by all of them', async () => {
  const files = {
    ...SMALL,
    'task_reports.csv':
      'task,reported_at,status,progress,reported_by,source,locator\ntwo,2020-10-01,IN_PROGRESS,60,unit,report,p. 9\n',
  };
  expect(await importFiles(database, files)).toMatchObject({ outcome: 'PUBLISHED', changes: { opened: 1, closed: 0 } });
  expect(await stateOf('one')).toMatchObject({ status: 'COMPLETED', completed: '2020-06-01' });
  expect(await stateOf('two')).toMatchObject({ status: 'IN_PROGRESS', own: '60.0000' });
  expect(await stateOf('root')).toMatchObject({ rolled: '90.0000' });
});

test.each([
  ['an unknown task', { task: 'onne' }, 'NOT_FOUND', /"onne" is unknown. The nearest is "one"/],
  ['an unknown data set', { dataset: 'smal' }, 'NOT_FOUND', /The data sets are other, small/],
  ['an unknown organisation', { by: 'units' }, 'NOT_FOUND', /The nearest is "unit"/],
  ['a task in several data sets', { task: 'root' }, 'BAD_INPUT', /Name one of these data sets: other, small/],
  ['an unknown status', { status: 'DONE' }, 'BAD_INPUT', /one of PLANNED, ACCEPTED/],
  ['a progress above 100', { progress: '100.5' }, 'BAD_INPUT', /from 0 to 100/],
  ['a progress that is no number', { progress: '40%' }, 'BAD_INPUT', /from 0 to 100/],
  ['completed at another figure', { status: 'COMPLETED', progress: '99' }, 'BAD_INPUT', /completed task must be 100/],
  ['the future', { at: new Date(Date.now() + 3_600_000).toISOString() }, 'BAD_INPUT', /future/],
  [
    'a day that does not exist',
    { at: '2020-02-31' },
    'BAD_INPUT',
    /"2020-02-31" is not a date or a date-time. Expected YYYY-MM-DD/,
  ],
  ['a time that is none', { at: '1' }, 'BAD_INPUT', /"1" is not a date or a date-time/],
  ['a bad language tag', { note: { zh_CN: 'x' } }, 'BAD_INPUT', /BCP 47/],
] as const)('%s is refused', async (_, input, code, message) => {
  const before = await database.query('-- test.count\nselect count(*)::int as reports from task_report');
  await expect(report(input)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  expect(await database.query('-- test.count\nselect count(*)::int as reports from task_report')).toEqual(before);
});

test('a bare day, and a time without an offset, are meant in the data set’s time zone', async () => {
  const options = { descriptor: { name: 'york' }, govgraph: { timeZone: 'America/New_York' } };
  await importFiles(database, { 'tasks.csv': 'code,title:en\nbare,Bare\ntimed,Timed\n' }, options);
  await report({ task: 'bare', status: 'COMPLETED', at: '2020-03-02' });
  await report({ task: 'timed', status: 'COMPLETED', at: '2020-03-02T23:30' });
  const rows = await database.query(`-- test.york
select t.code, t.completed_date::text as day, (r.reported_at at time zone 'UTC')::text as utc
from task t join task_report r on r.task_id = t.id where t.code in ('bare', 'timed') order by 1`);
  expect(rows).toEqual([
    { code: 'bare', day: '2020-03-02', utc: '2020-03-02 05:00:00' },
    { code: 'timed', day: '2020-03-02', utc: '2020-03-03 04:30:00' },
  ]);
});
