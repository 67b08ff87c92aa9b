// OpenUI5's table in headless Chromium, on a page of another origin than the server's: what it shows of groups, and their grand total.
import { askInBrowser } from './harness/browser.mjs';
import { many, one } from './harness/figure.mjs';

export const name = 'openui5-table';
export const over = 'odata';
export const needs = [
  { program: 'chromium', debian: 'chromium' },
  { package: '@openui5/sap.ui.core' },
  { package: '@openui5/sap.ui.table' },
  { package: '@openui5/sap.m' },
];
/** What is asked stands in $apply and fills the page, and what is compared are texts: most faults cannot be seen here. */
export const notices = ['no OData-Version', '$skip off by one'];

export async function run({ url, pagePort, expect, check, folder, signal }) {
  const visits = "metric = 'visits' and breakdown = '' and frequency = 'MONTHLY'";
  const total = (await one(expect, 'sum(value) as s', visits)).s;
  const totalOf = async (column, order) =>
    (await many(expect, `${column}, sum(value) as s`, `where ${visits} group by ${column} order by ${order}`)).map(
      (row) => [row[column], row.s],
    );
  const periods = await totalOf('period', 's desc, period');
  const regions = await totalOf('region', 'region');

  const greatest = periods.slice(0, 3);
  const least = greatest.at(-1)[1];
  const page = `openui5-table/index.html?${new URLSearchParams({ service: `${url}/odata/v4/`, least })}`;
  const found = await askInBrowser(page, { port: pagePort, folder, signal });
  if (found.error) throw new Error(found.error);
  const shown = ([label, value]) => [String(label), String(value)];
  check('the first rows are the grand total and the greatest groups', found.first, [
    ['', String(total)],
    ...periods.slice(0, found.first.length - 1).map(shown),
  ]);
  check('the last rows are the least groups', found.last, periods.slice(-found.last.length).map(shown));
  check('there are as many rows as groups, and one', found.length, periods.length + 1);
  check('what is filtered by totals has the groups that reach them, and their grand total', found.left, [
    ['', String(greatest.reduce((sum, [, value]) => sum + value, 0))],
    ...greatest.map(shown).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  check('the first level of a tree has its totals', found.levels, [['', String(total)], ...regions.map(shown)]);
  const [[region]] = regions;
  const leaves = await many(
    expect,
    'period, value',
    `where ${visits} and region = '${region}' order by period limit ${found.leaves.length}`,
  );
  check(
    'what is expanded has its leaves',
    found.leaves,
    leaves.map(({ period, value }) => [period, String(value)]),
  );
}
