import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  ask = graphOver(database);
});
afterAll(() => database.close());

const codes = async (where: string, order = '') => {
  const data = await dataOf(
    ask(`{ tasks(where: { dataset: "river-city", ${where} } ${order}) { totalCount nodes { code } } }`),
  );
  expect(data.tasks.totalCount).toBe(data.tasks.nodes.length);
  return data.tasks.nodes.map(({ code }: { code: string }) => code);
};

describe('Query.tasks of the bundled plan', () => {
  test('has exactly 53 pilot tasks, all completed, none with a title, and the platform', async () => {
    const { programme, workingGroup } = await dataOf(
      ask(`{
        programme(code: "social-governance-pilot-2020") {
          pilotRegions { code name(lang: "en") } attribution workingGroup { code }
          progress { total completed completionRate overdue }
          tasks(first: 100) { totalCount nodes { code title titledInSource status dueDate completedDate region { code } attribution reports { totalCount } } }
        }
        workingGroup(code: "municipal-social-governance") { progress { total completed completionRate } }
      }`),
    );
    expect(programme).toMatchObject({
      pilotRegions: [{ code: '620521', name: 'Qingshui County' }],
      attribution: 'INFERRED',
      workingGroup: { code: 'municipal-social-governance' },
      progress: { total: 53, completed: 53, completionRate: '100', overdue: 0 },
    });
    expect(programme.tasks.totalCount).toBe(53);
    expect(programme.tasks.nodes.map(({ code }: { code: string }) => code)).toEqual(
      Array.from({ length: 53 }, (_, index) => `pilot-2020-${String(index + 1).padStart(2, '0')}`),
    );
    for (const task of programme.tasks.nodes) {
      expect(task).toMatchObject({
        title: null,
        titledInSource: false,
        status: 'COMPLETED',
        dueDate: null,
        completedDate: null,
        region: { code: '620500' },
        attribution: 'INFERRED',
        reports: { totalCount: 0 },
      });
    }
    expect(workingGroup.progress).toEqual({ total: 54, completed: 54, completionRate: '100' });
  });

  test('has eight groups, two of which the source names', async () => {
    const { workingGroups } = await dataOf(
      ask('{ workingGroups { code ordinal name namedInSource citations { locator source { code } } } }'),
    );
    expect(workingGroups.map(({ code }: { code: string }) => code)).toEqual([
      'political-security',
      'municipal-social-governance',
      ...[3, 4, 5, 6, 7, 8].map((number) => `special-group-${number}`),
    ]);
    expect(workingGroups.map(({ name }: { name: string | null }) => name)).toEqual([
      '政治安全',
      '市域社会治理',
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(workingGroups[7]).toMatchObject({ ordinal: 8, namedInSource: false });
    expect(workingGroups[0].citations).toEqual([{ locator: 'paragraph 1', source: { code: 'tianshui-2020-report' } }]);
  });
});

describe('Query.tasks(where:)', () => {
  test.each([
    ['status: [IN_PROGRESS]', ['dike-a', 'dike-b']],
    ['status: []', []],
    ['workingGroups: ["floods"]', ['gauge', 'patrol']],
    ['programmes: ["dikes", "watch"], status: [COMPLETED]', ['patrol']],
    ['region: "990000"', ['dike', 'dike-a', 'dike-b', 'gauge', 'patrol']],
    ['region: "990200"', ['dike-b', 'patrol']],
    ['region: "620500"', []],
    ['organization: "river-police"', ['dike', 'dike-a', 'patrol']],
    ['organization: "river-police", role: LEAD', ['dike-a', 'patrol']],
    ['role: SUPERVISE', ['dike-b']],
    ['parent: "dike"', ['dike-a', 'dike-b']],
    ['dueFrom: "2020-07-01"', ['dike', 'dike-b']],
    ['dueFrom: "2020-03-31", dueTo: "2020-06-30"', ['dike-a', 'gauge']],
    ['text: "PART"', ['dike-a', 'dike-b']],
    ['text: "ｐａｒｔ　a"', ['dike-a']],
    ['text: "%"', []],
    ['light: [RED]', ['dike', 'dike-a', 'dike-b']],
    ['light: [GREEN]', ['patrol']],
    ['light: [YELLOW]', []],
  ])('%s', async (where, expected) => {
    expect(await codes(where)).toEqual(expected);
  });

  test('and its orders put what lacks the value last', async () => {
    expect(await codes('', ', orderBy: [DUE_DATE_ASC]')).toEqual(['gauge', 'dike-a', 'dike', 'dike-b', 'patrol']);
    expect(await codes('', ', orderBy: [DUE_DATE_DESC, CODE_DESC]')).toEqual([
      'dike-b',
      'dike',
      'dike-a',
      'gauge',
      'patrol',
    ]);
    expect(await codes('', ', orderBy: [PROGRESS_DESC]')).toEqual(['patrol', 'dike-a', 'dike', 'dike-b', 'gauge']);
    expect(await codes('', ', orderBy: [ORDINAL_ASC]')).toEqual(['dike', 'dike-a', 'dike-b', 'patrol', 'gauge']);
  });
});

describe('TaskProgress', () => {
  test('of itself and rolled up are two figures, and a parent is the weighted mean of its parts', async () => {
    const { tasks } = await dataOf(
      ask('{ tasks(where: { dataset: "river-city" }) { nodes { code weight status ownProgress rolledUpProgress } } }'),
    );
    expect(tasks.nodes).toEqual([
      { code: 'dike', weight: '1', status: 'PLANNED', ownProgress: null, rolledUpProgress: '65' },
      { code: 'dike-a', weight: '3', status: 'IN_PROGRESS', ownProgress: '80', rolledUpProgress: '80' },
      { code: 'dike-b', weight: '1', status: 'IN_PROGRESS', ownProgress: '20', rolledUpProgress: '20' },
      { code: 'gauge', weight: '1', status: 'CANCELLED', ownProgress: null, rolledUpProgress: null },
      { code: 'patrol', weight: '1', status: 'COMPLETED', ownProgress: '100', rolledUpProgress: '100' },
    ]);
  });

  test('tells the day of the latest report as the data set has it, and how many tasks were reported on then', async () => {
    const late = riverCity('2', {
      task_reports: csv(
        'task,reported_at,status,progress,note:en,reported_by',
        'dike-a,2020-06-01T08:00:00+08:00,IN_PROGRESS,80,,river-works',
        // The day before, by UTC.
        'dike-a,2020-07-02T00:30:00+08:00,IN_PROGRESS,90,,river-works',
        'dike-b,2020-07-02T09:00:00+08:00,IN_PROGRESS,20,,river-works',
      ),
    });
    const own = await openTestDatabase('empty');
    await importText(own, late);
    const askOwn = graphOver(own);
    const { all, groups, none } = await dataOf(
      askOwn(`{
        all: taskProgress(where: { dataset: "river-city" }) { progress { total lastReportedOn reportedThen } }
        groups: taskProgress(where: { dataset: "river-city" }, groupBy: [WORKING_GROUP]) {
          workingGroup { code } progress { overdue lastReportedOn reportedThen }
        }
        none: taskProgress(where: { dataset: "river-city", status: [COMPLETED] }) { progress { total lastReportedOn reportedThen } }
      }`),
    );
    expect(all).toEqual([{ progress: { total: 4, lastReportedOn: '2020-07-02', reportedThen: 2 } }]);
    expect(groups.map(({ progress }: { progress: object }) => progress)).toEqual([
      { overdue: 2, lastReportedOn: '2020-07-02', reportedThen: 2 },
      { overdue: 0, lastReportedOn: null, reportedThen: 0 },
    ]);
    expect(none).toEqual([{ progress: { total: 1, lastReportedOn: null, reportedThen: 0 } }]);
    const { workingGroup } = await dataOf(
      askOwn('{ workingGroup(code: "banks", dataset: "river-city") { progress { lastReportedOn reportedThen } } }'),
    );
    expect(workingGroup.progress).toEqual({ lastReportedOn: '2020-07-02', reportedThen: 2 });
    await own.close();
  });

  test('counts the parts of a parent, not the parent', async () => {
    const { taskProgress } = await dataOf(
      ask(`{ taskProgress(where: { dataset: "river-city" }, on: "2020-07-15") {
        workingGroup { code } status progress { total planned accepted inProgress completed cancelled overdue completionRate } } }`),
    );
    expect(taskProgress).toEqual([
      {
        workingGroup: null,
        status: null,
        progress: {
          total: 4,
          planned: 0,
          accepted: 0,
          inProgress: 2,
          completed: 1,
          cancelled: 1,
          overdue: 1,
          completionRate: '33.33',
        },
      },
    ]);
  });

  test.each([
    [
      '[WORKING_GROUP]',
      'workingGroup { code }',
      [
        [{ code: 'banks' }, 2],
        [{ code: 'floods' }, 2],
      ],
    ],
    [
      '[PROGRAMME]',
      'programme { code }',
      [
        [{ code: 'dikes' }, 2],
        [{ code: 'watch' }, 2],
      ],
    ],
    [
      '[REGION]',
      'region { code }',
      [
        [{ code: '990100' }, 2],
        [{ code: '990200' }, 2],
      ],
    ],
    [
      '[STATUS]',
      'status',
      [
        ['CANCELLED', 1],
        ['COMPLETED', 1],
        ['IN_PROGRESS', 2],
      ],
    ],
    [
      '[LEVEL]',
      'level',
      [
        ['COUNTY', 2],
        [null, 2],
      ],
    ],
    [
      '[DUE_MONTH]',
      'dueMonth',
      [
        ['2020-03', 1],
        ['2020-06', 1],
        ['2020-12', 1],
        [null, 1],
      ],
    ],
    [
      '[LEAD_ORGANIZATION]',
      'leadOrganization { code }',
      [
        [{ code: 'river-police' }, 2],
        [{ code: 'river-works' }, 2],
        [null, 1],
      ],
    ],
  ])('groups by %s, and a task with two leads counts for both', async (groupBy, key, expected) => {
    const { taskProgress } = await dataOf(
      ask(`{ taskProgress(where: { dataset: "river-city" }, groupBy: ${groupBy}) { key: ${key} progress { total } } }`),
    );
    const rows = taskProgress.map((row: { key: unknown; progress: { total: number } }) => [
      row.key,
      row.progress.total,
    ]);
    expect(rows).toEqual(expected);
  });

  test('groups by several keys at once', async () => {
    const { taskProgress } = await dataOf(
      ask(
        `{ taskProgress(where: { dataset: "river-city" }, groupBy: [REGION, STATUS]) { region { code } status progress { total } } }`,
      ),
    );
    expect(
      taskProgress.map((row: { region: { code: string }; status: string }) => `${row.region.code} ${row.status}`),
    ).toEqual(['990100 CANCELLED', '990100 IN_PROGRESS', '990200 COMPLETED', '990200 IN_PROGRESS']);
  });

  test('of regions, programmes and organisations covers all that is theirs', async () => {
    const data = await dataOf(
      ask(`{ city: region(code: "990000") { progress(on: "2020-07-15") { total overdue } children { nodes { code progress { total } } } }
        programme(code: "dikes", dataset: "river-city") { progress { total } }
        organizations(where: { codes: ["river-works", "river-police"] }) { nodes { code progress { total completed } tasks { totalCount } } } }`),
    );
    expect(data.city.progress).toEqual({ total: 4, overdue: 1 });
    expect(data.city.children.nodes).toEqual([
      { code: '990100', progress: { total: 2 } },
      { code: '990200', progress: { total: 2 } },
    ]);
    expect(data.programme.progress.total).toBe(2);
    expect(data.organizations.nodes).toEqual([
      { code: 'river-police', progress: { total: 2, completed: 1 }, tasks: { totalCount: 3 } },
      { code: 'river-works', progress: { total: 2, completed: 0 }, tasks: { totalCount: 3 } },
    ]);
  });

  test('of many groups is counted in one statement', async () => {
    database.forget();
    await dataOf(ask('{ workingGroups { progress { total overdue } programmes { progress { completed } } } }'));
    expect(database.statements.filter((text) => text.startsWith('-- task.tally'))).toHaveLength(2);
  });
});

test('Task.light follows the day that is given', async () => {
  const light = async (on: string) =>
    (await dataOf(ask(`{ task(code: "dike-a", dataset: "river-city") { light(on: "${on}") } }`))).task.light;
  expect([
    await light('2020-05-30'),
    await light('2020-05-31'),
    await light('2020-06-30'),
    await light('2020-07-01'),
  ]).toEqual(['GREEN', 'YELLOW', 'YELLOW', 'RED']);
});

test('Task.responsibilities says who is responsible, in which role, and what was reported', async () => {
  const { task } = await dataOf(
    ask(`{ task(code: "dike-a", dataset: "river-city") { parent { code children { totalCount } }
      responsibilities { role organization { code name } }
      reports { nodes { reportedAt status progress note reportedBy { code } task { code } } } } }`),
  );
  expect(task).toEqual({
    parent: { code: 'dike', children: { totalCount: 2 } },
    responsibilities: [
      { role: 'LEAD', organization: { code: 'river-works', name: 'River works' } },
      { role: 'LEAD', organization: { code: 'river-police', name: 'River police' } },
    ],
    reports: {
      nodes: [
        {
          reportedAt: '2020-03-01T00:00:00.000Z',
          status: 'IN_PROGRESS',
          progress: '40',
          note: 'begun',
          reportedBy: { code: 'river-works' },
          task: { code: 'dike-a' },
        },
        {
          reportedAt: '2020-06-01T00:00:00.000Z',
          status: 'IN_PROGRESS',
          progress: '80',
          note: 'nearly there',
          reportedBy: { code: 'river-works' },
          task: { code: 'dike-a' },
        },
      ],
    },
  });
});

test('Query.task is null for an unknown code', async () => {
  const data = await dataOf(
    ask(`{ task(code: "none") { code } workingGroup(code: "none") { code } programme(code: "dikes") { code } metric(code: "x") { code } region(code: "x") { code }
      organization(code: "x") { code } source(code: "x") { code } dataset(code: "x") { code } }`),
  );
  expect(data).toEqual({
    task: null,
    workingGroup: null,
    programme: null,
    metric: null,
    region: null,
    organization: null,
    source: null,
    dataset: null,
  });
});
