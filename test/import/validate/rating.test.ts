import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { reportTask, type TaskReportInput } from '../../../src/import/report/report-task.ts';
import { importFiles, inEnglish, openMemory, problemsOf, SMALL } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const RATINGS =
  'code,name:en,light,order,valid_from,valid_to\n' +
  'poor,Poor,RED,2,,\n' +
  'good,Good,GREEN,1,,\n' +
  'fair,Fair,YELLOW,3,,2021-03-31\n' +
  'new,New,,4,2021-04-01,\n';
const London = { timeZone: 'Europe/London' };
const rated = (...reports: readonly string[]) => ({
  ...SMALL,
  'ratings.csv': RATINGS,
  'task_reports.csv': `task,reported_at,status,rating\n${reports.map((line) => `one,${line}\n`).join('')}`,
});

test.each([
  ['a rating that nothing defines', '2020-01-01,IN_PROGRESS,fare', 'fare', 'the rating "fare" is unknown', 'one of poor, good, fair, new'],
  ['a rating that has ended', '2021-04-01,IN_PROGRESS,fair', 'fair', 'the rating "fair" is not valid on 2021-04-01, the day of the report', 'a rating that is valid on that day: good, poor, new'],
  ['a rating that has not begun', '2021-03-31,IN_PROGRESS,new', 'new', 'the rating "new" is not valid on 2021-03-31, the day of the report', 'a rating that is valid on that day: good, poor, fair'],
  ['a rating that has ended where the data set is', '2021-03-31T23:30:00Z,IN_PROGRESS,fair', 'fair', 'the rating "fair" is not valid on 2021-04-01, the day of the report', 'a rating that is valid on that day: good, poor, new'],
] as const)('%s is refused', async (_, report, value, message, expected) => {
  const problems = await problemsOf(database, rated(report), { govgraph: London });
  expect(problems).toEqual([{ resource: 'task_reports.csv', row: 2, column: 'rating', value, message, expected }]);
}); // biome-ignore format: a case a line

test.each([
  ['a rating that ends before it begins', 'a,A,RED,1,2020-01-02,2020-01-01', 'valid_to', '2020-01-01', /ends before it begins/, /2020-01-02 or later/],
  ['a light that there is none of', 'a,A,AMBER,1,,', 'light', 'AMBER', /is not one of/, /GREEN, YELLOW, RED/],
  ['an order that is none', 'a,A,RED,0,,', 'order', '0', /whole number from 1/, /from 1/],
  ['a rating without an order', 'a,A,RED,,,', 'order', null, /missing/, /a value/],
] as const)('%s is refused', async (_, line, column, value, message, expected) => {
  const problems = await problemsOf(database, {
    ...SMALL,
    'ratings.csv': `code,name:en,light,order,valid_from,valid_to\n${line}\n`,
  });
  expect(problems).toEqual([
    {
      resource: 'ratings.csv',
      row: 2,
      column,
      value,
      message: expect.stringMatching(message),
      expected: expect.stringMatching(expected),
    },
  ]);
}); // biome-ignore format: a case a line

test('a rating is refused where none is defined, and where a code is given twice', async () => {
  const twice = { ...SMALL, 'ratings.csv': 'code,name:en,order\na,A,1\na,B,2\n' };
  expect(await problemsOf(database, twice)).toMatchObject([
    { resource: 'ratings.csv', row: 3, column: 'code', value: 'a' },
  ]);
  const none = { ...SMALL, 'task_reports.csv': 'task,reported_at,status,rating\none,2020-01-01,IN_PROGRESS,good\n' };
  expect(await problemsOf(database, none)).toMatchObject([
    { row: 2, column: 'rating', value: 'good', message: 'the rating "good" is unknown' },
  ]);
  // What cannot be read may have been it.
  const unread = { ...none, 'ratings.csv': 'code,name:en,order\ngood,Good,first\n' };
  expect(await problemsOf(database, unread, { govgraph: { taskLight: 'rating' } })).toMatchObject([
    { column: 'order' },
  ]);
});

test('lights that follow ratings need some, and no third rule is known', async () => {
  const light = { resource: 'datapackage.json', row: null, column: 'govgraph.taskLight' };
  expect(await problemsOf(database, SMALL, { govgraph: { taskLight: 'rating' } })).toEqual([
    {
      ...light,
      value: 'rating',
      message: 'the lights of tasks follow ratings, and the package defines none',
      expected: '"due-date", or the file ratings with at least one row',
    },
  ]);
  expect(await problemsOf(database, SMALL, { govgraph: { taskLight: 'status' } })).toMatchObject([
    { ...light, value: '"status"', expected: expect.stringMatching(/"due-date" or "rating"/) },
  ]);
});

test('a rating is taken up to its last day where the data set is', async () => {
  const right = rated('2021-03-31T22:30:00Z,IN_PROGRESS,fair', '2021-04-01,IN_PROGRESS,new');
  const { outcome, counts, notes } = await importFiles(database, right, { govgraph: London });
  expect(outcome).toBe('PUBLISHED');
  expect(counts).toMatchObject({ ratings: 4, task_reports: 2 });
  expect(inEnglish(notes).filter((note) => /rating/.test(note))).toEqual([]);
  const again = await importFiles(database, { ...right, 'themes.csv': SMALL['themes.csv'].replaceAll('\n', '\r\n') }, { govgraph: London }); // biome-ignore format: a call
  expect(again).toMatchObject({ outcome: 'UNCHANGED', changes: { opened: 0, closed: 0, updated: 0 } });
  const other = { ...right, 'ratings.csv': RATINGS.replace('poor,Poor,RED', 'poor,Poor,YELLOW') };
  expect(await importFiles(database, other, { govgraph: London })).toMatchObject({
    outcome: 'PUBLISHED',
    changes: { updated: 1 },
  });
  const byRating = { govgraph: { ...London, taskLight: 'rating' } };
  expect(await importFiles(database, other, byRating)).toMatchObject({
    outcome: 'PUBLISHED',
    changes: { updated: 1 },
  });
});

test.each([
  ['fair', '2021-04-01', 'The rating "fair" is not valid on 2021-04-01, the day of the report. Expected one that is: good, poor, new.'],
  ['fair', '2021-03-31T23:30:00Z', 'The rating "fair" is not valid on 2021-04-01, the day of the report. Expected one that is: good, poor, new.'],
  ['fare', '2021-03-31', 'The rating "fare" is unknown. Expected one that is valid on 2021-03-31: good, poor, fair.'],
])('a report with the rating %s at %s is refused, and leaves nothing', async (rating, at, message) => {
  const count = async () => (await database.query('-- test.count\nselect count(*)::int as n from task_report'))[0];
  const before = await count();
  await expect(report({ rating, at })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message,
    details: { argument: 'rating' },
  });
  expect(await count()).toEqual(before);
}); // biome-ignore format: a case a line

test('a report is refused whose data set has no ratings, and taken on the last day of one', async () => {
  expect(await report({ rating: 'fair', at: '2021-03-31T22:30:00Z' })).toMatchObject({ rating: 'fair' });
  await importFiles(database, { 'tasks.csv': 'code,title:en\nalone,Alone\n' }, { descriptor: { name: 'other' } });
  await expect(report({ dataset: 'other', task: 'alone', rating: 'good', at: '2021-01-01' })).rejects.toMatchObject({
    message: 'The rating "good" cannot be given: the data set other has no rating that is valid on 2021-01-01.',
  });
});

const report = (input: Partial<TaskReportInput>) =>
  reportTask(database, {
    dataset: 'small',
    task: 'two',
    status: 'IN_PROGRESS',
    progress: null,
    rating: null,
    at: null,
    by: null,
    note: null,
    ...input,
  });
