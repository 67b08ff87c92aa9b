import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportTask } from '../../../src/import/report/report-task.ts';
import { odataOver, valuesOf } from '../../connectors/odata/support.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver, readAllPages } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { projects, RATINGS } from '../../support/project.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, projects());
  await importText(database, { ...projects('1', {}, { taskLight: 'due-date' }), name: 'by-day' });
  ask = graphOver(database);
});
afterAll(() => database.close());

type Task = Readonly<Record<string, unknown>> & { readonly code: string };
const tasksOf = async (where: string, fields: string): Promise<Task[]> =>
  (await dataOf(ask(`{ tasks(where: { ${where} }, first: 100) { nodes { code ${fields} } } }`))).tasks.nodes;
const codesOf = async (where: string) => (await tasksOf(where, '')).map(({ code }) => code);

describe('Task.rating', () => {
  test('is that of the latest report that has one, with the day and the rating before', async () => {
    const rows = await tasksOf('dataset: "projects"', 'rating { code } previousRating { code } ratedSince');
    const told = rows.map(({ code, rating, previousRating, ratedSince }) => [
      code,
      (rating as Task | null)?.code ?? null,
      (previousRating as Task | null)?.code ?? null,
      ratedSince,
    ]);
    expect(told).toEqual([
      ['bridge', 'red', null, '2022-03-31'],
      ['clinic', 'amber-red', 'amber', '2019-03-31'],
      ['depot', null, null, null],
      ['rail', 'red', 'amber-red', '2020-03-31'],
      ['ships', 'green', 'amber-green', '2022-03-31'],
      ['tower', null, null, null],
      ['tunnel', 'red', null, '2022-03-31'],
      ['vault', 'reset', null, '2022-03-31'],
      ['ward', 'red', null, '2018-03-31'],
    ]);
  });

  test('has its history in the reports', async () => {
    const { task } = await dataOf(
      ask('{ task(code: "clinic", dataset: "projects") { reports { nodes { reportedAt rating { code } } } } }'),
    );
    const told = task.reports.nodes.map(({ reportedAt, rating }: { reportedAt: string; rating: Task | null }) => [
      reportedAt.slice(0, 4),
      rating?.code ?? null,
    ]);
    expect(told).toEqual([
      ['2018', 'amber'],
      ['2019', 'amber-red'],
      ['2020', null],
      ['2022', null],
    ]);
  });

  test('has its history in the reports that OData lists as well', async () => {
    const path =
      "Tasks?$filter=datasetCode eq 'projects' and code eq 'clinic'&$select=code&$expand=reports($select=reportedOn,rating,ratingLight;$orderby=reportedAt)";
    const [{ reports }] = await valuesOf(odataOver(database)(path));
    expect(
      reports.map(({ reportedOn, rating, ratingLight }: Record<string, string>) => [reportedOn, rating, ratingLight]),
    ).toEqual([
      ['2018-03-31', 'amber', 'YELLOW'],
      ['2019-03-31', 'amber-red', 'YELLOW'],
      ['2020-03-31', null, null],
      ['2022-03-31', null, null],
    ]);
  });

  test('follows a live report in the same transaction, also one of an earlier day', async () => {
    const stateOf = async () =>
      (await tasksOf('dataset: "by-day", ratings: ["green", "amber", "red"]', 'rating { code } light ratedSince')).find(
        ({ code }) => code === 'tower',
      );
    const report = (at: string, rating: string | null) =>
      reportTask(database, { dataset: 'by-day', task: 'tower', status: 'IN_PROGRESS', progress: null, rating, at, by: null, note: null }); // biome-ignore format: a report a line
    expect(await stateOf()).toBeUndefined();
    expect(await report('2023-03-31', 'amber')).toMatchObject({ rating: 'amber' });
    expect(await stateOf()).toEqual({
      code: 'tower',
      rating: { code: 'amber' },
      light: 'GREEN',
      ratedSince: '2023-03-31',
    });
    expect(await report('2022-12-31', 'amber')).toMatchObject({ rating: 'amber' });
    expect(await stateOf()).toMatchObject({ ratedSince: '2022-12-31' });
    expect(await report('2024-03-31', null)).toMatchObject({ rating: 'amber' });
    // The same report again, now with a rating.
    expect(await report('2024-03-31', 'red')).toMatchObject({ rating: 'red' });
    expect(await stateOf()).toMatchObject({ rating: { code: 'red' }, ratedSince: '2024-03-31' });
  });
});

describe('Task.light', () => {
  const lights = async (where: string, on?: string) =>
    Object.fromEntries(
      (await tasksOf(where, `light${on ? `(on: "${on}")` : ''} lightRule { code yellowDays }`)).map((task) => [
        task.code,
        [task.light, (task.lightRule as Task).code],
      ]),
    );

  test('follows the rating where the data set says so, and the due date of what was never rated', async () => {
    const expected = {
      bridge: ['GREEN', 'rating'],
      clinic: ['YELLOW', 'rating'],
      depot: ['RED', 'due-date'],
      rail: ['RED', 'rating'],
      ships: ['GREEN', 'rating'],
      tower: ['GREEN', 'due-date'],
      tunnel: [null, 'rating'],
      vault: [null, 'rating'],
      ward: ['RED', 'rating'],
    };
    expect(await lights('dataset: "projects"')).toEqual(expected);
    // Of another day, only what goes by its due date is another.
    expect(await lights('dataset: "projects"', '2020-12-31')).toEqual({ ...expected, depot: ['YELLOW', 'due-date'] });
  });

  test('follows the due date alone where the data set says nothing', async () => {
    expect(await lights('dataset: "by-day", workingGroups: null')).toMatchObject({
      bridge: ['GREEN', 'due-date'],
      clinic: ['GREEN', 'due-date'],
      rail: ['GREEN', 'due-date'],
      ships: ['RED', 'due-date'],
      tunnel: [null, 'due-date'],
      vault: ['RED', 'due-date'],
    });
  });

  test('is what the filter and the counts go by', async () => {
    for (const [light, codes] of [
      ['GREEN', ['bridge', 'ships', 'tower']],
      ['YELLOW', ['clinic']],
      ['RED', ['depot', 'rail', 'ward']],
    ] as const) {
      expect(await codesOf(`dataset: "projects", light: [${light}]`)).toEqual(codes);
      const { taskProgress } = await dataOf(
        ask(`{ taskProgress(where: { dataset: "projects", light: [${light}] }) { progress { total } } }`),
      );
      expect(taskProgress).toEqual([{ progress: { total: codes.length } }]);
    }
  });

  test('is explained in both languages', async () => {
    const { task } = await dataOf(
      ask(`{ task(code: "rail", dataset: "projects") { lightRule { dataset { code } metric { code } yellowDays
        en: description(lang: "en") zh: description(lang: "zh-Hans") } } }`),
    );
    expect(task.lightRule).toEqual({
      dataset: { code: 'projects' },
      metric: null,
      yellowDays: null,
      en: expect.stringMatching(/light of its rating/),
      zh: expect.stringMatching(/按其评级亮灯/),
    });
  });
});

describe('TaskWhere', () => {
  test('finds what turned red, and since when', async () => {
    const red = 'dataset: "projects", ratings: ["red"]';
    const before = 'previousRatings: ["green", "amber-green", "amber", "amber-red"]';
    expect(await codesOf(red)).toEqual(['bridge', 'rail', 'tunnel', 'ward']);
    expect(await codesOf(`${red}, ${before}`)).toEqual(['rail']);
    expect(await codesOf(`${red}, ${before}, ratedFrom: "2020-03-31", ratedTo: "2020-03-31"`)).toEqual(['rail']);
    expect(await codesOf(`${red}, ${before}, ratedFrom: "2020-04-01"`)).toEqual([]);
    expect(await codesOf(`${red}, ratedTo: "2020-03-30"`)).toEqual(['ward']);
    expect(await codesOf('dataset: "projects", ratings: []')).toEqual([]);
  });

  test('refuses days in the wrong order', async () => {
    const { errors } = await ask('{ tasks(where: { ratedFrom: "2020-01-02", ratedTo: "2020-01-01" }) { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', argument: 'ratedFrom' } }]);
  });

  test('counts by department what turned red', async () => {
    const { taskProgress } = await dataOf(
      ask(`{ taskProgress(where: { dataset: "projects", ratings: ["red"] }, groupBy: [LEAD_ORGANIZATION, RATING]) {
        leadOrganization { code } rating { code light } progress { total completed cancelled } } }`),
    );
    const red = { code: 'red', light: 'RED' };
    expect(taskProgress).toEqual([
      { leadOrganization: { code: 'transport' }, rating: red, progress: { total: 3, completed: 1, cancelled: 1 } },
      { leadOrganization: { code: 'health' }, rating: red, progress: { total: 1, completed: 0, cancelled: 0 } },
    ]);
    const all = await dataOf(
      ask(`{ taskProgress(where: { dataset: "projects" }, groupBy: [RATING]) { rating { code } progress { total } } }`),
    );
    const counts = all.taskProgress.map((row: { rating: Task | null; progress: { total: number } }) => [
      row.rating?.code ?? null,
      row.progress.total,
    ]);
    expect(counts).toEqual([
      ['green', 1],
      ['amber-red', 1],
      ['red', 4],
      ['reset', 1],
      [null, 2],
    ]);
  });
});

describe('Dataset.ratings', () => {
  test('are the scale, the best first, each a node', async () => {
    const { dataset } = await dataOf(
      ask(`{ dataset(code: "projects") { taskLight ratings { id code name(lang: "en") zh: name(lang: "zh-Hans")
        description(lang: "en") light order validFrom validTo dataset { code } } } }`),
    );
    expect(dataset.taskLight).toBe('RATING');
    expect(dataset.ratings.map(({ code }: Task) => code)).toEqual([
      'green', 'amber-green', 'amber', 'amber-red', 'red', 'reset',
    ]); // biome-ignore format: a list
    expect(dataset.ratings[3]).toEqual({
      id: expect.any(String),
      code: 'amber-red',
      name: 'Amber/Red',
      zh: '黄红',
      description: 'Delivery is in doubt.',
      light: 'YELLOW',
      order: 4,
      validFrom: null,
      validTo: '2021-03-31',
      dataset: { code: 'projects' },
    });
    expect(dataset.ratings[5]).toMatchObject({ description: null, light: null, validFrom: '2012-01-01' });
    const { node } = await dataOf(
      ask('query ($id: ID!) { node(id: $id) { ... on Rating { code } } }', { id: dataset.ratings[3].id }),
    );
    expect(node).toEqual({ code: 'amber-red' });
    const other = await dataOf(ask('{ dataset(code: "by-day") { taskLight } }'));
    expect(other.dataset.taskLight).toBe('DUE_DATE');
  });
});

describe('Query.tasks after a later release', () => {
  test('changes the scale and the rule, and a page that was begun is read to its end as it was begun', async () => {
    const scale = (light: string) =>
      RATINGS.map((line) => line.replace(/^amber-red,(.*),YELLOW,/, `amber-red,$1,${light},`));
    const release = (version: string, light: string, taskLight: string) =>
      importText(database, { ...projects(version, { ratings: csv(...scale(light)) }, { taskLight }), name: 'later' });
    await release('1', 'RED', 'rating');
    let version = 1;
    const rows = await readAllPages(
      ask,
      `query ($after: String) { tasks(where: { dataset: "later", light: [RED] }, first: 1, after: $after) {
        nodes { code light lightRule { code } dataset { taskLight ratings { code light } } } pageInfo { hasNextPage endCursor } } }`,
      ['tasks'],
      {},
      async () => {
        version += 1;
        await release(String(version), version % 2 ? 'RED' : 'GREEN', version % 3 ? 'rating' : 'due-date');
      },
    );
    const ratings = expect.arrayContaining([{ code: 'amber-red', light: 'RED' }]);
    const row = (code: string, rule: string) => ({ code, light: 'RED', lightRule: { code: rule }, dataset: { taskLight: 'RATING', ratings } }); // biome-ignore format: a row
    expect(rows).toEqual([
      row('clinic', 'rating'),
      row('depot', 'due-date'),
      row('rail', 'rating'),
      row('ward', 'rating'),
    ]);
  });

  test('that leaves a rating out leaves it with the reports that gave it', async () => {
    const without = RATINGS.filter((line) => !line.startsWith('reset'));
    const { files } = projects();
    const reports = (files.task_reports ?? '').replace(/^vault.*\n/m, '');
    await importText(database, { ...projects('1'), name: 'shorter' });
    await importText(database, {
      ...projects('2', { ratings: csv(...without), task_reports: reports }),
      name: 'shorter',
    });
    const { task, dataset } = await dataOf(
      ask(
        `{ task(code: "vault", dataset: "shorter") { rating { name(lang: "en") } light } dataset(code: "shorter") { ratings { code } } }`,
      ),
    );
    expect(task).toEqual({ rating: { name: 'Reset' }, light: null });
    expect(dataset.ratings.map(({ code }: Task) => code)).not.toContain('reset');
  });
});
