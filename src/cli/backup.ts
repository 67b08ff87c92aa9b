import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { type BackupResult, backUpIdle, backUpRunning, restoreBackup } from '../database/backup.ts';
import type { Database } from '../database/database.ts';
import { badInput } from '../domain/core/errors.ts';
import { message, type Text } from '../domain/message/message.ts';
import { askServer } from '../server/control/client.ts';
import type { ControlCommand } from '../server/control/server.ts';
import type { Terminal } from './terminal.ts';
import { onlyArgument, parseCommand } from './usage.ts';

export const BACKUP = 'backup';

/** `backup DIR`: writes the embedded database into a new folder. A server that runs on it does so, and goes on. */
export async function backupCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  const { positionals } = parseCommand({ args, allowPositionals: true });
  const target = resolve(onlyArgument(positionals, message('cli.one-backup')));
  const directory = embeddedDirectory(config);
  const show = (text: Text) => terminal.print(text);
  const lines =
    (await askServer(directory, { command: BACKUP, args: { target } }, show)) ??
    resultLines(target, await backUpIdle(directory, target));
  for (const line of lines) terminal.print(line);
}

/** `restore DIR`: makes a backup the database of DATA_DIR, where there is none. */
export async function restoreCommand(args: string[], config: Config, terminal: Terminal): Promise<void> {
  const { positionals } = parseCommand({ args, allowPositionals: true });
  const source = resolve(onlyArgument(positionals, message('cli.one-backup')));
  const directory = embeddedDirectory(config);
  const { files } = await restoreBackup(source, directory);
  terminal.print(message('backup.restored', { directory, files }));
}

/** The same for the operator of a server that runs. */
export const backUpServing =
  (database: Database, directory: string): ControlCommand =>
  async ({ target }) => {
    if (typeof target !== 'string') throw badInput('target', message('cli.one-backup'));
    return resultLines(target, await backUpRunning(database, directory, target));
  };

const resultLines = (target: string, { files, pause }: BackupResult): Text[] => [
  message('backup.written', { directory: target, files, pause }),
];

function embeddedDirectory({ database }: Config): string {
  if (database.kind === 'embedded') return database.directory;
  throw badInput('DATABASE_URL', message('backup.of-server'));
}
