import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { applicationOver } from '../support.ts';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled and river');
});
afterAll(() => database.close());

describe('a query that weighs much', () => {
  const ask = async (query: string) => {
    const { body } = await applicationOver(database).ask({ query });
    expect(body.errors).toBeUndefined();
    return body;
  };
  const list =
    'metrics(first: 100) { edges { cursor node { code } } nodes { code latest { value } assessment { light } } }';

  it('has the rows of its lists in their order, as one that weighs little has them', async () => {
    const alone = await ask(`{ ${list} }`);
    const many = await ask(`{ ${range(20).map((index) => `a${index}: ${list}`).join(' ')} }`); // biome-ignore format: one line
    expect(many.extensions.complexity.value).toBeGreaterThan(5_000);
    for (const index of range(20)) expect(many.data[`a${index}`]).toEqual(alone.data.metrics);
    expect(alone.data.metrics.nodes.length).toBeGreaterThan(40);
  });

  it('reads for as many rows at once as come at once', async () => {
    database.forget();
    const { data } = await ask(`{ ${range(20).map((index) => `a${index}: ${list}`).join(' ')} }`); // biome-ignore format: one line
    const reads = database.statements.filter((text) => text.startsWith('-- assessment.current')).length;
    const pieces = range(20).length * (Math.ceil(data.a0.nodes.length / 100) + 1);
    expect(reads).toBeLessThanOrEqual(pieces);
  });

  it('may leave its rows where they are', async () => {
    const words = 'burst pipes repaired leaks checks gauges river city '.repeat(3);
    const searches = range(40).map((index) => `s${index}: search(text: "${index} ${words}", first: 9) { totalCount }`);
    const lists = range(20).map((index) => `m${index}: metrics(first: 100) { totalCount }`);
    const { data, extensions } = await ask(`{ ${[...searches, ...lists].join(' ')} }`);
    expect(extensions.complexity.value).toBeGreaterThan(5_000);
    expect(data.m0.totalCount).toBeGreaterThan(40);
    await after(50); // a failure that nobody is told would end the process
  });
});
