import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver, readAllPages } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

const DAY = 86_400_000;
const dayOf = (serial: number) => new Date(serial * DAY).toISOString().slice(0, 10);
/** Today in the time zone of the test packages, as a number of days. */
const today = Math.floor((Date.now() + 8 * 3_600_000) / DAY);

const STATUSES = ['PLANNED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const;
interface Made {
  readonly status: (typeof STATUSES)[number];
  /** Days from today. */
  readonly due: number | null;
}
const made = fc.sample(
  fc.record({
    status: fc.constantFrom(...STATUSES),
    due: fc.option(fc.oneof(fc.integer({ min: -60, max: 60 }), fc.constantFrom(-1, 0, 1, 6, 7, 8, 29, 30, 31))),
  }),
  { numRuns: 200, seed: 18 },
);
const codeOf = (index: number) => `task-${String(index).padStart(3, '0')}`;

const city = (name: string, version: string, rules: readonly string[], tasks: readonly Made[] = made) => ({
  name,
  version,
  files: {
    ...(name === 'a' && { regions: riverCity().files.regions ?? '' }),
    tasks: csv(
      'code,title:en,region,status,due_date',
      ...tasks.map(({ status, due }, index) =>
        [codeOf(index), '', '990000', status, due === null ? '' : dayOf(today + due)].join(','),
      ),
    ),
    assessment_rules: csv('code,metric,description:en,description:zh-Hans,yellow_days', ...rules),
  },
});

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, city('a', '1', []));
  await importText(database, city('b', '1', ['week,,A week.,一周。,7']));
  await importText(database, city('c', '1', ['plain,,As usual.,照常。,']));
  ask = graphOver(database);
});
afterAll(() => database.close());

const DAYS = { a: 30, b: 7, c: 30 } as const;
type City = keyof typeof DAYS;
const CITIES = Object.keys(DAYS) as City[];

/** The rule once more, in whole days. */
function expected({ status, due }: Made, days: number, on = 0): string | null {
  if (status === 'COMPLETED') return 'GREEN';
  if (status === 'CANCELLED' || due === null) return null;
  if (due < on) return 'RED';
  return due - on <= days ? 'YELLOW' : 'GREEN';
}

const lights = async (dataset: City, on?: string) =>
  (
    (await readAllPages(
      ask,
      `query ($after: String, $dataset: String, $on: Date) { tasks(where: { dataset: $dataset }, first: 100, after: $after) {
        nodes { code light(on: $on) } pageInfo { hasNextPage endCursor } } }`,
      ['tasks'],
      { dataset, ...(on && { on }) },
    )) as { light: string | null }[]
  ).map(({ light }) => light);

describe.each(CITIES)('Task.light of data set %s', (dataset) => {
  test.each([0, -60, -7, 1, 23, 31])('are by its rule, seen %i days from now', async (on) => {
    expect(await lights(dataset, dayOf(today + on))).toEqual(made.map((task) => expected(task, DAYS[dataset], on)));
  });

  test('are today what the filter finds', async () => {
    const own = await lights(dataset);
    for (const wanted of [['GREEN'], ['YELLOW'], ['RED'], ['RED', 'YELLOW'], ['GREEN', 'YELLOW', 'RED']]) {
      const found = (await readAllPages(
        ask,
        `query ($after: String, $dataset: String, $light: [Light!]) { tasks(where: { dataset: $dataset, light: $light }, first: 100, after: $after) {
          nodes { code light } pageInfo { hasNextPage endCursor } } }`,
        ['tasks'],
        { dataset, light: wanted },
      )) as { code: string; light: string }[];
      const codes = own.flatMap((light, index) => (light !== null && wanted.includes(light) ? [codeOf(index)] : []));
      expect(found.map(({ code }) => code)).toEqual(codes);
      for (const { light } of found) expect(wanted).toContain(light);
    }
  });
});

test("Task.light follows the rule of the task's own data set in a list over several", async () => {
  const { region } = await dataOf(
    ask('{ region(code: "990000") { tasks(first: 1000) { nodes { light } } progress { total } } }'),
  );
  expect(region.progress.total).toBe(3 * made.length);
  const all = CITIES.flatMap((dataset) => made.map((task) => expected(task, DAYS[dataset])));
  const counts = (list: readonly (string | null)[]) =>
    ['GREEN', 'YELLOW', 'RED', null].map((light) => list.filter((one) => one === light).length);
  expect(counts(region.tasks.nodes.map(({ light }: { light: string | null }) => light))).toEqual(counts(all));
});

test('TaskWhere.light returns nothing for an empty list of lights', async () => {
  const { tasks, taskProgress } = await dataOf(
    ask(`{ tasks(where: { light: [] }) { totalCount }
      taskProgress(where: { light: [] }) { progress { total } } }`),
  );
  expect(tasks.totalCount).toBe(0);
  expect(taskProgress.every(({ progress }: { progress: { total: number } }) => progress.total === 0)).toBe(true);
});

test('Task.lightRule returns the rule, also where the data set stores none', async () => {
  const rule = async (dataset: City) =>
    (
      await dataOf(
        ask(
          `{ task(code: "task-000", dataset: "${dataset}") { lightRule { code yellowDays en: description(lang: "en") zh: description(lang: "zh-Hans") dataset { code } metric { code } compare } } }`,
        ),
      )
    ).task.lightRule;
  const none = { metric: null, compare: null };
  const own = (code: string) => ({ ...none, dataset: { code } });
  expect(await rule('a')).toMatchObject({ ...own('a'), code: 'due-date', yellowDays: 30 });
  expect((await rule('a')).en).toMatch(/within 30 days/);
  expect((await rule('a')).zh).toMatch(/30 天内到期为黄灯/);
  expect(await rule('b')).toEqual({ ...own('b'), code: 'week', yellowDays: 7, en: 'A week.', zh: '一周。' });
  expect(await rule('c')).toMatchObject({ ...own('c'), code: 'plain', yellowDays: 30 });
  const { dataset } = await dataOf(ask('{ dataset(code: "a") { assessmentRules { code } } }'));
  expect(dataset.assessmentRules).toEqual([]);
});

test('Query.tasks reads a page to its end under the rule under which it was begun', async () => {
  const yellow = made.flatMap((task, index) => (expected(task, 7) === 'YELLOW' ? [codeOf(index)] : []));
  expect(yellow.length).toBeGreaterThan(4);
  let version = 1;
  const rows = await readAllPages(
    ask,
    `query ($after: String) { tasks(where: { dataset: "b", light: [YELLOW] }, first: ${Math.ceil(yellow.length / 3)}, after: $after) {
      nodes { code light lightRule { code yellowDays } } pageInfo { hasNextPage endCursor } } }`,
    ['tasks'],
    {},
    async () => {
      version += 1;
      await importText(database, city('b', String(version), version % 2 ? [] : ['week,,A day.,一天。,1']));
    },
  );
  expect(rows).toEqual(yellow.map((code) => ({ code, light: 'YELLOW', lightRule: { code: 'week', yellowDays: 7 } })));
});
