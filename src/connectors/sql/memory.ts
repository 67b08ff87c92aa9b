import { READERS } from './reader.ts';

export const MEMORY_FUNCTION = 'bi.reader_memory()';

/**
 * A function that tells the memory of each process that works for a reader, without what all processes share. PostgreSQL shows no session
 * what another one holds; the kernel's files do, and only superusers read them. On systems without /proc it returns no rows. A process
 * that ends while it is looked at is left out.
 */
export const CREATE_MEMORY_FUNCTION = `create or replace function ${MEMORY_FUNCTION} returns table (pid int, bytes bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $function$
begin
  for pid in
    select a.pid from pg_stat_activity a join pg_auth_members m on m.member = a.usesysid
    join pg_roles g on g.oid = m.roleid and g.rolname = '${READERS}'
  loop
    begin
      bytes := 1024 * (regexp_match(pg_read_file('/proc/' || pid || '/status', 0, 10000, true), 'RssAnon:\\s+(\\d+)'))[1]::bigint;
      if bytes is not null then return next; end if;
    exception when others then null;
    end;
  end loop;
end $function$`;
