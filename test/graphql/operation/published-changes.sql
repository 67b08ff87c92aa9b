-- statement 1
-- change.read
select (k.place - 1)::int as key, b.base, coalesce(b.is_broken, false) as "isBroken", c.value::text as published, g.value::text as target
from unnest($1::int[], $2::text[], $3::date[], $4::text[]::"Frequency"[], $5::text[], $6::text[], $7::date[], $8::date[]) with ordinality as k(series_id, period, period_end, frequency, kind, base_period, base_start, base_end, place)
join series s on s.id = k.series_id
join metric m on m.id = s.metric_id
join (select $9::int, $10::int, $11::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
left join lateral (
  select to_json(r) as base, exists (
    select from observation x
    where x.series_id = k.series_id and x.period_end > k.base_start and x.flags && '{BREAK}' and x.from_seq <= seen.seq and x.to_seq > seen.seq
      and breaks_series(x.period_start, x.period_end, x.frequency, m.over_time = 'LAST', k.base_start, k.base_end, k.frequency, k.period_end)
  ) as is_broken
  from (
    select o.flags as "flags", o.value::text as "value" from observation o
    where o.series_id = k.series_id and o.period_end = k.base_end and o.period = k.base_period and o.from_seq <= seen.seq and o.to_seq > seen.seq limit 1
  ) r
) b on k.kind in ('YOY', 'PREVIOUS_PERIOD')
left join published_change c on c.series_id = k.series_id and c.period_end = k.period_end and c.period = k.period
  and c.kind::text = k.kind and c.from_seq <= seen.seq and c.to_seq > seen.seq
left join target g on g.series_id = k.series_id and g.period_end = k.period_end and g.period = k.period
  and 'VS_' || g.kind::text = k.kind and g.from_seq <= seen.seq and g.to_seq > seen.seq;

-- statement 2
-- observation.list
select k.key, p.rows
from (values (0)) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select o."flags", o."frequency", o."metricId", o."period", o."periodEnd", o."periodStart", o."seriesId", o."value"
    from series s join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    cross join lateral (
      select o.flags as "flags", o.frequency as "frequency", s.metric_id as "metricId", o.period as "period", o.period_end as "periodEnd", o.period_start as "periodStart", s.id as "seriesId", o.value::text as "value", o.period_end as k0, o.period as k1, s.id as k2
      from observation o
      where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
      order by o.period_end asc, o.period asc, s.id asc limit $5::int
    ) o
    where s.metric_id = any($1::int[])
    order by o.k0 asc, o.k1 asc, o.k2 asc limit $5::int
  ) r
) p;

-- statement 3
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
