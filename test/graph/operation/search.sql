-- statement 1
-- search.labels
with seen as (select * from unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq))
select 'WorkingGroup' as type, t.id as key, t.code, t.name, null::jsonb as definition
from working_group t join seen on seen.dataset_id = t.dataset_id and t.from_seq <= seen.seq and t.to_seq > seen.seq
where true
union all
select 'Programme' as type, t.id, t.code, t.name, null
from programme t join seen on seen.dataset_id = t.dataset_id and t.from_seq <= seen.seq and t.to_seq > seen.seq
where true
union all
select 'Task' as type, t.id, t.code, t.title, null
from task t join seen on seen.dataset_id = t.dataset_id and t.from_seq <= seen.seq and t.to_seq > seen.seq
where true
union all
select 'Metric' as type, t.id, t.code, t.name, t.definition
from metric t join seen on seen.dataset_id = t.dataset_id and t.from_seq <= seen.seq and t.to_seq > seen.seq
where true
union all
select 'Region' as type, t.region_id, t.code, t.name, null
from region_version t join seen on seen.dataset_id = t.dataset_id and t.from_seq <= seen.seq and t.to_seq > seen.seq
where t.current
union all
select 'Organization' as type, t.id, t.code, t.name, null
from organization t join seen on seen.dataset_id = t.dataset_id and t.from_seq <= seen.seq and t.to_seq > seen.seq
where true;

-- statement 2
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 3
SELECT "t0"."id", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId" FROM "public"."metric" AS "t0" WHERE ("t0"."id" IN ($1,$2,$3) AND "t0"."dataset_id" = $4 AND "t0"."from_seq" <= $5 AND "t0"."to_seq" > $6);

-- statement 4
SELECT "t0"."id", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId" FROM "public"."programme" AS "t0" WHERE ("t0"."id" IN ($1) AND "t0"."dataset_id" = $2 AND "t0"."from_seq" <= $3 AND "t0"."to_seq" > $4);
