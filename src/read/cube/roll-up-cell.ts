import type { Parameters } from '../core/statement.ts';
import type { CellKey, RollUp } from './roll-up-query.ts';
import { CELL, joinColumns, LINE } from './roll-up-way.ts';

/**
 * `cell` holds the totals themselves; of one that may not be told the figures are null. A mean along one axis with a sum along another can only be told
 * of a whole and even table: of anything else nobody knows by what to divide. `cells` names the only totals that are wanted; null: all.
 */
export function buildCellTable(
  { allowPartial, latest }: RollUp,
  cells: readonly CellKey[] | null,
  parameters: Parameters,
): string {
  const mixed = 'j.averaged and j.summed';
  const whole = `j.reported = j.expected and (j.even or not (${mixed}))`;
  const isReported = `case when j.stored or ${whole} then not j.is_suppressed else ${allowPartial ? `j.reported > 0 and not (${mixed})` : 'false'} end`;
  const divisor = `case when not j.averaged then 1 when j.summed then j.divisor else j.reported end`;
  const only = cells ? `\n  where (${joinColumns(KEY, 'j')}) in (${buildKeyList(cells, parameters)})` : '';
  // What a sum or a mean is made of has no common numerator.
  const selectOfQuotient = (name: string) =>
    `case when t.told and not j.averaged and not j.summed then j.${name} end as ${name}`;
  const rows = `select ${joinColumns([...LINE, ...CELL], 'j')}, j.metric_code, r.code as region_code, case when j.stored then j.basis::text else 'ROLLED_UP' end as basis,
    case when t.told then j.sum end as sum, ${selectOfQuotient('numerator')}, ${selectOfQuotient('denominator')},
    case when j.weighted then 'WEIGHTED' when j.averaged then 'AVERAGE' else 'SUM' end as rule,
    t.divisor, j.marks, j.is_suppressed, case when not j.stored then j.expected end as expected, case when not j.stored then j.reported end as reported,
    j.fingerprint, case j.differing when 0 then '' when j.reported then 'ALL' else j.differing_hash::text end as definition,
    case when not t.told then null when j.weighted then j.numerator * j.scale::numeric(1000, 40) / nullif(j.denominator, 0)
      when t.divisor > 1 then j.sum::numeric(1000, 40) / t.divisor else j.sum end as value
  from chosen j join region r on r.id = j.target_id
  cross join lateral (select ${isReported} as told, ${divisor} as divisor) t${only}`;
  if (latest === null) return `cell as materialized (\n  ${rows}\n)`;
  return `cell as materialized (
  select * from (
    select l.*, row_number() over (
      partition by line order by period_end desc, period_start asc nulls last
    ) as age
    from (${rows}) l
  ) l where age <= ${parameters.add(latest, 'int')}
)`;
}

const KEY = [...LINE, 'period_start', 'period_end'];

function buildKeyList(cells: readonly CellKey[], parameters: Parameters): string {
  const columns = [
    parameters.column(cells, 'int', ({ datasetId }) => datasetId),
    parameters.column(cells, 'int', ({ metricId }) => metricId),
    parameters.column(cells, 'int', ({ regionId }) => regionId),
    parameters.column(cells, 'text', ({ breakdownKey }) => breakdownKey),
    parameters.column(cells, 'date', ({ periodStart }) => periodStart),
    parameters.column(cells, 'date', ({ periodEnd }) => periodEnd),
  ];
  return `select * from unnest(${columns.join(', ')})`;
}
