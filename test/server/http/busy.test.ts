import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, withQuery } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { applicationOver } from '../support.ts';

/** A statement that begins like this does not end until the test lets it. */
const ENDLESS = '-- odata.Metrics';

let database: TestDatabase;
beforeAll(async () => {
  database = await openWithRiverCity();
});
afterAll(() => database.close());

// Of one connection the long lane has all, of two it has one.
test.each([1, 2])(
  'what waits for others on %i connections until its time is over is told to come again',
  async (connections) => {
    const begun: string[] = [];
    let release = () => {};
    const held = withQuery(database, async (text, values) => {
      begun.push(text);
      if (text.includes(ENDLESS)) {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      return database.query(text, values);
    });
    const application = applicationOver(Object.assign(held, { connections }), {
      REQUEST_TIMEOUT_MS: '600',
      MAX_COMPLEXITY: '2000',
    });
    const get = async (path: string) => {
      const response = await application.fetch(new Request(`http://test${path}`));
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      return { status: response.status, retryAfter: response.headers.get('retry-after'), ...error };
    };

    const asking = application.ask({ query: '{ metrics(first: 100) { nodes { code } } }' });
    await asking;
    begun.length = 0;
    const first = get('/odata/v4/Metrics');
    await expect.poll(() => begun.some((text) => text.includes(ENDLESS))).toBe(true);
    const [second, third, graph] = await Promise.all([
      get('/odata/v4/Organizations'),
      get('/odata/v4/Observations?$apply=aggregate($count as n)'),
      application.ask({ query: '{ metrics(first: 20) { nodes { code observations(first: 20) { totalCount } } } }' }),
    ]);
    for (const told of [second, third]) {
      expect(told).toMatchObject({ status: 503, retryAfter: '5', code: 'UNAVAILABLE' });
      expect(told.message).toContain('The server is busy');
    }
    expect(graph).toMatchObject({ status: 503, body: { errors: [{ extensions: { code: 'UNAVAILABLE' } }] } });
    expect(graph.headers.get('retry-after')).toBe('5');
    expect(await first).toMatchObject({ status: 400, retryAfter: null, code: 'LIMIT_EXCEEDED' });
    // What was given up is not begun when its turn comes.
    begun.length = 0;
    release();
    const next = async () => (await application.fetch(new Request('http://test/odata/v4/Periods'))).status;
    await expect.poll(next).toBe(200);
    expect(begun.filter((text) => /^-- (odata\.(?!Periods)|metric|observation)/.test(text))).toEqual([]);
  },
);
