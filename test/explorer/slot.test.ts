import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePeriod } from '../../src/domain/period/period.ts';
import { gapsIn, slotsOf } from '../../src/explorer/chart/slot.ts';
import { daysOf } from '../../src/explorer/page/cube/period-days.ts';

const points = (...periods: string[]) => periods.map((period) => ({ period, periodLabel: period }));
const shown = (...periods: string[]) => slotsOf(points(...periods)).map(({ point }) => point?.period ?? null);

describe('the time axis of a series', () => {
  test('has room for the years, quarters and months without a figure', () => {
    expect(shown('1996', '1998', '2000', '2001')).toEqual(['1996', null, '1998', null, '2000', '2001']);
    expect(shown('2019-Q4', '2020-Q2')).toEqual(['2019-Q4', null, '2020-Q2']);
    expect(shown('2019-11', '2020-01')).toEqual(['2019-11', null, '2020-01']);
    // As the API writes them: a half-year has one text.
    const halves = ['2019-H2', '2020-S2'].map((text) => parsePeriod(text).text);
    expect(shown(...halves)).toEqual([halves[0], null, halves[1]]);
  });

  test('has room for weeks, where a year has 52 of them and where it has 53', () => {
    expect(shown('2020-W51', '2020-W53', '2021-W02')).toEqual(['2020-W51', null, '2020-W53', null, '2021-W02']);
    expect(shown('2021-W52', '2022-W01', '2022-W03')).toEqual(['2021-W52', '2022-W01', null, '2022-W03']);
    const weeks = Array.from({ length: 700 }, (_, index) => 7 * 86_400_000 * index + Date.UTC(1995, 0, 2));
    const texts = weeks.map((monday) => {
      const day = (time: number) => new Date(time).toISOString().slice(0, 10);
      return parsePeriod(`${day(monday)}/${day(monday + 6 * 86_400_000)}`).text;
    });
    expect(texts.some((text) => text.endsWith('W53'))).toBe(true);
    expect(shown(...texts)).toEqual(texts);
  });

  test('is that of the points where their periods are of several kinds, or out of order', () => {
    expect(shown('2018', '2020-01-01/P11M')).toEqual(['2018', '2020-01-01/P11M']);
    expect(shown('2018', '2020-Q1')).toEqual(['2018', '2020-Q1']);
    expect(shown('2020', '2018')).toEqual(['2020', '2018']);
    expect(shown('0001', '9999')).toEqual(['0001', '9999']);
    expect(shown()).toEqual([]);
  });

  test('keeps every point, in its order', () => {
    const years = fc
      .uniqueArray(fc.integer({ min: 1900, max: 2100 }))
      .map((all) => all.sort((a, b) => a - b).map(String));
    fc.assert(
      fc.property(years, (periods) => {
        expect(shown(...periods).filter((period) => period !== null)).toEqual(periods);
      }),
    );
  });

  test('tells between which points nothing is published', () => {
    expect(gapsIn(slotsOf(points('1996', '1998', '2000', '2001', '2004')))).toEqual([
      [0, 2, 4],
      [5, 8],
    ]);
    expect(gapsIn(slotsOf(points('2000', '2001')))).toEqual([]);
  });
});

describe('the days of a period', () => {
  test.each([
    '2020', '2020-S1', '2020-H1', '2020-H2', '2021-T3', '2020-Q1', '2020-Q4', '2020-02', '2021-02', '2020-12', '2020-W01', '2020-W53', '2021-W01',
    '2024-02-29',
  ])('%s are those that the server reads', (text) => {
    const { start, end } = parsePeriod(text);
    expect(daysOf(text)).toEqual({ first: start, last: end });
  }); // biome-ignore format: one list

  test.each(['', '2020-13', '2020-Q5', '2020-H3', '2021-02-29', '2020-01-01/P11M', '2020年', '20', '2020-00'])(
    '%s has none here',
    (text) => {
      expect(daysOf(text)).toBeNull();
    },
  );
});
