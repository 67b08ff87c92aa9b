import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { ImportRefused, type Problem } from '../../../src/import/package/problem.ts';
import { importText } from '../../support/river.ts';
import { computed, counted, formulaPackage } from '../compute/formula-package.ts';
import { openMemory } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const METRICS = [
  counted('workers', 'person', 'sex'),
  counted('subsidy', 'CNY', '', 4),
  counted('cells', 'grid'),
  computed('per-worker', 'subsidy / workers', { unit: 'CNY per person' }),
];

async function problemsOf(...metrics: readonly string[]): Promise<readonly Problem[]> {
  const text = formulaPackage([...METRICS, ...metrics], []);
  const error = await importText(database, text).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as ImportRefused).problems;
}

describe('an expression is refused', () => {
  test.each([
    ['that cannot be read', 'workers × / cells', {}, /^at position 11: "\/" is not expected here$/, /metric code/],
    ['over an unknown metric', 'wokers / cells', {}, /^at position 1: the metric "wokers" is unknown$/, /"workers"/],
    ['with a minus without blanks', 'workers-cells', {}, /"workers-cells" is unknown/, /blanks .*workers - cells/],
    [
      'that adds persons to yuan',
      'cells + subsidy',
      {},
      /^at position 7: cells is in grid and subsidy is in CNY/,
      /same unit/,
    ],
    ['that gives another unit', 'subsidy / cells', {}, /gives "CNY per grid", .* is "percent"/, /"CNY per grid"/],
    [
      'that gives a number for a count of persons',
      'workers / workers',
      { unit: 'person', kind: 'COUNT' },
      /gives a number/,
      /person/,
    ],
    [
      'that gives a rate in the unit of what it divides',
      'workers / workers',
      { unit: 'person', kind: 'RATE' },
      /gives a number/,
      /person/,
    ],
    ['that names no metric', '2 × 50', {}, /names no metric/, /metric/],
    ['over an unknown dimension', 'Σ(workers, six) / workers', {}, /dimension "six" is unknown/, /"sex"/],
    [
      'over an unknown category',
      'workers{sex=g} / workers',
      {},
      /category "g" of the dimension "sex" is unknown/,
      /f, m/,
    ],
    [
      'over a dimension that the metric does not have',
      'cells{sex=f} / cells',
      {},
      /"cells" has no dimension "sex"/,
      /has no dimensions/,
    ],
    ['over another dimension', 'Σ(workers, visit) / workers', {}, /"workers" has no dimension "visit"/, /one of sex/],
    ['that leads back to itself', 'wrong / workers × 100', { unit: 'percent' }, /a cycle: wrong → wrong/, /itself/],
  ] as const)('%s', async (_name, expression, options, message, expected) => {
    const problems = await problemsOf(computed('wrong', expression, options));
    expect(problems).toContainEqual({
      resource: 'metrics.csv',
      row: 6,
      column: 'expression',
      value: expression,
      message: expect.stringMatching(message),
      expected: expect.stringMatching(expected),
    });
    const others = problems.filter(({ message: told }) => !message.test(told));
    // What leads back to itself has no unit of its own.
    expect(others.map(({ column }) => column)).toEqual(/cycle/.test(message.source) ? ['expression'] : []);
  });

  test('with every operand that is wrong told', async () => {
    const problems = await problemsOf(computed('wrong', 'nothing / (none + workers{sex=x}) × 100'));
    expect(problems.map(({ message }) => message)).toEqual([
      'at position 1: the metric "nothing" is unknown',
      'at position 12: the metric "none" is unknown',
      'at position 19: the category "x" of the dimension "sex" is unknown',
    ]);
  });

  test('beside a numerator', async () => {
    const both = 'both,both,all,RATIO,FLOW,CNY per person,0,2,NONE,NONE,,subsidy,workers,,subsidy / workers';
    expect(await problemsOf(both)).toEqual([
      {
        resource: 'metrics.csv',
        row: 6,
        column: 'numerator',
        value: 'subsidy',
        message: 'there is an expression, and also a numerator',
        expected: 'an expression alone, or a numerator and a denominator',
      },
    ]);
  });

  test('in a cycle that closes through a numerator', async () => {
    const ratio = 'ratio,ratio,all,RATIO,FLOW,percent,0,2,NONE,NONE,,half,workers,,';
    const problems = await problemsOf(ratio, computed('half', 'ratio / 2'));
    expect(problems).toEqual([
      expect.objectContaining({
        row: 6,
        column: 'numerator',
        value: 'half',
        message: 'there is a cycle: ratio → half → ratio',
      }),
    ]);
  });

  test('for a unit, unless it is a plain name for what comes out', async () => {
    const named = formulaPackage([...METRICS, computed('crowded', 'workers / cells', { unit: 'crowding' })], []);
    expect((await importText(database, named)).outcome).toBe('PUBLISHED');
  });
});
