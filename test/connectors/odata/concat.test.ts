import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { withQuery } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
let rows: Json[];
const statements: string[] = [];
beforeAll(async () => {
  database = await openWithRiverCity();
  const watched = withQuery(database, (text, values) => {
    statements.push(text);
    return database.query(text, values);
  });
  tell = odataOver(watched);
  rows = await valuesOf(tell('Observations'));
});
afterAll(() => database.close());

const apply = (text: string, more = '') => `Observations?$apply=${encodeURIComponent(text)}${more}`;
const COUNTIES = "filter(metricCode eq 'leaks' and regionLevel eq 'COUNTY' and frequency eq 'MONTHLY')";
const counties = () =>
  rows.filter(
    ({ metricCode, regionLevel, frequency }) =>
      metricCode === 'leaks' && regionLevel === 'COUNTY' && frequency === 'MONTHLY',
  );
const sum = (some: readonly Json[]) => some.reduce((total, { value }) => total + (value ?? 0), 0);
const groupsOf = (some: readonly Json[], name: string) => {
  const codes = [...new Set(some.map((row) => row[name]))].sort();
  return codes.map((code) => ({ [name]: code, value: sum(some.filter((row) => row[name] === code)) }));
};

describe('what analytical tables of OpenUI5 ask', () => {
  const total = 'aggregate(value with sum as value)';
  const groups = 'groupby((period),aggregate(value with sum as value))';

  test('a grand total, how many groups there are, and the first of them', async () => {
    const all = groupsOf(counties(), 'period');
    const expected = all.toSorted((a, b) => b.value - a.value || (a.period < b.period ? -1 : 1)).slice(0, 3);
    const { status, json } = await tell(
      apply(
        `${COUNTIES}/concat(${total},${groups}/orderby(value desc)/concat(aggregate($count as UI5__count),top(3)))`,
      ),
    );
    expect(status).toBe(200);
    expect(json.value).toEqual([{ value: sum(counties()) }, { UI5__count: all.length }, ...expected]);
    expect(json['@odata.context']).toBe('http://test/odata/v4/$metadata#Observations(@Org.OData.Core.V1.AnyStructure)');
  });

  test('least and greatest of the groups, and a page of them', async () => {
    const all = groupsOf(counties(), 'period');
    const { json } = await tell(
      apply(
        `${COUNTIES}/${groups}/filter(value gt 0)/concat(aggregate(value with min as UI5min__value,value with max as UI5max__value,$count as UI5__count),skip(1)/top(2))`,
      ),
    );
    const some = all.filter(({ value }) => value > 0);
    const values = some.map(({ value }) => value);
    expect(json.value).toEqual([
      { UI5min__value: Math.min(...values), UI5max__value: Math.max(...values), UI5__count: some.length },
      ...some.slice(1, 3),
    ]);
  });

  test('how many leaves a tree has, and its first level', async () => {
    const { json } = await tell(
      apply(
        `${COUNTIES}/concat(groupby((period,regionCode))/aggregate($count as UI5__leaves),${total},groupby((regionCode),${total})/concat(aggregate($count as UI5__count),top(100)))`,
      ),
    );
    const regions = groupsOf(counties(), 'regionCode');
    const leaves = new Set(counties().map(({ period, regionCode }) => `${period} ${regionCode}`)).size;
    expect(json.value).toEqual([
      { UI5__leaves: leaves },
      { value: sum(counties()) },
      { UI5__count: regions.length },
      ...regions,
    ]);
  });

  test('further groups, without a total', async () => {
    const all = groupsOf(counties(), 'period').toReversed();
    const { json } = await tell(apply(`${COUNTIES}/${groups}/orderby(period desc)/skip(2)/top(2)`));
    expect(json.value).toEqual(all.slice(2, 4));
  });

  test('rows that a text is found in', async () => {
    const found = await valuesOf(tell('Tasks?$apply=search(dike)/concat(aggregate($count as n),groupby((status)))'));
    const tasks = await valuesOf(tell('Tasks?$search=dike&$select=status'));
    expect(found[0]).toEqual({ n: tasks.length });
    expect(found.slice(1)).toEqual(
      [...new Set(tasks.map(({ status }: Json) => status))].sort().map((status) => ({ status })),
    );
  });
});

describe('concat', () => {
  test('puts whole rows beside groups, each with its own properties, and names those that all have', async () => {
    const { json } = await tell(apply(`${COUNTIES}/concat(topcount(2,value),aggregate(value with sum as value))`));
    const first = counties()
      .toSorted((a, b) => b.value - a.value)
      .slice(0, 2);
    expect(json['@odata.context']).toBe('http://test/odata/v4/$metadata#Observations(value)');
    expect(json.value.slice(0, 2).map(({ value }: Json) => value)).toEqual(first.map(({ value }) => value));
    expect(rows).toContainEqual(json.value[0]);
    expect(json.value[2]).toEqual({ value: sum(counties()) });
  });

  test('has as many branches and levels as are admitted', async () => {
    const nested =
      'concat(aggregate($count as a),concat(aggregate($count as b),concat(identity,aggregate($count as c))))';
    expect((await tell(`Metrics?$apply=${nested}`)).status).toBe(200);
    const branches = (count: number) =>
      `concat(${Array.from({ length: count }, (_, at) => `aggregate($count as n${at})`).join(',')})`;
    expect(await valuesOf(tell(apply(branches(10))))).toHaveLength(10);
    for (const [text, words] of [
      [branches(11), 'at most 10 branches'],
      [`concat(identity,${nested})`, 'at most 3 concat'],
      [`concat(identity)`, 'expected ","'],
      [
        `concat(${Array.from({ length: 3 }, () => Array(7).fill('identity').join('/')).join(',')})`,
        'at most 20 transformations',
      ],
    ] as const) {
      const { status, json } = await tell(`Metrics?$apply=${text}`);
      expect([status, json.error.target, json.error.message]).toEqual([400, '$apply', expect.stringContaining(words)]);
    }
  });

  test.each([
    ['', '&$filter=value gt 1', '$filter'],
    ['', '&$orderby=value', '$orderby'],
    ['', '&$search=x', '$search'],
    ['', '&$expand=metric', '$expand'],
    ['', '&$compute=1 as x', '$compute'],
    ['/top(3)', '', '$apply'],
  ])('is followed by nothing that is said of all rows: %s%s', async (steps, more, target) => {
    const { status, json } = await tell(apply(`concat(identity,aggregate($count as n))${steps}`, more));
    expect([status, json.error.target, json.error.message]).toEqual([
      501,
      target,
      expect.stringContaining('after concat'),
    ]);
  });

  test('refuses in each branch the sums that would lie', async () => {
    const leaks = "filter(metricCode eq 'leaks' and frequency eq 'MONTHLY')";
    const wrong = 'aggregate(value with sum as total)';
    const right = 'groupby((regionLevel),aggregate(value with sum as total))';
    expect((await tell(apply(`${leaks}/${right}`))).status).toBe(200);
    for (const text of [
      `${leaks}/concat(${wrong},${right})`,
      `${leaks}/concat(${right},identity/${wrong})`,
      `concat(identity,${leaks}/concat(identity,${wrong}))`,
    ]) {
      for (const path of [apply(text), apply(text).replace('?', '/$count?')]) {
        const { status, json } = await tell(path);
        expect([status, json.error.target, json.error.details]).toEqual([
          400,
          '$apply',
          [{ code: 'BAD_INPUT', target: 'value', message: json.error.message }],
        ]);
        expect(json.error.message).toContain('regions of several levels');
      }
    }
    const { json } = await tell(
      apply(`${COUNTIES}/groupby((period),aggregate(value with sum as t))/concat(aggregate(t with sum as u),identity)`),
    );
    expect(json.error.message).toContain('aggregated already');
  });

  test('is one statement besides those that look before sums, and makes common groups once', async () => {
    statements.length = 0;
    await valuesOf(
      tell(
        apply(
          `${COUNTIES}/groupby((period),aggregate(value with sum as t))/concat(aggregate($count as n),top(2),bottomcount(2,t))`,
        ),
      ),
    );
    const own = statements.filter((text) => text.startsWith('-- odata.'));
    expect(own.filter((text) => !text.startsWith('-- odata.guard'))).toHaveLength(1);
    expect(own.filter((text) => text.startsWith('-- odata.guard\n'))).toHaveLength(1);
    expect(own.at(-1)?.match(/group by/g)).toHaveLength(1);
  });

  test('has pages, a count and a choice of properties', async () => {
    const text = `${COUNTIES}/concat(aggregate(value with sum as value),groupby((period),aggregate(value with sum as value,$count as n)),identity)`;
    const whole = (await tell(apply(text, '&$select=value,period&$count=true'))).json;
    const periods = groupsOf(counties(), 'period');
    expect(whole['@odata.count']).toBe(1 + periods.length + counties().length);
    expect((await tell(apply(text).replace('?', '/$count?'))).text).toBe(String(whole['@odata.count']));
    expect(whole.value.slice(0, 1 + periods.length)).toEqual([
      { value: sum(counties()) },
      ...periods.map(({ period, value }) => ({ period, value })),
    ]);
    expect(whole['@odata.context']).toMatch(/#Observations\(value\)$/);

    const found: Json[] = [];
    let pages = 0;
    for (let next: string | undefined = apply(text, '&$select=value,period'); next; pages++) {
      const { status, json }: { status: number; json: Json } = await tell(next, {
        headers: { prefer: 'odata.maxpagesize=7' },
      });
      expect(status).toBe(200);
      found.push(...json.value);
      next = json['@odata.nextLink'];
    }
    expect(found).toEqual(whole.value);
    expect(pages).toBe(Math.ceil(found.length / 7));
    expect(await valuesOf(tell(apply(text, '&$select=value,period&$skip=2&$top=3')))).toEqual(whole.value.slice(2, 5));

    const { json } = await tell(apply(text, '&$select=value,nothing'));
    expect([json.error.target, json.error.details[0].target]).toEqual(['$select', 'nothing']);
  });

  test('refuses pages beyond its bound, and links of other lists', async () => {
    const text = 'concat(identity,aggregate($count as n))';
    const far = await tell(`Metrics?$apply=${text}&$skip=100000`);
    expect([far.status, far.json.error.target]).toEqual([400, '$skip']);
    const { json } = await tell(`Metrics?$apply=${text}`, { headers: { prefer: 'odata.maxpagesize=1' } });
    const [, token] = json['@odata.nextLink'].split('$skiptoken=');
    expect((await tell(`Metrics?$apply=concat(identity,aggregate($count as m))&$skiptoken=${token}`)).status).toBe(400);
    expect((await tell(`Metrics?$skiptoken=${token}`)).status).toBe(400);
  });
});

describe('transformations of rows', () => {
  test('leave the first ones of an order for what follows', async () => {
    const first = counties()
      .toSorted((a, b) => b.value - a.value || 0)
      .slice(0, 3);
    const [found] = await valuesOf(
      tell(apply(`${COUNTIES}/topcount(3,value)/aggregate(value with sum as total,$count as n)`)),
    );
    expect(found).toEqual({ total: sum(first), n: 3 });
    const listed = await valuesOf(tell(apply(`${COUNTIES}/orderby(period,regionCode)/skip(1)/top(4)/skip(1)`)));
    const ordered = counties().toSorted((a, b) =>
      `${a.period} ${a.regionCode}` < `${b.period} ${b.regionCode}` ? -1 : 1,
    );
    expect(listed.map(({ id }: Json) => id)).toEqual(ordered.slice(2, 5).map(({ id }) => id));
    expect(await valuesOf(tell(apply(`${COUNTIES}/top(0)`)))).toEqual([]);
  });

  test('keep an order that is left until another one is asked for', async () => {
    const text = `${COUNTIES}/orderby(value desc)`;
    const ids = async (path: string) => (await valuesOf(tell(path))).map(({ value, period }: Json) => [value, period]);
    const ordered = counties().toSorted((a, b) => b.value - a.value);
    expect((await ids(apply(text))).map(([value]: Json) => value)).toEqual(ordered.map(({ value }) => value));
    const byPeriod = await ids(apply(text, '&$orderby=period desc'));
    const expected = counties().toSorted((a, b) =>
      a.period === b.period ? b.value - a.value : a.period < b.period ? 1 : -1,
    );
    expect(byPeriod).toEqual(expected.map(({ value, period }) => [value, period]));
    const { json } = await tell(apply(text), { headers: { prefer: 'odata.maxpagesize=2' } });
    const { json: second } = await tell(json['@odata.nextLink']);
    expect([...json.value, ...second.value].map(({ value }) => value)).toEqual(
      ordered.slice(0, 4).map(({ value }) => value),
    );
  });
});
