import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

let ask: Ask;

const lines = (resource: string) => (riverCity().files[resource] ?? '').trim().split('\n');
/** Turns round whatever the lists below are sorted or filtered by. */
const TURNED = riverCity('2', {
  tasks: csv(
    lines('tasks')[0] ?? '',
    'dike,5,Raise the dike,dikes,banks,STATED,,990000,,PREFECTURE,,2020-01-01,2020-02-01,river-police,,,checks;gauges',
    'dike-a,4,Raise segment A,dikes,banks,STATED,,990100,dike,COUNTY,1,2020-01-01,2021-06-30,river-works;river-police,,,',
    'dike-b,3,Raise segment B,dikes,banks,STATED,CANCELLED,990200,dike,COUNTY,3,2020-01-01,,,river-works,,',
    'patrol,2,Patrol the banks,watch,floods,INFERRED,PLANNED,990200,,,,,2020-01-15,river-works,,,leaks;checks',
    'gauge,1,Set up gauges,watch,floods,INFERRED,COMPLETED,990100,,,,,2022-03-31,,,,',
  ),
  task_reports: csv(lines('task_reports')[0] ?? '', 'dike-a,2020-03-01T08:00:00+08:00,IN_PROGRESS,5,begun,river-works'),
  metrics: csv(
    ...lines('metrics').map((line) =>
      line
        .replace(/^leaks,Leaks,渗漏,water,banks,STATED,/, 'leaks,Zones that leak,渗漏,safety,floods,INFERRED,')
        .replace(/^gauges,Gauges,水尺,safety,,,/, 'gauges,All gauges,水尺,water,banks,STATED,')
        .replace(/^checks,Checks,/, 'checks,Visits,'),
    ),
  ),
  programmes: csv(
    lines('programmes')[0] ?? '',
    'dikes,PILOT,Dams,safety,floods,STATED,990100,leak-rate;checks;leaks',
    'watch,MECHANISM,Watch,water,banks,INFERRED,,gauges',
  ),
  organizations: csv(
    ...lines('organizations').map((line) =>
      line
        .replace('river-works,DEPARTMENT,River works,河工,river-committee', 'river-works,ORGAN,Works,河工,river-police')
        .replace('river-police,ORGAN,River police,河警,river-committee', 'river-police,DEPARTMENT,Police,河警,'),
    ),
  ),
});

const TASKS = (rest: string) =>
  `query ($first: Int, $after: String, $last: Int, $before: String) { list: tasks(${rest}, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { code } pageInfo { hasNextPage endCursor hasPreviousPage startCursor } } }`;
const LIST = (field: string, closing: string) =>
  `query ($first: Int, $after: String, $last: Int, $before: String) { ${field.replace('PAGE', 'first: $first, after: $after, last: $last, before: $before')} {
    totalCount nodes { code } pageInfo { hasNextPage endCursor hasPreviousPage startCursor } } ${closing} }`;
const LISTS = [
  TASKS('orderBy: [ORDINAL_ASC]'),
  TASKS('orderBy: [DUE_DATE_DESC]'),
  TASKS('orderBy: [PROGRESS_ASC]'),
  TASKS('orderBy: [CODE_ASC], where: { text: "part" }'),
  TASKS('where: { status: [IN_PROGRESS, PLANNED] }'),
  TASKS('where: { dueFrom: "2020-06-01", dueTo: "2020-12-31" }, orderBy: [DUE_DATE_ASC]'),
  TASKS('where: { organization: "river-works" }'),
  TASKS('where: { role: SUPERVISE }'),
  ...[
    'metrics(orderBy: [NAME_ASC], PAGE)',
    'metrics(where: { themes: ["water"] }, PAGE)',
    'metrics(where: { workingGroups: ["banks"] }, PAGE)',
    'metrics(where: { programmes: ["dikes"] }, PAGE)',
    'programmes(where: { themes: ["safety"] }, PAGE)',
    'programmes(where: { kinds: [CAMPAIGN, PILOT, MECHANISM], workingGroups: ["banks"] }, PAGE)',
    'organizations(where: { parent: "river-committee" }, PAGE)',
    'organizations(where: { kinds: [ORGAN] }, PAGE)',
  ].map((field) => LIST(`list: ${field}`, '')),
  LIST('workingGroup(code: "banks") { list: metrics(PAGE)', '}'),
  LIST('programme(code: "dikes") { list: metrics(PAGE)', '}'),
  LIST('task(code: "dike") { list: metrics(PAGE)', '}'),
  LIST('metric(code: "leaks") { list: tasks(PAGE)', '}'),
  LIST('organization(code: "river-works") { list: tasks(role: LEAD, PAGE)', '}'),
];
const list = async (query: string, variables: object) => {
  const data = await dataOf(ask(query, { ...variables }));
  return data.list ?? Object.values(data as Record<string, { list: typeof data }>)[0]?.list;
};
const codes = ({ nodes }: { nodes: { code: string }[] }) => nodes.map(({ code }) => code);

interface Begun {
  readonly whole: Awaited<ReturnType<typeof list>>;
  readonly first: Awaited<ReturnType<typeof list>>;
  readonly last: Awaited<ReturnType<typeof list>>;
}

describe('a page is read on in the order and membership in which it was begun', () => {
  let own: TestDatabase;
  const begun = new Map<string, Begun>();
  beforeAll(async () => {
    own = await openTestDatabase('river');
    ask = graphOver(own);
    for (const query of LISTS) {
      const whole = await list(query, { first: 1000 });
      begun.set(query, { whole, first: await list(query, { first: 1 }), last: await list(query, { last: 1 }) });
    }
    await importText(own, TURNED);
  });
  beforeEach(() => {
    ask = graphOver(own);
  });
  afterAll(() => own.close());

  test.each(LISTS)('%s', async (query) => {
    const { whole, first, last } = begun.get(query) as Begun;
    expect(whole.totalCount).toBeGreaterThan(0);
    const turned = codes(await list(query, { first: 1000 }));
    expect(turned).not.toEqual(codes(whole));

    const forwards = codes(first);
    for (let page = first; page.pageInfo.hasNextPage; ) {
      page = await list(query, { first: 1, after: page.pageInfo.endCursor });
      expect(page.totalCount).toBe(whole.totalCount);
      forwards.push(...codes(page));
    }
    expect(forwards).toEqual(codes(whole));

    const backwards = codes(last);
    for (let page = last; page.pageInfo.hasPreviousPage; ) {
      page = await list(query, { last: 1, before: page.pageInfo.startCursor });
      backwards.unshift(...codes(page));
    }
    expect(backwards).toEqual(codes(whole));
  });
});

describe('in a database of its own', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase('river');
    ask = graphOver(database);
  });
  afterEach(() => database.close());

  test('two publications later it is still the order in which it was begun', async () => {
    const [query = ''] = LISTS;
    const whole = await list(query, { first: 1000 });
    const first = await list(query, { first: 2 });
    await importText(database, TURNED);
    const second = await list(query, { first: 2 });
    const turned = await list(query, { first: 1000 });
    await importText(database, riverCity('3', { tasks: lines('tasks').join('\n').replaceAll('Raise', 'Build') }));
    const rest = await list(query, { first: 1000, after: first.pageInfo.endCursor });
    expect([...codes(first), ...codes(rest)]).toEqual(codes(whole));
    const other = await list(query, { first: 1000, after: second.pageInfo.endCursor });
    expect([...codes(second), ...codes(other)]).toEqual(codes(turned));
  });

  /** The second district and everything in it are gone. */
  const SHRUNK = riverCity('2', {
    regions: csv(...lines('regions').filter((line) => !line.includes('990200'))),
    tasks: csv(...lines('tasks').filter((line) => !line.includes('990200'))),
    task_reports: csv(...lines('task_reports').filter((line) => !line.startsWith('dike-b'))),
    observations: csv(
      ...lines('observations').filter((line) => !line.includes('990200') && !line.startsWith('gauges')),
    ),
    metrics: csv(...lines('metrics').filter((line) => !line.startsWith('gauges'))),
  });

  test('what was dropped is still there for pages that are open, and for whoever asks for the past', async () => {
    const page = 'totalCount nodes { code parent { code } } pageInfo { hasNextPage endCursor }';
    const children = `query ($after: String) { region(code: "990000") { children(first: 1, after: $after) { ${page} } } }`;
    const tasks = `query ($after: String) { tasks(first: 4, after: $after) { nodes { code region { code name } } pageInfo { endCursor } } }`;
    const first = (await dataOf(ask(children))).region.children;
    const firstTasks = (await dataOf(ask(tasks))).tasks;
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 10));
    await importText(database, SHRUNK);

    const second = (await dataOf(ask(children, { after: first.pageInfo.endCursor }))).region.children;
    expect(second).toMatchObject({ totalCount: 2, nodes: [{ code: '990200', parent: { code: '990000' } }] });
    expect(await dataOf(ask('{ regions { nodes { code } } region(code: "990200") { code } }'))).toEqual({
      regions: { nodes: [{ code: '990000' }, { code: '990100' }] },
      region: null,
    });
    const rest = (await dataOf(ask(tasks, { after: firstTasks.pageInfo.endCursor }))).tasks.nodes;
    expect(rest).toEqual([{ code: 'patrol', region: { code: '990200', name: 'Lower District' } }]);

    const past = await dataOf(
      ask(
        `query ($asOf: DateTime!) {
        observations(where: { metrics: ["gauges"] }, asOf: $asOf) { nodes { value metric { code } } }
        leaks: observations(where: { metrics: ["leaks"], regions: ["990200"] }, asOf: $asOf, last: 1) {
          nodes { value region { code name path { code } } series { region { code } } } }
        metric(code: "leaks") { latest(region: "990200", asOf: $asOf) { value region { code } } } }`,
        { asOf: before },
      ),
    );
    expect(past.observations.nodes.map(({ value }: { value: string | null }) => value)).toEqual([null, '0']);
    expect(past.leaks.nodes[0]).toMatchObject({
      value: '23',
      region: { code: '990200' },
      series: { region: { code: '990200' } },
    });
    expect(past.metric.latest).toEqual({ value: '23', region: { code: '990200' } });
    const { errors } = await ask('{ observations(where: { metrics: ["gauges"] }) { totalCount } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'metrics' });
  });

  test('a region code that stands in two schemes has its own tasks in each', async () => {
    const other = riverCity('1', {
      regions: csv(lines('regions')[0] ?? '', 'other,990000,COUNTRY,,Other place,别处,,,'),
      working_groups: csv('code,ordinal,name:en,leading_group', 'banks,1,Banks,river-leaders'),
      programmes: csv('code,kind,name:en,theme,working_group', 'dikes,CAMPAIGN,Dikes,water,banks'),
      tasks: csv(
        'code,title:en,programme,working_group,region',
        'one,One,dikes,banks,other:990000',
        'two,Two,dikes,banks,other:990000',
      ),
    });
    const { files, ...rest } = other;
    const kept = ['regions', 'working_groups', 'programmes', 'tasks'];
    await importText(database, {
      ...rest,
      name: 'other-city',
      govgraph: { region: 'other:990000' },
      files: Object.fromEntries(Object.entries(files).filter(([name]) => kept.includes(name))),
    });
    const counts = async (scheme: string) => {
      const { region } = await dataOf(
        ask(`{ region(code: "990000", scheme: "${scheme}") { tasks { totalCount } progress { total } } }`),
      );
      return [region.tasks.totalCount, region.progress.total];
    };
    expect([await counts('other'), await counts('test')]).toEqual([
      [2, 2],
      [5, 4],
    ]);
  });
});
