import { OPEN, type Sql } from '../../database/sql.ts';
import {
  checkBounds,
  isContradicted,
  type MetricBounds,
  resolveBounds,
  type SeriesBeyond,
} from '../../domain/check/check-bound.ts';
import { groupBy } from '../../domain/core/group-by.ts';
import { message, type Text } from '../../domain/message/message.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import { quoted } from '../package/problem.ts';
import type { CheckedMetrics } from './check-metric.ts';
import type { CheckedSeries, CheckStage } from './check-stage.ts';

/** The bounds of each metric as its figures in this data set leave them. */
export interface CheckedBounds {
  readonly of: (metric: number) => MetricBounds;
  /** Whether any figure is beyond them. */
  readonly isBroken: boolean;
  readonly notes: readonly Text[];
}

type BeyondRow = SeriesBeyond & { readonly metric_id: number; readonly above: number };

/** Finds the bounds of all metrics: what they declare, and the defaults that their figures do not contradict. */
export async function readBounds(tx: Sql, dataset: number, metrics: CheckedMetrics): Promise<CheckedBounds> {
  const bounds = new Map(metrics.all.map((metric) => [metric.id, resolveBounds(metric)]));
  const rows = await tx.query<BeyondRow>(`-- check.beyond\n${BEYOND}`, [dataset, ...columnsOf(bounds)]);
  const notes: Text[] = [];
  for (const [id, series] of groupBy(rows, ({ metric_id }) => metric_id)) {
    const { code, minimum, maximum } = metrics.get(id);
    if (minimum !== null) continue;
    const [total] = await tx.query<{ count: number }>(TOTAL, [id]);
    if (!isContradicted(series, total?.count ?? 0)) continue;
    // What is negative by nature is no share of a whole either.
    bounds.set(id, { minimum: null, maximum });
    const below = series.reduce((sum, { beyond }) => sum + beyond, 0);
    notes.push(message('import.note-minimum', { metric: quoted(code), below, total: total?.count ?? 0 }));
  }
  const isBeyond = ({ metric_id, beyond, above }: BeyondRow) => {
    const left = bounds.get(metric_id);
    return (left?.minimum != null && beyond > 0) || (left?.maximum != null && above > 0);
  };
  const of = (id: number) => bounds.get(id) ?? { minimum: null, maximum: null };
  return { of, isBroken: rows.some(isBeyond), notes };
}

const columnsOf = (bounds: ReadonlyMap<number, MetricBounds>) => [
  [...bounds.keys()],
  [...bounds.values()].map(({ minimum }) => minimum),
  [...bounds.values()].map(({ maximum }) => maximum),
];

/** Checks published values against the bounds of their metrics. */
export async function checkAllBounds(
  tx: Sql,
  dataset: number,
  { of, isBroken }: CheckedBounds,
  metrics: CheckedMetrics,
  stage: CheckStage,
): Promise<void> {
  if (!isBroken) return;
  type Row = CheckedSeries & { readonly metric_id: number; readonly value: string };
  const values = [dataset, ...columnsOf(new Map(metrics.all.map(({ id }) => [id, of(id)])))];
  for await (const rows of fetchBatches<Row>(tx, 'check', 'bounds', FIGURES, values)) {
    for (const row of rows) {
      const found = checkBounds(row.value, of(row.metric_id));
      if (found) stage.add(row, 'BOUNDS', found.bound, found);
    }
    await stage.flush();
  }
}

/** The extremes of a series say whether its figures have to be looked at. */
const BOUNDED = `from unnest($2::int[], $3::numeric[], $4::numeric[]) as b(metric_id, minimum, maximum)
join check_precision p on p.metric_id = b.metric_id and (p.least < b.minimum or p.greatest > b.maximum)
join series s on s.id = p.series_id and s.dataset_id = $1::int
join observation o on o.series_id = s.id and o.to_seq = ${OPEN} and o.basis = 'PUBLISHED'
where o.value < b.minimum or o.value > b.maximum`;

const BEYOND = `select s.metric_id, count(*) filter (where o.value < b.minimum)::int as beyond,
  count(*) filter (where o.value > b.maximum)::int as above, min(p.figures)::int as figures
${BOUNDED}
group by s.metric_id, s.id`;

const TOTAL = '-- check.figures\nselect sum(figures)::int as count from check_precision where metric_id = $1::int';

const FIGURES = `select s.id as series_id, s.metric_id, o.period, o.period_end::text, o.value::text
${BOUNDED}`;
