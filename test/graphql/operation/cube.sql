-- statement 1
-- cube.cells
select count(*)::int as length, json_agg(c."basis") as "basis", json_agg(c."breakdownKey") as "breakdownKey", json_agg(c."datasetId") as "datasetId", json_agg(c."denominator") as "denominator", json_agg(c."flags") as "flags", json_agg(c."frequency") as "frequency", json_agg(c."metricId") as "metricId", json_agg(c."numerator") as "numerator", json_agg(c."period") as "period", json_agg(c."periodEnd") as "periodEnd", json_agg(c."periodStart") as "periodStart", json_agg(c."regionId") as "regionId", json_agg(c."value") as "value", (select count(*)::int from (
    select s.*, m.code as metric_code, r.code as region_code, seen.seq
    from series s join (select $1::int, $2::int, $3::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    join metric m on m.id = s.metric_id join region r on r.id = s.region_id
    where s.metric_id = any($4::int[])
  ) s
  join observation o on o.series_id = s.id and o.from_seq <= s.seq and o.to_seq > s.seq) as total
from (
  select o.basis as "basis", s.breakdown_key as "breakdownKey", s.dataset_id as "datasetId", o.denominator::text as "denominator", o.flags as "flags", o.frequency as "frequency", s.metric_id as "metricId", o.numerator::text as "numerator", o.period as "period", o.period_end as "periodEnd", o.period_start as "periodStart", s.region_id as "regionId", o.value::text as "value"
  from (
    select s.*, m.code as metric_code, r.code as region_code, seen.seq
    from series s join (select $1::int, $2::int, $3::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    join metric m on m.id = s.metric_id join region r on r.id = s.region_id
    where s.metric_id = any($4::int[])
  ) s
  join observation o on o.series_id = s.id and o.from_seq <= s.seq and o.to_seq > s.seq
  
  order by s.metric_code asc, s.region_code asc, o.period_end asc, o.period asc, s.breakdown_key asc, s.id asc limit $5::int
) c;

-- statement 2
-- cube.roll-up
with rule as materialized (
  select r.*, m.code as metric_code
  from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::numeric[]) as r(metric_id, over_time, over_regions, over_breakdowns, scale)
  join metric m on m.id = r.metric_id
),
part as materialized (
  select *, dense_rank() over (order by dataset_id, metric_id, target_id, breakdown_key)::int as line
  from (
    select s.id, s.dataset_id, s.metric_id, s.region_id, s.breakdown_key as full_key, (array_to_string(array(select i.item from unnest(string_to_array(s.breakdown_key, ';')) with ordinality as i(item, place) where split_part(i.item, '=', 1) <> all($6::text[]) order by place), ';')) collate "C" as breakdown_key, (array_to_string(array(select split_part(i.item, '=', 1) from unnest(string_to_array(s.breakdown_key, ';')) with ordinality as i(item, place) where split_part(i.item, '=', 1) = any($6::text[]) order by place), ',')) collate "C" as dims, seen.seq, s.region_id as target_id, true as own, '{}'::int[] as between_ids, '-infinity'::date as first_day, 'infinity'::date as last_day
    from series s join (select $8::int, $9::int, $10::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    where s.metric_id = any($7::int[])
  ) s
),
fact as (
  select p.line, o.period_start, o.period_end, o.frequency, p.region_id, p.full_key, p.own, p.between_ids, p.dims,
    o.frequency as part_frequency, o.period as part_period, o.period_end as part_end, 0 as place, o.basis, o.value, o.numerator, o.denominator, case when o.flags is null then 0
      else (select bit_or(1 << array_position(enum_range(null::"ObservationStatus"), flag)) from unnest(o.flags) flag) end as marks,
    o.value is not null as counts,
    coalesce('SUPPRESSED' = any(o.flags), false) as hidden,
    coalesce('DEFINITION_DIFFERS' = any(o.flags), false) as differs
  from part p
  join observation o on o.series_id = p.id and o.from_seq <= p.seq and o.to_seq > p.seq
  
),
way as (
  select f.line, f.period_start, f.period_end, f.frequency, f.dims, f.part_frequency, f.own, f.own and f.dims = '' and f.part_frequency = f.frequency as stored, min(f.basis) as basis,
    count(*) filter (where f.counts)::int as reported, count(*) filter (where f.hidden)::int as hidden,
    sum(f.value) filter (where f.counts) as sum, sum(f.numerator) filter (where f.counts) as numerator,
    sum(f.denominator) filter (where f.counts) as denominator,
    coalesce(bit_or(f.marks) filter (where f.counts or f.hidden or f.own and f.dims = '' and f.part_frequency = f.frequency), 0) as marks,
    count(*) filter (where f.counts and f.differs) as differing, bit_xor(hashtextextended(concat_ws('|', f.region_id, f.full_key, f.part_frequency, f.place), 0)) filter (where f.counts and f.differs) as differing_hash,
    null::bigint as fingerprint
  from fact f
  group by f.line, f.period_start, f.period_end, f.frequency, f.dims, f.part_frequency, f.own
),
line as materialized (
  select l.*, null::int as children
  from (select distinct line, dataset_id, metric_id, target_id, breakdown_key from part) l
  
),
judged as (
  select w.*, l.dataset_id, l.metric_id, l.target_id, l.breakdown_key, r.scale, r.metric_code, q.places * d.count + 0 as expected,
    case when r.over_breakdowns = 'AVERAGE' then d.count else 1 end as divisor, coalesce('WEIGHTED' in (case when w.dims <> '' then r.over_breakdowns end), false) as weighted, coalesce('AVERAGE' in (case when w.dims <> '' then r.over_breakdowns end), false) as averaged, coalesce('SUM' in (case when w.dims <> '' then r.over_breakdowns end), false) as summed,
    true as even
  from way w
  join line l on l.line = w.line
  join rule r on r.metric_id = l.metric_id
  join unnest($11::text[], $12::int[]) as d(dims, count) on d.dims = w.dims
  cross join lateral (select 1 as regions, 1 as times) n
  cross join lateral (select n.regions * n.times as places) q
),
chosen as (
  select distinct on (j.line, j.period_start, j.period_end, j.frequency) j.*,
    j.hidden > 0 or (j.reported > 0 or not j.stored)
      and bool_or(not j.stored and j.hidden = 1 and j.reported + 1 = j.expected) over (partition by j.line, j.period_start, j.period_end, j.frequency) as is_suppressed
  from judged j
  order by j.line, j.period_start, j.period_end, j.frequency,
    case when j.stored and j.reported + j.hidden > 0 then 0 when j.reported = j.expected then 1 else 2 end,
    j.reported::numeric / greatest(j.expected, 1) desc, j.stored desc, j.expected, j.own desc, j.dims, j.part_frequency
),
cell as materialized (
  select j.dataset_id, j.metric_id, j.target_id, j.breakdown_key, j.line, j.period_start, j.period_end, j.frequency, j.metric_code, r.code as region_code, case when j.stored then j.basis::text else 'ROLLED_UP' end as basis,
    case when t.told then j.sum end as sum, case when t.told and not j.averaged and not j.summed then j.numerator end as numerator, case when t.told and not j.averaged and not j.summed then j.denominator end as denominator,
    case when j.weighted then 'WEIGHTED' when j.averaged then 'AVERAGE' else 'SUM' end as rule,
    t.divisor, j.marks, j.is_suppressed, case when not j.stored then j.expected end as expected, case when not j.stored then j.reported end as reported,
    j.fingerprint, case j.differing when 0 then '' when j.reported then 'ALL' else j.differing_hash::text end as definition,
    case when not t.told then null when j.weighted then j.numerator * j.scale::numeric(1000, 40) / nullif(j.denominator, 0)
      when t.divisor > 1 then j.sum::numeric(1000, 40) / t.divisor else j.sum end as value
  from chosen j join region r on r.id = j.target_id
  cross join lateral (select case when j.stored or j.reported = j.expected and (j.even or not (j.averaged and j.summed)) then not j.is_suppressed else false end as told, case when not j.averaged then 1 when j.summed then j.divisor else j.reported end as divisor) t
)
select count(*)::int as length, json_agg(c."basis") as "basis", json_agg(c."breakdownKey") as "breakdownKey", json_agg(c."datasetId") as "datasetId", json_agg(c."definition") as "definition", json_agg(c."denominator") as "denominator", json_agg(c."divisor") as "divisor", json_agg(c."expected") as "expected", json_agg(c."fingerprint") as "fingerprint", json_agg(c."frequency") as "frequency", json_agg(c."isSuppressed") as "isSuppressed", json_agg(c."marks") as "marks", json_agg(c."metricId") as "metricId", json_agg(c."numerator") as "numerator", json_agg(c."periodEnd") as "periodEnd", json_agg(c."periodStart") as "periodStart", json_agg(c."regionId") as "regionId", json_agg(c."reported") as "reported", json_agg(c."rule") as "rule", json_agg(c."sum") as "sum"
from (
  select x.basis as "basis", x.breakdown_key as "breakdownKey", x.dataset_id as "datasetId", x.definition as "definition", x.denominator::text as "denominator", x.divisor as "divisor", x.expected as "expected", x.fingerprint::text as "fingerprint", x.frequency as "frequency", x.is_suppressed as "isSuppressed", x.marks as "marks", x.metric_id as "metricId", x.numerator::text as "numerator", x.period_end as "periodEnd", x.period_start as "periodStart", x.target_id as "regionId", x.reported as "reported", x.rule as "rule", x.sum::text as "sum"
  from cell x
  order by x.metric_code asc, x.region_code asc, x.period_end asc, x.period_start desc nulls last, x.breakdown_key asc, x.target_id asc, x.dataset_id asc limit $13::int
) c;

-- statement 3
-- cube.surroundings
with given as materialized (
  select *, (place - 1)::int as line
  from unnest($1::int[], $2::int[], $3::int[], $4::text[]) with ordinality as g(dataset_id, metric_id, region_id, breakdown_key, place)
),
line as materialized (
  select g.line, s.*, seen.seq
  from given g join series s on (s.dataset_id, s.metric_id, s.region_id, s.breakdown_key) = (g.dataset_id, g.metric_id, g.region_id, g.breakdown_key)
  join (select $10::int, $11::int, $12::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
)
select (select coalesce(json_agg(r), '[]') from (select (b.place - 1)::int as key, to_json(c) as row
    from unnest($5::int[], $6::text[], $7::date[]) with ordinality as b(line, period, period_end, place)
    join line s on s.line = b.line
    join observation o on o.series_id = s.id and o.period_end = b.period_end and o.period = b.period and o.from_seq <= s.seq and o.to_seq > s.seq
    cross join lateral (select o.flags as "flags", o.value::text as "value") c) r) as bases,
  (select coalesce(json_agg(r), '[]') from (select p.line, o.frequency, o.period_start as start, o.period_end as end, true as own
    from line p join observation o on o.series_id = p.id and o.flags && '{BREAK}'::"ObservationStatus"[]
      and o.period_end > $13::date and coalesce(o.period_start, o.period_end) <= $8::date
    where o.from_seq <= p.seq and o.to_seq > p.seq) r) as breaks,
  (select coalesce(json_agg(r), '[]') from (select l.line, x.kind, x.period, x.value::text as value from line l join published_change x on x.series_id = l.id and x.period_end between $9::date and $8::date
    where x.from_seq <= l.seq and x.to_seq > l.seq) r) as published,
  (select coalesce(json_agg(r), '[]') from (select l.line, x.kind, x.period, x.value::text as value from line l join target x on x.series_id = l.id and x.period_end between $9::date and $8::date
    where x.from_seq <= l.seq and x.to_seq > l.seq) r) as targets;

-- statement 4
-- cube.surroundings
with given as materialized (
  select *, (place - 1)::int as line
  from unnest($1::int[], $2::int[], $3::int[], $4::text[]) with ordinality as g(dataset_id, metric_id, region_id, breakdown_key, place)
),
line as materialized (
  select g.line, s.*, seen.seq
  from given g join series s on (s.dataset_id, s.metric_id, s.region_id, s.breakdown_key) = (g.dataset_id, g.metric_id, g.region_id, g.breakdown_key)
  join (select $10::int, $11::int, $12::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
),
part as materialized (
  select *, dense_rank() over (order by dataset_id, metric_id, target_id, breakdown_key)::int as line
  from (
    select s.id, s.dataset_id, s.metric_id, s.region_id, s.breakdown_key as full_key, (array_to_string(array(select i.item from unnest(string_to_array(s.breakdown_key, ';')) with ordinality as i(item, place) where split_part(i.item, '=', 1) <> all($13::text[]) order by place), ';')) collate "C" as breakdown_key, (array_to_string(array(select split_part(i.item, '=', 1) from unnest(string_to_array(s.breakdown_key, ';')) with ordinality as i(item, place) where split_part(i.item, '=', 1) = any($13::text[]) order by place), ',')) collate "C" as dims, seen.seq, s.region_id as target_id, true as own, '{}'::int[] as between_ids, '-infinity'::date as first_day, 'infinity'::date as last_day
    from series s join (select $15::int, $16::int, $17::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    where s.metric_id = any($14::int[])
  ) s
)
select (select coalesce(json_agg(r), '[]') from (select (b.place - 1)::int as key, to_json(c) as row
    from unnest($5::int[], $6::text[], $7::date[]) with ordinality as b(line, period, period_end, place)
    join line s on s.line = b.line
    join observation o on o.series_id = s.id and o.period_end = b.period_end and o.period = b.period and o.from_seq <= s.seq and o.to_seq > s.seq
    cross join lateral (select o.flags as "flags", o.value::text as "value") c) r) as bases,
  (select coalesce(json_agg(r), '[]') from (select g.line, o.frequency, o.period_start as start, o.period_end as end, p.own and p.dims = '' as own
    from part p join given g on (g.dataset_id, g.metric_id, g.region_id, g.breakdown_key) = (p.dataset_id, p.metric_id, p.target_id, p.breakdown_key) join observation o on o.series_id = p.id and o.flags && '{BREAK}'::"ObservationStatus"[]
      and o.period_end > $18::date and coalesce(o.period_start, o.period_end) <= $8::date
    where o.from_seq <= p.seq and o.to_seq > p.seq and o.period_end between p.first_day and p.last_day) r) as breaks,
  (select coalesce(json_agg(r), '[]') from (select l.line, x.kind, x.period, x.value::text as value from line l join published_change x on x.series_id = l.id and x.period_end between $9::date and $8::date
    where x.from_seq <= l.seq and x.to_seq > l.seq) r) as published,
  (select coalesce(json_agg(r), '[]') from (select l.line, x.kind, x.period, x.value::text as value from line l join target x on x.series_id = l.id and x.period_end between $9::date and $8::date
    where x.from_seq <= l.seq and x.to_seq > l.seq) r) as targets;

-- statement 5
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
