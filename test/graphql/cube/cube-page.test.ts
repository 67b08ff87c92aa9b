import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { graphOnBothSides } from '../../support/copies.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf } from '../../support/graph.ts';
import { checkProperty } from '../../support/property.ts';
import { importText } from '../../support/river.ts';
import { askCube, differences, expectedRows, rowOf } from './cube-answer.ts';
import { questions } from './cube-arbitrary.ts';
import { spanOf } from './cube-calendar.ts';
import type { Ground } from './cube-fact.ts';
import { groundOf } from './cube-ground.ts';
import { isPlaced, type Question } from './cube-question.ts';
import { type World, worldOf } from './cube-world.ts';

const SEED = 4;
let database: TestDatabase;
let sides: Awaited<ReturnType<typeof graphOnBothSides>>;
let ask: Ask;
let world: World;
let ground: Ground;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  world = worldOf(SEED);
  await importText(database, world.text);
  sides = await graphOnBothSides(database);
  ask = sides.ask;
  ground = await groundOf(ask, world);
});
afterAll(async () => {
  await sides.close();
  await database.close();
});

const ORDERS = ['METRIC_ASC', 'REGION_ASC', 'PERIOD_ASC', 'PERIOD_DESC', 'VALUE_ASC', 'VALUE_DESC'] as const;
type Order = (typeof ORDERS)[number];
interface Told {
  readonly metricCode: string;
  readonly regionCode: string;
  readonly period: string;
  readonly number: number | null;
}

const byText = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
const COMPARE: Readonly<Record<Order, (a: Told, b: Told) => number>> = {
  METRIC_ASC: (a, b) => byText(a.metricCode, b.metricCode),
  REGION_ASC: (a, b) => byText(a.regionCode, b.regionCode),
  PERIOD_ASC: (a, b) => byText(spanOf(a.period).end, spanOf(b.period).end),
  PERIOD_DESC: (a, b) => byText(spanOf(b.period).end, spanOf(a.period).end),
  VALUE_ASC: (a, b) => byValue(a, b, 1),
  VALUE_DESC: (a, b) => byValue(a, b, -1),
};
/** What has no value comes last, in either direction. */
function byValue({ number: a }: Told, { number: b }: Told, sign: number): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return sign * (a - b);
}

function compare(order: readonly Order[], a: Told, b: Told): number {
  for (const key of [...order, 'METRIC_ASC', 'REGION_ASC', 'PERIOD_ASC'] as const) {
    const found = COMPARE[key](a, b);
    // Of one last day any period may come first; and values that are rounded alike need not be equal.
    if (found !== 0 || key.startsWith('VALUE') || key.startsWith('PERIOD')) return found;
  }
  return 0;
}

const FIELDS =
  'metricCode regionCode breakdown { dimension { code } category { code } } period value number changes { percent reason baseValue }';

test('Query.cube returns the whole table in pages of any size, in every order', async () => {
  const asked = fc.boolean().chain((isRolled) => questions(ground, isRolled));
  const order = fc.uniqueArray(fc.constantFrom(...ORDERS), { maxLength: 3 });
  await checkProperty(
    fc.asyncProperty(asked, order, fc.integer({ min: 1, max: 7 }), async (question, orderBy, count) => {
      fc.pre(isPlaced(ground, question));
      const input = { ...question, orderBy };
      const { cube: whole } = await dataOf(askCube(ask, { ...input, first: 10_000 }, FIELDS));
      for (const [at, row] of whole.rows.entries())
        if (at > 0) expect(compare(orderBy, whole.rows[at - 1], row)).toBeLessThanOrEqual(0);
      const first = Math.max(1, Math.ceil(whole.rows.length / count));
      const rows: object[] = [];
      for (let after: string | null = null; ; ) {
        const { cube: page } = await dataOf(askCube(ask, { ...input, first, after }, FIELDS));
        expect(page.totalCount).toBe(whole.rows.length);
        rows.push(...page.rows);
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
        expect(page.rows).toHaveLength(first);
      }
      expect(rows).toEqual(whole.rows);
    }),
    { runs: 15 },
  );
});

test('Query.cube answers as of a past release, and reads a page that was begun to its end', async () => {
  const input: Question = { metrics: ['cases', 'rate'], rollUp: { toLevel: 'PREFECTURE' }, changes: ['YOY'] };
  const before = await dataOf(askCube(ask, { ...input, first: 50 }));
  const [{ releases }] = (await dataOf(ask('{ datasets { releases { nodes { publishedAt } } } }'))).datasets;
  const asOf = releases.nodes[0].publishedAt;
  const next = worldOf(SEED + 1, '2');
  await importText(database, next.text);
  const later = await groundOf(ask, next);

  const rest = await dataOf(askCube(ask, { ...input, first: 10_000, after: before.cube.pageInfo.endCursor }));
  const pages = [...before.cube.rows, ...rest.cube.rows].map((row) => rowOf(row));
  expect(differences(pages, expectedRows([ground], input))).toEqual([]);

  const asOfThen = fc.boolean().chain((isRolled) => questions(ground, isRolled));
  await checkProperty(
    fc.asyncProperty(asOfThen, fc.boolean(), async (question, isThen) => {
      const held = isThen ? ground : later;
      fc.pre(isPlaced(held, question));
      const { cube } = await dataOf(askCube(ask, { ...question, first: 10_000, asOf: isThen ? asOf : undefined }));
      const rows = cube.rows.map((row: object) => rowOf(row));
      expect(differences(rows, expectedRows([held], question))).toEqual([]);
    }),
    { runs: 12 },
  );
});
