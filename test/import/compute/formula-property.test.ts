import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import type { FormulaExpression, Operand } from '../../../src/domain/formula/formula.ts';
import { parseFormula } from '../../../src/domain/formula/formula-parse.ts';
import { type Rational, rational, rounded, workOut } from '../../domain/formula/formula-arbitrary.ts';
import { checkProperty } from '../../support/property.ts';
import { importText } from '../../support/river.ts';
import { openMemory } from '../fixture.ts';
import { computed, counted, formulaPackage } from './formula-package.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const DIMENSIONS: Readonly<Record<string, readonly string[]>> = { sex: ['f', 'm'], visit: ['fixed', 'outreach'] };
const SEXES = ['', 'sex=f', 'sex=m'];
const VISITS = ['', 'visit=fixed', 'visit=outreach'];
const BREAKDOWNS = SEXES.flatMap((sex) => VISITS.map((visit) => [sex, visit].filter((part) => part !== '').join(';')));
const PERIODS = ['2020', '2020-11', '../2020-11'];
const REGIONS = ['990000', '990100'];
/** What is computed, and by what it may be broken down. */
const FORMULAS = {
  plain: ['a / b × 100', 'sex;visit'],
  narrow: ['a / b × 100', 'visit'],
  parts: ['(a{sex=f} - b{sex=m}) / a × 100', 'sex;visit'],
  sums: ['a / Σ(b, sex)', 'sex;visit'],
  nested: ['Σ(a{sex=f}, visit) / b', 'sex;visit'],
  twice: ['plain × 2 - plain', 'sex;visit'],
} as const;

interface Row {
  readonly metric: string;
  readonly region: string;
  readonly breakdown: string;
  readonly period: string;
  readonly value: number | null;
}
const keyOf = ({ metric, region, breakdown, period }: Omit<Row, 'value'>) =>
  [metric, region, breakdown, period].join(' ');

const rows = fc.uniqueArray(
  fc.record<Row>({
    metric: fc.constantFrom('a', 'b'),
    region: fc.constantFrom(...REGIONS),
    breakdown: fc.constantFrom(...BREAKDOWNS),
    period: fc.constantFrom(...PERIODS),
    value: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 8 }),
  }),
  { selector: keyOf, minLength: 60, maxLength: 108 },
);

/** Everything that follows, by the definition: each formula for each place, one after the other. */
function follow(given: readonly Row[]): string[] {
  const values = new Map<string, Rational>();
  for (const row of given) if (row.value !== null) values.set(keyOf(row), rational(String(row.value)));
  const found: string[] = [];
  for (const [metric, [text, dimensions]] of Object.entries(FORMULAS)) {
    const expression = parseFormula(text);
    for (const place of places(dimensions.split(';'), expression)) {
      const value = valueAt(expression, place, values);
      if (value === null) continue;
      const written = rounded(value, 4);
      values.set(keyOf({ ...place, metric }), rational(written));
      found.push(`${keyOf({ ...place, metric })} ${written}`);
    }
  }
  return found.sort();
}

const partsOf = (breakdown: string) => breakdown.split(';').filter((part) => part !== '');

function places(dimensions: readonly string[], expression: FormulaExpression): Omit<Row, 'value' | 'metric'>[] {
  const text = JSON.stringify(expression);
  const isFree = (dimension: string) => dimensions.includes(dimension) && !text.includes(`"${dimension}"`);
  const breakdowns = BREAKDOWNS.filter((key) => partsOf(key).every((part) => isFree(part.replace(/=.*/, ''))));
  return REGIONS.flatMap((region) =>
    PERIODS.flatMap((period) => breakdowns.map((breakdown) => ({ region, period, breakdown }))),
  );
}

function valueAt(
  expression: FormulaExpression,
  place: Omit<Row, 'value' | 'metric'>,
  values: ReadonlyMap<string, Rational>,
): Rational | null {
  let isMissing = false;
  const figure = ({ metric, part, over }: Operand): Rational => {
    const named = part.map(({ dimension, category }) => `${dimension}=${category}`);
    const summed = over === null ? [[]] : (DIMENSIONS[over] ?? []).map((category) => [`${over}=${category}`]);
    return summed.reduce<Rational>(
      (sum, more) => {
        const breakdown = [...partsOf(place.breakdown), ...named, ...more].sort().join(';');
        const value = values.get(keyOf({ ...place, metric, breakdown }));
        if (value === undefined) isMissing = true;
        const { over: top, under } = value ?? { over: 1n, under: 1n };
        return { over: sum.over * under + top * sum.under, under: sum.under * under };
      },
      { over: 0n, under: 1n },
    );
  };
  const value = workOut(expression, figure);
  return isMissing ? null : value;
}

test('what is stored is what follows from the definition, and nothing else', async () => {
  let version = 0;
  await checkProperty(
    fc.asyncProperty(rows, async (given) => {
      const metrics = [
        counted('a', 'person', 'sex;visit'),
        counted('b', 'person', 'sex;visit'),
        ...Object.entries(FORMULAS).map(([code, [text, dimensions]]) =>
          computed(code, text, { dimensions, decimals: '4' }),
        ),
      ];
      const observations = given.map(
        ({ metric, region, breakdown, period, value }) =>
          `${metric},${region},${breakdown},${period},${value ?? ''},${value === null ? 'MISSING' : ''}`,
      );
      await importText(database, formulaPackage(metrics, observations, { version: String(++version) }));
      const stored = await database.query<{ text: string }>(
        `-- test.computed
select concat_ws(' ', m.code, r.code, s.breakdown_key, o.period, o.value::text) as text
from observation o join series s on s.id = o.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
where o.to_seq = 2147483647 and o.basis = 'COMPUTED'`,
      );
      expect(stored.map(({ text }) => text).sort()).toEqual(follow(given));
    }),
    { runs: 6 },
  );
});
