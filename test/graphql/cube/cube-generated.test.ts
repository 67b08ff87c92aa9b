import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphOnBothSides } from '../../support/copies.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf } from '../../support/graph.ts';
import { checkProperty, IS_DEEP } from '../../support/property.ts';
import { importText } from '../../support/river.ts';
import { askCube, CHANGE, differences, expectedRows, type Row, rowOf } from './cube-answer.ts';
import { questions } from './cube-arbitrary.ts';
import type { Ground } from './cube-fact.ts';
import { FIGURES, groundOf } from './cube-ground.ts';
import { isPlaced, type Question } from './cube-question.ts';
import { worldOf } from './cube-world.ts';

const DATASETS = ['world', 'other'];

describe.each(IS_DEEP ? [7, 20] : [7])('Query.cube over generated figures, seed %i', (seed) => {
  let database: TestDatabase;
  let sides: Awaited<ReturnType<typeof graphOnBothSides>>;
  let ask: Ask;
  let ground: Ground;
  let grounds: readonly Ground[];
  beforeAll(async () => {
    database = await openTestDatabase('empty');
    const world = worldOf(seed);
    await importText(database, world.text);
    await importText(database, world.other);
    sides = await graphOnBothSides(database);
    ask = sides.ask;
    ground = await groundOf(ask, world);
    grounds = [ground, await groundOf(ask, world, null, world.other.name)];
    expect(grounds.map(({ facts }) => facts.size > 500)).toEqual([true, true]);
    // What is compared is there to be compared.
    for (const kind of ['YOY', 'PREVIOUS_PERIOD', 'VS_TARGET', 'VS_BASELINE'])
      for (const { stated } of grounds) expect([...stated.keys()].some((key) => key.startsWith(kind))).toBe(true);
    expect([...ground.facts.values()].some(({ period }) => period.startsWith('../'))).toBe(true);
  });
  afterAll(async () => {
    await sides.close();
    await database.close();
  });

  test('has, as it is stored, the rows and changes of the tree', async () => {
    await checkProperty(
      fc.asyncProperty(questions(ground, false, DATASETS), async (question) => {
        const { cube } = await dataOf(askCube(ask, { ...question, first: 10_000 }));
        const rows = cube.rows.map((row: object) => rowOf(row));
        expect(differences(rows, expectedRows(grounds, question))).toEqual([]);
        if (question.latest === undefined && (question.regions === undefined || question.regions.codes))
          expect(differences(rows, await rowsOfTree(question))).toEqual([]);
      }),
      { runs: 5 },
    );
  });

  test('has, rolled up, the totals and changes that the rules give', async () => {
    await checkProperty(
      fc.asyncProperty(questions(ground, true, DATASETS), async (question) => {
        const { data, errors } = await askCube(ask, { ...question, first: 10_000 });
        if (errors && question.regions?.codes && !isPlaced(ground, question)) {
          expect(errors[0]?.extensions.code).toBe('BAD_INPUT');
          return;
        }
        expect(errors).toBeUndefined();
        const rows = data.cube.rows.map((row: object) => rowOf(row));
        expect(differences(rows, expectedRows(grounds, question))).toEqual([]);
        expect(data.cube.totalCount).toBe(data.cube.rows.length);
      }),
      { runs: 20 },
    );
  });

  /** The same question, asked of the list of observations. */
  async function rowsOfTree({
    metrics,
    datasets,
    regions,
    from,
    to,
    frequency,
    breakdowns,
    changes = [],
  }: Question): Promise<Row[]> {
    const asked = changes.map((kind, at) => `c${at}: change(kind: ${kind}) { ${CHANGE} }`).join(' ');
    const rows: Row[] = [];
    for (let after: string | null = null; ; ) {
      const { observations } = await dataOf(
        ask(
          `query ($where: ObservationWhere!, $after: String) { observations(where: $where, first: 1000, after: $after) {
            nodes { metric { code } region { code } ${FIGURES} ${asked} } pageInfo { hasNextPage endCursor } } }`,
          { where: { metrics, datasets, regions: regions?.codes, from, to, frequency, breakdowns }, after },
        ),
      );
      for (const node of observations.nodes) {
        const found = changes.map((kind, at) => node[`c${at}`] ?? { kind, ...NOTHING });
        rows.push(rowOf({ ...node, changes: found }, node.metric.code, node.region.code));
      }
      if (!observations.pageInfo.hasNextPage) return rows;
      after = observations.pageInfo.endCursor;
    }
  }
});

const NOTHING = {
  baseValue: null,
  absolute: null,
  percent: null,
  points: null,
  published: null,
  gap: null,
  reason: null,
};
