import type { Sql } from '../../database/sql.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { READERS } from './reader.ts';

/** Who makes readers, and where. */
export interface Administrator {
  readonly name: string;
  readonly superuser: boolean;
  readonly database: string;
  readonly viewOwner: string;
  /** Owners of the database and of the views that are no superusers. */
  readonly owners: readonly string[];
  readonly groupExists: boolean;
  /** Whether it may bound the temporary files of a role, which superusers may, and whom they granted it to. */
  readonly boundsFiles: boolean;
}

interface Row extends Administrator {
  readonly createRole: boolean;
  readonly ownsViews: boolean;
  readonly ownsDatabase: boolean;
}

/** Reads who is connected; FORBIDDEN, naming all that is missing, where that role cannot make readers. */
export async function readAdministrator(sql: Sql, reader: string): Promise<Administrator> {
  const [row] = await sql.query<Row>(
    `-- role.administrator
select current_user::text as name, u.rolsuper as superuser, u.rolcreaterole as "createRole", d.datname::text as database,
  pg_get_userbyid(n.nspowner)::text as "viewOwner", pg_has_role(n.nspowner, 'USAGE') as "ownsViews",
  pg_has_role(d.datdba, 'USAGE') as "ownsDatabase",
  array(select rolname::text from pg_roles where oid in (d.datdba, n.nspowner) and not rolsuper) as owners,
  exists (select from pg_roles where rolname = $1) as "groupExists",
  has_parameter_privilege('temp_file_limit', 'SET') as "boundsFiles"
from pg_roles u, pg_database d, pg_namespace n
where u.rolname = current_user and d.datname = current_database() and n.nspname = 'bi'`,
    [READERS],
  );
  if (!row) throw new Error('the schema bi is not there');
  const missing = [
    ...(row.createRole || row.superuser ? [] : [`alter role ${row.name} createrole`]),
    ...(row.ownsViews ? [] : [`grant ${row.viewOwner} to ${row.name}`]),
    ...(row.ownsDatabase ? [] : [`alter database ${row.database} owner to ${row.name}`]),
  ];
  if (missing.length === 0) return row;
  throw new DomainError(
    'FORBIDDEN',
    message('bi-role.missing-rights', { role: row.name, reader, statements: missing.join('; ') }),
    { missing },
  );
}

/** A role that is there already, and whether it was made as a reader and is no more than that. */
export async function readRole(sql: Sql, name: string): Promise<{ readonly isReader: boolean } | null> {
  const [row] = await sql.query<{ isReader: boolean }>(
    `-- role.existing
select not (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls) and exists (
  select from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid and g.rolname = $2
) as "isReader"
from pg_roles r where r.rolname = $1`,
    [name, READERS],
  );
  return row ?? null;
}
