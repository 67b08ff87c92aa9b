import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TASKS } from '../../../src/connectors/table/task.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { dataOf, graphOver } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { projects } from '../../support/project.ts';
import { importText } from '../../support/river.ts';
import { csvRows, filesOver, workbookRows } from '../files/support.ts';
import { odataOver, valuesOf } from '../odata/support.ts';

const DAY = 86_400_000;
const dayOf = (serial: number) => new Date(serial * DAY).toISOString().slice(0, 10);
const today = Math.floor(Date.now() / DAY);

const STATUSES = ['PLANNED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const;
const LIGHT_OF = { green: 'GREEN', amber: 'YELLOW', red: 'RED', reset: null } as const;
type Code = keyof typeof LIGHT_OF;
interface Made {
  readonly status: (typeof STATUSES)[number];
  /** Days from today. */
  readonly due: number | null;
  /** Its ratings, the latest last. */
  readonly ratings: readonly Code[];
}
const made: readonly Made[] = fc.sample(
  fc.record({
    status: fc.constantFrom(...STATUSES),
    due: fc.option(fc.constantFrom(-60, -1, 0, 1, 9, 10, 11, 60)),
    ratings: fc.array(fc.constantFrom(...(Object.keys(LIGHT_OF) as Code[])), { maxLength: 3 }),
  }),
  { numRuns: 150, seed: 39 },
);
const codeOf = (index: number) => `task-${String(index).padStart(3, '0')}`;

/** The rule once more. */
function expectedLight({ status, due, ratings }: Made, byRating: boolean): string | null {
  const rating = ratings.at(-1);
  if (status === 'COMPLETED') return 'GREEN';
  if (status === 'CANCELLED') return null;
  if (byRating && rating !== undefined) return LIGHT_OF[rating];
  return due === null ? null : due < 0 ? 'RED' : due <= 10 ? 'YELLOW' : 'GREEN';
}
function expectedRow(task: Made, index: number, byRating: boolean) {
  const rating = task.ratings.at(-1) ?? null;
  const since = task.ratings.findLastIndex((code) => code !== rating) + 1;
  return {
    code: codeOf(index),
    light: expectedLight(task, byRating),
    rating,
    ratingName: rating && rating[0]?.toUpperCase() + rating.slice(1),
    previousRating: task.ratings[since - 1] ?? null,
    ratedSince: rating && `202${since}-06-01`,
  };
}
const packageOf = (name: string, taskLight: string) => ({
  ...projects(
    '1',
    {
      tasks: csv('code,title:en,due_date', ...made.map(({ due }, at) => `${codeOf(at)},,${due === null ? '' : dayOf(today + due)}`)),
      task_reports: csv(
        'task,reported_at,status,rating',
        ...made.flatMap(({ status, ratings }, at) => [
          ...ratings.map((rating, year) => `${codeOf(at)},202${year}-06-01,IN_PROGRESS,${rating}`),
          `${codeOf(at)},2024-06-01,${status},`,
        ]),
      ),
      assessment_rules: csv('code,metric,description:en,description:zh-Hans,yellow_days', 'ten,,Ten days.,十天。,10'),
    },
    { timeZone: 'UTC', taskLight },
  ),
  name,
}); // biome-ignore format: a table

const DATASETS = { rated: true, due: false } as const;
type Dataset = keyof typeof DATASETS;
const COLUMNS = ['code', 'light', 'rating', 'ratingName', 'previousRating', 'ratedSince'] as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, packageOf('rated', 'rating'));
  await importText(database, packageOf('due', 'due-date'));
});
afterAll(() => database.close());

const expected = (dataset: Dataset) => made.map((task, index) => expectedRow(task, index, DATASETS[dataset]));

test.each(Object.keys(DATASETS) as Dataset[])(
  'Task, OData, files and views say the same of data set %s',
  async (dataset) => {
    const rows = expected(dataset);
    expect(new Set(rows.map(({ light }) => light)).size).toBe(4);
    const { tasks } = await dataOf(
      graphOver(database)(`{ tasks(where: { dataset: "${dataset}" }, first: 1000) { nodes {
      code light rating { code name(lang: "en") } previousRating { code } ratedSince } } }`),
    );
    // biome-ignore lint/suspicious/noExplicitAny: as the graph answers
    const graph = tasks.nodes.map(({ code, light, rating, previousRating, ratedSince }: any) => ({
      code,
      light,
      rating: rating?.code ?? null,
      ratingName: rating?.name ?? null,
      previousRating: previousRating?.code ?? null,
      ratedSince,
    }));
    expect(graph).toEqual(rows);

    const tell = odataOver(database);
    const where = `datasetCode eq '${dataset}'`;
    const select = `$select=${COLUMNS.join(',')}&$orderby=code`;
    expect(await valuesOf(tell(`Tasks?$filter=${where}&${select}`))).toMatchObject(rows);
    expect(
      await valuesOf(tell(`Tasks?$filter=${where} and light eq 'RED' and rating ne null&${select}`)),
    ).toMatchObject(rows.filter(({ light, rating }) => light === 'RED' && rating !== null));

    const text = (await filesOver(database)(`tasks.csv?dataset=${dataset}`)).text;
    const cells = csvRows(text).map((row) => Object.fromEntries(COLUMNS.map((name) => [name, row[name] || null])));
    expect(cells).toEqual(rows);
    const { bytes } = await filesOver(database)(`tasks.xlsx?dataset=${dataset}&lang=zh-Hans`);
    const book = workbookRows(bytes, TASKS.columns);
    expect(book.map(({ code, light, rating, ratingName }) => [code, light, rating, ratingName])).toEqual(
    rows.map(({ code, light, rating }) => [code, light, rating, rating && { green: '绿', amber: '黄', red: '红', reset: '重订' }[rating]]),
  ); // biome-ignore format: a comparison

    const viewed = await database.query(
      `select task_code as code, light, rating, rating_name as "ratingName", previous_rating as "previousRating", rated_since::text as "ratedSince"
from bi.fact_task where dataset_code = $1 order by task_code`,
      [dataset],
    );
    expect(viewed).toEqual(rows);
  },
);

test('a file of tasks is filtered by ratings, and refuses one that there is none of', async () => {
  const fetch = filesOver(database);
  const codes = async (query: string) =>
    csvRows((await fetch(`tasks.csv?dataset=rated&${query}`)).text).map(({ code }) => code);
  const rows = expected('rated');
  const found = (wanted: (row: (typeof rows)[number]) => boolean) => rows.filter(wanted).map(({ code }) => code);
  expect(await codes('ratings=red')).toEqual(found(({ rating }) => rating === 'red'));
  expect(await codes('ratings=red,reset&previousRatings=green&ratedFrom=2021-01-01&ratedTo=2021-12-31')).toEqual(
    found(
      ({ rating, previousRating, ratedSince }) =>
        (rating === 'red' || rating === 'reset') &&
        previousRating === 'green' &&
        ratedSince?.startsWith('2021') === true,
    ),
  );
  expect(await codes('light=YELLOW')).toEqual(found(({ light }) => light === 'YELLOW'));
  const refused = await fetch('tasks.csv?dataset=rated&ratings=purple');
  expect(refused.status).toBe(400);
  expect(refused.text).toMatch(/There is no rating \\"purple\\"/);
  expect((await fetch('tasks.csv?dataset=rated&ratedFrom=May')).status).toBe(400);
});
