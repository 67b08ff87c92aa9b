import type { Database } from '../../database/database.ts';
import { busy, type DomainError, unavailable } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';

/**
 * Finds why the database keeps answers waiting; null: it does not. What waits for a transaction that has it to itself, or for a table that somebody
 * keeps locked, did not ask for too much.
 */
export async function findOutage(
  database: Pick<Database, 'exclusiveSince' | 'isAlive' | 'waitsForTable'>,
): Promise<Text | null> {
  if (database.exclusiveSince() !== null) return message('server.database-written');
  if (!(await database.isAlive())) return message('database.unavailable');
  return (await database.waitsForTable()) ? message('database.locked') : null;
}

/** Why what waited so long for its turn had none: the same, or others were before it. */
export const explainDelay = async (
  database: Parameters<typeof findOutage>[0],
  milliseconds: number,
): Promise<DomainError> => {
  const outage = await findOutage(database);
  return outage === null ? busy(milliseconds) : unavailable(outage);
};
