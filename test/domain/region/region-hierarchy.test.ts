import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeRegions, type RegionSpan } from '../../../src/domain/region/region-hierarchy.ts';
import { checkProperty } from '../../support/property.ts';

const DAYS = Array.from({ length: 12 }, (_, index) => `2020-03-${String(index + 1).padStart(2, '0')}`);
const REGIONS = [1, 2, 3, 4, 5, 6, 7];
const EVER = ['2020-02-28', ...DAYS, '2020-03-20'];

/** Versions of one region that do not overlap, each with a parent of its own; a parent has a smaller number. */
const versionsOf = (regionId: number): fc.Arbitrary<RegionSpan[]> =>
  fc
    .record({
      cuts: fc.uniqueArray(fc.integer({ min: 0, max: DAYS.length - 2 }), { maxLength: 3 }),
      parents: fc.array(fc.option(fc.integer({ min: 1, max: Math.max(1, regionId - 1) })), {
        minLength: 4,
        maxLength: 4,
      }),
      gaps: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      isOpen: fc.tuple(fc.boolean(), fc.boolean()),
    })
    .map(({ cuts, parents, gaps, isOpen }) => {
      const bounds = cuts.toSorted((a, b) => a - b);
      const spans = [...bounds, null].map((cut, index): RegionSpan => {
        const before = bounds[index - 1];
        const from = before === undefined ? (isOpen[0] ? null : '2020-03-01') : (DAYS[before + 1] ?? null);
        const to = cut === null ? (isOpen[1] ? null : '2020-03-12') : (DAYS[cut] ?? null);
        return { regionId, parentId: regionId === 1 ? null : (parents[index] ?? null), level: 'COUNTY', from, to };
      });
      return spans.filter((_, index) => gaps[index] !== true || index === 0);
    });

const world = fc.record({
  spans: fc.tuple(...REGIONS.map(versionsOf)).map((all) => all.flat()),
  targets: fc.uniqueArray(fc.constantFrom(...REGIONS), { minLength: 1, maxLength: 3 }),
  wanted: fc.uniqueArray(fc.constantFrom(...REGIONS)),
});

const holds = ({ from, to }: { from: string | null; to: string | null }, day: string) =>
  (from === null || from <= day) && (to === null || day <= to);

test('what lies where, and how many lie right below, is what a walk on each day finds', async () => {
  await checkProperty(
    fc.property(world, ({ spans, targets, wanted }) => {
      const { parts, branchings } = placeRegions(spans, new Set(targets), (region) => wanted.includes(region));
      for (const day of EVER) {
        const valid = spans.filter((span) => holds(span, day));
        const found: string[] = [];
        const walk = (target: number, region: number, between: readonly number[]) => {
          for (const child of valid.filter(({ parentId }) => parentId === region)) {
            if (wanted.includes(child.regionId)) found.push(`${target} ${child.regionId} [${between}]`);
            walk(target, child.regionId, [...between, child.regionId]);
          }
        };
        const isThere = (region: number) => valid.some(({ regionId }) => regionId === region);
        for (const target of targets) if (isThere(target)) walk(target, target, []);
        const placed = parts
          .filter((part) => holds(part, day))
          .map((part) => `${part.target} ${part.region} [${part.between}]`);
        expect(placed.toSorted()).toEqual(found.toSorted());

        for (const target of targets.filter(isThere)) {
          const children = valid.filter(({ parentId }) => parentId === target).length;
          const told = branchings.filter((one) => one.region === target && holds(one, day));
          expect(told.map((one) => one.children)).toEqual(children === 0 ? [] : [children]);
        }
      }
    }),
    { runs: 150 },
  );
});

test('what does not change is told once', () => {
  const spans: RegionSpan[] = [
    { regionId: 1, parentId: null, level: 'PREFECTURE', from: null, to: null },
    { regionId: 2, parentId: 1, level: 'COUNTY', from: null, to: '2014-12-31' },
    { regionId: 2, parentId: 1, level: 'COUNTY', from: '2015-01-01', to: null },
    { regionId: 3, parentId: 1, level: 'COUNTY', from: '2018-01-01', to: null },
  ];
  const { parts, branchings } = placeRegions(spans, new Set([1]), () => true);
  expect(parts).toEqual([
    { target: 1, region: 2, between: [], from: null, to: null },
    { target: 1, region: 3, between: [], from: '2018-01-01', to: null },
  ]);
  expect(branchings).toEqual([
    { region: 1, children: 1, from: null, to: '2017-12-31' },
    { region: 1, children: 2, from: '2018-01-01', to: null },
  ]);
});

test('a tree that bites its own tail comes to an end', () => {
  const spans: RegionSpan[] = [
    { regionId: 1, parentId: 2, level: 'COUNTY', from: null, to: null },
    { regionId: 2, parentId: 1, level: 'COUNTY', from: null, to: null },
  ];
  expect(placeRegions(spans, new Set([1]), () => true).parts.map(({ region }) => region)).toContain(2);
});
