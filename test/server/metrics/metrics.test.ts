import { setTimeout as after } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import type { Database } from '../../../src/database/database.ts';
import { lockImports } from '../../../src/database/import-lock.ts';
import { createApplication } from '../../../src/server/application.ts';
import { listen, listenForMetrics } from '../../../src/server/listen.ts';
import { openTestDatabase, withQuery } from '../../support/database.ts';
import { troubled } from '../support.ts';

interface Serving {
  readonly url: string;
  readonly metricsUrl: string | null;
  /** The lines of the log. */
  readonly logged: readonly Record<string, unknown>[];
  ask(text: string, headers?: Record<string, string>): Promise<Response>;
  /** The samples, by name and labels as Prometheus reads them. */
  samples(): Promise<ReadonlyMap<string, number>>;
}

async function serve(env: Record<string, string> = {}, over = (database: Database) => database): Promise<Serving> {
  const database = await openTestDatabase('bundled');
  const config = loadConfig({ PORT: '0', DRAIN_TIMEOUT_MS: '100', ...env });
  const logged: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line)) });
  const application = createApplication({ config, database: over(database), log });
  const listener = await listen(application, config);
  const { handleMetrics } = application;
  const own =
    typeof config.metrics === 'object' && handleMetrics
      ? await listenForMetrics(handleMetrics, config.metrics, application.noteRefusal)
      : null;
  onTestFinished(async () => {
    await listener.close();
    await own?.close();
    await database.close();
  });
  const metricsUrl = own?.url ?? null;
  return {
    url: listener.url,
    metricsUrl,
    logged,
    ask: (text, headers = {}) =>
      fetch(`${listener.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: text, operationName: /^query (\w+)/.exec(text)?.[1] }),
      }),
    samples: async () => {
      const response = await fetch(`${metricsUrl ?? listener.url}/metrics`);
      expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
      const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return new Map(
        lines.map((line) => {
          const space = line.lastIndexOf(' ');
          return [line.slice(0, space), Number(line.slice(space + 1))];
        }),
      );
    },
  };
}

const count = (operation: string, status = '200') =>
  `govgraph_http_request_duration_seconds_count{door="graphql",operation="${operation}",status="${status}"}`;

describe('/metrics', () => {
  test('counts requests by door, operation and status, when their answer has been sent', async () => {
    const { url, ask, samples } = await serve();
    for (const time of [1, 2])
      expect([time, (await ask('query Codes { datasets { code } }')).status]).toEqual([time, 200]);
    await (await ask('query Title { datasets { title } }')).text();
    await (await ask('{ nothing }')).text();
    await (await fetch(`${url}/files/observations.csv`)).text();
    await (await fetch(`${url}/health`)).text();
    const seen = await samples();
    expect(seen.get(count('Codes'))).toBe(2);
    expect(seen.get(count('Title'))).toBe(1);
    expect(seen.get('govgraph_http_request_duration_seconds_count{door="files",operation="",status="200"}')).toBe(1);
    expect(seen.get('govgraph_http_request_duration_seconds_count{door="health",operation="",status="200"}')).toBe(1);
    expect(seen.get('govgraph_answer_cache_requests_total{result="hit"}')).toBe(1);
    expect(seen.get('govgraph_answer_cache_requests_total{result="miss"}')).toBe(3);
    expect(seen.get('govgraph_answer_cache{unit="answers"}')).toBe(2);
    expect(seen.get('govgraph_snapshot{of="publications"}')).toBe(1);
    expect(seen.get('govgraph_packages{state="refused"}')).toBe(0);
    expect(seen.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
  });

  test('tells for how long an import has been running', async () => {
    let opened: Database | undefined;
    const { samples } = await serve({}, (database) => {
      opened = database;
      return database;
    });
    const seconds = async () => (await samples()).get('govgraph_import_seconds');
    expect(await seconds()).toBe(0);
    await opened?.longTransaction(async (tx) => {
      await lockImports(tx);
      await after(20);
      expect(await seconds()).toBeGreaterThanOrEqual(0.02);
    });
    expect(await seconds()).toBe(0);
  });

  test('keeps a bounded number of operations, whatever names clients choose', async () => {
    const { ask, samples } = await serve();
    for (let number = 0; number < 120; number++) await (await ask(`query Name${number} { datasets { code } }`)).text();
    const names = [...(await samples()).keys()].filter((key) =>
      key.startsWith('govgraph_http_request_duration_seconds_count'),
    );
    expect(names).toHaveLength(101);
    expect((await samples()).get(count('other'))).toBe(20);
  });

  test('counts what is refused by the limit that it exceeds', async () => {
    const { ask, samples, logged } = await serve({ MAX_DEPTH: '3', MAX_BODY_BYTES: '300' });
    await (await ask('{ metrics(first: 1) { nodes { theme { code } } } }')).text();
    await (await ask(`{ datasets { code } } # ${'x'.repeat(400)}`)).text();
    const seen = await samples();
    expect(seen.get('govgraph_refused_total{reason="depth"}')).toBe(1);
    const refused = logged.filter(({ msg }) => msg === 'request').map(({ code, limit }) => ({ code, limit }));
    expect(refused).toEqual([
      { code: 'LIMIT_EXCEEDED', limit: 'depth' },
      { code: 'LIMIT_EXCEEDED', limit: 'body' },
    ]);
    expect(seen.get('govgraph_refused_total{reason="body"}')).toBe(1);
  });

  test.each([
    ['application/json', 200],
    ['*/*', 200],
    ['application/graphql-response+json', 503],
  ])(
    'counts what a database that is away keeps from being answered, whatever the status: %s',
    async (accept, status) => {
      let isAway = false;
      const { ask, samples } = await serve({}, (database) =>
        troubled(database, () =>
          isAway
            ? Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
            : Promise.resolve(),
        ),
      );
      isAway = true;
      const answer = await ask('{ datasets { code } }', { accept });
      expect([answer.status, await answer.json()]).toMatchObject([
        status,
        { errors: [{ extensions: { code: 'UNAVAILABLE' } }] },
      ]);
      expect((await samples()).get(`govgraph_errors_total{code="UNAVAILABLE",status="${status}"}`)).toBe(1);
    },
  );

  test('counts what waited for others until its time was over, and the log says so', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = 0;
    const { url, samples, logged } = await serve({ REQUEST_TIMEOUT_MS: '500' }, (database) =>
      // Of one connection the long lane has all: the second waits for the first.
      Object.assign(
        withQuery(database, async (text, values) => {
          if (text.startsWith('-- odata.Metrics')) {
            begun += 1;
            await held;
          }
          return database.query(text, values);
        }),
        { connections: 1 },
      ),
    );
    const first = fetch(`${url}/odata/v4/Metrics`);
    await expect.poll(() => begun).toBe(1);
    const second = await fetch(`${url}/odata/v4/Organizations`);
    expect([second.status, await second.json()]).toEqual([
      503,
      {
        error: {
          code: 'UNAVAILABLE',
          message: 'The server is busy: the request waited for its turn until its 500 ms were over. Retry later.',
          target: 'waiting',
          innererror: { limit: 'waiting', admitted: 500 },
        },
      },
    ]);
    expect((await first).status).toBe(400);
    release();
    const seen = await samples();
    expect(seen.get('govgraph_refused_total{reason="waiting"}')).toBe(1);
    expect(seen.get('govgraph_refused_total{reason="time"}')).toBe(1);
    const ends = logged
      .filter(({ msg }) => msg === 'request')
      .map(({ status, code, limit }) => ({ status, code, limit }));
    expect(ends).toContainEqual({ status: 503, code: 'UNAVAILABLE', limit: 'waiting' });
    expect(ends).toContainEqual({ status: 400, code: 'LIMIT_EXCEEDED', limit: 'time' });
  });

  test('carries the id that a client sends', async () => {
    const { url } = await serve();
    const headers = { 'x-request-id': 'scrape-1' };
    expect((await fetch(`${url}/metrics`, { headers })).headers.get('x-request-id')).toBe('scrape-1');
    const refused = await fetch(`${url}/metrics`, { method: 'POST' });
    expect([refused.status, refused.headers.get('x-request-id')]).toEqual([405, expect.stringMatching(/^[\w-]{36}$/)]);
  });

  test('shows what is in flight and how the connections are used, and answers however busy the server is', async () => {
    let release = () => {};
    let isHeld = false;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { ask, samples } = await serve({ MAX_REQUESTS: '1' }, (database) =>
      troubled(database, () => (isHeld ? held : Promise.resolve())),
    );
    isHeld = true;
    const first = ask('{ datasets { code } }');
    let seen = await samples();
    while (seen.get('govgraph_in_flight{kind="short"}') !== 1) seen = await samples();
    expect((await ask('{ datasets { code } }')).status).toBe(503);
    release();
    await (await first).text();
    seen = await samples();
    expect(seen.get('govgraph_in_flight{kind="short"}')).toBe(0);
    expect(seen.get('govgraph_refused_total{reason="requests"}')).toBe(1);
    expect(seen.get(count('unnamed', '503'))).toBe(1);
    expect(seen.has('govgraph_database_connections{state="idle"}')).toBe(true);
    expect(seen.get('govgraph_statements_waiting{lane="long"}')).toBe(0);
  });

  test.each(['x-forwarded-for', 'forwarded', 'via'])(
    'is not there for whoever comes through a proxy: %s',
    async (name) => {
      const { url } = await serve();
      expect((await fetch(`${url}/metrics`, { headers: { [name]: 'for=10.0.0.1' } })).status).toBe(404);
      expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405);
      expect((await fetch(`${url}/metrics`)).status).toBe(200);
    },
  );

  test('is nowhere with METRICS=off, and at another address alone where that names one', async () => {
    const off = await serve({ METRICS: 'off' });
    expect((await fetch(`${off.url}/metrics`)).status).toBe(404);
    const own = await serve({ METRICS: '127.0.0.1:0' });
    const missing = await fetch(`${own.url}/metrics`);
    expect([missing.status, (await missing.json()).detail]).toEqual([
      404,
      'Metrics are not public, and are not read through a proxy. The API is at /graphql.',
    ]);
    const elsewhere = await fetch(`${own.metricsUrl}/graphql?query={datasets{code}}`);
    expect([elsewhere.status, (await elsewhere.json()).detail]).toEqual([
      404,
      'There is nothing at /graphql. This port answers /metrics and nothing else.',
    ]);
    await (await own.ask('query Codes { datasets { code } }')).text();
    expect((await own.samples()).get(count('Codes'))).toBe(1);
  });
});

describe('the log', () => {
  test.each([
    [{}, '203.0.113.0'],
    [{ LOG_CLIENT: 'address' }, '203.0.113.77'],
    [{ LOG_CLIENT: 'none' }, undefined],
    [{ TRUST_PROXY: '2' }, '2001:db8:7::'],
    [{ TRUST_PROXY: '0' }, '127.0.0.0'],
  ])('says where a request came from, as %j wants it', async (env, client) => {
    const { ask, logged } = await serve({ TRUST_PROXY: '1', ...env });
    await ask('query Codes { datasets { code } }', { 'x-forwarded-for': '2001:db8:7::9, 203.0.113.77' });
    await expect.poll(() => logged.some(({ operation }) => operation === 'Codes')).toBe(true);
    expect(logged.find(({ operation }) => operation === 'Codes')?.client).toBe(client);
  });

  test('shows nothing of what a client writes as its address', async () => {
    const { ask, logged } = await serve({ TRUST_PROXY: '1', LOG_CLIENT: 'address' });
    await ask('query Codes { datasets { code } }', { 'x-forwarded-for': '"}\\x1b[31m' });
    await expect.poll(() => logged.find(({ operation }) => operation === 'Codes')?.client).toBe('unknown');
  });
});
