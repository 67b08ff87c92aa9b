import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare } from '../../../src/domain/comparison/comparison.ts';
import { divides } from '../../../src/domain/period/break.ts';
import { addDays, addMonths, lastDayOfMonths } from '../../../src/domain/period/day.ts';
import { buildPeriod, counterpartAYearBefore } from '../../../src/domain/period/period.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('empty');
});
afterAll(() => database.close());

const day = fc.integer({ min: 0, max: 200 * 365 }).map((days) => addDays('1900-01-01', days) as string);
const months = fc.tuple(day, fc.integer({ min: 1, max: 30 })).map(([start, count]) => {
  const first = addMonths(`${start.slice(0, 7)}-01`, 0) as string;
  return [first, lastDayOfMonths(first, count) as string] as const;
});
const monthsFromAnyDay = fc.tuple(day, fc.integer({ min: 1, max: 14 })).map(([start, count]) => {
  return [start, lastDayOfMonths(start, count) ?? start] as const;
});
const anySpan = fc
  .tuple(day, fc.integer({ min: 0, max: 800 }))
  .map(([start, length]) => [start, addDays(start, length) as string] as const);
const week = day.map((start) => {
  let monday = start;
  while (new Date(monday).getUTCDay() !== 1) monday = addDays(monday, 1) as string;
  return [monday, addDays(monday, 6) as string] as const;
});
const leap = fc
  .tuple(fc.constantFrom('2020-02-29', '2024-02-29', '2000-02-29'), fc.integer({ min: 0, max: 400 }), fc.boolean())
  .map(([at, length, ends]) =>
    ends ? ([addDays(at, -length) as string, at] as const) : ([at, addDays(at, length) as string] as const),
  );

test('the database counts a year back as the domain does', async () => {
  const spans = fc.sample(fc.oneof(months, monthsFromAnyDay, anySpan, week, leap), { numRuns: 4_000, seed: 7 });
  spans.push(['2020-12-28', '2021-01-03'], ['2021-01-04', '2021-01-10'], ['2015-12-28', '2016-01-03']);
  const found = await database.query<{ start: string | null; end: string | null }>(
    `-- test.year-before
select start_a_year_before(s, e)::text as start, end_a_year_before(s, e)::text as end
from unnest($1::date[], $2::date[]) with ordinality as u(s, e, place) order by place`,
    [spans.map(([start]) => start), spans.map(([, end]) => end)],
  );
  const expected = spans.map(([start, end]) => {
    const before = counterpartAYearBefore(buildPeriod(start, end));
    return 'reason' in before ? { start: null, end: null } : { start: before.start, end: before.end };
  });
  for (const [place, span] of spans.entries()) expect({ span, ...found[place] }).toEqual({ span, ...expected[place] });
  expect(expected.filter(({ start }) => start === null).length).toBeGreaterThan(20);
});

test('the database works a change out as the domain does, digit by digit', async () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 9 }))
    .map(([whole, decimals]) => {
      const digits = (whole < 0n ? -whole : whole).toString().padStart(decimals + 1, '0');
      const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
      return whole < 0n ? `-${text}` : text;
    });
  const small = fc.integer({ min: -50, max: 2_000 }).map(String);
  const pairs = fc.sample(fc.tuple(fc.oneof(decimal, small), fc.oneof(decimal, small)), { numRuns: 4_000, seed: 7 });
  const found = await database.query<{ percent: string | null }>(
    `-- test.change-percent
select change_percent(v, b)::text as percent from unnest($1::numeric[], $2::numeric[]) with ordinality as u(v, b, place) order by place`,
    [pairs.map(([value]) => value), pairs.map(([, base]) => base)],
  );
  const measure = { kind: 'COUNT', direction: 'NEUTRAL', decimals: null } as const;
  for (const [place, [value, base]] of pairs.entries()) {
    const change = compare(
      { value, flags: [] },
      { value: base, flags: [] },
      { measure, isBroken: false, published: null },
    );
    expect({ value, base, percent: found[place]?.percent }).toEqual({ value, base, percent: change.percent });
  }
});

test('the database finds what a break divides as the domain does', async () => {
  const near = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2019-01-01', days) as string);
  const span = fc.tuple(near, fc.constantFrom(0, 6, 27, 30, 89, 90, 180, 364, 365)).map(([start, length]) => {
    const first = length > 6 ? `${start.slice(0, 7)}-01` : start;
    return buildPeriod(first, addDays(first, length) as string);
  });
  const unknown = near.map((end) => buildPeriod(null, end));
  const cases = fc.sample(fc.tuple(fc.oneof(span, unknown), span, near, fc.boolean()), { numRuns: 4_000, seed: 7 });
  const found = await database.query<{ found: boolean }>(
    `-- test.break
select breaks_series(s, e, f::"Frequency", l, bs, be, bf::"Frequency", u) as found
from unnest($1::date[], $2::date[], $3::text[], $4::bool[], $5::date[], $6::date[], $7::text[], $8::date[]) with ordinality as u(s, e, f, l, bs, be, bf, u, place)
order by place`,
    [
      cases.map(([mark]) => mark.start),
      cases.map(([mark]) => mark.end),
      cases.map(([mark]) => mark.frequency),
      cases.map(([, , , isLast]) => isLast),
      cases.map(([, base]) => base.start),
      cases.map(([, base]) => base.end),
      cases.map(([, base]) => base.frequency),
      cases.map(([, , until]) => until),
    ],
  );
  const expected = cases.map(([mark, base, until, isLast]) => divides(mark, { base, until, isLast }));
  expect(found.map((row) => row.found)).toEqual(expected);
  expect(expected.filter((divided) => divided).length).toBeGreaterThan(300);
  // What an index can tell always holds.
  for (const [place, [mark, base]] of cases.entries())
    if (expected[place]) expect(mark.end > (base.start ?? '')).toBe(true);
});
