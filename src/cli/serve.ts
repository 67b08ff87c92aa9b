import { setFlagsFromString } from 'node:v8';
import { pino } from 'pino';
import type { Config } from '../config.ts';
import { watchReaders } from '../connectors/sql/watch.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { badInput } from '../domain/core/errors.ts';
import { list, message, type Text } from '../domain/message/message.ts';
import { quoted } from '../import/package/problem.ts';
import { readSnapshot } from '../read/core/snapshot.ts';
import { createApplication } from '../server/application.ts';
import { assertFree, type Listener, listen } from '../server/listen.ts';
import { importFolder } from './import.ts';
import type { Terminal } from './terminal.ts';
import { parseCommand } from './usage.ts';

const SAME_SIGNAL_WITHIN = 1_000;

/**
 * How far V8 lets its heap grow before it collects, in per cent of what lived through the last collection. By itself it waits for up to four
 * times that much on a machine with memory to spare: a server that wrote files of a million rows held 330 MB of which 40 were in use.
 */
const HEAP_GROWTH = 100;

/** `serve`: opens the database, loads the configured packages and serves until it is told to stop. */
export async function serveCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  parseCommand({ args });
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  await assertFree(config);
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const database = await openDatabase(config.database, { statementTimeout: config.limits.requestTimeout });
  const watch =
    config.database.kind === 'postgres' ? watchReaders(database, { limit: config.readerTimeout, log }) : null;
  try {
    const loaded: string[] = [];
    for (const folder of config.datasets) loaded.push(...(await importFolder(database, folder, terminal, true)));
    await assertDefault(database, config.defaultDataset);

    const listener = await listen(createApplication({ config, database, log }), config);
    terminal.print(announcement(listener, loaded));

    await stopSignal();
    terminal.print(message('cli.stopping'));
    await listener.close();
  } finally {
    await watch?.stop();
    await database.close();
  }
}

/** A default that nothing has would make every plan look empty. */
async function assertDefault(database: Database, wanted: string | null): Promise<void> {
  if (wanted === null) return;
  const { datasets } = await readSnapshot(database);
  if (datasets.some(({ code }) => code === wanted)) return;
  const known = list(datasets.map(({ code }) => code));
  const text =
    datasets.length === 0
      ? message('cli.no-datasets', { code: quoted(wanted) })
      : message('cli.no-default-dataset', { code: quoted(wanted), known });
  throw badInput('DEFAULT_DATASET', text);
}

function announcement({ url }: Listener, loaded: readonly string[]): Text {
  const indent = '            ';
  return message('cli.ready', {
    seconds: process.uptime().toFixed(1),
    url,
    loaded: loaded.length > 0 ? loaded.join(`\n${indent}`) : message('cli.nothing-loaded'),
  });
}

/** Until here a signal ends the process at once, which harms nothing: what is written is written whole or not at all. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let firstSignal: number | undefined;
    const stop = (signal: NodeJS.Signals) => {
      firstSignal ??= Date.now();
      resolve();
      // Ctrl-C under npm arrives more than once, from the terminal and from npm, and is still one wish.
      if (Date.now() - firstSignal > SAME_SIGNAL_WITHIN) process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}
