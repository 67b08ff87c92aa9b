import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { openServerDatabase } from '../server/control/client.ts';

/** Opens the database for a command that writes. Where a server has the embedded one open, the command uses it through that server. */
export async function openForCommand({ database }: Config, application: string): Promise<Database> {
  const served = database.kind === 'embedded' ? await openServerDatabase(database.directory) : null;
  return served ?? openDatabase(database, { application });
}
