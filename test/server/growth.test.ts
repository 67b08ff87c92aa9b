import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { cpuTime } from '../support/growth.ts';
import { FILES } from './growth/file.ts';
import { GRAPHQL } from './growth/graphql.ts';
import { HEADERS } from './growth/header.ts';
import { ODATA } from './growth/odata.ts';
import type { Shape } from './growth/shape.ts';
import { applicationOver, type TestApplication } from './support.ts';

/** From a fifth of a request to the whole of it, processor time may grow by so much. */
const MAX_GROWTH = 8;
/** The most milliseconds of the processor that any request takes, on a slow machine that others use too. */
const MAX_TIME = 2_000;
/** Below this, growth is not judged. */
const FLOOR = 100;
/** Beyond this, no further try makes it better. */
const HOPELESS = 3 * MAX_TIME;
/** The best of so many counts: a collection of garbage is nobody's fault. */
const TRIES = 3;

let database: Database;
/** One for each try, so that none finds what the one before it left. */
let applications: readonly TestApplication[];
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  applications = Array.from({ length: TRIES }, () => applicationOver(database, { CACHE_MB: '0', TRUST_PROXY: '1' }));
  for (const { fetch } of applications) {
    for (const address of ['/graphql?query={datasets{code}}', '/graphql', '/odata/v4/Metrics', '/files/tasks.csv']) {
      await (await fetch(new Request(`http://test${address}`, { headers: { accept: '*/*, text/html' } }))).text();
      await (await fetch(new Request(`http://test${address}`))).text();
    }
  }
});
afterAll(() => database.close());

const once = ({ fetch }: TestApplication, request: Request): Promise<number> =>
  cpuTime(async () => (await fetch(request)).text());

/** Milliseconds of the processor; no further try where the first is fast enough. */
async function best({ most, request }: Shape, part: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (const application of applications) {
    least = Math.min(least, await once(application, request(most * part)));
    if (least < FLOOR || least > HOPELESS) break;
  }
  return least;
}

/** What is wrong with what the shape costs, or with what it is answered; null: nothing. */
async function wrongWith(shape: Shape): Promise<string | null> {
  for (const { logged } of applications) logged.length = 0;
  const whole = await best(shape, 1);
  const fifth = whole < FLOOR || whole > HOPELESS ? 0 : await best(shape, 0.2);
  const failed = applications.flatMap(({ logged }) => logged).find(({ level }) => Number(level) >= 50);
  if (failed) return `${shape.name} failed: ${(failed.err as { message?: string } | undefined)?.message}`;
  if (whole < FLOOR || (whole < MAX_TIME && whole <= MAX_GROWTH * Math.max(fifth, FLOOR / 4))) return null;
  return `${shape.name} takes ${Math.round(whole)} ms${fifth > 0 ? `, and a fifth of it ${Math.round(fifth)} ms` : ''}`;
}

/** What a stranger sends may be awkward in every way. It costs as much as it is long, and is told what is wrong with it. */
describe.each(Object.entries({ GRAPHQL, ODATA, FILES, HEADERS }))('%s', (_, shapes) => {
  const groupOf = ({ name }: Shape) => name.replace(/: .*$/s, '');

  it.each([...new Set(shapes.map(groupOf))])('%s costs no more than its size', async (group) => {
    const wrong: string[] = [];
    for (const shape of shapes.filter((shape) => groupOf(shape) === group)) {
      const one = await wrongWith(shape);
      if (one) wrong.push(one);
    }
    expect(wrong).toEqual([]);
  });
});
