import type { Sql } from '../../database/sql.ts';
import { READERS } from './reader.ts';

/**
 * What a reader may do in this database beyond reading `bi`, in sentences that say who can take it away: rights that everybody has, and
 * those that somebody gave it. The system's own catalogue is left out, which everybody reads.
 */
export async function remainingRights(sql: Sql, role: string): Promise<string[]> {
  const rows = await sql.query<{ note: string }>(
    `-- role.remaining
select 'It may still make temporary tables: the owner of the database can take that away with revoke temporary on database … from public.' as note
where has_database_privilege($1::text, current_database(), 'TEMP')
union all
select 'It may still make objects in the schema ' || n.nspname || ': revoke create on schema ' || n.nspname || ' from public.'
from pg_namespace n where has_schema_privilege($1::text, n.oid, 'CREATE')
union all
select 'It may still read or write ' || n.nspname || '.' || c.relname || ', as everybody may.'
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname not in ('pg_catalog', 'information_schema')
  and has_schema_privilege($1::text, n.oid, 'USAGE')
  and case when c.relkind = 'S' then has_sequence_privilege($1::text, c.oid, 'USAGE, SELECT, UPDATE')
    when n.nspname = 'bi' then has_table_privilege($1::text, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
    else has_any_column_privilege($1::text, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
      or has_table_privilege($1::text, c.oid, 'DELETE, TRUNCATE, TRIGGER') end
union all
select 'It may still make large objects, as everybody may: a superuser can take that away by running this command.'
where has_function_privilege($1::text, 'lo_create(oid)', 'EXECUTE')
union all
select 'It is also a member of ' || g.rolname || ', and may do what that role may.'
from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member
where r.rolname = $1::text and g.rolname <> $2::text`,
    [role, READERS],
  );
  return rows.map(({ note }) => note);
}
