import { tableAsOf } from '../../../read/core/history.ts';
import { seenTable, visibleIn } from '../../../read/core/statement.ts';
import {
  type AggregationInputs,
  buildInputWhere,
  type SumQuery,
  type SumRequest,
  writeKeys,
} from './aggregation-input.ts';

/**
 * Asks whether among what is added together one region lies in another, or did so at any time that the tree tells of. A level does not say
 * it: publishers put counties into counties, and a region's level changes.
 */
export function withinSql(aggregationInputs: AggregationInputs, sum: SumRequest): SumQuery {
  const { rows } = aggregationInputs;
  const { reading, parameters } = rows.statement;
  const { values } = writeKeys(aggregationInputs);
  // As one text a group can be looked up by, also where parts of it are null.
  const group = values.length > 0 ? `row(${values.join(', ')})::text` : "''";
  const selected = `${group} as grp, ${rows.column('regionNumber')} as region`;
  const where = buildInputWhere(aggregationInputs, sum);
  const seen = seenTable(reading.state, parameters);
  const text = `-- odata.guard.within
with recursive addend as materialized (select distinct ${selected} from ${rows.sql()} where ${where}),
place as materialized (select distinct region from addend),
above as materialized (
  select distinct v.region_id as region, v.parent_id as parent
  from ${tableAsOf('region_version', 'v', reading.state, parameters)} join ${seen} on seen.dataset_id = v.dataset_id
  where v.parent_id is not null and ${visibleIn('v')}
),
up as (
  select a.region, a.parent from place p join above a on a.region = p.region
  union
  select u.region, a.parent from up u join above a on a.region = u.parent
),
pair as materialized (select u.region, u.parent from up u join place p on p.region = u.parent where u.region <> u.parent)
select exists (
  select from pair
  join addend lower on lower.region = pair.region
  join addend higher on higher.region = pair.parent and higher.grp = lower.grp
) as any`;
  return { text, values: parameters.values };
}
