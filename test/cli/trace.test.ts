import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadedFolder, serve } from './process.ts';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A collector: what is sent to it, and for which service. */
async function openCollector() {
  const spans: Span[] = [];
  const services = new Set<unknown>();
  const valuesOf = (attributes: { key: string; value: Record<string, unknown> }[]) =>
    Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString());
    for (const { resource, scopeSpans } of resourceSpans) {
      services.add(valuesOf(resource.attributes)['service.name']);
      for (const scope of scopeSpans) {
        for (const span of scope.spans) spans.push({ ...span, attributes: valuesOf(span.attributes) });
      }
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, spans, services, close: () => server.close() };
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const QUERY = 'query Traced { tasks(first: 3) { totalCount nodes { code } } }';

describe('traces', () => {
  let collector: Awaited<ReturnType<typeof openCollector>>;
  beforeAll(async () => {
    collector = await openCollector();
  });
  afterAll(() => collector.close());

  async function askOnce(env: Record<string, string>): Promise<Response> {
    await using folder = await loadedFolder();
    const { url, child, ended } = await serve({ DATA_DIR: folder.path, DATASETS: '', LOG_LEVEL: 'silent', ...env });
    const response = await fetch(`${url}/graphql?operationName=Traced&query=${encodeURIComponent(QUERY)}`, {
      headers: { traceparent: `00-${TRACE}-${PARENT}-01`, 'x-request-id': 'asked-by-a-test' },
    });
    await response.json();
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    return response;
  }

  test('go from the request to each of its statements, and hold no values', async () => {
    await askOnce({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'figures' });
    expect([...collector.services]).toEqual(['figures']);
    const mine = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const request = mine.find(({ name }) => name === 'GET graphql');
    expect(request).toMatchObject({
      parentSpanId: PARENT,
      attributes: {
        'http.request.method': 'GET',
        'url.path': '/graphql',
        'http.response.status_code': 200,
        'graphql.operation.name': 'Traced',
        'govgraph.request_id': 'asked-by-a-test',
      },
    });
    const statements = mine.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
    expect(statements.map(({ name }) => name).filter((name) => name.startsWith('task'))).not.toEqual([]);
    for (const { name, attributes } of statements) {
      expect(attributes).toMatchObject({ 'db.system.name': 'postgresql', 'db.query.summary': name });
      expect(attributes['db.query.text']).toContain(`-- ${name}`);
    }
  });

  test('are sent nowhere where they are switched off, and a collector that is not there breaks nothing', async () => {
    const before = collector.spans.length;
    const off = await askOnce({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SDK_DISABLED: 'true' });
    const nowhere = await askOnce({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
    });
    expect([off.status, nowhere.status, collector.spans.length]).toEqual([200, 200, before]);
  });

  test('cost nothing where they are not asked for: OpenTelemetry is loaded by one file, and that file only then', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const holding = (pattern: RegExp) => files.filter((name) => pattern.test(readFileSync(`src/${name}`, 'utf8')));
    expect(holding(/from '@opentelemetry\//)).toEqual(['server/tracing/open-telemetry.ts']);
    expect(holding(/from '.*\/open-telemetry\.ts'/)).toEqual([]);
    expect(holding(/import\('.*\/open-telemetry\.ts'\)/)).toEqual(['cli/serve.ts']);
  });
});
