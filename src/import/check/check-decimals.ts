import { OPEN, type Sql } from '../../database/sql.ts';
import { checkDecimals } from '../../domain/check/check.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import type { CheckedSeries, CheckStage } from './check-stage.ts';

interface DecimalsRow extends CheckedSeries {
  readonly value: string;
  readonly most: number;
  readonly declared: boolean;
  readonly beyond: number;
  readonly figures: number;
}

/** Finds series with more decimals than their metric has. One finding for each: a metric that declares too few would fail figure by figure. */
export async function checkAllDecimals(tx: Sql, dataset: number, stage: CheckStage): Promise<void> {
  for await (const rows of fetchBatches<DecimalsRow>(tx, 'check', 'decimals', BEYOND, [dataset])) {
    for (const row of rows) {
      const { value, most, declared, beyond, figures } = row;
      const parts = { expected: figures, reported: beyond };
      stage.add(row, 'DECIMALS', declared ? 'DECLARED' : 'WHOLE', checkDecimals(value, most), parts);
    }
    await stage.flush();
  }
}

/** The last figure of each series that shows too many. Zeros at the end are no decimals. */
const BEYOND = `select p.series_id, o.period, o.period_end::text, o.value::text, p.most, m.decimals is not null as declared, p.beyond, p.figures
from check_precision p
join series s on s.id = p.series_id and s.dataset_id = $1::int
join metric m on m.id = s.metric_id
cross join lateral (
  select x.period, x.period_end, x.value from observation x
  where x.series_id = p.series_id and x.to_seq = ${OPEN} and x.basis = 'PUBLISHED' and scale(trim_scale(x.value)) > p.most
  order by x.period_end desc, x.period limit 1
) o
where p.beyond > 0`;
