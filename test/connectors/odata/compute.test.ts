import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
let rows: Json[];
beforeAll(async () => {
  database = await openWithRiverCity();
  tell = odataOver(database);
  rows = await valuesOf(tell('Observations'));
});
afterAll(() => database.close());

const LEAKS = "metricCode eq 'leaks' and frequency eq 'MONTHLY' and regionLevel eq 'COUNTY'";
const leaks = () =>
  rows.filter(
    ({ metricCode, frequency, regionLevel }) =>
      metricCode === 'leaks' && frequency === 'MONTHLY' && regionLevel === 'COUNTY',
  );

describe('$compute', () => {
  test('gives each row properties that are chosen, filtered and ordered by as any others', async () => {
    const { json } = await tell(
      `Observations?$compute=value mul 100 as share,value gt 3 as high&$filter=${LEAKS} and share ge 400&$orderby=share desc,id&$select=id,share,high&$count=true`,
    );
    const expected = leaks()
      .filter(({ value }) => value * 100 >= 400)
      .toSorted((a, b) => b.value - a.value || a.id.localeCompare(b.id));
    expect(expected.length).toBeGreaterThan(1);
    expect(json['@odata.context']).toBe('http://test/odata/v4/$metadata#Observations(id,share,high)');
    expect(json['@odata.count']).toBe(expected.length);
    expect(json.value).toEqual(expected.map(({ id, value }) => ({ id, share: value * 100, high: value > 3 })));
  });

  test('shows them beside all others where none are chosen, and none that was not', async () => {
    const { json } = await tell(`Observations?$compute=year(periodEnd) as y&$filter=${LEAKS}&$orderby=id`);
    expect(json['@odata.context']).toBe('http://test/odata/v4/$metadata#Observations(*,y)');
    const byId = leaks().toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(json.value).toEqual(byId.map((row) => ({ ...row, y: Number(row.periodEnd.slice(0, 4)) })));
    const chosen = await valuesOf(
      tell(`Observations?$compute=year(periodEnd) as y&$filter=${LEAKS}&$select=id&$top=1&$orderby=id`),
    );
    expect(chosen).toEqual([{ id: byId[0]?.id }]);
  });

  test('tells the type of a date, which the model does not know of', async () => {
    const path = `Releases?$compute=date(publishedAt) as day,publishedAt as moment&$select=day,moment`;
    const [found] = await valuesOf(tell(path));
    expect(found).toMatchObject({ 'day@odata.type': '#Date', 'moment@odata.type': '#DateTimeOffset' });
    expect(found.moment.slice(0, 10)).toBe(found.day);
    const { json } = await tell(`${path}&$format=application/json;odata.metadata=none`);
    expect(Object.keys(json.value[0])).toEqual(['day', 'moment']);
  });

  test('goes on from page to page in the order of what was computed', async () => {
    const path = `Observations?$compute=value mul -2 as turned&$filter=${LEAKS}&$orderby=turned&$select=turned`;
    const whole = await valuesOf(tell(path));
    const found: Json[] = [];
    for (let next: string | undefined = path; next; ) {
      const { json }: { json: Json } = await tell(next, { headers: { prefer: 'odata.maxpagesize=2' } });
      found.push(...json.value);
      next = json['@odata.nextLink'];
    }
    expect(found).toEqual(whole);
    const { json } = await tell(path, { headers: { prefer: 'odata.maxpagesize=2' } });
    const other = json['@odata.nextLink'].replace(/mul(%20|\+| )-2/, 'mul -3');
    expect([(await tell(other)).status, other]).toEqual([400, expect.stringContaining('-3')]);
  });

  test('serves one row, counts, and what $apply leaves', async () => {
    const { json } = await tell("Metrics('leaks')?$compute=concat(code,'!') as loud&$select=loud");
    expect(json).toMatchObject({ loud: 'leaks!' });
    const count = await tell(`Observations/$count?$compute=value mul 2 as d&$filter=${LEAKS} and d gt 8`);
    expect(count.text).toBe(String(leaks().filter(({ value }) => value > 4).length));
    const grouped = await valuesOf(
      tell(
        `Observations?$apply=filter(${LEAKS})/groupby((period),aggregate(value with sum as total,$count as n))&$compute=total divby n as mean&$filter=mean gt 2&$orderby=mean desc,period&$select=period,mean`,
      ),
    );
    const periods = [...new Set(leaks().map(({ period }) => period))].map((period) => {
      const own = leaks().filter((row) => row.period === period);
      return { period, mean: own.reduce((sum, { value }) => sum + value, 0) / own.length };
    });
    expect(grouped).toEqual(
      periods.filter(({ mean }) => mean > 2).toSorted((a, b) => b.mean - a.mean || (a.period < b.period ? -1 : 1)),
    );
  });

  test.each([
    ['value mul 2 as value', 400, 'value', 'is taken'],
    ['value mul 2 as metric', 400, 'metric', 'is taken'],
    ['value mul 2 as a,value as a', 400, 'a', 'is taken'],
    ['nothing mul 2 as a', 400, 'nothing', 'has no property nothing'],
    ['null as a', 400, 'a', 'would be null'],
    ['value mul 2', 400, null, 'expected "as"'],
    ['value mul 2 as 名', 400, null, 'letters A to Z'],
    ['period mul 2 as a', 400, null, 'a number'],
    [Array.from({ length: 11 }, (_, at) => `${at} as a${at}`).join(','), 400, null, 'at most 10 properties'],
  ] as const)('%s is refused', async (text, status, property, words) => {
    const told = await tell(`Observations?$compute=${encodeURIComponent(text)}`);
    const { error } = told.json;
    expect([told.status, error.target, error.message]).toEqual([status, '$compute', expect.stringContaining(words)]);
    expect(error.details?.[0].target ?? null).toBe(property);
  });

  test('is no part of $expand', async () => {
    expect((await tell('Metrics?$expand=observations($compute=1 as a)')).status).toBe(501);
  });
});

describe('compute in $apply', () => {
  test('groups by what is computed, and still looks before sums', async () => {
    const by = (filter: string) =>
      `Observations?$apply=filter(${filter})/compute(year(periodEnd) as y)/groupby((y),aggregate(value with sum as total))`;
    const total = leaks().reduce((sum, { value }) => sum + value, 0);
    const found = await valuesOf(tell(by(LEAKS)));
    expect(found.reduce((sum: number, one: Json) => sum + one.total, 0)).toBe(total);
    expect((await tell(by("metricCode eq 'leaks'"))).json.error.message).toContain('regions of several levels');
  });

  test.each([
    'compute(value mul 2 as d)/aggregate(d with sum as total)',
    'compute(round(-(value add 1)) as d)/aggregate(d with sum as total)',
    'compute(value mul 2 as d)/compute(d add 1 as e)/aggregate(e with sum as total)',
    'compute(yoyPercent add 1 as d)/aggregate(d with sum as total)',
    'groupby((period),aggregate(value with max as m))/compute(m mul 2 as d)/aggregate(d with sum as total)',
    'compute(length(metric/code) as d)/aggregate(d with sum as total)',
  ])('adds up nothing that holds a figure already: %s', async (text) => {
    const { status, json } = await tell(`Observations?$apply=filter(${LEAKS})/${text}`);
    expect([status, json.error.target]).toEqual([400, '$apply']);
    expect(json.error.message).toMatch(/is never summed: (?:it is computed|its values are aggregated)/);
    const least = text.replace('with sum', 'with min');
    expect((await tell(`Observations?$apply=filter(${LEAKS})/${least}`)).status).toBe(200);
  });

  test('adds up what holds none', async () => {
    const found = await valuesOf(tell('Tasks?$apply=compute(length(code) as n)/aggregate(n with sum as letters)'));
    const tasks = await valuesOf(tell('Tasks?$select=code'));
    expect(found).toEqual([{ letters: tasks.reduce((sum: number, { code }: Json) => sum + code.length, 0) }]);
  });

  test('knows a name only after it was computed', async () => {
    const { status } = await tell('Tasks?$apply=filter(n gt 3)/compute(length(code) as n)');
    expect(status).toBe(400);
    expect(
      (await tell('Tasks?$apply=compute(length(code) as n)/filter(n gt 3)/compute(n add 1 as m)&$orderby=m')).status,
    ).toBe(200);
    expect((await tell('Tasks?$apply=compute(length(code) as n,n add 1 as m)')).status).toBe(400);
  });

  test('works a value out once, however often it is built upon', async () => {
    const steps = Array.from({ length: 9 }, (_, at) => {
      const before = at === 0 ? 'length(code)' : `x${at - 1}`;
      return `compute((${Array(40).fill(before).join(' add ')}) mod 1000 as x${at})`;
    });
    const began = performance.now();
    const { status } = await tell(`Tasks?$apply=${steps.join('/')}&$filter=x8 ge 0&$orderby=x8&$select=code,x8`);
    expect(status).toBe(200);
    const grouped = `groupby((code),aggregate($count as c))/${steps.map((one) => one.replaceAll('length(code)', 'c')).join('/')}`;
    expect((await tell(`Tasks?$apply=${grouped}&$orderby=x8`)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
