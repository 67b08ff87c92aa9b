-- statement 1
-- task.titles
select t.id, t.code, t.title as name
from task t join (select $1::int, $2::int, $3::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = t.dataset_id
where t.from_seq <= seen.seq and t.to_seq > seen.seq;

-- statement 2
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
