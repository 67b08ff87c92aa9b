import type { Sql } from '../../database/sql.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { isGivenDatabase, READERS } from './reader.ts';

type Right =
  | 'TEMPORARY'
  | 'CREATE'
  | 'TABLE'
  | 'FUNCTIONS'
  | 'MEMORY'
  | 'TEMPORARY_FILES'
  | 'PARAMETER'
  | 'PREPARED'
  | 'DATABASES'
  | 'MEMBER';

/**
 * What a reader may do beyond reading `bi`, in sentences that say who can take it away: rights that everybody has, and those that somebody
 * gave it. The system's own catalogue is left out, which everybody reads.
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
select 'FUNCTIONS', ''
where has_function_privilege($1::text, 'lo_create(oid)', 'EXECUTE')
  or has_function_privilege($1::text, 'pg_advisory_lock(bigint)', 'EXECUTE')
  or exists (select from pg_language l where l.lanpltrusted and l.lanname <> 'sql' and has_language_privilege($1::text, l.oid, 'USAGE'))
union all
select 'MEMORY', ''
where not exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'bi' and p.proname = 'reader_memory')
union all
select 'TEMPORARY_FILES', $1::text
where current_setting('temp_file_limit') = '-1' and not exists (
  select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) c
  where r.rolname = $1::text and c like 'temp_file_limit=%')
union all
select 'PARAMETER', p.parname
from pg_parameter_acl p, aclexplode(p.paracl) x
where x.privilege_type = 'SET' and (x.grantee = 0 or pg_has_role($1::text, x.grantee, 'USAGE'))
union all
select 'PREPARED', ''
where current_setting('max_prepared_transactions') <> '0'
union all
select 'DATABASES', string_agg(d.datname, ', ' order by d.datname)
from pg_database d join pg_roles r on r.rolname = $1::text
where d.datallowconn and d.datname <> current_database() and has_database_privilege(r.oid, d.oid, 'CONNECT')
  and not ${isGivenDatabase('r.oid', 'd.oid')}
having count(*) > 0
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
  FUNCTIONS: () => message('bi-role.note-functions-left'),
  MEMORY: () => message('bi-role.note-memory-left'),
  TEMPORARY_FILES: (role) =>
    message('bi-role.note-temporary-files-left', { statement: `alter role ${role} set temp_file_limit = '4GB'` }),
  PARAMETER: (parameter) => message('bi-role.note-parameter-left', { parameter }),
  PREPARED: () => message('bi-role.note-prepared-left'),
  DATABASES: (databases) => message('bi-role.note-databases-left', { databases }),
  MEMBER: (group) => message('bi-role.note-member', { group }),
};
