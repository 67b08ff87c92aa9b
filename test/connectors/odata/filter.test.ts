import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { checkProperty } from '../../support/property.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
let rows: Json[];
beforeAll(async () => {
  database = await openWithRiverCity();
  tell = odataOver(database);
  rows = await valuesOf(tell('Observations?$expand=metric'));
});
afterAll(() => database.close());

/** An expression as people write it, and what it comes to for a row: written apart from what is tested. Null is not known. */
interface Said<T> {
  readonly text: string;
  of(row: Json): T | null;
}
type Bool = Said<boolean>;

const lift = <A, B, T>(a: Said<A>, b: Said<B>, text: string, by: (x: A, y: B) => T): Said<T> => ({
  text,
  of: (row) => {
    const x = a.of(row);
    const y = b.of(row);
    return x === null || y === null ? null : by(x, y);
  },
});

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const text: fc.Arbitrary<Said<string>> = fc.oneof(
  fc
    .constantFrom(
      'metricCode',
      'workingGroupCode',
      'period',
      'frequency',
      'breakdown',
      'basis',
      'metric/workingGroupCode',
    )
    .map((path) => ({
      text: path,
      of: (row: Json) => path.split('/').reduce((value, name) => value?.[name], row) ?? null,
    })),
  fc
    .constantFrom('leaks', 'checks', 'banks', 'ANNUAL', 'MONTHLY', '', "o'clock", '2020', 'bank=left', '渗')
    .map((value) => ({
      text: quoted(value),
      of: () => value,
    })),
);
const numeric: fc.Arbitrary<Said<number>> = fc.letrec<{ number: Said<number> }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc
      .constantFrom('value', 'numerator', 'unitMultiplier')
      .map((name) => ({ text: name, of: (row: Json) => row[name] })),
    fc.integer({ min: -5, max: 130 }).map((value) => ({ text: String(value), of: () => value })),
    fc.constantFrom('year(periodStart)', 'month(periodEnd)', 'day(periodEnd)').map((call) => ({
      text: call,
      of: (row: Json) => {
        const [, part = '', name = ''] = /(\w+)\((\w+)\)/.exec(call) ?? [];
        const place = ['year', 'month', 'day'].indexOf(part);
        return row[name] === null ? null : Number(row[name].split('-')[place]);
      },
    })),
    text.map((one) => ({ text: `length(${one.text})`, of: (row: Json) => one.of(row)?.length ?? null })),
    fc
      .tuple(tie('number'), fc.constantFrom('add', 'sub', 'mul'), tie('number'))
      .map(([a, operator, b]) =>
        lift(a, b, `(${a.text} ${operator} ${b.text})`, (x, y) =>
          operator === 'add' ? x + y : operator === 'sub' ? x - y : x * y,
        ),
      ),
  ),
})).number;
const day: fc.Arbitrary<Said<string>> = fc.oneof(
  fc.constantFrom('periodStart', 'periodEnd').map((name) => ({ text: name, of: (row: Json) => row[name] })),
  fc.constantFrom('2019-12-31', '2020-01-01', '2020-06-30').map((value) => ({ text: value, of: () => value })),
);

const COMPARED: Readonly<Record<string, (x: Json, y: Json) => boolean>> = {
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
  gt: (x, y) => x !== null && y !== null && x > y,
  ge: (x, y) => x !== null && y !== null && x >= y,
  lt: (x, y) => x !== null && y !== null && x < y,
  le: (x, y) => x !== null && y !== null && x <= y,
};
const compared = <T>(one: fc.Arbitrary<Said<T>>): fc.Arbitrary<Bool> =>
  fc.tuple(one, fc.constantFrom(...Object.keys(COMPARED)), fc.option(one, { freq: 6 })).map(([a, operator, b]) => ({
    text: `${a.text} ${operator} ${b?.text ?? 'null'}`,
    of: (row) => COMPARED[operator]?.(a.of(row), b?.of(row) ?? null) ?? null,
  }));

const condition: fc.Arbitrary<Bool> = fc.letrec<{ condition: Bool }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    compared(text),
    compared(numeric),
    compared(day),
    fc.constant({ text: 'isTotal', of: (row: Json) => row.isTotal }),
    fc
      .tuple(fc.constantFrom('contains', 'startswith', 'endswith'), text, text)
      .map(([name, a, b]) =>
        lift(a, b, `${name}(${a.text},${b.text})`, (x, y) =>
          name === 'contains' ? x.includes(y) : name === 'startswith' ? x.startsWith(y) : x.endsWith(y),
        ),
      ),
    fc
      .tuple(text, fc.array(fc.constantFrom('leaks', 'banks', 'ANNUAL', null), { minLength: 1, maxLength: 3 }))
      .map(([a, list]) => ({
        text: `${a.text} in (${list.map((one) => (one === null ? 'null' : quoted(one))).join(',')})`,
        of: (row: Json) => list.includes(a.of(row) as never),
      })),
    tie('condition').map((one) => ({
      text: `not (${one.text})`,
      of: (row: Json) => {
        const value = one.of(row);
        return value === null ? null : !value;
      },
    })),
    fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map(([a, operator, b]) => ({
      text: `(${a.text}) ${operator} (${b.text})`,
      of: (row: Json) => {
        const x = a.of(row);
        const y = b.of(row);
        const decided = operator === 'or';
        if (x === decided || y === decided) return decided;
        return x === null || y === null ? null : !decided;
      },
    })),
  ),
})).condition;

describe('a filter', () => {
  test('lets through what it says, whatever it says', async () => {
    await checkProperty(
      fc.asyncProperty(condition, async ({ text, of }) => {
        const found = await valuesOf(tell(`Observations?$select=id&$filter=${encodeURIComponent(text)}`));
        const expected = rows.filter((row) => of(row) === true).map(({ id }) => id);
        expect(found.map(({ id }: Json) => id)).toEqual(expected);
      }),
      { runs: 60 },
    );
  });

  test.each([
    ["tolower(metricCode) eq 'leaks' and value div 2 eq 10.5", 'leaks', (row: Json) => row.value === 21],
    ["metricCode eq 'leaks' and unitMultiplier add 7 div 2 eq 3", 'leaks', () => true],
    ["metricCode eq 'leaks' and value mod 5 eq 2", 'leaks', (row: Json) => row.value % 5 === 2],
    ["metricCode eq 'leaks' and value div 0 gt 1", 'leaks', () => false],
    [
      "metricCode eq 'leaks' and round(value div 2) eq 11",
      'leaks',
      (row: Json) => row.value === 21 || row.value === 22,
    ],
    [
      "metricCode eq 'leaks' and floor(value div 2) lt ceiling(value div 2)",
      'leaks',
      (row: Json) => row.value % 2 === 1,
    ],
    ["metricCode eq 'leaks' and substring(period,5) eq '03'", 'leaks', (row: Json) => row.period.slice(5) === '03'],
    ["metricCode eq 'leaks' and indexof(period,'-') eq -1", 'leaks', (row: Json) => !row.period.includes('-')],
    ["metricCode eq 'leaks' and concat(trim(' a '),period) eq 'a2020'", 'leaks', (row: Json) => row.period === '2020'],
    [
      "metricCode eq 'leaks' and concat(trim('\u3000 a\u00a0'),period) eq 'a2020'",
      'leaks',
      (row: Json) => row.period === '2020',
    ],
    ["metricCode eq 'leaks' and 5d div 2 eq 2.5 and 5 div 2 eq 2", 'leaks', () => true],
    ["metricCode eq 'leaks' and year(9999-12-31T23:59:59.9999990Z) eq 9999", 'leaks', () => true],
    [
      "metric/name eq 'Leaks' and region/level eq 'PREFECTURE'",
      'leaks',
      (row: Json) => row.regionLevel === 'PREFECTURE',
    ],
    ["metric/workingGroup/code eq 'banks' and metricCode eq 'leaks'", 'leaks', () => true],
    ["metricCode eq 'leaks' and periodSpan/year eq 2019", 'leaks', (row: Json) => row.periodEnd < '2020'],
    ["metric/code in ('leaks') and release/seq eq 1", 'leaks', () => true],
    ["metricCode eq 'leaks' and date(publishedAt) gt 2020-01-01 and year(publishedAt) gt 2020", 'leaks', () => true],
  ])('%s', async (text, metric, fits) => {
    const found = await valuesOf(tell(`Observations?lang=en&$select=id&$filter=${encodeURIComponent(text)}`));
    const expected = rows.filter((row) => row.metricCode === metric && fits(row));
    expect(found.map(({ id }: Json) => id)).toEqual(expected.map(({ id }) => id));
  });

  test.each([
    ["Tasks?$filter=leads/any(o:o/code eq 'river-police')", ['dike-a', 'patrol']],
    ['Tasks?$filter=children/any()', ['dike']],
    [
      "Tasks?$filter=datasetCode eq 'river-city' and children/all(t:t/status eq 'IN_PROGRESS')",
      ['dike', 'dike-a', 'dike-b', 'gauge', 'patrol'],
    ],
    [
      "Tasks?$filter=children/any(c:c/ordinal gt 2 and c/region/code ne $it/regionCode and c/leads/any(o:o/code eq 'river-works'))",
      ['dike'],
    ],
    ['Tasks?$filter=leads/$count eq 2', ['dike-a']],
    ['Metrics?$filter=observations/$count gt 60', ['leaks']],
    ["Organizations?$filter=leadTasks/any(t:t/code eq 'patrol')", ['river-police']],
    ["Programmes?$filter=pilotRegions/any(r:r/code eq '990100')", ['dikes']],
    ["Regions?$filter=parent/code eq '990000'&$orderby=code desc", ['990200', '990100']],
    ["Organizations?$filter=startswith(code,'river') and parent eq null", ['river-committee', 'river-leaders']],
    ["Organizations?$filter=startswith(code,'river') and parent ne null", ['river-police', 'river-works']],
    [
      "Organizations?$filter=startswith(code,'river') and null eq parent/parent and not (parent eq null)",
      ['river-police', 'river-works'],
    ],
    ["Tasks?$filter=datasetCode eq 'river-city' and parent eq null", ['dike', 'gauge', 'patrol']],
    ["Tasks?$filter=datasetCode eq 'river-city' and region/parent eq null", ['dike']],
    ['Tasks?$filter=children/any(c:c/parent ne null and c/programme eq null)', []],
    ["Metrics?$filter=startswith(code,'leak') and numerator ne null", ['leak-rate']],
    ['Organizations?$search=police NOT works', ['river-police']],
    ['Organizations?$search="river police" OR 河领导', ['river-leaders', 'river-police']],
    ['Metrics?$search=RIVER OR leak', ['leak-rate', 'leaks']],
  ])('%s', async (path, codes) => {
    expect((await valuesOf(tell(path))).map(({ code }: Json) => code)).toEqual(codes);
  });

  test.each([
    ["$filter=value eq 'x'", 'a number cannot be compared with a string'],
    ['$filter=periodEnd gt 2020-01-01T00:00:00Z', 'a date with time is written like 2020-01-31T00:00:00Z'],
    ['$filter=value', 'expected a condition; got a number'],
    ['$filter=metric eq 1', 'metric leads to Metrics; a property must follow, as in metric/…'],
    ['$filter=metric gt metric', 'metric leads to Metrics; a property must follow, as in metric/…'],
    ['$filter=metric/tasks eq null', 'tasks'],
    ['$filter=nothing eq null', 'the set Observations has no property nothing'],
    ["$filter=metric/tasks/code eq 'x'", 'tasks is a collection; use any or all'],
    ['$filter=nothing eq 1', 'the set Observations has no property nothing; its properties are id,'],
    ['$filter=contains(value,1)', 'contains takes a string here; got a number'],
    ['$filter=contains(period)', 'contains takes 2 arguments; got 1'],
    ['$filter=isTotal gt true', 'compared with eq and ne only; got gt'],
    ['$filter=not value eq 3', 'expected a condition'],
    ["$filter=value in (1,'x')", 'a number cannot be compared with a string'],
    ['$filter=metric/any(m:m/code eq 1)', 'metric is not a collection'],
    ['$filter=metric/observations/any(o:o/value gt value)', 'cannot be asked about for each row of Observations'],
    ['$orderby=region/observations/$count', 'cannot be asked about for each row of Observations'],
    [`$filter=${Array.from({ length: 11 }, () => 'metric/tasks/any()').join(' or ')}`, 'at most 10 collections'],
    [
      '$filter=metric/tasks/any(a:a/metrics/any(b:b/tasks/any(c:c/metrics/any())))',
      'at most 3 collections within each other',
    ],
    [`$apply=${Array.from({ length: 21 }, () => 'identity').join('/')}`, 'at most 20 transformations'],
    ['$orderby=metric', 'metric leads to Metrics'],
    ['$select=nothing', 'no property nothing'],
    ['$expand=nothing', 'no property nothing'],
  ])('%s is refused', async (options, words) => {
    const { status, json } = await tell(`Observations?${options}`);
    expect(status).toBe(400);
    expect(json.error.message).toContain(words);
    expect(json.error.target).toBe(options.split('=')[0]);
  });
});

test('observations are asked about once for each row of another set, and not of their own', async () => {
  const from = (inner: string) => tell(`Regions?$filter=children/any(c:c/observations/any(${inner}))&$orderby=code`);
  expect((await valuesOf(from('o:o/value gt 0'))).length).toBeGreaterThan(0);
  for (const inner of ['o:o/metric/observations/any()', 'o:o/metric/observations/$count gt 1']) {
    const { status, json } = await from(inner);
    expect([status, json.error.target]).toEqual([400, '$filter']);
    expect(json.error.details).toEqual([{ code: 'BAD_INPUT', target: 'observations', message: json.error.message }]);
  }
  const expanded = 'Metrics?$top=1&$expand=observations($filter=region/observations/any())';
  expect((await tell(expanded)).json.error.message).toContain('begin at another set');
});
