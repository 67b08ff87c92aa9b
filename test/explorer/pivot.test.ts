import { expect, test } from 'vitest';
import { type Cell, pivot } from '../../src/explorer/page/cube/pivot.ts';

/** What a pivot needs of a cell. */
const cell = (metricCode: string, regionCode: string, period: string) =>
  ({ metricCode, regionCode, period, periodLabel: period, region: { name: regionCode }, breakdown: [] }) as unknown as Cell; // biome-ignore format: one line

/** As the API lists them: metric after metric, its regions, its periods; the latest of a region that has only that first. */
const CELLS = [
  cell('roads', 'north', '2020'),
  cell('roads', 'south', '2019'),
  cell('roads', 'south', '2020'),
  cell('bridges', 'north', '2019'),
  cell('bridges', 'south', '2020'),
];
const NAMES = new Map<string, string>();

test('rows stand by their first axis, then by the next, each as the API lists it', () => {
  const { rows } = pivot(CELLS, ['region', 'metric'], ['period'], NAMES, 'whole');
  expect(rows.map(({ labels }) => labels.join(' '))).toEqual([
    'north roads',
    'north bridges',
    'south roads',
    'south bridges',
  ]);
});

test('periods stand in their order, whichever place they have', () => {
  const { columns, rows } = pivot(CELLS, ['metric', 'period'], ['region'], NAMES, 'whole');
  expect(rows.map(({ labels }) => labels.join(' '))).toEqual([
    'roads 2019',
    'roads 2020',
    'bridges 2019',
    'bridges 2020',
  ]);
  expect(columns.map(({ labels }) => labels[0])).toEqual(['north', 'south']);
});

test('each cell is at its row and column, and nothing where there is none', () => {
  const { rows, columns, at } = pivot(CELLS, ['region', 'metric'], ['period'], NAMES, 'whole');
  const found = rows.flatMap((row) => columns.map((column) => at(row, column)));
  expect(found.filter((one) => one !== undefined)).toHaveLength(CELLS.length);
  expect(new Set(found.filter((one) => one !== undefined))).toEqual(new Set(CELLS));
});
