import {
  context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace as traceApi,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { type Lane, RoutedLane } from '../../database/lane/lane.ts';
import { findDoor } from '../metrics/door.ts';
import type { Tracing } from './tracing.ts';

const SERVICE = 'govgraph';
/** The comment with which every statement begins: `-- observation.latest`. */
const STATEMENT_NAME = /^-- ([\w.-]+)/;
const FIRST_ERROR_STATUS = 500;

/** Sends traces over OTLP. The variables OTEL_… of the SDK say where to, how many, and under which name. */
export function startTracing(): Tracing {
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': SERVICE }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer = provider.getTracer(SERVICE);
  return {
    traceRequest: traceRequests(tracer),
    traceStatements: ({ own, short, long, waiting }) => ({
      own: traceLane(tracer, own),
      short: (client) => traceLane(tracer, short(client)),
      long: (client) => traceLane(tracer, long(client)),
      waiting,
    }),
    close: () => provider.shutdown(),
  };
}

/** Neither the query string nor the client is told: they may hold what is nobody's business. Probes are not traced. */
function traceRequests(tracer: Tracer): Tracing['traceRequest'] {
  const propagator = new W3CTraceContextPropagator();
  return (request, response, requestTrace, work) => {
    const { method = '', url = '' } = request;
    const door = findDoor(url);
    if (door === 'health') return work();
    const [path = ''] = url.split('?', 1);
    const parent = propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter);
    const attributes = { 'http.request.method': method, 'url.path': path, 'govgraph.request_id': requestTrace.id };
    const span = tracer.startSpan(`${method} ${door}`, { kind: SpanKind.SERVER, attributes }, parent);
    response.once('close', () => {
      span.setAttribute('http.response.status_code', response.statusCode);
      if (requestTrace.operation !== null) span.setAttribute('graphql.operation.name', requestTrace.operation);
      const isBroken = !response.writableFinished || response.statusCode >= FIRST_ERROR_STATUS;
      if (isBroken) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(traceApi.setSpan(parent, span), work);
  };
}

/** The span of a statement begins when it begins to wait for a connection. Values are not told. */
function traceLane(tracer: Tracer, lane: Lane): Lane {
  const traced = async <Row>(text: string, run: () => Promise<Row[]>): Promise<Row[]> => {
    const name = STATEMENT_NAME.exec(text)?.[1] ?? 'statement';
    const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': name, 'db.query.text': text };
    const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
    try {
      const rows = await run();
      span.setAttribute('db.response.returned_rows', rows.length);
      return rows;
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  };
  return new RoutedLane(lane, (turn, text, values) => traced(text, () => lane.queryInTurn(turn, text, values)));
}
