-- statement 1
-- catalogue.read
select (select coalesce(json_agg(r), '[]') from (select id as "id", code as "code", title as "title", language as "language", time_zone as "timeZone", licence as "licence", publisher_id as "publisherId", region_id as "regionId", min_count as "minCount", fiscal_year_start as "fiscalYearStart", task_light as "taskLight", current_seq as "currentSeq" from dataset where true order by id) r) as dataset,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", seq as "seq", version as "version", state as "state", publish_at as "publishAt", published_at as "publishedAt", imported_at as "importedAt", notes as "notes", content_hash as "contentHash", observation_count as "observationCount" from release where state = 'PUBLISHED' order by seq) r) as release,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", title as "title", publisher_id as "publisherId", published_date as "publishedDate", url as "url", sha256 as "sha256", licence as "licence" from source where true) r) as source,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", name as "name" from theme where true) r) as theme,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", name as "name", symbol as "symbol" from unit where true) r) as unit,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", name as "name" from dimension where true) r) as dimension,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", dimension_id as "dimensionId", name as "name", position as "position", valid_from as "validFrom", valid_to as "validTo" from category where true) r) as category,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", name as "name", kind as "kind", parent_id as "parentId", region_id as "regionId", citation_ids as "citationIds", search_text as "searchText" from organization where true) r) as organization,
  (select coalesce(json_agg(r), '[]') from (select organization_id as "organizationId", head_id as "headId", position as "position" from organization_head where true) r) as organization_head,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", ordinal as "ordinal", name as "name", leading_group_id as "leadingGroupId", citation_ids as "citationIds" from working_group where true) r) as working_group,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", name as "name", kind as "kind", theme_id as "themeId", working_group_id as "workingGroupId", attribution as "attribution", citation_ids as "citationIds", search_text as "searchText" from programme where true) r) as programme,
  (select coalesce(json_agg(r), '[]') from (select programme_id as "programmeId", region_id as "regionId", position as "position" from programme_region where true) r) as programme_region,
  (select coalesce(json_agg(r), '[]') from (select programme_id as "programmeId", metric_id as "metricId", position as "position" from programme_metric where true) r) as programme_metric,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", name as "name", sort_name as "sortName", definition as "definition", theme_id as "themeId", working_group_id as "workingGroupId", attribution as "attribution", kind as "kind", basis as "basis", unit_id as "unitId", unit_multiplier as "unitMultiplier", decimals as "decimals", direction as "direction", over_time as "overTime", over_regions as "overRegions", over_breakdowns as "overBreakdowns", numerator_id as "numeratorId", denominator_id as "denominatorId", factor::text as "factor", minimum::text as "minimum", maximum::text as "maximum", exact as "exact", tolerance::text as "tolerance", confidence::text as "confidence", fiscal_year_start as "fiscalYearStart", expression as "expression", citation_ids as "citationIds", search_text as "searchText" from metric where true) r) as metric,
  (select coalesce(json_agg(r), '[]') from (select metric_id as "metricId", dimension_id as "dimensionId", position as "position" from metric_dimension where true) r) as metric_dimension,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", region_id as "regionId", scheme as "scheme", name as "name", level as "level", parent_id as "parentId", path as "path", valid_from as "validFrom", valid_to as "validTo", current as "current", search_text as "searchText" from region_version where true) r) as region_version,
  (select coalesce(json_agg(r), '[]') from (select region_id as "regionId", successor_id as "successorId", position as "position" from region_successor where true) r) as region_successor,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", scheme as "scheme", alias as "alias", region_id as "regionId", from_seq as "fromSeq", to_seq as "toSeq" from region_alias where true) r) as region_alias,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", name as "name", description as "description", light as "light", position as "position", valid_from as "validFrom", valid_to as "validTo" from rating where true) r) as rating,
  (select coalesce(json_agg(r), '[]') from (select id as "id", dataset_id as "datasetId", code as "code", from_seq as "fromSeq", to_seq as "toSeq", metric_id as "metricId", description as "description", compare as "compare", maintain_within::text as "maintainWithin", green_from::text as "greenFrom", yellow_from::text as "yellowFrom", yellow_days as "yellowDays" from assessment_rule where true) r) as assessment_rule,
  (select coalesce(json_agg(r), '[]') from (select kind as "kind", id as "id", until as "until", row as "row" from row_history where kind <> 'TASK' order by until) r) as row_history;

-- statement 2
-- content.sizes
select (select coalesce(json_agg(z), '[]') from (select metric_id as id, series, regions, observations from metric_size) z) as metrics,
  (select count(*)::int from task) as tasks,
  (select greatest(0, reltuples)::int from pg_class where oid = 'check_result'::regclass) as checks;

-- statement 3
-- state.current
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 4
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
