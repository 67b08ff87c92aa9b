-- statement 1
-- region.children
with seen as (select * from unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq))
select k.key, v.id, array[v.code, v.id::text] as sort
from unnest($4::text[]) as k(key)
cross join lateral (
  select v.id, v.code
  from region_version v join seen on seen.dataset_id = v.dataset_id
  where v.from_seq <= seen.seq and v.to_seq > seen.seq and v.parent_id = k.key::int and v.current
  order by v.code asc, v.id asc limit $5::int
) v;

-- statement 2
-- region.count-children
with seen as (select * from unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq))
select k.key, count(*)::int as count
from unnest($4::text[]) as k(key)
join (region_version v join seen on seen.dataset_id = v.dataset_id) on v.from_seq <= seen.seq and v.to_seq > seen.seq and v.parent_id = k.key::int and v.current
group by k.key;

-- statement 3
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 4
SELECT "t0"."id", "t0"."region_id" AS "regionId", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId" FROM "public"."region_version" AS "t0" WHERE ("t0"."region_id" IN ($1,$2) AND "t0"."current" = $3 AND "t0"."to_seq" = $4);

-- statement 5
SELECT "t0"."id", "t0"."region_id" AS "regionId", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId", "t0"."level"::text FROM "public"."region_version" AS "t0" WHERE "t0"."id" IN ($1,$2,$3,$4,$5,$6,$7);

-- statement 6
SELECT "t0"."id", "t0"."region_id" AS "regionId", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId", "t0"."level"::text, "t0"."path" FROM "public"."region_version" AS "t0" WHERE ("t0"."dataset_id" = $1 AND "t0"."from_seq" <= $2 AND "t0"."to_seq" > $3 AND "t0"."code" = $4 AND "t0"."current" = $5 AND "t0"."to_seq" = $6) ORDER BY "t0"."id" ASC LIMIT $7;
