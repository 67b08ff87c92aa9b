import { expect, test } from 'vitest';
import { type Cell, type Member, type Members, pivot } from '../../src/explorer/page/cube/pivot.ts';

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
/** Metrics as they are chosen from; of the regions the place of one is known. */
const MEMBERS: Members = {
  metrics: [
    { code: 'roads', name: 'Roads' },
    { code: 'bridges', name: 'Bridges' },
  ],
  whole: 'whole',
  order: { regionPlaces: new Map([['south', 0]]), partPlaces: new Map([['wet', 0], ['dry', 1]]) }, // biome-ignore format: one line
  language: 'en',
};
const namesOf = (members: readonly Member[]) => members.map(({ labels }) => labels.join(' '));

test('rows stand by their first axis, then by the next: metrics as they are chosen from, regions by their place', () => {
  const { rows } = pivot(CELLS, ['region', 'metric'], ['period'], MEMBERS);
  expect(namesOf(rows)).toEqual(['South Roads', 'South Bridges', 'North Roads', 'North Bridges']);
});

test('regions whose place is not known stand by their names, whatever their codes', () => {
  const named = (code: string, name: string) => ({ ...cell('roads', code, '2020'), region: { name } });
  const cells = [named('ABW', 'Aruba'), named('AFG', 'Afghanistan'), named('ALA', 'Åland'), named('south', 'South')];
  const { rows } = pivot(cells, ['region'], ['period'], MEMBERS);
  expect(namesOf(rows)).toEqual(['South', 'Afghanistan', 'Åland', 'Aruba']);
});

test('parts stand as the publisher lists them, behind their total', () => {
  const part = (code: string) => ({ ...cell('roads', 'north', '2020'), breakdown: [{ category: { code, name: code } }] }) as Cell; // biome-ignore format: one line
  const { columns } = pivot([part('dry'), part('wet'), cell('roads', 'north', '2020')], ['region'], ['part'], MEMBERS);
  expect(namesOf(columns)).toEqual(['Whole', 'Wet', 'Dry']);
});

test('periods stand in their order, whichever place they have', () => {
  const { columns, rows } = pivot(CELLS, ['metric', 'period'], ['region'], MEMBERS);
  expect(namesOf(rows)).toEqual(['Roads 2019', 'Roads 2020', 'Bridges 2019', 'Bridges 2020']);
  expect(namesOf(columns)).toEqual(['South', 'North']);
});

test('each cell is at its row and column, and nothing where there is none', () => {
  const { rows, columns, at } = pivot(CELLS, ['region', 'metric'], ['period'], MEMBERS);
  const found = rows.flatMap((row) => columns.map((column) => at(row, column)));
  expect(found.filter((one) => one !== undefined)).toHaveLength(CELLS.length);
  expect(new Set(found.filter((one) => one !== undefined))).toEqual(new Set(CELLS));
});
