import { Prisma } from '../../database/generated/prisma/client.ts';
import type { Sql } from '../../database/sql.ts';

/** Models that imports alone read. No answer fails for want of them. */
const IMPORT_MODELS: ReadonlySet<string> = new Set<Prisma.ModelName>([
  'QuarantinePart',
  'QuarantineRow',
  'SharedName',
  'SharedUse',
]);

/** "content_version" of "ContentVersion", as the data model maps every model. */
const tableOf = (model: string): string => model.replace(/(?<=.)(?=[A-Z])/g, '_').toLowerCase();

const READ_TABLES = Object.values(Prisma.ModelName)
  .filter((model) => !IMPORT_MODELS.has(model))
  .map(tableOf);

/** The tables of answers that the role of the connection may not read. Fails where one is missing. Nothing waits for a table that is locked. */
export async function findUnreadableTables(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    "-- state.unreadable\nselect name from unnest($1::text[]) as name where not has_table_privilege(name, 'SELECT')",
    [READ_TABLES],
  );
  return rows.map(({ name }) => name);
}
