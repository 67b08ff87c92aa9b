import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphOnBothSides } from '../../support/copies.ts';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
let sides: Awaited<ReturnType<typeof graphOnBothSides>>;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  sides = await graphOnBothSides(database);
  ask = sides.ask;
});
afterAll(async () => {
  await sides.close();
  await database.close();
});

const CITATIONS = 'citations { locator locatorLabel quote source { code title } }';
const ROW = 'metric { code } region { code } period breakdown { category { code } }';

interface Cited {
  readonly period: string;
  readonly citations: readonly unknown[];
}
const sorted = (rows: readonly Cited[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

describe('CubeRow.citations', () => {
  test.each([
    ['totals', ['leaks'], null],
    ['crossings', ['leaks'], [{ dimension: 'bank' }, { dimension: 'season' }]],
    ['several metrics', ['campaign-illicit-assets-seized', 'checks', 'leaks'], null],
  ])('are those of the observation in the cell: %s', async (_of, metrics, breakdowns) => {
    const { observations, cube, byValue } = await dataOf(
      ask(
        `query ($metrics: [String!]!, $breakdowns: [BreakdownInput!]) {
          observations(where: { metrics: $metrics, breakdowns: $breakdowns }, first: 500) { nodes { ${ROW} ${CITATIONS} } }
          cube(input: { metrics: $metrics, breakdowns: $breakdowns, first: 500 }) { rows { ${ROW} ${CITATIONS} } }
          byValue: cube(input: { metrics: $metrics, breakdowns: $breakdowns, first: 500, orderBy: [VALUE_DESC] }) { rows { ${ROW} ${CITATIONS} } }
        }`,
        { metrics, breakdowns },
      ),
    );
    expect(observations.nodes.length).toBeGreaterThan(0);
    if (!breakdowns) expect(observations.nodes.some(({ citations }: Cited) => citations.length > 0)).toBe(true);
    expect(sorted(cube.rows)).toEqual(sorted(observations.nodes));
    expect(sorted(byValue.rows)).toEqual(sorted(observations.nodes));
  });

  test('are of no total', async () => {
    const { cube } = await dataOf(
      ask(
        `{ cube(input: { metrics: ["leaks"], rollUp: { overBreakdowns: ["bank"] } }) { rows { value basis ${CITATIONS} } } }`,
      ),
    );
    expect(cube.rows.length).toBeGreaterThan(0);
    for (const { citations } of cube.rows) expect(citations).toEqual([]);
  });

  test('are read in one statement, and only where they are selected', async () => {
    const alone = graphOver(database);
    await dataOf(alone('{ datasets { code } }')); // the catalogue
    const statementsOf = async (query: string) => {
      database.forget();
      await dataOf(alone(query));
      return [...database.statements];
    };
    const query = (first: number, of: string) => `{ cube(input: { metrics: ["leaks"], regions: { codes: ["990000"] }, breakdowns: [{ dimension: "bank", categories: ["TOTAL"] }], first: ${first} }) { rows { value ${of} } } }`; // biome-ignore format: one line
    const bare = await statementsOf(query(20, 'period'));
    expect(bare.join('\n')).not.toContain('citation_ids');
    const few = await statementsOf(query(3, CITATIONS));
    const many = await statementsOf(query(20, CITATIONS));
    expect(few.length).toBe(bare.length + 1);
    expect(many.length).toBe(few.length);
  });
});

describe('CubeRow.note', () => {
  const NOTED = `note en: note(lang: "en")`;

  test('is that of the observation in the cell, in any order', async () => {
    const { observations, cube, byValue } = await dataOf(
      ask(`{
        observations(where: { metrics: ["leaks"] }, first: 500) { nodes { ${ROW} ${NOTED} } }
        cube(input: { metrics: ["leaks"], first: 500 }) { rows { ${ROW} ${NOTED} } }
        byValue: cube(input: { metrics: ["leaks"], first: 500, orderBy: [VALUE_DESC] }) { rows { ${ROW} ${NOTED} } }
      }`),
    );
    const notes = observations.nodes.flatMap(({ note }: { note: string | null }) => note ?? []);
    expect(notes).toEqual(['counted twice']);
    expect(sorted(cube.rows)).toEqual(sorted(observations.nodes));
    expect(sorted(byValue.rows)).toEqual(sorted(observations.nodes));
  });

  test('is of no total', async () => {
    const { cube } = await dataOf(
      ask(`{ cube(input: { metrics: ["leaks"], rollUp: { overTime: ANNUAL } }) { rows { value basis ${NOTED} } } }`),
    );
    expect(cube.rows.some(({ basis }: { basis: string }) => basis === 'ROLLED_UP')).toBe(true);
    for (const { note, en } of cube.rows) expect([note, en]).toEqual([null, null]);
  });
});
