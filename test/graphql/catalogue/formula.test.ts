import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { computed, counted, formulaPackage } from '../../import/compute/formula-package.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { importText } from '../../support/river.ts';

const METRICS = [
  counted('subsidy', 'CNY', '', 4),
  counted('members', 'person', 'sex'),
  computed('per-member', '(subsidy ÷ members)*1.0', { unit: 'CNY per person' }).replace(
    'NONE,NONE',
    'WEIGHTED,WEIGHTED',
  ),
  computed('share', '100 × members{sex=f} / Σ(members, sex)'),
  computed('margin', 'share - 50 + members / members'),
];
const FIGURES = [
  'subsidy,990000,,2020,424.8',
  'members,990000,,2020,6226',
  'members,990000,sex=f,2020,1',
  'members,990000,sex=m,2020,3',
];

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  await importText(database, formulaPackage(METRICS, FIGURES));
  ask = graphOver(database);
});
afterAll(() => database.close());

const FORMULA = 'expression factor numerator { code } denominator { code } operands { code }';
const readFormula = async (code: string) =>
  (await dataOf(ask(`query ($code: String!) { metric(code: $code) { formula { ${FORMULA} } } }`, { code }))).metric
    .formula;

describe('Formula', () => {
  test('of an expression that is a plain quotient names the two metrics and the factor', async () => {
    expect(await readFormula('per-member')).toEqual({
      expression: '(subsidy ÷ members)*1.0',
      factor: '1',
      numerator: { code: 'subsidy' },
      denominator: { code: 'members' },
      operands: [{ code: 'subsidy' }, { code: 'members' }],
    });
  });

  test('of any other expression names what it is computed from', async () => {
    const none = { factor: null, numerator: null, denominator: null };
    expect(await readFormula('share')).toEqual({
      ...none,
      expression: '100 × members{sex=f} / Σ(members, sex)',
      operands: [{ code: 'members' }],
    });
    expect(await readFormula('margin')).toMatchObject({ ...none, operands: [{ code: 'share' }, { code: 'members' }] });
  });

  test('of a numerator and a denominator names its operands too', async () => {
    expect(await readFormula('homicide-clearance-rate')).toEqual({
      expression: 'homicide-cases-solved / homicide-cases-filed × 100',
      factor: '100',
      numerator: { code: 'homicide-cases-solved' },
      denominator: { code: 'homicide-cases-filed' },
      operands: [{ code: 'homicide-cases-solved' }, { code: 'homicide-cases-filed' }],
    });
  });

  test('is null of what is not computed', async () => {
    expect(await readFormula('members')).toBeNull();
  });
});

test('Aggregation.weight is the denominator, in whichever columns the formula stands', async () => {
  const { metric } = await dataOf(ask('{ metric(code: "per-member") { aggregation { weight { code } } } }'));
  expect(metric.aggregation.weight).toEqual({ code: 'members' });
});

test('Observation.numerator names the parts where the formula is a quotient', async () => {
  const { metrics } = await dataOf(
    ask(`{ metrics(where: { codes: ["per-member", "share", "margin"] }) {
      nodes { code latest(region: "990000") { value basis numerator denominator } } } }`),
  );
  expect(metrics.nodes).toEqual([
    { code: 'margin', latest: { value: '-24.00', basis: 'COMPUTED', numerator: null, denominator: null } },
    { code: 'per-member', latest: { value: '682.30', basis: 'COMPUTED', numerator: '424.8', denominator: '6226' } },
    { code: 'share', latest: { value: '25.00', basis: 'COMPUTED', numerator: '1', denominator: '4' } },
  ]);
});
