-- statement 1
-- task.list
select k.key, p.rows
from unnest($1::int[]) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select t.id, t.code as "code", t.dataset_id as "datasetId", t.due_date::text as "dueDate", t.status as "status"
    from task t join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = t.dataset_id
    where t.dataset_id = k.key and t.from_seq <= seen.seq and t.to_seq > seen.seq
    order by t.code asc, t.id asc limit $5::int
  ) r
) p;

-- statement 2
-- version.read
select facts, reports from content_version;
