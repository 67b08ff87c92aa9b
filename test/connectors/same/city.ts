import { csv, type PackageText, riverCity } from '../../support/package.ts';

/** A number from 0 to 1 for each place, the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const REGIONS = ['990000', '990100', '990200'];
const BREAKDOWNS = ['', 'bank=left', 'bank=right', 'bank=left;season=wet', 'bank=right;season=dry'];
const two = (number: number) => String(number).padStart(2, '0');
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Periods of every frequency, with week 53, 29 February, cumulative spans and a start that nobody knows. */
const PERIODS = [
  ...range(2016, 2020).flatMap((year) => [
    `${year}`,
    `${year}-S1`,
    ...range(1, 4).map((quarter) => `${year}-Q${quarter}`),
    ...range(1, 12).map((month) => `${year}-${two(month)}`),
    `${year}-01-01/P11M`,
  ]),
  ...range(50, 53).map((week) => `2020-W${week}`),
  ...range(50, 52).map((week) => `2019-W${week}`),
  ...range(25, 29).map((day) => `2020-02-${two(day)}`),
  '../2020-11',
];

/** The small city with some thousand figures: zeros, gaps, flags, decimals, negative values, and what must not be told. */
export function manyFigures(): PackageText {
  const next = chance(11);
  const figure = (decimals: number) => (next() < 0.08 ? '0' : (next() * 10_000 - 200).toFixed(decimals));
  const rows: string[] = [];
  for (const region of REGIONS) {
    for (const period of PERIODS) {
      for (const breakdown of BREAKDOWNS) {
        if (next() < 0.25) continue;
        const lot = next();
        const [value, status] =
          lot < 0.04
            ? ['', 'MISSING']
            : lot < 0.06
              ? ['', 'SUPPRESSED']
              : [figure(0).replace('-', ''), lot < 0.1 ? 'PROVISIONAL' : lot < 0.12 ? 'ESTIMATED BREAK' : ''];
        rows.push(`leaks,${region},${breakdown},${period},${value},${status},,,,"said, ""so""",,`);
      }
      if (next() < 0.8)
        rows.push(`checks,${region},,${period},${figure(0).replace('-', '')},,,,,,river-report,page ${rows.length}`);
      if (next() < 0.6) rows.push(`gauges,${region},,${period},${figure(3)},,,,,,,`);
    }
  }
  return riverCity('1', {
    observations: csv(
      'metric,region,breakdown,period,value,status,numerator,denominator,reported_by,note:en,source,locator',
      ...rows,
    ),
    published_changes: csv('metric,region,breakdown,period,change,value', 'leaks,990000,,2020-12,YOY,100'),
  });
}
