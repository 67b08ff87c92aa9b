import { basePeriod } from '../domain/comparison.ts';
import { parsePeriod } from '../domain/period.ts';
import type { Sql } from '../store/sql.ts';

interface ChangeRow {
  readonly line: number;
  readonly period: string;
  readonly kind: 'YOY' | 'PREVIOUS_PERIOD';
  readonly metric_id: number;
  readonly region_id: number;
  readonly breakdown_key: string;
}

const BATCH = 5_000;

/**
 * Leaves out the published changes of what is kept back, and those against it: with the figure at the other end they would give it away.
 * Answers how many there were.
 */
export async function dropTellingChanges(tx: Sql): Promise<number> {
  let count = 0;
  let after = 0;
  for (;;) {
    const rows = await tx.query<ChangeRow>(CHANGES, [after]);
    const last = rows.at(-1);
    if (last === undefined) return count;
    after = last.line;
    const ends = rows.flatMap((row) => {
      const base = basePeriod(row.kind, parsePeriod(row.period));
      return [row.period, ...('reason' in base ? [] : [base.text])].map((period) => ({ ...row, period }));
    });
    const column = <K extends keyof ChangeRow>(name: K) => ends.map((end) => end[name]);
    const dropped = await tx.query(DROP, [
      column('line'),
      column('metric_id'),
      column('region_id'),
      column('breakdown_key'),
      column('period'),
    ]);
    count += dropped.length;
  }
}

const CHANGES = `-- suppress.changes
select line, period, kind::text, metric_id, region_id, breakdown_key from stage_published_change where line > $1::int order by line limit ${BATCH}`;

const DROP = `-- suppress.drop-changes
delete from stage_published_change c
where c.line in (
  select e.line
  from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[]) as e(line, metric_id, region_id, breakdown_key, period)
  join stage_observation o on o.metric_id = e.metric_id and o.region_id = e.region_id and o.breakdown_key = e.breakdown_key
    and o.period = e.period
  where o.value is null and 'SUPPRESSED' = any(o.flags)
)
returning c.line`;
