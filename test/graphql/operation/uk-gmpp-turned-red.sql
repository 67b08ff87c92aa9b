-- statement 1
-- task-report.list
select k.key, p.rows
from unnest($1::int[]) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select r.id, r.task_id as "taskId", t.dataset_id as "datasetId", to_char(r.reported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "reportedAt", r.status, trim_scale(r.progress)::text as progress, r.rating_id as "ratingId", r.note, r.reported_by_id as "reportedById", r.citation_ids as "citationIds"
    from task_report r join task t on t.id = r.task_id
    where r.task_id = k.key
    order by r.reported_at asc, r.id asc limit $2::int
  ) r
) p;

-- statement 2
-- task.list
select k.key, p.rows
from unnest($1::int[]) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select t.id, t.dataset_id as "datasetId", t.due_date::text as "dueDate", t.rating_id as "ratingId", t.status as "status", t.title as "title"
    from task t join unnest($2::int[], $3::int[], $4::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = t.dataset_id
    where t.dataset_id = k.key and t.from_seq <= seen.seq and t.to_seq > seen.seq and t.rating_id = any($5::int[]) and t.previous_rating_id = any($6::int[])
    order by t.code asc, t.id asc limit $7::int
  ) r
) p;

-- statement 3
-- task.responsibilities
select r.task_id as "taskId", r.organization_id as "organizationId", r.role
from task_responsibility r where r.task_id = any($1::int[])
order by r.task_id, r.role, r.position;

-- statement 4
-- task.tally
select t.lead_ids as "leadIds", t.status, null as "dueDate", count(*)::int as count
from task t join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = t.dataset_id
where not t.has_children and t.from_seq <= seen.seq and t.to_seq > seen.seq and t.dataset_id = any($4::int[]) and t.rating_id = any($5::int[]) and t.previous_rating_id = any($6::int[])
group by 1, t.status;

-- statement 5
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
