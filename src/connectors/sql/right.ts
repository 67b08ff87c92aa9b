import type { Sql } from '../../database/sql.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { READERS } from './reader.ts';

type Right = 'TEMPORARY' | 'CREATE' | 'TABLE' | 'LARGE_OBJECTS' | 'MEMBER';

/**
 * What a reader may do in this database beyond reading `bi`, in sentences that say who can take it away: rights that everybody has, and
 * those that somebody gave it. The system's own catalogue is left out, which everybody reads.
 */
export async function remainingRights(sql: Sql, role: string): Promise<Text[]> {
  const rows = await sql.query<{ kind: Right; name: string }>(
    `-- role.remaining
select 'TEMPORARY' as kind, current_database()::text as name
where has_database_privilege($1::text, current_database(), 'TEMP')
union all
select 'CREATE', n.nspname::text
from pg_namespace n where has_schema_privilege($1::text, n.oid, 'CREATE')
union all
select 'TABLE', n.nspname || '.' || c.relname
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname not in ('pg_catalog', 'information_schema')
  and has_schema_privilege($1::text, n.oid, 'USAGE')
  and case when c.relkind = 'S' then has_sequence_privilege($1::text, c.oid, 'USAGE, SELECT, UPDATE')
    when n.nspname = 'bi' then has_table_privilege($1::text, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
    else has_any_column_privilege($1::text, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
      or has_table_privilege($1::text, c.oid, 'DELETE, TRUNCATE, TRIGGER') end
union all
select 'LARGE_OBJECTS', ''
where has_function_privilege($1::text, 'lo_create(oid)', 'EXECUTE')
union all
select 'MEMBER', g.rolname::text
from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member
where r.rolname = $1::text and g.rolname <> $2::text`,
    [role, READERS],
  );
  return rows.map(({ kind, name }) => NOTES[kind](name));
}

const NOTES: Readonly<Record<Right, (name: string) => Text>> = {
  TEMPORARY: (database) =>
    message('bi-role.note-temporary-left', { statement: `revoke temporary on database ${database} from public` }),
  CREATE: (schema) =>
    message('bi-role.note-create-left', { schema, statement: `revoke create on schema ${schema} from public` }),
  TABLE: (table) => message('bi-role.note-table-left', { table }),
  LARGE_OBJECTS: () => message('bi-role.note-large-objects-left'),
  MEMBER: (group) => message('bi-role.note-member', { group }),
};
