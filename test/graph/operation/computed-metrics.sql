-- statement 1
-- observation.latest
select k.key, o.*
from unnest($4::int[]) as k(key)
cross join lateral (
  select o.*
  from series s
  join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select s.dataset_id, s.metric_id, s.region_id, s.breakdown_key, o.series_id, o.period, o.period_start::text as period_start, o.period_end::text as period_end, o.frequency::text as frequency, o.from_seq, o.basis::text as basis, o.denominator::text as denominator, o.numerator::text as numerator, o.value::text as value
    from observation o
    where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by o.period_end desc, o.period_start asc nulls last limit 1
  ) o
  where s.metric_id = k.key and s.region_id = seen.region_id and s.breakdown_key = ''
  order by o.period_end desc, o.period_start asc nulls last,
    (select max(p.version) from publication p where p.dataset_id = s.dataset_id and p.seq = o.from_seq) desc, s.id
  limit 1
) o;

-- statement 2
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 3
SELECT "t0"."id", "t0"."code" FROM "public"."metric" AS "t0" WHERE "t0"."id" IN ($1,$2,$3);

-- statement 4
SELECT "t0"."id", "t0"."code", "t0"."unit_multiplier" AS "unitMultiplier" FROM "public"."metric" AS "t0" WHERE "t0"."id" IN ($1,$2,$3);

-- statement 5
SELECT "t0"."id", "t0"."unit_id" AS "unitId", "Metric_unit"."__prisma_data__" AS "unit", "t0"."numerator_id" AS "numeratorId", "Metric_numerator"."__prisma_data__" AS "numerator", "t0"."denominator_id" AS "denominatorId", "Metric_denominator"."__prisma_data__" AS "denominator", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId", "t0"."expression", "t0"."factor" FROM "public"."metric" AS "t0" LEFT JOIN LATERAL (SELECT JSONB_BUILD_OBJECT('id', "t1"."id", 'symbol', "t1"."symbol", 'datasetId', "t1"."dataset_id") AS "__prisma_data__" FROM "public"."unit" AS "t1" WHERE "t0"."unit_id" = "t1"."id" LIMIT $1) AS "Metric_unit" ON true LEFT JOIN LATERAL (SELECT JSONB_BUILD_OBJECT('code', "t2"."code") AS "__prisma_data__" FROM "public"."metric" AS "t2" WHERE "t0"."numerator_id" = "t2"."id" LIMIT $2) AS "Metric_numerator" ON true LEFT JOIN LATERAL (SELECT JSONB_BUILD_OBJECT('code', "t3"."code") AS "__prisma_data__" FROM "public"."metric" AS "t3" WHERE "t0"."denominator_id" = "t3"."id" LIMIT $3) AS "Metric_denominator" ON true WHERE ("t0"."dataset_id" = $4 AND "t0"."from_seq" <= $5 AND "t0"."to_seq" > $6 AND "t0"."code" IN ($7,$8,$9)) ORDER BY "t0"."code" ASC LIMIT $10;
