import type { Release } from './write.ts';

/** What lists are ordered by and a publication may change: a page that was begun before is read on as it was. */
type Kept = 'task' | 'metric';

/** Remembers how the data set's rows of a table stand, before the release changes them. */
export async function remember({ tx, dataset }: Release, table: Kept): Promise<void> {
  await tx.query(
    `-- import.before-${table}\ncreate temp table before_${table} (id int primary key, row jsonb not null) on commit drop`,
  );
  await tx.query(
    `-- import.remember-${table}\ninsert into before_${table} select t.id, to_jsonb(t) from ${table} t where t.dataset_id = $1::int`,
    [dataset],
  );
}

/** Keeps what the release changed as it was. That a row was closed is not worth keeping: its to_seq says until when it could be seen. */
export async function keepFormer({ tx }: Release, table: Kept): Promise<void> {
  await tx.query(
    `-- import.keep-${table}
insert into former (kind, id, until, row)
select $1::text::"FormerKind", b.id, v.facts + 1, b.row
from before_${table} b join ${table} t using (id) cross join content_version v
where b.row - 'to_seq' is distinct from to_jsonb(t) - 'to_seq' or (b.row ->> 'to_seq')::int < t.to_seq`,
    [table.toUpperCase()],
  );
}
