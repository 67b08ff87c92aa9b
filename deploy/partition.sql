-- Parts the tables that grow with the figures into hash partitions by series: observation, published_change and check_result. Rows, columns,
-- primary keys, foreign keys, indexes, owners, grants and the views over them are as before, and no statement of govgraph changes.
--
-- For whom: from some hundred million observations on. VACUUM, REINDEX and the reading of a backup then work on one partition at a time and
-- on several at once, and no index outgrows memory by itself. Below that it gains nothing: a statement over many series looks into
-- each partition. docs/operations/scale.md has the figures.
--
-- When: once, by the owner of the tables, before the first large import or later, while no import runs. What is there is copied: it takes about
-- as long as loading the same rows, some minutes for each hundred million on an idle machine, and room on the disk for another copy. Readers
-- go on until the end, when the tables are exchanged within a moment; imports and reports wait. It happens whole or not at all, and where it
-- has happened it does nothing. Make a backup before it.
--
-- How: psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f deploy/partition.sql
-- There are 16 partitions unless another number is given: PGOPTIONS='-c govgraph.partitions=32' psql …
-- A new number later means to copy everything again, so choose for the size to come, but no more than needed: every statement locks every
-- partition, and with 128 of them short questions take up to twice as long. 16 are right for hundreds of millions, 32 or 64 for billions. All of it
-- is one transaction, whose locks 128 partitions fit into with the usual max_locks_per_transaction and 60 connections.
--
-- Later: migrations change a partitioned table as they change any other. Autovacuum looks after each partition but does not analyze the whole:
-- every import does that.
do $$
declare
  partitions constant int := coalesce(nullif(current_setting('govgraph.partitions', true), ''), '16')::int;
  fact text;
  old oid;
  fresh text;
  item record;
  views text[];
  renames text[];
  exchange text[] := '{}';
  step text;
begin
  if partitions not between 2 and 128 then
    raise exception 'govgraph.partitions must be between 2 and 128; got %.', partitions;
  end if;
  foreach fact in array array['observation', 'published_change', 'check_result'] loop
    old := to_regclass(fact);
    if old is null then
      raise exception 'There is no table "%". Run govgraph on this database first: it makes the tables.', fact;
    end if;
    if (select relkind from pg_class where oid = old) = 'p' then
      raise notice 'The table "%" is partitioned already.', fact;
      continue;
    end if;
    select * into item from pg_depend d join pg_rewrite r on r.oid = d.objid join pg_class c on c.oid = r.ev_class
    where d.classid = 'pg_rewrite'::regclass and d.refobjid = old and c.relkind <> 'v';
    if found then
      raise exception 'The materialized view % reads "%". Drop it, run this again, and create it anew.', item.ev_class::regclass, fact;
    end if;

    -- Imports and reports wait from here on, readers do not.
    execute format('lock table %I in share row exclusive mode', fact);
    fresh := fact || '_partitioned';
    execute format('create table %I (like %I including all excluding indexes) partition by hash (series_id)', fresh, fact);
    for part in 0 .. partitions - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)', fact || '_' || part, fresh, partitions, part);
    end loop;
    -- In the order of the key, so that the figures of a series lie together.
    execute format('insert into %I select * from %I order by series_id', fresh, fact);

    -- Keys and indexes come after the rows, which is faster, and take the names of the old ones at the end.
    renames := '{}';
    for item in
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition, c.conname, pg_get_constraintdef(c.oid) as key
      from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.conrelid = old
      where i.indrelid = old order by i.indisprimary desc
    loop
      if item.conname is not null then
        execute format('alter table %I add constraint %I %s', fresh, item.conname || '_partitioned', item.key);
        renames := renames || format('alter table %I rename constraint %I to %I', fact, item.conname || '_partitioned', item.conname);
      else
        execute regexp_replace(item.definition, ' INDEX \S+ ON \S+ USING ', format(' INDEX %I ON %I USING ', item.name || '_partitioned', fresh));
        renames := renames || format('alter index %I rename to %I', item.name || '_partitioned', item.name);
      end if;
    end loop;
    for item in select conname, pg_get_constraintdef(oid) as key from pg_constraint where conrelid = old and contype = 'f' loop
      execute format('alter table %I add constraint %I %s', fresh, item.conname, item.key);
    end loop;

    for item in
      select a.privilege_type, a.grantee, a.is_grantable, null as attname
      from pg_class c cross join lateral aclexplode(c.relacl) a where c.oid = old and a.grantee <> c.relowner
      union all
      select a.privilege_type, a.grantee, a.is_grantable, t.attname::text
      from pg_attribute t cross join lateral aclexplode(t.attacl) a where t.attrelid = old
    loop
      execute format('grant %s %s on %I to %s %s', item.privilege_type, '(' || quote_ident(item.attname) || ')', fresh,
        case when item.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(item.grantee)) end,
        case when item.is_grantable then 'with grant option' end);
    end loop;
    for item in select inhrelid::regclass as name from pg_inherits where inhparent = fresh::regclass union all select fresh::regclass loop
      execute format('alter table %s owner to %I', item.name, (select pg_get_userbyid(relowner) from pg_class where oid = old));
    end loop;
    execute format('analyze %I', fresh);

    -- A view names the table that it was made over, whatever that is called later: each is told its own words again.
    select coalesce(array_agg(distinct format('create or replace view %s %s as %s', c.oid::regclass,
        'with (' || array_to_string(c.reloptions, ', ') || ')', pg_get_viewdef(c.oid))), '{}')
    into views
    from pg_depend d join pg_rewrite r on r.oid = d.objid join pg_class c on c.oid = r.ev_class
    where d.classid = 'pg_rewrite'::regclass and d.refobjid = old;
    exchange := exchange
      || format('alter table %I rename to %I', fact, fact || '_before')
      || format('alter table %I rename to %I', fresh, fact)
      || views
      || format('drop table %I', fact || '_before')
      || renames;
  end loop;

  -- Whoever reads waits from here on: all that takes long is done, for all of the tables.
  foreach step in array exchange loop
    execute step;
  end loop;
end
$$;
