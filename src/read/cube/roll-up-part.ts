import { partsOfYear } from '../../domain/period/calendar.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { type Parameters, seenTable } from '../core/statement.ts';
import { seriesConditions } from '../observation/observation-filter.ts';
import { hasDatedCategories, hasFiscalYears, type RollUp } from './roll-up-query.ts';

/** Lists, in SQL, the rules over what is brought together in one way; a rule is null where a way leaves things as they are. */
export function listRules({ placement, overTime, dimensions }: RollUp, figure: Figure): string {
  const used = [
    ...(overTime ? [`case when ${figure.frequency} <> '${overTime}' then r.over_time end`] : []),
    ...(placement ? [`case when not ${figure.own} then r.over_regions end`] : []),
    ...(dimensions.length > 0 ? [`case when ${figure.dims} <> '' then r.over_breakdowns end`] : []),
  ];
  return used.join(', ');
}

/** These expressions say what a figure, or a way, is of. */
type Figure = Readonly<Record<'frequency' | 'own' | 'dims', string>>;

/** How long after 1 January a year begins that begins on this day. */
const shiftOf = (start: string): string => `${Number(start.slice(0, 2)) - 1} months ${Number(start.slice(3)) - 1} days`;

/** `rule` holds the rules of each metric, and where years are not those of the calendar, when they begin and what fills them. */
export function buildRuleTable(rollUp: RollUp, parameters: Parameters): string {
  const { metrics } = rollUp;
  const columns = [
    parameters.column(metrics, 'int', ({ id }) => id),
    parameters.column(metrics, 'text', ({ overTime }) => overTime),
    parameters.column(metrics, 'text', ({ overRegions }) => overRegions),
    parameters.column(metrics, 'text', ({ overBreakdowns }) => overBreakdowns),
    parameters.column(metrics, 'numeric', ({ scale }) => scale),
  ];
  const years = hasFiscalYears(rollUp);
  if (years) {
    columns.push(
      parameters.column(metrics, 'interval', ({ fiscalYearStart }) => shiftOf(fiscalYearStart ?? '01-01')),
      parameters.column(
        metrics,
        'text',
        ({ fiscalYearStart }) => `{ANNUAL,${partsOfYear(fiscalYearStart ?? '01-01')}}`,
      ),
    );
  }
  return `rule as materialized (
  select r.*, m.code as metric_code${years ? ', r.parts::"Frequency"[] as year_parts' : ''}
  from unnest(${columns.join(', ')}) as r(metric_id, over_time, over_regions, over_breakdowns, scale${years ? ', year_shift, parts' : ''})
  join metric m on m.id = r.metric_id
)`;
}

/** `part` holds the series whose figures may count, each with the line that it counts for: a metric, a target and a key there, numbered, since numbers group fast. */
export function buildPartTable(rollUp: RollUp, state: Snapshot, parameters: Parameters): string {
  const { placement, filter, dimensions, metrics } = rollUp;
  let key = 's.breakdown_key';
  let dims = "''";
  let validity = '';
  if (dimensions.length > 0) {
    const codes = parameters.column(dimensions, 'text', ({ code }) => code);
    const dimension = "split_part(i.item, '=', 1)";
    const items = (item: string, condition: string, by: string) =>
      `array_to_string(array(select ${item} from unnest(string_to_array(s.breakdown_key, ';')) with ordinality as i(item, place) where ${condition} order by place), '${by}')`;
    key = items('i.item', `${dimension} <> all(${codes})`, ';');
    dims = items(dimension, `${dimension} = any(${codes})`, ',');
    if (hasDatedCategories(rollUp)) {
      validity = `
    cross join lateral (
      select coalesce(max(y.valid_from), '-infinity') as valid_from, coalesce(min(y.valid_to), 'infinity') as valid_to
      from series_category l join category y on y.id = l.category_id join dimension d on d.id = y.dimension_id
      where l.series_id = s.id and d.code = any(${codes})
    ) v`;
    }
  }
  const conditions = [
    `s.metric_id = any(${parameters.column(metrics, 'int', ({ id }) => id)})`,
    ...seriesConditions(filter, parameters),
  ];
  const [first, last] = placement ? ['p.first_day', 'p.last_day'] : ["'-infinity'::date", "'infinity'::date"];
  // What is valid for a time counts for that time.
  const days = validity
    ? `greatest(${first}, v.valid_from) as first_day, least(${last}, v.valid_to) as last_day`
    : placement
      ? 'p.first_day, p.last_day'
      : `${first} as first_day, ${last} as last_day`;
  const place = placement
    ? `p.target_id, p.own, p.between_ids, ${days}`
    : `s.region_id as target_id, true as own, '{}'::int[] as between_ids, ${days}`;
  return `part as materialized (
  select *, dense_rank() over (order by dataset_id, metric_id, target_id, breakdown_key)::int as line
  from (
    select s.id, s.dataset_id, s.metric_id, s.region_id, s.breakdown_key as full_key, (${key}) collate "C" as breakdown_key, (${dims}) collate "C" as dims, seen.seq, ${place}
    from series s join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id${placement ? ' join place p on p.region_id = s.region_id' : ''}${validity}
    where ${conditions.join(' and ')}
  ) s
)`;
}
