import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../../src/domain/formula/formula-parse.ts';
import { unitOfFormula } from '../../../src/domain/formula/formula-unit.ts';
import { fitsUnit, metricUnit, parseUnit, printUnit, type UnitPowers } from '../../../src/domain/number/unit.ts';
import { checkProperty } from '../../support/property.ts';

/** Metrics by code, each with its unit and kind. */
const METRICS: Readonly<Record<string, readonly [unit: string, kind: string]>> = {
  subsidy: ['CNY', 'AMOUNT'],
  members: ['person', 'COUNT'],
  workers: ['person', 'COUNT'],
  cells: ['grid', 'COUNT'],
  density: ['person per grid', 'RATIO'],
  rate: ['percent', 'RATE'],
  mille: ['permille', 'RATE'],
  score: ['point', 'SCORE'],
  incidence: ['case per 100000 person', 'RATIO'],
  deaths: ['case per person', 'RATIO'],
};
const unitOf = (metric: string): UnitPowers | null => {
  const [unit, kind] = METRICS[metric] ?? [];
  return unit === undefined || kind === undefined ? null : metricUnit(unit, kind);
};
const infer = (text: string) => unitOfFormula(parseFormula(text), ({ metric }) => unitOf(metric));

describe('the unit of', () => {
  test.each([
    ['subsidy / members', 'CNY per person'],
    ['workers / cells', 'person per grid'],
    ['workers + members', 'person'],
    ['−workers × 2 / 3', 'person'],
    ['density × cells', 'person'],
    ['density × cells + members', 'person'],
    ['workers / members × 100', 'a number'],
    ['100 − rate', 'percent'],
    ['rate − rate', 'percent'],
    ['rate × members / 100', 'person'],
    ['score × 0.4 + score × 0.6', 'a number'],
    ['subsidy / members / cells', 'CNY per grid per person'],
    ['1 / members', '1 per person'],
    ['members × cells', 'grid × person'],
    ['members × members / cells', 'person × person per grid'],
    ['subsidy{sex=f} / Σ(members, sex)', 'CNY per person'],
  ])('%s is %s', (text, expected) => {
    const unit = infer(text);
    expect(unit === null ? null : printUnit(unit)).toBe(expected);
  });

  test('what holds something unknown is not known', () => {
    expect(infer('(subsidy + unheard-of) × 2')).toBeNull();
  });
});

test.each([
  ['members + subsidy', 9, 'members is in person and subsidy is in CNY, which cannot be added'],
  ['workers / cells - members', 17, 'workers / cells is in person per grid and members is in person'],
  ['members + 5', 9, '5 is in a number'],
  ['rate + mille', 6, 'rate is in percent and mille is in permille'],
  [
    'incidence − deaths',
    11,
    'incidence is in case per 100000 person and deaths is in case per person, which cannot be subtracted',
  ],
  ['rate + members', 6, 'rate is in percent and members is in person'],
])('%s mixes units at %i', (text, position, message) => {
  expect(() => infer(text)).toThrow(`at position ${position}: `);
  expect(() => infer(text)).toThrow(message);
});

test.each([
  ['subsidy / members', 'CNY per person', 'RATIO', true],
  ['subsidy / members', 'person per CNY', 'RATIO', false],
  ['subsidy / members', 'CNY', 'RATIO', false],
  ['subsidy / members', 'percent', 'RATE', false],
  ['workers / cells', 'crowding', 'RATIO', true],
  ['workers / members × 100', 'percent', 'RATE', true],
  ['workers / members × 100', 'percent', 'COUNT', true],
  ['workers / members', 'person', 'RATE', false],
  ['workers / members', 'times', 'RATIO', true],
  ['workers / members', 'times', 'COUNT', false],
  ['workers / members', 'CNY per person', 'RATIO', false],
  ['score / 2 + 1', 'point', 'SCORE', true],
  ['workers + members', 'person', 'COUNT', true],
  ['workers + members', 'case', 'COUNT', false],
  ['workers / cells × 100000', 'person per 100000 grid', 'RATIO', true],
  ['workers / cells × 100000', 'person per 100,000 grid', 'RATIO', true],
  ['density × cells', 'person', 'COUNT', true],
])('%s in %s as a %s: %s', (text, unit, kind, expected) => {
  const inferred = infer(text);
  if (inferred === null) throw new Error('every metric here is known');
  const among = Object.keys(METRICS).flatMap((code) => (text.includes(code) ? (unitOf(code) ?? []) : []));
  expect(fitsUnit(inferred, { unit, kind }, among)).toBe(expected);
});

test('a unit is read as it is printed', async () => {
  const names = fc.constantFrom('person', 'CNY', 'km2', '人');
  const powers = fc.array(fc.tuple(names, fc.integer({ min: -2, max: 2 })), { maxLength: 4 });
  await checkProperty(
    fc.property(powers, (given) => {
      const unit = { powers: new Map(given.filter(([, power]) => power !== 0)), scale: '' };
      fc.pre(unit.powers.size > 0);
      expect(parseUnit(printUnit(unit))).toEqual(unit);
    }),
    { runs: 100 },
  );
});
