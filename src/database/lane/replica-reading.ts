import { type Database, RoutedDatabase } from '../database.ts';
import type { ContentVersion, Replicas } from '../replica.ts';
import type { Sql } from '../sql.ts';

/**
 * The database, whose statements for answers are run by copies of it where these hold the version of the content that was read last, and by
 * itself where they do not. All else goes to the database itself: what looks at it, what writes, and what Prisma reads.
 */
export function readingFrom(database: Database, replicas: Replicas, wanted: () => ContentVersion | null): Database {
  const query: Sql['query'] = async <Row>(text: string, values: readonly unknown[] = []) => {
    const version = wanted();
    const rows = version && (await replicas.query<Row>(version, text, values));
    return (rows as Row[] | null) ?? database.query<Row>(text, values);
  };
  return new RoutedDatabase(database, query);
}
