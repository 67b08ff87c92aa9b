import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client';
import type { ConnectionUsage } from '../../database/engine.ts';
import type { ReplicaOutcome } from '../../database/replica.ts';
import type { Trace } from '../core/trace.ts';
import { findDoor } from './door.ts';
import { DurationHistogram } from './duration-histogram.ts';
import { createOperationLabels } from './operation-label.ts';

/** What is read when somebody asks for the metrics, and costs nothing before. */
export interface MetricSources {
  /** Requests that were admitted and are not answered yet. */
  inFlight(): Readonly<Record<'short' | 'long', number>>;
  connections(): ConnectionUsage;
  /** Statements that wait for a connection. */
  statementsWaiting(): Readonly<Record<'short' | 'long', number>>;
  answerCache(): { readonly hits: number; readonly misses: number; readonly entries: number; readonly bytes: number };
  /** The state that the last request read; null: none has been read yet. */
  snapshot(): { readonly facts: number; readonly reports: number } | null;
  /** Packages that a start loads. */
  packages(): Readonly<Record<'loaded' | 'loading' | 'refused', number>>;
  /** Seconds for which an import has been running on the database; 0: none is. */
  importSeconds(): Promise<number>;
  /** Statements that were sent to copies of the database, by what came of them; null: there are none. */
  replicaStatements(): Readonly<Record<ReplicaOutcome, number>> | null;
}

export interface Metrics {
  /** Counts a request when its answer has been sent, or its client has left. */
  watch(request: IncomingMessage, response: ServerResponse, trace: Trace): void;
  /** Counts a request that was refused before it came to the application: where it was going is not known. */
  countRefusal(status: number, code: string, limit: string | null): void;
  readonly contentType: string;
  /** All metrics in the text format of Prometheus. */
  read(): Promise<string>;
}

/** Seconds. An answer that is kept takes less than the first, and REQUEST_TIMEOUT_MS ends all but files. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
const NOT_SENT = 'aborted';
/** Limits that have a reason of another name, as Prometheus writes names. */
const REASONS: Readonly<Record<string, string>> = {
  requestsPerClient: 'client_requests',
  longRequests: 'long_requests',
  longRequestsPerClient: 'client_long_requests',
  chunkExtensions: 'chunk_extensions',
};

export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const duration = new DurationHistogram<'door' | 'operation' | 'status'>({
    name: 'govgraph_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer, by door, name of the GraphQL operation, and status.',
    buckets: BUCKETS,
  });
  registry.registerMetric(duration as unknown as Metric);
  const refused = new Counter({
    name: 'govgraph_refused_total',
    help: 'Requests that were refused because they exceed a limit, by the limit.',
    labelNames: ['reason'],
    registers,
  });
  const errors = new Counter({
    name: 'govgraph_errors_total',
    help: 'Requests that were answered with an error, by its code and the status of the answer: GraphQL answers some with 200.',
    labelNames: ['code', 'status'],
    registers,
  });
  registerGauges(sources, registers);

  const countError = (code: string | null, status: string, limit: string | null) => {
    if (code !== null) errors.inc({ code, status });
    if (limit !== null) refused.inc({ reason: REASONS[limit] ?? limit });
  };
  const labelOf = createOperationLabels();
  let reading: Promise<string> | null = null;
  let isAsked = false;
  return {
    watch: (request, response, trace) => {
      response.on('close', () => {
        const door = findDoor(request.url ?? '');
        const operation = door === 'graphql' ? labelOf(trace.operation) : '';
        const status = response.writableFinished ? String(response.statusCode) : NOT_SENT;
        duration.observe(`${door} ${operation} ${status}`, () => ({ door, operation, status }), trace.seconds);
        countError(trace.code, status, trace.limit);
      });
    },
    countRefusal: (status, code, limit) => {
      const labels = { door: 'other', operation: '', status: String(status) } as const;
      duration.observe(`other  ${status}`, () => labels, 0);
      countError(code, labels.status, limit);
    },
    contentType: registry.contentType,
    // Those who ask at one time share one answer.
    read: () => {
      // Observers of the process cost something, and nobody may ever ask.
      if (!isAsked) collectDefaultMetrics({ register: registry });
      isAsked = true;
      reading ??= registry.metrics().finally(() => {
        reading = null;
      });
      return reading;
    },
  };
}

type Values<Label extends string> = Readonly<Record<Label, number>>;

function registerGauges(sources: MetricSources, registers: Registry[]): void {
  const gauge = <Label extends string>(name: string, help: string, label: string, read: () => Values<Label>) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        for (const [value, number] of Object.entries<number>(read())) this.set({ [label]: value }, number);
      },
    });
  gauge('govgraph_in_flight', 'Requests in flight; long ones are files and OData.', 'kind', () => sources.inFlight());
  gauge('govgraph_database_connections', 'Connections to the database for reading.', 'state', () => {
    const { open, busy } = sources.connections();
    return { busy, idle: open - busy };
  });
  gauge('govgraph_statements_waiting', 'Statements that wait for a connection.', 'lane', () =>
    sources.statementsWaiting(),
  );
  gauge('govgraph_answer_cache', 'Answers that are kept, and the bytes that they take.', 'unit', () => {
    const { entries, bytes } = sources.answerCache();
    return { answers: entries, bytes };
  });
  gauge('govgraph_snapshot', 'Publications and reports in the state that the last request read.', 'of', () => {
    const { facts, reports } = sources.snapshot() ?? { facts: 0, reports: 0 };
    return { publications: facts, reports };
  });
  gauge('govgraph_packages', 'Packages of DATASETS by what became of them.', 'state', () => sources.packages());
  new Gauge({
    name: 'govgraph_import_seconds',
    help: 'Seconds for which an import has been running on the database, whoever runs it; 0 where none is.',
    registers,
    async collect() {
      this.set(await sources.importSeconds());
    },
  });
  new Counter({
    name: 'govgraph_answer_cache_requests_total',
    help: 'Requests that looked for a kept answer, by whether there was one.',
    labelNames: ['result'],
    registers,
    collect() {
      const { hits, misses } = sources.answerCache();
      this.reset();
      this.inc({ result: 'hit' }, hits);
      this.inc({ result: 'miss' }, misses);
    },
  });
  if (sources.replicaStatements() === null) return;
  new Counter({
    name: 'govgraph_replica_statements_total',
    help: 'Statements for copies of the database, by what came of them. What was not answered there was asked of the database itself.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const [outcome, number] of Object.entries(sources.replicaStatements() ?? {})) this.inc({ outcome }, number);
    },
  });
}
