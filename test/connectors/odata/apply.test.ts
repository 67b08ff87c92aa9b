import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { csv, riverCity } from '../../support/package.ts';
import { checkProperty } from '../../support/property.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
let rows: Json[];
beforeAll(async () => {
  database = await openWithRiverCity();
  const { files } = riverCity();
  const spans = csv(
    'leaks,990100,,2018-01-01/P11M,10,,,,,,,',
    'leaks,990100,,2018-01-01/P10M,9,,,,,,,',
    'leaks,990200,,2018-01-01/P2M,4,,,,,,,',
    'leaks,990200,,2018-03-01/P2M,5,,,,,,,',
    'leaks,990200,,../2017-11,6,,,,,,,',
  );
  await importText(database, riverCity('2', { observations: `${files.observations}${spans}` }));
  tell = odataOver(database);
  rows = await valuesOf(tell('Observations'));
});
afterAll(() => database.close());

const apply = (text: string, more = '') => `Observations?$apply=${encodeURIComponent(text)}${more}`;

describe('sums', () => {
  test.each([
    ["filter(metricCode eq 'leaks')", 'regions of several levels'],
    ["filter(metricCode eq 'leaks' and regionLevel eq 'PREFECTURE')", 'periods of several frequencies'],
    ["filter(metricCode eq 'leaks' and regionCode eq '990000' and frequency eq 'ANNUAL')", 'totals and their parts'],
    [
      "filter(metricCode eq 'leaks' and frequency eq 'ANNUAL' and not isTotal)",
      'totals and their parts, or parts by several dimensions',
    ],
    [
      "filter(metricCode in ('leaks','checks') and frequency eq 'MONTHLY' and regionCode eq '990000')",
      'several metrics',
    ],
    [
      "filter(metricCode eq 'leak-rate' and frequency eq 'MONTHLY' and regionCode eq '990000')",
      'its rule over time is WEIGHTED',
    ],
    ["filter(metricCode eq 'gauges' and (value ge 0 or true))", null],
    ["filter(regionCode eq '990100' and frequency eq 'SPAN')", 'periods that overlap'],
    [
      "filter(metricCode eq 'leaks' and regionLevel eq 'COUNTY' and frequency eq 'SPAN' and period ne '2018-01-01/P10M')",
      null,
    ],
    ["filter(metricCode eq 'leaks' and regionLevel eq 'COUNTY' and frequency eq 'MONTHLY')", null],
  ] as const)('%s: %s', async (filter, words) => {
    const { status, json } = await tell(apply(`${filter}/aggregate(value with sum as total)`));
    if (words === null) expect(status).toBe(200);
    else {
      expect([status, json.error.target]).toEqual([400, '$apply']);
      expect(json.error.message).toContain(words);
      expect(json.error.message).toContain('Use min, max, average or $count instead.');
    }
    // What cannot lie is always answered.
    const always = await tell(
      apply(
        `${filter}/aggregate(value with min as least,value with max as most,value with average as mean,$count as n)`,
      ),
    );
    expect(always.status).toBe(200);
  });

  test('are refused against a rule of the metric, with the rule in words', async () => {
    const { files } = riverCity();
    const own = await openWithRiverCity();
    try {
      const more = csv('gauges,990100,,2020,3,,,,,,,', 'gauges,990200,,2020,4,,,,,,,', 'gauges,990100,,2019,5,,,,,,,');
      await importText(own, riverCity('2', { observations: `${files.observations}${more}` }));
      const over = odataOver(own);
      const ofGauges = (group: string) =>
        over(
          apply(
            `filter(metricCode eq 'gauges' and regionLevel eq 'COUNTY')/groupby((${group}),aggregate(value with sum as total))`,
          ),
        );
      expect((await ofGauges('period')).json.value).toEqual([
        { period: '2019', total: 5 },
        { period: '2020', total: 7 },
      ]);
      const { status, json } = await ofGauges('regionCode');
      expect(status).toBe(400);
      expect(json.error.message).toContain(
        'for the metric gauges, its rule over time is LAST, and only values whose rule there is SUM add up',
      );
    } finally {
      await own.close();
    }
  });

  test.each(['yoyPercent', 'yoyPoints', 'yoyPublished'])('of %s are never answered', async (name) => {
    expect((await tell(apply(`aggregate(${name} with sum as total)`))).json.error.message).toContain(
      'is never summed: changes have no sum',
    );
  });

  test.each([
    ['Tasks', 'rolledUpProgress', 'shares of different wholes'],
    ['TaskReports', 'progress', 'shares of different wholes'],
    ['TaskProgress', 'completionRate', 'shares of different wholes'],
    ['Releases', 'observationCount', 'several releases may contain the same observation'],
    ['Tasks', 'parent/weight', 'once for each row that leads to it'],
  ])('of %s are not answered for %s', async (set, name, words) => {
    const { status, json } = await tell(`${set}?$apply=aggregate(${name} with sum as total)`);
    expect([status, json.error.target]).toEqual([400, '$apply']);
    expect(json.error.message).toContain(words);
  });

  test('are refused however many other metrics are added up beside', async () => {
    const own = await openWithRiverCity();
    try {
      const { files } = riverCity();
      const codes = Array.from({ length: 1_005 }, (_, at) => `a-${at}`);
      await importText(
        own,
        riverCity('2', {
          metrics: `${files.metrics}${codes.map((code) => `${code},${code},,water,,,COUNT,FLOW,piece,0,NEUTRAL,SUM,SUM,,,,,\n`).join('')}`,
          observations: `${files.observations}${[...codes, 'gauges'].map((code) => `${code},990000,,2018,1,,,,,,,\n${code},990000,,2017,1,,,,,,,\n`).join('')}`,
        }),
      );
      const apply = (filter: string) =>
        odataOver(own)(
          `Observations?$apply=filter(frequency eq 'ANNUAL' and regionCode eq '990000' and isTotal and ${filter})/groupby((metricCode),aggregate(value with sum as s))&$top=1`,
        );
      expect((await apply("startswith(metricCode,'a-')")).json.value).toEqual([{ metricCode: 'a-0', s: 2 }]);
      const { status, json } = await apply("(startswith(metricCode,'a-') or metricCode eq 'gauges')");
      expect([status, json.error?.message]).toEqual([400, expect.stringContaining('gauges')]);
    } finally {
      await own.close();
    }
  });

  test('of numerators are answered where a rate may be weighted by them', async () => {
    const months = rows.filter(({ metricCode, frequency }) => metricCode === 'leak-rate' && frequency === 'MONTHLY');
    const [found] = await valuesOf(
      tell(
        apply(
          "filter(metricCode eq 'leak-rate' and frequency eq 'MONTHLY')/aggregate(numerator with sum as n,denominator with sum as d)",
        ),
      ),
    );
    const sum = (name: string) => months.reduce((total, row) => total + row[name], 0);
    expect(found).toEqual({ n: sum('numerator'), d: sum('denominator') });
  });

  test('are not made of what was brought together already', async () => {
    const { json } = await tell(
      apply('groupby((metricCode),aggregate(value with max as most))/aggregate(most with sum as total)'),
    );
    expect(json.error.message).toContain('aggregated already');
    const counts = await valuesOf(
      tell(apply('groupby((metricCode),aggregate($count as n))/aggregate(n with sum as total)')),
    );
    expect(counts).toEqual([{ total: rows.length }]);
  });

  test('are decided by what a way leaves, and by nothing besides', async () => {
    const months = rows.filter(
      ({ metricCode, frequency, regionCode }) =>
        metricCode === 'leaks' && frequency === 'MONTHLY' && regionCode === '990100',
    );
    const path =
      "Metrics('leaks')/observations?$apply=filter(frequency eq 'MONTHLY' and regionCode eq '990100')/aggregate(value with sum as total)";
    expect(await valuesOf(tell(path))).toEqual([{ total: months.reduce((total, { value }) => total + value, 0) }]);
  });
});

const NAMES = [
  'metricCode',
  'regionCode',
  'frequency',
  'isTotal',
  'periodEnd',
  'breakdown',
  'workingGroupCode',
  'basis',
] as const;

test('the greatest of whole numbers is whole, and divides as one', async () => {
  const path = `${apply('groupby((metricCode),aggregate(unitMultiplier with max as m,unitMultiplier with average as a))')}&$filter=(m add 5) div 3 eq 1 and (a add 5) div 3 gt 1.6&$top=1`;
  expect(await valuesOf(tell(path))).toHaveLength(1);
});

test('groups come to what they hold, however they are made', async () => {
  const figures = fc.uniqueArray(fc.constantFrom('min', 'max', 'average', 'countdistinct', 'count'), { minLength: 1 });
  await checkProperty(
    fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }), figures, async (names, methods) => {
      const aggregates = methods
        .map((method) => (method === 'count' ? '$count as count' : `value with ${method} as ${method}`))
        .join(',');
      const text =
        names.length > 0 ? `groupby((${names.join(',')}),aggregate(${aggregates}))` : `aggregate(${aggregates})`;
      const found = await valuesOf(tell(apply(text)));
      const groups = new Map<string, Json[]>();
      for (const row of rows) {
        const key = JSON.stringify(names.map((name) => row[name]));
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
      const round = (value: number | null) => (value === null ? null : Number(value.toPrecision(10)));
      const expected = [...groups.values()].map((members) => {
        const values = members.map(({ value }) => value).filter((value) => value !== null);
        const figure: Record<string, number | null> = {
          min: values.length > 0 ? Math.min(...values) : null,
          max: values.length > 0 ? Math.max(...values) : null,
          average: values.length > 0 ? round(values.reduce((a, b) => a + b, 0) / values.length) : null,
          countdistinct: new Set(values).size,
          count: members.length,
        };
        return {
          ...Object.fromEntries(names.map((name) => [name, members[0][name]])),
          ...Object.fromEntries(methods.map((name) => [name, figure[name]])),
        };
      });
      const plain = found.map(({ average, 'periodEnd@odata.type': _, ...row }: Json) =>
        average === undefined ? row : { ...row, average: round(average) },
      );
      const order = (list: Json[]) => list.map((one) => JSON.stringify(Object.entries(one).sort())).sort();
      expect(order(plain)).toEqual(order(expected));
    }),
    { runs: 20 },
  );
});

describe('what comes after', () => {
  test('filters, orders, counts, chooses and pages what groups come to', async () => {
    const { json } = await tell(
      apply(
        'groupby((metric/code,frequency),aggregate(value with max as value,$count as n))',
        "&$filter=n gt 1 and metric/code ne 'x'&$orderby=value desc,metric/code&$top=2&$count=true&$select=metric/code,value",
      ),
    );
    const groups = new Map<string, { code: string; value: number; n: number }>();
    for (const { metricCode, frequency, value } of rows) {
      const group = groups.get(`${metricCode} ${frequency}`) ?? { code: metricCode, value: -1, n: 0 };
      groups.set(`${metricCode} ${frequency}`, { ...group, value: Math.max(group.value, value ?? -1), n: group.n + 1 });
    }
    const several = [...groups.values()].filter(({ n }) => n > 1);
    expect(json['@odata.count']).toBe(several.length);
    const first = several.toSorted((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1)).slice(0, 2);
    expect(json.value).toEqual(first.map(({ code, value }) => ({ metric: { code }, value })));
  });

  test.each([
    ['topcount', -1],
    ['bottomcount', 1],
  ] as const)('%s leaves the first groups of its order, for whatever follows', async (name, sign) => {
    const grouped = 'groupby((metricCode,frequency),aggregate($count as n,value with max as top))';
    const all: Json[] = await valuesOf(tell(apply(grouped)));
    const ways = (a: Json, b: Json) => (`${a.metricCode} ${a.frequency}` < `${b.metricCode} ${b.frequency}` ? -1 : 1);
    const ordered = all.toSorted((a, b) => sign * (a.n - b.n) || ways(a, b));
    for (const count of [0, 1, 4, 1_000]) {
      const found = await valuesOf(tell(apply(`${grouped}/${name}(${count},n)`, '&$orderby=metricCode,frequency')));
      expect(found).toEqual(ordered.slice(0, count).toSorted(ways));
    }
    const first = ordered.filter(({ frequency }) => frequency === 'MONTHLY').slice(0, 2);
    const filtered = `${grouped}/filter(frequency eq 'MONTHLY')/${name}(2,n mul 2)`;
    const [sum] = await valuesOf(tell(apply(`${filtered}/aggregate(n with sum as rows,$count as groups)`)));
    expect(sum).toEqual({ rows: first.reduce((total, { n }) => total + n, 0), groups: first.length });
    const { json } = await tell(apply(`${filtered}`, '&$count=true&$top=1&$orderby=n&$select=n'));
    expect([json['@odata.count'], json.value]).toEqual([2, [{ n: Math.min(...first.map(({ n }) => n)) }]]);
  });

  test('says which figures are dates', async () => {
    const [found] = await valuesOf(tell(apply('aggregate(periodEnd with max as last)')));
    expect(found).toEqual({ 'last@odata.type': '#Date', last: '2020-12-31' });
  });

  test.each([
    [apply('aggregate($count as n)', '&$expand=metric'), 501],
    [apply('aggregate($count as n)', '&$search=x'), 501],
    [apply('aggregate($count as n)', '&$select=value'), 400],
    [apply('aggregate($count as n)', '&$filter=value gt 1'), 400],
    [apply('groupby((metricCode),aggregate($count as metricCode))'), 400],
    [apply('aggregate(period with average as x)'), 400],
    [apply('aggregate(isTotal with max as x)'), 400],
    [apply('aggregate(nothing with max as x)'), 400],
    [apply('groupby((metric))'), 400],
    [apply('aggregate($count as n)/search(x)'), 501],
    [apply('groupby((metricCode),aggregate($count as n))/topcount(-1,n)'), 400],
    [apply('groupby((metricCode),aggregate($count as n))/topcount(1.5,n)'), 400],
    [apply('groupby((metricCode),aggregate($count as n))/topcount(3,value)'), 400],
    [apply('groupby((metricCode),aggregate($count as n))/topcount(3)'), 400],
    [apply('groupby((metricCode),aggregate($count as n))/topcount(3,null)'), 400],
    ["Metrics('leaks')?$apply=aggregate($count as n)", 400],
  ])('%s is %i', async (path, status) => {
    expect((await tell(path)).status).toBe(status);
  });

  test('tells long paths apart that begin alike', async () => {
    const way = 'parent/parent/parent/parent/parent/parent';
    const { status, json } = await tell(`Tasks?$apply=groupby((${way}/workingGroupCode,${way}/workingGroupCode))`);
    expect([status, json.error.message]).toEqual([400, expect.stringContaining('is taken; choose another alias')]);
    const found = await valuesOf(
      tell(`Tasks?$apply=groupby((${way}/programmeCode,${way}/parentCode))&$filter=${way}/programmeCode eq null`),
    );
    expect(found).toEqual([
      { parent: { parent: { parent: { parent: { parent: { parent: { programmeCode: null, parentCode: null } } } } } } },
    ]);
    expect((await tell(`Tasks?$filter=parent/${way}/code eq 'x'`)).status).toBe(400);
  });

  test('counts groups at $count', async () => {
    expect((await tell(`Observations/$count?$apply=${encodeURIComponent('groupby((metricCode))')}`)).text).toBe(
      String(new Set(rows.map(({ metricCode }) => metricCode)).size),
    );
  });
});
