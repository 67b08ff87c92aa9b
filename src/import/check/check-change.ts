import { OPEN, type Sql } from '../../database/sql.ts';
import { checkChange } from '../../domain/check/check.ts';
import { basePeriod, type Figure } from '../../domain/comparison/comparison.ts';
import { parsePeriod } from '../../domain/period/period.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import { NOTHING, type Snapshot } from '../../read/core/snapshot.ts';
import { readComparisons } from '../../read/observation/comparison.ts';
import type { ReleaseWriter } from '../write/write.ts';
import type { CheckedMetrics } from './check-metric.ts';
import type { CheckedSeries, CheckStage } from './check-stage.ts';

interface ChangeRow extends CheckedSeries {
  readonly metric_id: number;
  readonly kind: 'YOY' | 'PREVIOUS_PERIOD';
  readonly published: string;
  readonly value: string | null;
  /** How many decimals the series shows. */
  readonly shown: number | null;
  /** As PostgreSQL writes an array: null without one. */
  readonly flags: string | null;
}

/** Checks published changes against the figures themselves, by the rules by which they are compared for readers. */
export async function checkChanges(
  { tx, dataset, seq }: ReleaseWriter,
  metrics: CheckedMetrics,
  stage: CheckStage,
): Promise<void> {
  const state = stateOf(dataset, seq);
  for await (const rows of fetchBatches<ChangeRow>(tx, 'check', 'changes', CHANGES, [dataset])) {
    await checkBatch(tx, state, metrics, stage, rows);
  }
}

/** What readers will see of this data set. */
const stateOf = (id: number, seq: number): Snapshot => ({
  ...NOTHING,
  datasets: [{ id, seq, code: '', language: '', timeZone: '', regionId: null }],
  seqs: new Map([[id, seq]]),
});

async function checkBatch(
  tx: Sql,
  state: Snapshot,
  metrics: CheckedMetrics,
  stage: CheckStage,
  rows: readonly ChangeRow[],
): Promise<void> {
  const compared = rows.map((row) => {
    const period = parsePeriod(row.period);
    const base = basePeriod(row.kind, period);
    const of = {
      seriesId: row.series_id,
      period: row.period,
      periodEnd: row.period_end,
      frequency: period.frequency,
      kind: row.kind,
    };
    return 'reason' in base
      ? { key: { ...of, base: null }, given: base.reason }
      : { key: { ...of, base: { period: base.text, start: base.start, end: base.end } }, given: null };
  });
  const keys = compared.map(({ key }) => key);
  const found = await readComparisons(tx, state, keys, ['value', 'flags']);
  for (const [index, row] of rows.entries()) {
    const { base = null, isBroken = false } = found[index] ?? {};
    const measure = metrics.get(row.metric_id);
    const figure = ({ value, flags }: Figure) =>
      value === null ? { value, flags, exact: false } : { ...metrics.inputOf(measure.id, value, row.shown), flags };
    const value = figure({ value: row.value, flags: row.flags?.slice(1, -1).split(',') ?? [] });
    const before = base && figure({ value: base.value, flags: base.flags ?? [] });
    const terms = { measure, isBroken, given: compared[index]?.given ?? null };
    stage.add(row, 'PUBLISHED_CHANGE', row.kind, checkChange(row.published, value, before, terms));
  }
  await stage.flush();
}

const CHANGES = `select s.id as series_id, s.metric_id, c.period, c.period_end::text, c.kind::text, c.value::text as published,
  o.value::text, o.flags::text, a.decimals as shown
from series s
left join check_precision a on a.series_id = s.id
join published_change c on c.series_id = s.id and c.to_seq = ${OPEN}
join observation o on o.series_id = s.id and o.period_end = c.period_end and o.period = c.period and o.to_seq = ${OPEN}
where s.dataset_id = $1::int`;
