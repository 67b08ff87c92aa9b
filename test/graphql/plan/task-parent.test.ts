import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportTask, type TaskReportInput } from '../../../src/import/report/report-task.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('river');
  ask = graphOver(database);
});
afterAll(() => database.close());

const report = (dataset: string, input: Pick<TaskReportInput, 'task' | 'status' | 'progress'>) =>
  reportTask(database, { dataset, rating: null, at: null, by: null, note: null, ...input });

interface Shown {
  readonly code: string;
  readonly status: string;
  readonly ownProgress: string | null;
  readonly rolledUpProgress: string | null;
}
const shown = async (dataset: string): Promise<Shown[]> =>
  (
    await dataOf(
      ask(
        'query ($dataset: String) { tasks(where: { dataset: $dataset }, first: 100) { nodes { code status ownProgress rolledUpProgress } } }',
        { dataset },
      ),
    )
  ).tasks.nodes;

describe('Task.children', () => {
  const one = async (code: string) => (await shown('river-city')).find((task) => task.code === code);
  test('report of themselves alone: what a parent says changes no child, and no figure that is rolled up', async () => {
    const before = await shown('river-city');
    await report('river-city', { task: 'dike', status: 'COMPLETED', progress: null });
    expect(await shown('river-city')).toEqual(
      before.map((task) => (task.code === 'dike' ? { ...task, status: 'COMPLETED', ownProgress: '100' } : task)),
    );
    expect(await one('dike')).toMatchObject({ ownProgress: '100', rolledUpProgress: '65' });
  });

  test('and what a child says changes what is rolled up, never what the parent said', async () => {
    await report('river-city', { task: 'dike-b', status: 'IN_PROGRESS', progress: '60' });
    expect(await one('dike-b')).toMatchObject({ ownProgress: '60', rolledUpProgress: '60' });
    expect(await one('dike')).toMatchObject({ status: 'COMPLETED', ownProgress: '100', rolledUpProgress: '75' });
    const { task } = await dataOf(
      ask('{ task(code: "dike", dataset: "river-city") { reports { nodes { status progress } } } }'),
    );
    expect(task.reports.nodes).toEqual([{ status: 'COMPLETED', progress: null }]);
  });
});

const node = fc.record({
  parent: fc.nat(100),
  isRoot: fc.boolean(),
  weight: fc.integer({ min: 1, max: 9 }),
  status: fc.constantFrom('IN_PROGRESS' as const, 'CANCELLED' as const, 'COMPLETED' as const),
  progress: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 8 }),
});
const [forest = []] = fc.sample(fc.array(node, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 7 });

test('Task.rolledUpProgress is the weighted mean of the tasks below, in any tree', async () => {
  const tasks = forest.map((task, index) => ({
    ...task,
    code: `t${String(index).padStart(2, '0')}`,
    parent: task.isRoot || index === 0 ? null : task.parent % index,
    own: task.status === 'COMPLETED' ? 100 : task.progress,
  }));
  await importText(database, {
    name: 'forest',
    version: '1',
    files: {
      tasks: csv(
        'code,title:en,region,parent,weight',
        ...tasks.map(({ code, parent, weight }) =>
          [code, '', '990000', parent === null ? '' : tasks[parent]?.code, weight].join(','),
        ),
      ),
      task_reports: csv(
        'task,reported_at,status,progress',
        ...tasks.map(({ code, status, progress }) =>
          [code, '2020-06-01', status, status === 'COMPLETED' ? '' : (progress ?? '')].join(','),
        ),
      ),
    },
  });
  /** In whole ten-thousandths, with halves rounded up as whoever does it on paper. */
  const rolled = (index: number): bigint | null => {
    const own = tasks[index]?.own ?? null;
    const below = tasks.flatMap(({ parent, status }, at) => (parent === index && status !== 'CANCELLED' ? [at] : []));
    if (below.length === 0) return own === null ? null : BigInt(own) * 10_000n;
    let [sum, weights] = [0n, 0n];
    for (const at of below) {
      const part = rolled(at);
      if (part === null) return null;
      const weight = BigInt(tasks[at]?.weight ?? 0);
      sum += part * weight;
      weights += weight;
    }
    return (2n * sum + weights) / (2n * weights);
  };
  const found = await shown('forest');
  const scaled = (text: string | null) => (text === null ? null : BigInt(Math.round(Number(text) * 10_000)));
  expect(found.map(({ ownProgress }) => ownProgress)).toEqual(
    tasks.map(({ own }) => (own === null ? null : String(own))),
  );
  expect(found.map(({ rolledUpProgress }) => scaled(rolledUpProgress))).toEqual(tasks.map((_, index) => rolled(index)));
  expect(found.filter(({ ownProgress, rolledUpProgress }) => ownProgress !== rolledUpProgress).length).toBeGreaterThan(
    5,
  );
});
