-- statement 1
-- task.list
select k.key, p.rows, c.total
from unnest($1::int[]) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select t.id, t.code as "code", t.dataset_id as "datasetId", t.ordinal as "ordinal", trim_scale(t.own_progress)::text as "ownProgress", t.status as "status", t.title as "title", array[t.ordinal::text, t.code::text, t.id::text] as sort
    from task t join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = t.dataset_id
    where t.dataset_id = k.key and t.from_seq <= seen.seq and t.to_seq > seen.seq and t.programme_id = any($5::int[])
    order by t.ordinal asc nulls last, t.code asc, t.id asc limit $6::int
  ) r
) p
cross join lateral (select count(*)::int as total from task t join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = t.dataset_id where t.dataset_id = k.key and t.from_seq <= seen.seq and t.to_seq > seen.seq and t.programme_id = any($5::int[])) c;

-- statement 2
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
