import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePeriod } from '../../src/domain/period/period.ts';
import { gapsIn, slotsOf } from '../../src/explorer/chart/slot.ts';
import { daysOf, readPeriodText } from '../../src/explorer/page/cube/period-names.ts';

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
    '2024-02-29', '2020年', '2020年11月', '2020Q1', '2020-A1', '2020-M11',
  ])('%s are those that the server reads', (text) => {
    const { start, end } = parsePeriod(text);
    expect(daysOf(text)).toEqual({ first: start, last: end });
  }); // biome-ignore format: one list

  test.each(['', '2020-13', '2020-Q5', '2020-H3', '2021-02-29', '2020-01-01/P11M', '20', '2020-00'])(
    '%s has none here',
    (text) => {
      expect(daysOf(text)).toBeNull();
    },
  );
});

describe('the text of a period', () => {
  const asServer = (written: string) => {
    try {
      const { text, frequency } = parsePeriod(written);
      return { text, frequency };
    } catch {
      return null;
    }
  };
  const isAsServer = (written: string) =>
    expect([written, readPeriodText(written)]).toEqual([written, asServer(written)]);

  test.each([
    '2020', '2020年', '2020A1', '2020-A1', '2020-S1', '2020H2', '2020年上半年', '2020-T2', '2020Q1', '2020年第三季度', '2020年4季度', '2020年前三季度',
    '2020-11', '202011', '2020-M11', '2020年11月', '2020年1月', '2020年1—11月', '2020年1月至3月', '截至2020年11月', '2020-W05', '2020W53', '2020年第5周', '2020-11-30',
    '2020年11月30日', '2014-04-01/P1Y', '2014-01-01/P1Y', '2014-04-01/P12M', '2020-01-01/P3M', '2020-01/2020-03', '2020-01-31/P1M', '2020-01-29/P1M',
    '2019-12-30/P7D', '2020-01-06/P1W', '2020-01-07/P1W', '2020-02-01/P29D', '2020-03-05/P1D', '../2020-11', '../2020', '../2020-11-15', '../2020-11-30',
    '2020-11/2020-10', '2020-13', '2020-W54', '2021-W53', '2021-02-29', '2020-Q5', '0001', '0000', '0001-W01', '9999-12', '9999-12-01/P2M', '2020-01/P0M',
    '2020-01-01/P1M/P1M', ' 2020 ', '２０２０年', '2014/15', 'FY2015', '', 'soon', '2020年'.padEnd(41),
  ])('%s is that which the server reads', isAsServer); // biome-ignore format: one list

  test('is that of the server for any two ends', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    const unit = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([date, length]) => date.toISOString().slice(0, length));
    const duration = fc.tuple(fc.nat(400), fc.constantFrom('Y', 'M', 'W', 'D')).map(([count, of]) => `P${count}${of}`);
    fc.assert(fc.property(unit, fc.oneof(unit, duration), (from, to) => void isAsServer(`${from}/${to}`)));
    fc.assert(fc.property(unit, (to) => void isAsServer(`../${to}`)));
  });
});
