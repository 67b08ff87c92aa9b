-- statement 1
-- task.tally
select t.working_group_id as "workingGroupId", t.status, null as "dueDate", count(*)::int as count
from task t join (select $1::int, $2::int, $3::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = t.dataset_id
where not t.has_children and t.from_seq <= seen.seq and t.to_seq > seen.seq and t.working_group_id = any($4::int[])
group by 1, t.status;

-- statement 2
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
