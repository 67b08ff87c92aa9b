import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOfYear } from '../../../src/domain/period/calendar.ts';
import {
  fiscalYearStartOf,
  isYearStart,
  periodInCalendar,
  readWrittenPeriod,
} from '../../../src/domain/period/fiscal-year.ts';
import { parseFiscalYearName } from '../../../src/domain/period/fiscal-year-name.ts';
import { buildPeriod } from '../../../src/domain/period/period.ts';
import { periodLabel } from '../../../src/domain/period/period-label.ts';
import { checkProperty } from '../../support/property.ts';

const two = (number: number) => String(number).padStart(2, '0');
const anyStart = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => `${two(month)}-${two(day)}`)
  .filter((start) => start !== '01-01');

test('a year is read by its labels, in either language, wherever it begins', async () => {
  await checkProperty(
    fc.property(fc.integer({ min: 1000, max: 9990 }), anyStart, (year, start) => {
      const period = buildPeriod(`${year}-${start}`, dayBefore(`${year + 1}-${start}`), 'ANNUAL');
      expect(period.frequency).toBe('ANNUAL');
      for (const language of ['en', 'zh-Hans']) {
        const written = readWrittenPeriod(periodLabel(period, language));
        expect(periodInCalendar(written, start)).toEqual(period);
        expect(periodInCalendar(written, null)).toEqual({ fault: 'NO_CALENDAR', year });
      }
      // Its own text, its months and its days are the year too, and a span elsewhere.
      for (const text of [period.text, `${period.start}/P12M`, `${period.start}/${period.end}`]) {
        expect(periodInCalendar(readWrittenPeriod(text), start)).toEqual(period);
        expect(periodInCalendar(readWrittenPeriod(text), null)).toMatchObject({ frequency: 'SPAN', end: period.end });
      }
    }),
    { runs: 200 },
  );
});

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

test.each([
  ['2014/15', 2014, false],
  ['1999/00', 1999, false],
  ['1999-2000', 1999, false],
  ['fy2014/15', 2014, false],
  ['2011-12', 2011, true],
  ['2000-01', 2000, true],
  ['FY2011-12', 2011, false],
  ['2011/12财年', 2011, false],
  ['FY2015', null, false],
  ['2015财政年度', null, false],
])('%s begins in %s', (text, first, isMonth) => {
  expect(parseFiscalYearName(text)).toMatchObject({ first, isMonth });
});

test.each(['2014/16', '2014-11', '2014/14', '2014', '14/15', '2014/2016', '2014/150', 'FY15', '2014/15/16', '2012-11'])(
  '%s is no fiscal year',
  (text) => {
    expect(parseFiscalYearName(text)).toBeNull();
  },
);

test('a year begins on a day that each month has', () => {
  expect(['01-01', '04-06', '12-28'].map(isYearStart)).toEqual([true, true, true]);
  expect(['1-1', '13-01', '04-00', '04-29', '04-31', '', '2014-04-01', '04-01 '].map(isYearStart)).not.toContain(true);
  expect([fiscalYearStartOf('01-01'), fiscalYearStartOf('04-01'), fiscalYearStartOf(null)]).toEqual([null, '04-01', null]); // biome-ignore format: one line
});

test.each([
  ['01-01', ['HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'DAILY']],
  ['07-01', ['HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'DAILY']],
  ['04-01', ['QUARTERLY', 'MONTHLY', 'DAILY']],
  ['03-01', ['MONTHLY', 'DAILY']],
  ['04-06', ['DAILY']],
])('a year from %s is filled by %j', (start, parts) => {
  expect(partsOfYear(start)).toEqual(parts);
});
