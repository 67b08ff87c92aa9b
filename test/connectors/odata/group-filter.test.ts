import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
beforeAll(async () => {
  database = await openWithRiverCity();
  tell = odataOver(database);
});
afterAll(() => database.close());

const apply = (steps: string, more = '') => tell(`Observations?$apply=${encodeURIComponent(steps)}${more}`);
const LEAKS = "filter(metricCode eq 'leaks' and regionCode eq '990000' and isTotal)";
const MONTHS = `${LEAKS}/filter(frequency eq 'MONTHLY')`;
const GROUPS = 'groupby((period),aggregate(value with sum as value))';

describe('groupby with filter', () => {
  test('leaves the rows of the groups that fulfil the condition', async () => {
    const all = await valuesOf(apply(`${MONTHS}/${GROUPS}`));
    const expected = all.filter(({ value }: Json) => value > 5 && value <= 20);
    expect(expected.length).toBeGreaterThan(3);
    expect(expected.length).toBeLessThan(all.length);
    const condition = '$these/aggregate(value with sum) gt 5 and $these/aggregate(value with max) le 20';
    const steps = `${MONTHS}/groupby((period),filter(${condition}))`;
    const byPeriod = (rows: Json[]) => rows.map(({ period, value }) => `${period} ${value}`).toSorted();
    expect(byPeriod(await valuesOf(apply(`${steps}/${GROUPS}`)))).toEqual(byPeriod(expected));
    // Rows of the set are left, with all that they have.
    const rows = await valuesOf(apply(steps, '&$orderby=period&$select=period,value&$expand=metric($select=code)&$count=true'));
    expect(byPeriod(rows)).toEqual(byPeriod(expected));
    expect(rows[0].metric).toEqual(expect.objectContaining({ code: 'leaks' }));
  }); // biome-ignore format: an address

  test('asks a table of OpenUI5 for groups by what they add up to, and for their grand total', async () => {
    const all = await valuesOf(apply(`${MONTHS}/${GROUPS}`));
    const greatest = all.filter(({ value }: Json) => value >= 12);
    const found = await valuesOf(
      apply(
        `${MONTHS}/groupby((period),filter($these/aggregate(value) ge 12))/concat(aggregate(value with sum as value),${GROUPS}/orderby(value desc)/concat(aggregate($count as UI5__count),top(3)))`,
      ),
    );
    const [total, count, ...first] = found;
    expect(total.value).toBe(greatest.reduce((sum: number, { value }: Json) => sum + value, 0));
    expect(Number(count.UI5__count)).toBe(greatest.length);
    expect(first.map(({ value }: Json) => value)).toEqual(
      greatest
        .map(({ value }: Json) => value)
        .toSorted((a: number, b: number) => b - a)
        .slice(0, 3),
    );
  });

  test('counts the rows of a group, has keys and ways in its condition, and keeps groups without a key', async () => {
    const codes = async (steps: string) =>
      (await valuesOf(tell(`Tasks?$apply=${encodeURIComponent(steps)}&$orderby=code&$select=code`))).map(
        ({ code }: Json) => code,
      );
    const own = "filter(datasetCode eq 'river-city')";
    const grouped = `${own}/groupby((workingGroup/code,parentCode),aggregate($count as n))`;
    const groups: Json[] = await valuesOf(tell(`Tasks?$apply=${encodeURIComponent(grouped)}`));
    expect(groups.some(({ parentCode }) => parentCode === null)).toBe(true);
    const tasks: Json[] = await valuesOf(
      tell("Tasks?$filter=datasetCode eq 'river-city'&$select=code,workingGroupCode,parentCode&$orderby=code"),
    );
    const keyOf = (group: string, parent: string | null) => `${group} ${parent}`;
    for (const wanted of [1, 2, 3]) {
      const kept = groups.filter(({ n }) => n === wanted).map((one) => keyOf(one.workingGroup.code, one.parentCode));
      const condition = `$these/aggregate($count) eq ${wanted}`;
      expect(await codes(`${own}/groupby((workingGroup/code,parentCode),filter(${condition}))`)).toEqual(
        tasks
          .filter(({ workingGroupCode, parentCode }) => kept.includes(keyOf(workingGroupCode, parentCode)))
          .map(({ code }) => code),
      );
    }
    expect(await codes(`${own}/groupby((parentCode),filter(parentCode eq null))`)).toEqual(
      tasks.filter(({ parentCode }) => parentCode === null).map(({ code }) => code),
    );
  });

  test('goes on with further steps, and stands on other conditions and slices', async () => {
    const steps = `${MONTHS}/orderby(period desc)/top(12)/groupby((period),filter($these/aggregate(value with sum) gt 15))/compute(value mul 2 as twice)`;
    const rows = await valuesOf(apply(steps, '&$filter=twice lt 40&$select=value,twice&$orderby=value'));
    expect(rows.map(({ value, twice }: Json) => [value, twice])).toEqual([16, 17, 18, 19].map((value) => [value, 2 * value]));
    const { json } = await apply(`${steps}`, '&$count=true&$top=1');
    expect(json['@odata.count']).toBeGreaterThan(1);
  }); // biome-ignore format: an address

  test('refuses sums that would lie, as everywhere', async () => {
    const { status, json } = await apply(
      "filter(metricCode eq 'leaks')/groupby((frequency),filter($these/aggregate(value with sum) gt 5))",
    );
    expect([status, json.error.target]).toEqual([400, '$apply']);
    expect(json.error.message).toContain('value cannot be summed as $these/aggregate(value with sum)');
    const rate = await apply('groupby((metricCode),filter($these/aggregate(standardError with sum) gt 5))');
    expect([rate.status, rate.json.error.message]).toEqual([400, expect.stringContaining('have no sum')]);
  });

  test.each([
    ['groupby((period),filter($these/aggregate(value) gt 5))', 400, 'value needs a method, as in $these/aggregate(value with sum)'],
    ['groupby((period),filter($these/aggregate(value) gt 5))/concat(aggregate(value with sum as value),aggregate(value with max as value))', 400, 'value needs a method'],
    ['groupby((period),filter($these/aggregate(value with median) gt 5))', 400, 'there is no method median'],
    ['groupby((period),filter($these/aggregate(value with sum)))', 400, 'a condition'],
    ['groupby((period),filter($these/aggregate(nothing with sum) gt 5))', 400, 'nothing'],
    ['groupby((period),filter($these/aggregate(regionCode with countdistinct) gt 1))', 400, 'countdistinct'],
    ['groupby((period),filter($these/aggregate(value with sum) gt 5 and regionName eq null))', 400, 'regionName'],
    ['groupby((period),aggregate(value with max as value))/groupby((value),filter($these/aggregate($count) gt 1))', 400, 'not what groupby leaves'],
    ['groupby((period),filter($these/$count gt 5))', 400, 'aggregate'],
    ['groupby((period),filter($these/aggregate(value with sum) gt 5)/identity)', 501, 'a second transformation inside groupby'],
    ['filter($these/aggregate(value with sum) gt 5)', 501, '$these'],
  ])('refuses %s', async (steps, status, words) => {
    const found = await apply(steps);
    expect([found.status, found.json.error.message]).toEqual([status, expect.stringContaining(words)]);
  }); // biome-ignore format: a table
});
