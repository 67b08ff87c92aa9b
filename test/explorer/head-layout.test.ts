import { expect, test } from 'vitest';
import {
  layoutColumns,
  layoutHeads,
  layoutRowHeads,
  shareLines,
  stackWidth,
} from '../../src/explorer/page/cube/head-layout.ts';

const WIDE = { room: 610, window: 1270, base: 160 };
const TABLET = { room: 48, window: 708, base: 160 };
const PHONE = 330;
const LONG = 'River banks that were inspected after heavy rain';
const sum = (widths: readonly number[]) => widths.reduce((all, width) => all + width, 0);

test('axes share the room evenly where their names are short', () => {
  expect(layoutHeads([['Leaks', 'Checks'], ['Upper District']], WIDE)).toEqual({ widths: [305, 305], isDouble: false });
  expect(layoutHeads([['Leaks'], ['Upper District']], TABLET)).toEqual({ widths: [160, 160], isDouble: false });
});

test('an axis of short names leaves room to one of long names', () => {
  const { widths, isDouble } = layoutHeads([['Burst pipes repaired in the year'], ['North']], TABLET);
  expect(isDouble).toBe(false);
  expect(widths[0]).toBeGreaterThan(160);
  expect(widths[1]).toBeLessThan(160);
});

test('names take two lines where one is too short, and leave room for figures', () => {
  const { widths, isDouble } = layoutHeads([[LONG], ['Fourth District']], TABLET);
  expect(isDouble).toBe(true);
  expect(sum(widths)).toBeLessThanOrEqual(0.6 * TABLET.window);
  expect(widths[1]).toBeGreaterThan(15 * 8);
});

test('no word is broken where there is room for it', () => {
  const { widths } = layoutHeads(
    [
      ['Metric', LONG],
      ['Region', 'Lower District'],
      ['Period', '2016'],
    ],
    TABLET,
  );
  expect(widths[2]).toBeGreaterThanOrEqual('Period'.length * 8);
});

test('a character of Chinese is as wide as two letters', () => {
  const { widths } = layoutHeads([['大雨后巡查的堤岸大雨后巡查的堤岸'], ['三区']], TABLET);
  expect(widths[0]).toBeGreaterThan(16 * 15);
});

test('columns are wider where a name above them needs it on two lines', () => {
  expect(layoutColumns(['2016', '2017'], 132)).toEqual({ width: 132, isDouble: false });
  expect(layoutColumns(['Upper District', 'Burst pipes repaired'], 132)).toEqual({ width: 132, isDouble: true });
  const { width, isDouble } = layoutColumns([LONG], 132);
  expect(isDouble).toBe(true);
  expect(width).toBeGreaterThan(132);
});

test('columns are as wide as the longer one of two lines, wherever words let the name be broken', () => {
  const { width, isDouble } = layoutColumns(['up to November 2020'], 132);
  expect(isDouble).toBe(true);
  expect(width).toBeGreaterThanOrEqual('November 2020'.length * 9.8 + 24);
  expect(layoutColumns(['二〇二〇年十一月'], 60).width).toBe(4 * 15 + 24);
});

test('on a phone the heads of all axes take no more than half of the window, whatever their number', () => {
  expect(stackWidth([['Metric', LONG], ['Region', 'Lower District'], ['Period', '2016']], PHONE)).toBe(PHONE / 2); // biome-ignore format: one line
  const short = stackWidth([['2016'], ['North']], PHONE);
  expect(short).toBeLessThan(PHONE / 4);
  expect(short).toBeGreaterThan('North'.length * 7);
});

test('on a phone the bold name of an axis has the room that it needs above short ones', () => {
  expect(stackWidth([['Region', 'China', 'India']], PHONE)).toBeGreaterThan('Region'.length * 8.7 + 13);
});

test('on a phone rows are as high whatever names come later, and one of two long names has two lines', () => {
  const rows = (region: string) => layoutRowHeads([['Leaks'], ['Region', region]], 390, 132);
  expect(rows(LONG).rowHeight).toBe(rows('North').rowHeight);
  expect(shareLines(['Leaks', 'North'], 165)).toEqual([1, 1]);
  expect(shareLines([LONG, 'North'], 165)).toEqual([2, 1]);
  expect(shareLines([LONG, LONG], 165)).toEqual([1, 2]);
});

test('a table without heads has no room for any', () => {
  expect(layoutRowHeads([], 1_440, 132)).toMatchObject({ width: 0, rowHeight: 34 });
  expect(layoutRowHeads([], 390, 132)).toMatchObject({ width: 0, rowHeight: 34 });
});

test('rows are as high whatever names come later, so that none is moved', () => {
  const rows = (region: string) => layoutRowHeads([['Leaks'], ['Region', region]], 768, 132);
  const [first, all] = [rows('North'), rows('Districts that were affected by the flood of the lower river')];
  expect([first, all].map((layout) => layout.kind === 'columns' && layout.columns.isDouble)).toEqual([false, true]);
  expect(all.rowHeight).toBe(first.rowHeight);
});
