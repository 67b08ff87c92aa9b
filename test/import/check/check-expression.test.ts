import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { computed, counted, formulaPackage } from '../compute/formula-package.ts';

let database: TestDatabase;
let ask: Ask;
let version = 0;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  ask = graphOver(database);
});
afterAll(() => database.close());

const METRICS = [
  counted('anc1', 'person', 'visit;sex'),
  counted('anc3', 'person', 'visit;sex'),
  counted('staff'),
  counted('spent', 'CNY', '', 4),
  computed('drop-out', '(Σ(anc1, visit) - Σ(anc3, visit)) / Σ(anc1, visit) × 100', {
    dimensions: 'sex',
    decimals: '1',
  }),
  computed('fixed-share', 'anc1{visit=fixed} / anc1 × 100', { dimensions: 'sex', decimals: '1' }),
  computed('per-head', 'spent / staff', { unit: 'CNY per person' }),
  computed('both', 'staff + anc1', { unit: 'person', kind: 'COUNT' }),
  computed('margin', 'spent / (staff - anc1)', { unit: 'CNY per person' }),
  computed('doubled', 'both × 2', { unit: 'person', kind: 'COUNT' }),
];

/** Figures are written metric,breakdown,value[,status[,numerator,denominator]]. */
async function checksOf(...figures: readonly string[]) {
  const source = formulaPackage(METRICS, [], { version: String(++version) });
  const observations = csv(
    'metric,breakdown,value,status,numerator,denominator,region,period',
    ...figures.map((line) => `${line}${','.repeat(5 - (line.split(',').length - 1))},990000,2020`),
  );
  await importText(database, { ...source, files: { ...source.files, observations } });
  const { checks } = await dataOf(
    ask(`{ checks { nodes { rule verdict metric { code } breakdown { category { code } } expected reported difference tolerance
      explanation(lang: "en") inputs { metric { code } breakdown { category { code } } value } } } }`),
  );
  return checks.nodes.filter(({ rule }: { rule: string }) => rule !== 'SUM_OF_PARTS');
}

const VISITS = ['anc1,visit=fixed,60', 'anc1,visit=outreach,40', 'anc3,visit=fixed,45', 'anc3,visit=outreach,30'];

describe('a published figure of a metric with an expression', () => {
  test('is checked against it: by categories, with the figures that it takes', async () => {
    const [check, ...more] = await checksOf(...VISITS, 'drop-out,,25.0');
    expect(more).toEqual([]);
    expect(check).toMatchObject({
      rule: 'RATIO',
      verdict: 'PASS',
      metric: { code: 'drop-out' },
      expected: '25',
      reported: '25.0',
      tolerance: '0.05',
      explanation:
        'Published is 25.0, and its formula gives 25: they agree within the 0.05 that rounding can account for.',
    });
    const inputs = check.inputs.map(
      (input: { metric: { code: string }; breakdown: { category: { code: string } }[]; value: string }) =>
        [input.metric.code, input.breakdown[0]?.category.code, input.value].join(' '),
    );
    expect(inputs.toSorted()).toEqual(['anc1 fixed 60', 'anc1 outreach 40', 'anc3 fixed 45', 'anc3 outreach 30']);
  });

  test('fails where it is another, and stands all the same', async () => {
    expect(await checksOf(...VISITS, 'drop-out,,25.4')).toMatchObject([
      { verdict: 'FAIL', expected: '25', reported: '25.4', difference: '0.4', tolerance: '0.05' },
    ]);
    const { metric } = await dataOf(ask('{ metric(code: "drop-out") { latest { value basis } } }'));
    expect(metric.latest).toEqual({ value: '25.4', basis: 'PUBLISHED' });
  });

  test('is checked for each breakdown that the formula gives, and for no other', async () => {
    const figures = ['f', 'm'].flatMap((sex, at) => [
      `anc1,sex=${sex};visit=fixed,${10 + at}`,
      `anc1,sex=${sex},${20 + at}`,
      `fixed-share,sex=${sex},50.0`,
    ]);
    const found = await checksOf(...figures);
    expect(found).toMatchObject([
      { verdict: 'PASS', breakdown: [{ category: { code: 'f' } }], expected: '50' },
      { verdict: 'FAIL', breakdown: [{ category: { code: 'm' } }], expected: '52.380952381' },
    ]);
    expect(found[1].inputs.map(({ value }: { value: string }) => value)).toEqual(['11', '21']);
  });

  test('has a tolerance for whatever is rounded, with multipliers carried along', async () => {
    // 424.8 万 may be 424.75 to 424.85, over 6,226 persons that were counted: 0.05 × 10⁴ / 6,226 = 0.0803…, and half of 0.01.
    expect(await checksOf('spent,,424.8', 'staff,,6226', 'per-head,,682.30')).toMatchObject([
      { verdict: 'PASS', expected: '682.300032123', tolerance: '0.0853083841953' },
    ]);
    expect(await checksOf('spent,,424.8', 'staff,,6226', 'per-head,,682.38')).toMatchObject([{ verdict: 'PASS' }]);
    expect(await checksOf('spent,,424.8', 'staff,,6226', 'per-head,,682.39')).toMatchObject([{ verdict: 'FAIL' }]);
    expect(await checksOf('staff,,20', 'anc1,,30', 'both,,51')).toMatchObject([
      { verdict: 'FAIL', expected: '50', reported: '51', tolerance: '0.5' },
    ]);
  });

  test('is checked against what was computed where that is what it takes', async () => {
    expect(await checksOf('staff,,20', 'anc1,,30', 'doubled,,100')).toMatchObject([
      { metric: { code: 'doubled' }, verdict: 'PASS', expected: '100', inputs: [{ value: '50.00' }] },
    ]);
  });

  test('cannot be checked where something is missing, suppressed, or divides by zero', async () => {
    const verdict = 'NOT_CHECKABLE';
    for (const [figures, why] of [
      [['drop-out,,25.0'], 'a figure that its formula takes is not in the data'],
      [[...VISITS.slice(1), 'drop-out,,25.0'], 'a figure that its formula takes is not in the data'],
      [['staff,,20', 'anc1,,,MISSING', 'both,,51'], 'a figure that its formula takes is not in the data'],
      [['spent,,5', 'staff,,0', 'per-head,,1.00'], 'the denominator is zero'],
      [['spent,,5.0', 'staff,,20.1', 'anc1,,20', 'margin,,500000.00'], null],
      [['spent,,5.0', 'staff,,20.01', 'anc1,,20.0', 'margin,,5000000.00'], 'may be zero, as it is rounded'],
    ] as const) {
      // That a figure is no whole number, or has more decimals than its metric, is a finding of its own.
      const found = (await checksOf(...figures)).filter((check: { verdict: string }) => check.verdict !== 'WARN');
      expect(found).toHaveLength(1);
      if (why === null) expect(found[0].verdict).toBe('PASS');
      else expect(found[0]).toMatchObject({ verdict, expected: null, explanation: expect.stringContaining(why) });
    }
    const kept = await checksOf('staff,,20', 'anc1,,,SUPPRESSED', 'both,,51');
    expect(kept).toMatchObject([{ verdict, explanation: expect.stringContaining('is suppressed') }]);
  });

  test('is checked against the numerator and denominator beside it, and they against what stands alone', async () => {
    const found = await checksOf('spent,,424.8', 'staff,,6226', 'per-head,,682.30,,424.8,6226');
    expect(found).toMatchObject([{ rule: 'RATIO', verdict: 'PASS', expected: '682.300032123' }]);
    expect(await checksOf('spent,,424.8', 'staff,,6230', 'per-head,,682.30,,424.8,6226')).toMatchObject([
      { rule: 'DUPLICATE', verdict: 'FAIL', expected: '6230', reported: '6226', inputs: [{ value: '6230' }] },
      { rule: 'RATIO', verdict: 'PASS', explanation: expect.stringContaining('numerator and denominator give') },
    ]);
  });

  test('says nothing where the source publishes none', async () => {
    expect(await checksOf('spent,,424.8', 'staff,,6226')).toEqual([]);
  });
});
