import { setFlagsFromString } from 'node:v8';
import { type Logger, pino } from 'pino';
import type { ColumnarConfig, Config } from '../config.ts';
import { watchReaders } from '../connectors/sql/watch.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { openReplicas, type Replicas } from '../database/replica.ts';
import { list, message, sentences, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import type { Columnar } from '../read/columnar/columnar.ts';
import { createApplication } from '../server/application.ts';
import { ADDRESSES } from '../server/control/protocol.ts';
import { type Control, type ControlCommand, listenForOperator } from '../server/control/server.ts';
import type { Application } from '../server/core/application.ts';
import { assertFree, listen, listenForMetrics } from '../server/listen.ts';
import type { Tracing } from '../server/tracing/tracing.ts';
import { BACKUP, backUpServing } from './backup.ts';
import { createPackageLoad, type PackageLoad } from './load.ts';
import type { Terminal } from './terminal.ts';
import { parseCommand } from './usage.ts';

const SAME_SIGNAL_WITHIN = 1_000;

/**
 * How far V8 lets its heap grow before it collects, in per cent of what lived through the last collection. By itself it waits for up to four
 * times that much on a machine with memory to spare: a server that wrote files of a million rows held 330 MB of which 40 were in use.
 */
const HEAP_GROWTH = 100;

/** Milliseconds between two looks whether the server is ready, beside those after each package: another process may publish too. */
const READY_INTERVAL = 1_000;
const CLEAR_LINE = '\r\u001b[K';

/** `serve`: opens the database, serves what is published, and loads the configured packages meanwhile, until it is told to stop. */
export async function serveCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  parseCommand({ args });
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  await assertFree(config);
  const metricsAddress = typeof config.metrics === 'object' ? config.metrics : null;
  if (metricsAddress) await assertFree(metricsAddress);
  const log = openLog(config.logLevel);
  const options = { statementTimeout: config.limits.requestTimeout, application: 'govgraph serve', log };
  const database = await openDatabase(config.database, options);
  const replicas = openConfiguredReplicas(config, options);
  const columnar = config.columnar ? await openConfiguredColumnar(config.columnar, { database, replicas, log }) : null;
  const tracing = config.tracing ? await startTracing() : null;
  const isServer = config.database.kind === 'postgres';
  const watch = isServer ? watchReaders(database, { limit: config.readerTimeout, log }) : null;
  let loading = Promise.resolve();
  try {
    const packages = createPackageLoad({
      database,
      folders: config.datasets,
      terminal,
      log,
      onTried: () => announcement.check(),
    });
    const application = createApplication({ config, database, replicas, columnar, log, packages, tracing });
    const listener = await listen(application, config);
    const metrics =
      metricsAddress && application.handleMetrics
        ? await listenForMetrics(application.handleMetrics, metricsAddress, application.noteRefusal)
        : null;
    const stopped = stopSignal();
    const addresses = [listener, ...(metrics ? [metrics] : [])].map(({ url }) => url.replace('http://', ''));
    const control = await openControl(config.database, { database, addresses, log });
    const url = application.findBrowserAddress(listener.url);
    const announcement = announceReady({ application, packages, url, terminal, log });
    if (metrics) terminal.print(message('cli.metrics', { url: metrics.url }));
    if ((await application.findObstacle()) !== null) terminal.print(listeningText(url, packages));
    await announcement.check();
    loading = packages.run();

    await stopped;
    terminal.print(message('cli.stopping'));
    announcement.stop();
    packages.stop();
    await control?.close();
    await listener.close();
    await metrics?.close();
  } finally {
    await watch?.stop();
    await closeTracing(tracing, log);
    await columnar?.close();
    await replicas?.close();
    await database.close();
    await loading;
  }
}

/** The embedded database belongs to this process: whatever else its operator wants of it, this process has to do. */
async function openControl(
  config: Config['database'],
  {
    database,
    addresses,
    log,
  }: { readonly database: Database; readonly addresses: readonly string[]; readonly log: Logger },
): Promise<Control | null> {
  if (config.kind !== 'embedded') return null;
  const { directory } = config;
  const commands = new Map<string, ControlCommand>([
    [BACKUP, backUpServing(database, directory)],
    [ADDRESSES, async () => addresses],
  ]);
  return listenForOperator({ directory, database, commands, log });
}

/** Replicas that are away keep no server from starting. */
function openConfiguredReplicas(
  { database, replicaUrl }: Config,
  options: { readonly statementTimeout: number; readonly application: string },
): Replicas | null {
  if (replicaUrl === null || database.kind !== 'postgres') return null;
  return openReplicas({ url: replicaUrl, poolSize: database.poolSize, ...options });
}

/** DuckDB is loaded only where copies are kept. Where it is missing the server does not start. */
async function openConfiguredColumnar(
  config: ColumnarConfig,
  {
    database,
    replicas,
    log,
  }: { readonly database: Database; readonly replicas: Replicas | null; readonly log: Logger },
): Promise<Columnar> {
  const { openColumnar } = await import('../read/columnar/columnar.ts');
  try {
    const columnar = await openColumnar({ ...config, sql: database, log });
    columnar.watch();
    return columnar;
  } catch (error) {
    await replicas?.close();
    await database.close();
    throw error;
  }
}

/** OpenTelemetry is loaded only where traces are sent. */
async function startTracing(): Promise<Tracing> {
  const openTelemetry = await import('../server/tracing/open-telemetry.ts');
  return openTelemetry.startTracing();
}

/** A collector that does not answer keeps no server from ending well. */
async function closeTracing(tracing: Tracing | null, log: Logger): Promise<void> {
  await tracing?.close().catch((error: unknown) => log.warn({ err: error }, 'the last traces were not sent'));
}

/** A line of the log takes the place of the line that shows how far the loading is. */
function openLog(level: Config['logLevel']): Logger {
  const formatters = { level: (label: string) => ({ level: label }) };
  const options = { level, base: null, formatters, timestamp: pino.stdTimeFunctions.isoTime };
  const { stdout } = process;
  return stdout.isTTY ? pino(options, { write: (line) => stdout.write(CLEAR_LINE + line) }) : pino(options);
}

interface AnnouncementOptions {
  readonly application: Application;
  readonly packages: PackageLoad;
  /** Under which a browser finds the server. */
  readonly url: string;
  readonly terminal: Terminal;
  readonly log: Logger;
}

/** Tells once when the server is ready, or when all is loaded and it is not. `check` looks now; it looks by itself too. */
function announceReady({ application, packages, url, terminal, log }: AnnouncementOptions) {
  let isOver = false;
  let isWarned = false;
  let looking: Promise<void> | null = null;
  const look = async () => {
    const obstacle = await application.findObstacle();
    if (isOver) return;
    if (obstacle === null) {
      stop();
      terminal.print(readyText(url, packages));
    } else if (packages.loading.length === 0 && !isWarned) {
      isWarned = true;
      terminal.error(message('cli.not-ready', { reason: obstacle }));
      log.warn(`not ready: ${translate(obstacle, 'en')}`);
    }
  };
  const check = async (): Promise<void> => {
    await looking; // it may have looked before the last package came
    looking = look().finally(() => {
      looking = null;
    });
    return looking;
  };
  const timer = setInterval(() => looking ?? check(), READY_INTERVAL).unref();
  const stop = () => {
    isOver = true;
    clearInterval(timer);
  };
  return { check, stop };
}

const namesOf = (entries: readonly { readonly package: string }[]): Text => list(entries.map((entry) => entry.package));

const listeningText = (url: string, { loading }: PackageLoad): Text =>
  sentences([
    message('cli.listening', { url }),
    ...(loading.length > 0 ? [message('cli.loading', { packages: namesOf(loading) })] : []),
  ]);

function readyText(url: string, { loaded, loading, refused }: PackageLoad): Text {
  const parts = [
    ...(loaded > 0 ? [message('cli.packages-loaded', { count: loaded })] : []),
    ...(refused.length > 0 ? [message('cli.packages-skipped', { packages: namesOf(refused) })] : []),
    ...(loading.length > 0 ? [message('cli.packages-loading', { packages: namesOf(loading) })] : []),
  ];
  return message('cli.ready', {
    seconds: process.uptime().toFixed(1),
    url,
    loaded: parts.length > 0 ? list(parts) : message('cli.nothing-loaded'),
  });
}

/** Before this a signal ends the process at once, which harms nothing: what is written is written whole or not at all. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let firstSignal: number | undefined;
    const stop = (signal: NodeJS.Signals) => {
      firstSignal ??= performance.now();
      resolve();
      // Ctrl-C under npm arrives more than once, from the terminal and from npm, and is still one wish.
      if (performance.now() - firstSignal > SAME_SIGNAL_WITHIN) process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}
