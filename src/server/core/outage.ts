import type { Database } from '../../database/database.ts';
import { busy, type DomainError, unavailable } from '../../domain/core/errors.ts';
import { message, type Text } from '../../domain/message/message.ts';

/** Finds why the database answers nobody; null: it answers. What waits for a transaction that has it to itself did not ask for too much. */
export async function findOutage(database: Pick<Database, 'exclusiveSince' | 'isAlive'>): Promise<Text | null> {
  if (database.exclusiveSince() !== null) return message('server.database-written');
  return (await database.isAlive()) ? null : message('database.unavailable');
}

/** Why what waited so long for its turn had none: the same, or others were before it. */
export const explainDelay = async (
  database: Parameters<typeof findOutage>[0],
  milliseconds: number,
): Promise<DomainError> => {
  const outage = await findOutage(database);
  return outage === null ? busy(milliseconds) : unavailable(outage);
};
