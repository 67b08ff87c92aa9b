import type { Sql } from '../../database/sql.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { CREATE_MEMORY_FUNCTION, MEMORY_FUNCTION } from './memory.ts';
import { READERS } from './reader.ts';

/** What fills the disk or the log. Nothing of ours needs any of it. */
const WRITING_FUNCTIONS = `p.proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_put', 'lowrite', 'lo_truncate', 'lo_truncate64',
  'pg_logical_emit_message')`;
/**
 * What keeps others waiting: imports and migrations take advisory locks, and too many fill the lock table of the whole server. Drivers may still
 * call pg_advisory_unlock_all, with which they clear a connection that comes back to a pool.
 */
const LOCKING_FUNCTIONS = `p.proname ~ '^pg_(try_)?advisory_(xact_)?lock'`;
/** Blocks of PL/pgSQL loop in the server, catch a cancellation, and write to the log. */
const LANGUAGES = `select quote_ident(lanname) as name from pg_language where lanpltrusted and lanname <> 'sql'`;

/** Owners, and whoever else reads tables that no reader may: the roles of servers and imports. Superusers need no grant. */
const SERVER_ROLES = `-- role.server-roles
select r.rolname::text as name from pg_roles r, pg_database d, pg_namespace n
where d.datname = current_database() and n.nspname = 'bi' and not r.rolsuper and r.rolname !~ '^pg_' and r.rolname <> $1
  and not exists (select from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid and g.rolname = $1)
  and (r.oid in (d.datdba, n.nspowner) or has_table_privilege(r.oid, to_regclass('content_version'), 'SELECT'))
order by 1`;

/**
 * Takes from everybody in this database what a reader needs for nothing and could do harm with, and leaves to the roles of servers what they
 * need. Only a superuser can, since the system's functions belong to one.
 */
export async function revokePublicRights(
  tx: Sql,
  run: (name: string, text: string) => Promise<void>,
  quoted: (name: string) => string,
): Promise<Text[]> {
  const writing = await readNames(tx, selectFunctions(WRITING_FUNCTIONS));
  const locking = await readNames(tx, selectFunctions(LOCKING_FUNCTIONS));
  const languages = await readNames(tx, `-- role.languages\n${LANGUAGES}`);
  const servers = (await tx.query<{ name: string }>(SERVER_ROLES, [READERS])).map(({ name }) => name);
  const notes: Text[] = [message('bi-role.note-functions-revoked')];

  await run('role.memory', CREATE_MEMORY_FUNCTION);
  await run('role.no-writing', `revoke execute on function ${[...writing, MEMORY_FUNCTION].join(', ')} from public`);
  await run('role.no-locking', `revoke execute on function ${locking.join(', ')} from public`);
  for (const language of languages) await run('role.no-blocks', `revoke usage on language ${language} from public`);
  if (servers.length === 0) return notes;
  const roles = servers.map(quoted).join(', ');
  await run('role.servers-lock', `grant execute on function ${[...locking, MEMORY_FUNCTION].join(', ')} to ${roles}`);
  await run('role.servers-schema', `grant usage on schema bi to ${roles}`);
  for (const language of languages) await run('role.servers-blocks', `grant usage on language ${language} to ${roles}`);
  notes.push(message('bi-role.note-server-roles', { roles: list(servers) }));
  return notes;
}

const selectFunctions = (condition: string): string => `-- role.functions
select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and (${condition})`;

async function readNames(tx: Sql, text: string): Promise<string[]> {
  return (await tx.query<{ name: string }>(text)).map(({ name }) => name);
}
