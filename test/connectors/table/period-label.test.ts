import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPeriod, type Period, parsePeriod } from '../../../src/domain/period/period.ts';
import { periodLabel } from '../../../src/domain/period/period-label.ts';
import type { TestDatabase } from '../../support/database.ts';
import { checkProperty } from '../../support/property.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, valuesOf } from '../odata/support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openWithRiverCity();
});
afterAll(() => database.close());

const LANGUAGES = ['en', 'zh-Hans', 'ZH', 'fr'];

async function labelsOf(periods: readonly Period[], language: string): Promise<string[]> {
  const rows = await database.query<{ label: string }>(
    `-- test.label
select period_label(p.period, p.start, p."end", $4::text) as label
from unnest($1::text[], $2::date[], $3::date[]) with ordinality as p(period, start, "end", place) order by p.place`,
    [periods.map(({ text }) => text), periods.map(({ start }) => start), periods.map(({ end }) => end), language],
  );
  return rows.map(({ label }) => label);
}

const TEXTS = ['2020', '2020-S1', '2020-S2', '2020-Q1', '2020-Q3', '2020-11', '2020-W05', '2020-W53', '2020-11-03', '2020-01-01/P11M', '2014-04-01/P1Y', '1999-07-01/P1Y', '2014-05-01/P12M', '2014-01-01/P24M', '2020-02-10/P30D', '2020-11-15/P1M', '../2020-11', '../2020', '../2020-11-03', '0001', '0987-02']; // biome-ignore format: a list

test.each(LANGUAGES)('the database says each kind of period in the words of the domain, in %s', async (language) => {
  const periods = TEXTS.map((text) => parsePeriod(text));
  expect(await labelsOf(periods, language)).toEqual(periods.map((period) => periodLabel(period, language)));
});

test('and every other period', async () => {
  const dayOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
  const period = fc
    .record({
      start: fc.option(fc.integer({ min: -100_000, max: 40_000 }), { freq: 8 }),
      length: fc.oneof(fc.constantFrom(1, 7, 30, 31, 90, 92, 181, 184, 365, 366), fc.integer({ min: 1, max: 900 })),
      isMonths: fc.boolean(),
      isYear: fc.boolean(),
    })
    .map(({ start, length, isMonths, isYear }) => {
      if (start === null) return buildPeriod(null, dayOf(length * 31));
      const first = dayOf(start);
      return isMonths
        ? parsePeriod(`${first.slice(0, 8)}01/P${1 + (length % 26)}M`)
        : buildPeriod(first, dayOf(start + length - 1), isYear ? 'ANNUAL' : undefined);
    });
  await checkProperty(
    fc.asyncProperty(fc.array(period, { minLength: 20, maxLength: 60 }), fc.constantFrom(...LANGUAGES), async (all, language) => {
      expect(await labelsOf(all, language)).toEqual(all.map((one) => periodLabel(one, language)));
    }),
    { runs: 20, deepRuns: 500 },
  ); // biome-ignore format: the condition in one line
});

test('OData and the view say it in the language asked for, and else in that of the first data set', async () => {
  const tell = odataOver(database);
  const labelled = async (more: string) => {
    const rows: Json[] = await valuesOf(tell(`Periods?$select=period,label${more}`));
    return new Map(rows.map(({ period, label }) => [period, label]));
  };
  const english = await labelled('&lang=en');
  for (const [period, label] of english) expect(label).toBe(periodLabel(parsePeriod(period), 'en'));
  expect((await labelled('&lang=zh-Hans')).get('2020-11')).toBe('2020年11月');
  expect((await labelled('')).get('2020-11')).toBe('2020年11月');
  const [figure] = await valuesOf(
    tell(
      "Observations?$filter=period eq '2020-01-01/P11M'&$top=1&$select=period&$expand=periodSpan($select=label)&lang=en",
    ),
  );
  expect(figure.periodSpan.label).toBe('January–November 2020');
  const rows = await database.query<{ period: string; period_label: string }>(
    '-- test.view\nselect period, period_label from bi.dim_period',
  );
  for (const { period, period_label } of rows) expect(period_label).toBe(periodLabel(parsePeriod(period), 'zh'));
});
