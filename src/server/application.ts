import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createConnectors } from '../connectors/connectors.ts';
import type { Database } from '../database/database.ts';
import { STATEMENT_GRACE } from '../database/engine.ts';
import { readImportSeconds } from '../database/import-lock.ts';
import { lanesOver } from '../database/lane/lane.ts';
import { readingFrom } from '../database/lane/replica-reading.ts';
import type { Replicas } from '../database/replica.ts';
import { makeOnce } from '../domain/core/make-once.ts';
import type { Columnar } from '../read/columnar/columnar.ts';
import { readVersion, type Snapshot } from '../read/core/snapshot.ts';
import { type Content, contentReader } from '../read/published-content.ts';
import { Admission } from './core/admission.ts';
import type { Application, EarlyRefusal } from './core/application.ts';
import { clientLabel } from './core/client-label.ts';
import { Deadline } from './core/deadline.ts';
import { explainDelay, findOutage } from './core/outage.ts';
import { countPackages, createReadiness, NOTHING_TO_LOAD, type PackageLoading } from './core/readiness.ts';
import { Trace } from './core/trace.ts';
import { contentCache } from './graphql/answer-cache.ts';
import { createEngine, type Published, turnsUnder } from './graphql/engine.ts';
import { readManifests } from './graphql/manifest.ts';
import { createDocumentResolver } from './graphql/persisted-document.ts';
import { writeLongData } from './graphql/write-answer.ts';
import { admitRequests } from './http/admit.ts';
import { findBrowserAddress, withoutBasePath } from './http/base-path.ts';
import { createCorsPolicy } from './http/cors.ts';
import { fetchEntry, nodeEntry } from './http/entry.ts';
import { createFastPath } from './http/fast-path.ts';
import { createPages, EXPLORER_MANIFESTS } from './http/pages.ts';
import { answerMetrics, metricsListener } from './metrics/listener.ts';
import { createMetrics } from './metrics/metrics.ts';
import type { Tracing } from './tracing/tracing.ts';

export interface ApplicationOptions {
  readonly config: Pick<
    Config,
    | 'admission'
    | 'answerMaxAge'
    | 'bordersFile'
    | 'cacheBytes'
    | 'corsOrigins'
    | 'defaultDataset'
    | 'documents'
    | 'fileTimeout'
    | 'fileIdleTimeout'
    | 'limits'
    | 'logClient'
    | 'metrics'
    | 'odata'
    | 'persistedDocuments'
    | 'publicUrl'
    | 'trustedProxies'
    | 'versionMaxAge'
  >;
  readonly database: Database;
  /** Copies of the database that answer where they can; nothing by default. */
  readonly replicas?: Replicas | null;
  /** Columnar copies of what is published, which answer questions about very much; nothing by default. */
  readonly columnar?: Columnar | null;
  readonly log: Logger;
  /** What is loaded while the server answers already; nothing by default. */
  readonly packages?: PackageLoading;
  /** Follows requests to their statements; nothing by default. */
  readonly tracing?: Tracing | null;
  /** After how many executions a document is compiled, for tests that compare: 0 at once, Infinity never. */
  readonly compileAfter?: number;
}

const COMPILE_AFTER = 2;

/** The one HTTP application: the GraphQL API with its explorer, the connectors, /health and /ready. It listens nowhere yet. */
export function createApplication({
  config,
  database,
  replicas = null,
  columnar = null,
  log,
  packages = NOTHING_TO_LOAD,
  tracing = null,
  compileAfter = COMPILE_AFTER,
}: ApplicationOptions): Application {
  const { cacheBytes, defaultDataset, limits } = config;
  /** What the last request read. */
  let snapshot: Snapshot | null = null;
  const plainLanes = lanesOver(replicas ? readingFrom(database, replicas, () => snapshot) : database);
  const lanes = tracing ? tracing.traceStatements(plainLanes) : plainLanes;
  const outage = () => findOutage(database);
  const engine = createEngine({ lanes, columnar, defaultDataset, limits, compileAfter });
  const findDocument = createDocumentResolver({
    documents: readManifests([...EXPLORER_MANIFESTS, ...config.persistedDocuments]),
    isClosed: config.documents === 'persisted',
  });
  // What is published now only the server itself can say.
  const latest = replicas ? database : lanes.own;
  const readLatest = contentReader(latest, config.versionMaxAge);
  const readContent = async (): Promise<Content> => {
    const content = await readLatest();
    snapshot = content.state;
    return content;
  };
  const read = (): Promise<Published> =>
    readContent().then(
      (content) => ({ content }),
      (failure: unknown) => ({ content: null, failure }),
    );
  const connectors = createConnectors({
    databaseFor: (client, isGone) => new Deadline(config.fileTimeout, isGone, outage).withDeadline(lanes.long(client)),
    log,
    defaultDataset,
    read: readContent,
    readVersion: () => readVersion(latest),
    fileLimits: {
      piece: limits.requestTimeout + STATEMENT_GRACE,
      client: config.fileIdleTimeout,
      total: config.fileTimeout,
      explainDelay: (milliseconds) => explainDelay(database, milliseconds),
    },
    address: config,
    odata: config.odata,
    bordersFile: config.bordersFile,
    within: (request, client, work) => {
      const deadline = new Deadline(limits.requestTimeout, () => request.signal.aborted, outage);
      return deadline.within(work(deadline.withDeadline(lanes.long(client))));
    },
  });
  const admission = new Admission(config.admission);
  const cache = contentCache(cacheBytes);
  const metrics =
    config.metrics === 'off'
      ? null
      : createMetrics({
          inFlight: () => admission.inFlight,
          connections: () => database.usage(),
          statementsWaiting: () => lanes.waiting(),
          answerCache: () => cache.counts(),
          snapshot: () => snapshot,
          packages: () => countPackages(packages),
          importSeconds: () => readImportSeconds(database),
          replicaStatements: () => replicas?.outcomes() ?? null,
        });
  const readReadiness = createReadiness({ database, defaultDataset, packages });
  const cors = createCorsPolicy(config, log);
  const pages = createPages();
  let draining = false;

  // Yoga takes a third of a second to load, and plain questions do without it.
  const protocol = makeOnce(async () => {
    const { createYogaServer } = await import('./http/yoga.ts');
    return createYogaServer({
      config,
      cors,
      findDocument,
      log,
      connectors,
      address: config,
      pages,
      isDraining: () => draining,
      readReadiness,
      ask: (question, isGone) => {
        const deadline = new Deadline(limits.requestTimeout, isGone, outage);
        const answer = async () => {
          const { result } = await engine(question, await read(), deadline);
          return writeLongData(result, turnsUnder(deadline, question.client));
        };
        return deadline.within(answer());
      },
    });
  });
  const direct = createFastPath({
    config,
    cors,
    findDocument,
    findOutage: outage,
    cache,
    engine,
    log,
    read,
  });
  const door = { direct, protocol, longestBody: limits.bodyBytes };
  const admitted = nodeEntry({ ...door, metrics, tracing });
  const handle = admitRequests(admitted, { ...config, admission, log, cors, metrics });
  const withMetrics = metrics && config.metrics === 'on' ? answerMetrics(handle, metrics) : handle;

  const noteRefusal = ({ id, status, code, limit, method, path, address }: EarlyRefusal) => {
    const trace = new Trace(id, method ?? '', '', clientLabel(address, config.logClient));
    trace.refuse(code, limit);
    trace.log(log, path, status);
    metrics?.countRefusal(status, code, limit);
  };

  return {
    noteRefusal,
    fetch: fetchEntry(door),
    findObstacle: async () => (await readReadiness()).obstacle,
    handle: withoutBasePath(withMetrics, config.publicUrl),
    findBrowserAddress: (url) => findBrowserAddress(url, config.publicUrl),
    handleMetrics: metrics && metricsListener(metrics),
    drain: () => {
      draining = true;
    },
  };
}
