-- statement 1
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 2
-- version.read
select facts, reports from content_version;

-- statement 3
SELECT "t0"."id", "t0"."code", "t0"."title", "t0"."language", "t0"."time_zone" AS "timeZone", "t0"."licence", "t0"."publisher_id" AS "publisherId", "t0"."region_id" AS "regionId", "t0"."min_count" AS "minCount", "t0"."current_seq" AS "currentSeq" FROM "public"."dataset" AS "t0" ORDER BY "t0"."id" ASC;

-- statement 4
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."code", "t0"."name", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."dimension" AS "t0";

-- statement 5
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."code", "t0"."name", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."theme" AS "t0";

-- statement 6
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."code", "t0"."name", "t0"."kind"::text, "t0"."parent_id" AS "parentId", "t0"."region_id" AS "regionId", "t0"."citation_ids" AS "citationIds", "t0"."search_text" AS "searchText", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."organization" AS "t0";

-- statement 7
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."code", "t0"."name", "t0"."kind"::text, "t0"."theme_id" AS "themeId", "t0"."working_group_id" AS "workingGroupId", "t0"."attribution"::text, "t0"."citation_ids" AS "citationIds", "t0"."search_text" AS "searchText", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."programme" AS "t0";

-- statement 8
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."code", "t0"."name", "t0"."sort_name" AS "sortName", "t0"."definition", "t0"."theme_id" AS "themeId", "t0"."working_group_id" AS "workingGroupId", "t0"."attribution"::text, "t0"."kind"::text, "t0"."basis"::text, "t0"."unit_id" AS "unitId", "t0"."unit_multiplier" AS "unitMultiplier", "t0"."decimals", "t0"."direction"::text, "t0"."over_time"::text AS "overTime", "t0"."over_regions"::text AS "overRegions", "t0"."over_breakdowns"::text AS "overBreakdowns", "t0"."numerator_id" AS "numeratorId", "t0"."denominator_id" AS "denominatorId", "t0"."factor", "t0"."expression", "t0"."citation_ids" AS "citationIds", "t0"."search_text" AS "searchText", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."metric" AS "t0";

-- statement 9
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."code", "t0"."name", "t0"."symbol", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."unit" AS "t0";

-- statement 10
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."code", "t0"."ordinal", "t0"."name", "t0"."leading_group_id" AS "leadingGroupId", "t0"."citation_ids" AS "citationIds", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."working_group" AS "t0";

-- statement 11
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."code", "t0"."title", "t0"."publisher_id" AS "publisherId", "t0"."published_date" AS "publishedDate", "t0"."url", "t0"."sha256", "t0"."licence", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."source" AS "t0";

-- statement 12
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."dimension_id" AS "dimensionId", "t0"."code", "t0"."name", "t0"."position", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."category" AS "t0";

-- statement 13
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."seq", "t0"."version", "t0"."state"::text, "t0"."publish_at" AS "publishAt", "t0"."published_at" AS "publishedAt", "t0"."notes", "t0"."content_hash" AS "contentHash", "t0"."observation_count" AS "observationCount" FROM "public"."release" AS "t0" WHERE "t0"."state" = CAST($1::text AS "public"."ReleaseState") ORDER BY "t0"."seq" ASC;

-- statement 14
SELECT "t0"."id", "t0"."region_id" AS "regionId", "t0"."dataset_id" AS "datasetId", "t0"."scheme", "t0"."code", "t0"."name", "t0"."level"::text, "t0"."parent_id" AS "parentId", "t0"."path", "t0"."valid_from" AS "validFrom", "t0"."valid_to" AS "validTo", "t0"."current", "t0"."search_text" AS "searchText", "t0"."from_seq" AS "fromSeq", "t0"."to_seq" AS "toSeq" FROM "public"."region_version" AS "t0";

-- statement 15
SELECT "t0"."kind"::text, "t0"."id", "t0"."until", "t0"."row" FROM "public"."former" AS "t0" WHERE "t0"."kind" = CAST($1::text AS "public"."FormerKind") ORDER BY "t0"."until" ASC;

-- statement 16
SELECT "t0"."metric_id" AS "metricId", "t0"."dimension_id" AS "dimensionId", "t0"."position" FROM "public"."metric_dimension" AS "t0";

-- statement 17
SELECT "t0"."organization_id" AS "organizationId", "t0"."head_id" AS "headId", "t0"."position" FROM "public"."organization_head" AS "t0";

-- statement 18
SELECT "t0"."programme_id" AS "programmeId", "t0"."metric_id" AS "metricId", "t0"."position" FROM "public"."programme_metric" AS "t0";

-- statement 19
SELECT "t0"."programme_id" AS "programmeId", "t0"."region_id" AS "regionId", "t0"."position" FROM "public"."programme_region" AS "t0";

-- statement 20
SELECT "t0"."region_id" AS "regionId", "t0"."successor_id" AS "successorId", "t0"."position" FROM "public"."region_successor" AS "t0";
