import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMBEDDED_ROW_COST } from '../../../src/database/engine.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { applicationOver } from '../support.ts';

const OPERATIONS = new URL('../../../schema/operations/', import.meta.url).pathname;

let database: TestDatabase;
let large: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled and river');
  large = await openTestDatabase('bundled and river');
  // A million observations, as far as requests are weighed: a twentieth of them in one metric.
  await large.query('-- test.sizes\nupdate metric_size set series = 170, regions = 100, observations = 20000');
  await large.query(
    "-- test.largest\nupdate metric_size set series = 1000, regions = 1000, observations = 50000 where metric_id = (select id from metric where code = 'leaks')",
  );
});
afterAll(() => Promise.all([database.close(), large.close()]));

const weighIn =
  (asked: () => TestDatabase) =>
  async (query: string, variables: object = {}): Promise<number> => {
    const { body } = await applicationOver(asked()).ask({ query, variables });
    return body.extensions.complexity.value;
  };
const weigh = weighIn(() => database);
const weighLarge = weighIn(() => large);
const refusal = async (query: string) => (await applicationOver(large).ask({ query })).body.errors?.[0]?.extensions;

const aliases = (count: number, field: string) =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')} }`;
const METRICS = ['leaks', 'checks', 'leak-rate', 'gauges'];
const listOf = (codes: readonly string[]) => JSON.stringify(codes);

describe('progress', () => {
  it('weighs the keys that each task is grouped by', async () => {
    const weighBy = (groupBy: string) => weigh(`{ taskProgress(groupBy: [${groupBy}]) { progress { total } } }`);
    const [one = 0, two = 0, three = 0] = await Promise.all(
      ['LEVEL', 'LEVEL, STATUS, REGION', 'LEVEL, STATUS, REGION, RATING'].map(weighBy),
    );
    const [{ count = 0 } = {}] = await database.query<{ count: number }>(
      '-- test.tasks\nselect count(*)::int as count from task',
    );
    expect(two).toBeGreaterThan(one + count);
    // There are no more rows than tasks, however many keys: only the tasks weigh more.
    expect(three - two).toBeGreaterThan(count * 0.4);
    expect(three - two).toBeLessThan(count * 0.8);
  });
});

describe('the sizes of metrics', () => {
  it('are what imports have written, whatever was revised and dropped', async () => {
    const changed = riverCity('2', {
      observations: csv(...(riverCity().files.observations ?? '').trim().split('\n').slice(0, -9)),
    });
    const own = await openTestDatabase('bundled and river');
    const counted = `-- test.count
select metric_id, count(distinct s.id)::int as series, count(distinct s.region_id)::int as regions, count(o.series_id)::int as observations
from series s left join observation o on o.series_id = s.id group by metric_id order by metric_id`;
    const kept =
      '-- test.kept\nselect metric_id, series, regions, observations::int from metric_size order by metric_id';
    try {
      expect(await own.query(kept)).toEqual(await own.query(counted));
      for (const text of [changed, riverCity('3')]) {
        await importText(own, text);
        expect(await own.query(kept)).toEqual(await own.query(counted));
      }
    } finally {
      await own.close();
    }
  });
});

describe('CubeRow.citations', () => {
  it('weigh as much as those of as many observations', async () => {
    const cited = 'citations { locator quote source { code title } }';
    const cube = (of: string) => `{ cube(input: { metrics: ["leaks"], first: 600 }) { rows { value ${of} } } }`;
    const list = (of: string) =>
      `{ observations(where: { metrics: ["leaks"] }, first: 600) { nodes { value ${of} } } }`;
    const inCube = (await weigh(cube(cited))) - (await weigh(cube('')));
    const inList = (await weigh(list(cited))) - (await weigh(list('')));
    expect(inCube).toBe(inList);
    expect(inCube).toBeGreaterThan(600);
  });
});

describe('Query.observations', () => {
  const list = (codes: readonly string[], more = '', selected = 'nodes { value }') =>
    `{ observations(first: 1, where: { metrics: ${listOf(codes)} ${more} }) { ${selected} } }`;

  it('weighs its count by the observations of the metrics that it names', async () => {
    const counted = (codes: readonly string[]) => weighLarge(list(codes, '', 'totalCount'));
    expect(await counted(['leaks'])).toBeGreaterThan(2 * (await counted(['gauges'])));
    expect(await counted(METRICS)).toBeGreaterThan(await counted(['leaks']));
    // Its rows once, and each value of the list.
    expect(await counted(['gauges', 'gauges'])).toBe((await counted(['gauges'])) + 2);
    expect(await weigh(list(['leaks'], '', 'totalCount'))).toBeLessThan((await counted(['leaks'])) / 100);
  });

  it('weighs a count that a fragment selects, or a variable asks for', async () => {
    const plain = await weighLarge(list(['leaks'], '', 'totalCount'));
    expect(await weighLarge(`${list(['leaks'], '', '...C')} fragment C on ObservationConnection { totalCount }`)).toBe(
      plain,
    );
    const query = 'query ($m: [String!]!) { observations(first: 1, where: { metrics: $m }) { totalCount } }';
    expect(await weighLarge(query, { m: ['leaks'] })).toBe(plain);
    expect(await weighLarge(query, { m: ['gauges'] })).toBeLessThan(plain);
  });

  it('weighs an order that no index gives, and conditions that pass rows over, as all rows', async () => {
    const page = await weighLarge(list(['gauges']));
    const ordered = (order: string) =>
      weighLarge(`{ observations(first: 1, orderBy: [${order}], where: { metrics: ["gauges"] }) { nodes { value } } }`);
    expect(await ordered('PERIOD_DESC')).toBe(page + 2);
    for (const order of ['VALUE_DESC', 'REGION_ASC']) expect(await ordered(order)).toBeGreaterThan(5 * page);
    expect(await weighLarge(list(['gauges'], 'statusFlags: [SUPPRESSED]'))).toBeGreaterThan(5 * page);
    expect(await weighLarge(list(['gauges'], 'regions: ["990100"]'))).toBeLessThan(page / 5);
  });
});

describe('Metric.observations', () => {
  const below = (field: string) => `{ ${field} { observations(first: 1) { totalCount } } }`;

  it('weighs what is below a metric that is named by that metric, and each metric of a list once', async () => {
    expect(await weighLarge(below('metric(code: "leaks")'))).toBeGreaterThan(
      2 * (await weighLarge(below('metric(code: "gauges")'))),
    );
    const all = await weighLarge('{ metrics(first: 1000) { nodes { observations(first: 1) { totalCount } } } }');
    const some = await weighLarge('{ metrics(first: 2) { nodes { observations(first: 1) { totalCount } } } }');
    // Two of a list may be the largest two.
    expect(some).toBeGreaterThan(await weighLarge(below('metric(code: "leaks")')));
    expect(all).toBeGreaterThan(some);
    expect(all).toBeLessThan(200_000);
    const named =
      '{ metrics(first: 2, where: { codes: ["gauges"] }) { edges { node { observations(first: 1) { totalCount } } } } }';
    expect(await weighLarge(named)).toBeLessThan(some / 2);
  });
});

describe('what is permitted of a million observations', () => {
  it('is fifty counted lists of single metrics', async () => {
    expect(
      await refusal(
        aliases(50, 'observations(first: 10, where: { metrics: ["gauges"] }) { totalCount nodes { period value } }'),
      ),
    ).toBeUndefined();
  });

  it.each(readdirSync(OPERATIONS).filter((file) => file.endsWith('.graphql')))('is the example %s', async (file) => {
    const { body } = await applicationOver(large).ask({ query: readFileSync(join(OPERATIONS, file), 'utf8') });
    expect(body.extensions.complexity.value).toBeLessThan(body.extensions.complexity.limit / 2);
  });

  it.each([
    ['counts', `observations(first: 1, orderBy: [PERIOD_DESC], where: { metrics: ${listOf(METRICS)} }) { totalCount }`],
    [
      'orders by value',
      `observations(first: 1, orderBy: [VALUE_DESC], where: { metrics: ${listOf(METRICS)} }) { nodes { value } }`,
    ],
    ['counted cubes', `cube(input: { metrics: ${listOf(METRICS)}, first: 1 }) { totalCount }`],
    ['roll-ups', 'cube(input: { metrics: ["leaks"], rollUp: { toRegion: "990000" }, first: 1 }) { rows { value } }'],
    ['availabilities', 'metric(code: "leaks") { availability { observationCount } }'],
  ])('is not a hundred %s of large metrics', async (_, field) => {
    expect(await refusal(aliases(100, field))).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'complexity' });
  });
});

describe('a field whose argument is wrong', () => {
  const large = 'x: metrics(first: 1000) { nodes { observations(first: 1000) { nodes { id value period } } } }';

  it.each([
    ['is null', 'metric(code: $given) { code }'],
    ['is null and skipped', 'metric(code: $given) @skip(if: true) { code }'],
    ['is an id', 'node(id: $given) { id }'],
  ])('takes no other field out of the limit (%s)', async (_, field) => {
    const type = field.startsWith('node') ? 'ID' : 'String';
    const query = `query ($given: ${type} = "leaks") { a: ${field} ${large} }`;
    const { status, body } = await applicationOver(database).ask({ query, variables: { given: null } });
    expect({ status, ...body.errors[0].extensions }).toMatchObject({
      status: 400,
      code: 'LIMIT_EXCEEDED',
      limit: 'complexity',
    });
  });
});

describe('Query.search', () => {
  it('weighs the length of its text', async () => {
    const search = (text: string) => weigh(`{ search(text: "${text}", first: 1) { totalCount } }`);
    expect(await search('river '.repeat(30))).toBeGreaterThan(2 * (await search('river')));
  });
});

describe('a refusal', () => {
  const refuse = async (query: string) => {
    const { body } = await applicationOver(large).ask({ query });
    const [{ message, extensions }] = body.errors;
    return { message, weight: body.extensions.complexity.value, ...extensions.heaviest };
  };

  it('names the list of observations that weighs most, and what makes it cheaper', async () => {
    const counts = aliases(40, `observations(first: 1, where: { metrics: ${listOf(METRICS)} }) { totalCount }`);
    const refused = await refuse(counts.replace('{ a0', '{ datasets { code } a0').replace('first: 1,', 'first: 1000,'));
    expect(refused.field).toBe('a0');
    expect(refused.message).toContain('The heaviest field is `a0` with ');
    expect(refused.message).toMatch(
      /Fewer metrics or a filter by regions make it cheaper, a filter by period does not;/,
    );
    const below =
      '{ metrics(first: 1000) { nodes { code observations(first: 100) { totalCount nodes { value periodLabel } } } } }';
    const nested = await refuse(below);
    expect(nested.field).toBe('metrics.nodes.observations');
    expect(nested.complexity).toBeGreaterThan(nested.weight * 0.9);
    expect(nested.complexity).toBeLessThanOrEqual(nested.weight);
  });

  it('names the field in a fragment, and the one around it where none below is most of it', async () => {
    const fragment =
      '{ ...Wide } fragment Wide on Query { metrics(first: 1000) { nodes { ...Tasks } } } fragment Tasks on Metric { code tasks(first: 500) { nodes { code } } }';
    expect(await refuse(fragment)).toMatchObject({
      field: 'metrics.nodes.tasks',
      message: expect.stringMatching(
        /Select fewer fields, read shorter pages, list fewer codes, or count, sort and roll up fewer metrics\.$/,
      ),
    });
    const many = aliases(100, 'tasks(first: 1000) { nodes { code title } }');
    expect((await refuse(many)).field).toBe('a0');
  });
});

describe('the example in docs/limits.md', () => {
  it('weighs what it says, by the figures that it adds up', async () => {
    const page = readFileSync(new URL('../../../docs/limits.md', import.meta.url), 'utf8');
    const [, query = '', rest = '', total = ''] = /```graphql\n(.*?)```(.*?)\*\*(\d+)\*\*/s.exec(page) ?? [];
    const parts = [...rest.matchAll(/^\| .* \| ([\d.]+) \|$/gm)].map(([, units]) => Number(units));
    expect(parts).toHaveLength(5);
    expect(Math.ceil(parts.reduce((sum, part) => sum + part, 0))).toBe(Number(total));
    const own = await openTestDatabase('bundled');
    // The page counts as on the embedded database.
    const { body } = await applicationOver(Object.assign(own, { rowCost: EMBEDDED_ROW_COST })).ask({ query });
    await own.close();
    expect(body.data.tasks.totalCount).toBe(54);
    expect(rest).toContain('54 tasks');
    expect(body.extensions.complexity.value).toBe(Number(total));
  });
});
