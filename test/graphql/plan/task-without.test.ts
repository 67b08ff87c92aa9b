import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openSmallPlan();
  ask = graphOver(database);
});
afterAll(() => database.close());

/** River City, where one task hangs on nothing and another was read from a report. */
async function openSmallPlan(): Promise<TestDatabase> {
  const opened = await openTestDatabase('empty');
  await importText(
    opened,
    riverCity('1', {
      ratings: csv('code,light,order,name:en', 'good,GREEN,1,Good'),
      tasks: csv(
        'code,title:en,programme,working_group,attribution,status,region,parent,due_date,lead,cooperate,source,locator',
        'dike,Raise the dike,dikes,banks,STATED,IN_PROGRESS,990000,,2020-12-31,river-works,,river-report,page 1',
        'dike-a,Raise part A,dikes,banks,STATED,IN_PROGRESS,990100,dike,2020-06-30,,river-works,river-report,page 2',
        'alone,Hangs on nothing,,,,PLANNED,990000,,,,,,',
      ),
      task_reports: csv('task,reported_at,status,rating', 'dike,2020-03-01T08:00:00+08:00,IN_PROGRESS,good'),
    }),
  );
  return opened;
}

const codes = async (where: string): Promise<string[]> => {
  const { tasks } = await dataOf(
    ask(`{ tasks(where: { dataset: "river-city", ${where} }) { totalCount nodes { code } } }`),
  );
  expect(tasks.totalCount).toBe(tasks.nodes.length);
  return tasks.nodes.map(({ code }: { code: string }) => code);
};

describe('TaskWhere.without', () => {
  test.each([
    ['[]', ['alone', 'dike', 'dike-a']],
    ['[PARENT]', ['alone', 'dike']],
    ['[WORKING_GROUP]', ['alone']],
    ['[PROGRAMME]', ['alone']],
    ['[LEAD_ORGANIZATION]', ['alone', 'dike-a']],
    ['[RATING]', ['alone', 'dike-a']],
    ['[DUE_DATE]', ['alone']],
    ['[SUBTASKS]', ['alone', 'dike-a']],
    ['[LEAD_ORGANIZATION, RATING, PARENT]', ['alone']],
    ['[PARENT, PARENT]', ['alone', 'dike']],
  ])('%s', async (attributes, expected) => {
    expect(await codes(`without: ${attributes}`)).toEqual(expected);
  });

  test('and a parent select nothing together', async () => {
    expect(await codes('parent: "dike", without: [PARENT]')).toEqual([]);
  });

  test('lists what a group of Query.taskProgress without a value counts', async () => {
    const { taskProgress } = await dataOf(
      ask(
        '{ taskProgress(where: { dataset: "river-city" }, groupBy: [LEAD_ORGANIZATION]) { leadOrganization { code } progress { total } } }',
      ),
    );
    const row = taskProgress.find((one: { leadOrganization: object | null }) => one.leadOrganization === null);
    expect(row.progress.total).toBe((await codes('without: [LEAD_ORGANIZATION]')).length);
  });
});

test('TaskWhere.without subtasks selects the tasks that progress counts', async () => {
  const { tasks, taskProgress } = await dataOf(
    ask(`{ tasks(where: { dataset: "river-city", without: [SUBTASKS] }) { totalCount }
      taskProgress(where: { dataset: "river-city" }) { progress { total } } }`),
  );
  expect(taskProgress).toEqual([{ progress: { total: tasks.totalCount } }]);
});

describe('TaskWhere.sources', () => {
  test('selects what was read from a document', async () => {
    expect(await codes('sources: ["river-report"]')).toEqual(['dike', 'dike-a']);
    expect(await codes('sources: []')).toEqual([]);
  });

  test('refuses a source that there is not', async () => {
    const { errors } = await ask('{ tasks(where: { dataset: "river-city", sources: ["rumour"] }) { totalCount } }');
    expect(errors?.[0]).toMatchObject({
      message: 'There is no source "rumour".',
      extensions: { code: 'BAD_INPUT', argument: 'sources' },
    });
  });
});
