import type { Sql } from '../../database/sql.ts';
import { impliedBase } from '../../domain/comparison/change.ts';
import { basePeriod } from '../../domain/comparison/comparison.ts';
import { isSmall } from '../../domain/disclosure/suppression.ts';
import { parsePeriod } from '../../domain/period/period.ts';
import type { Meaning } from '../catalogue/installation.ts';
import type { Formulas } from './suppress-formula.ts';

interface ChangeRow {
  readonly line: number;
  readonly period: string;
  readonly kind: 'YOY' | 'PREVIOUS_PERIOD';
  readonly metric_id: number;
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly change: string;
  readonly value: string | null;
}

/** What a change of a metric has to do with. */
export interface ChangeTerms {
  readonly formulas: Formulas;
  readonly findOperands: (metric: number) => Meaning | undefined;
  readonly minCount: number | null;
}

const BATCH = 5_000;

/**
 * Leaves out the published changes of suppressed figures, and those against them: with the figure at the other end they would disclose it. So
 * does one against what was not computed because of something that is suppressed, and one that implies a base too small to publish. Answers how
 * many there were.
 */
export async function dropTellingChanges(tx: Sql, terms: ChangeTerms): Promise<number> {
  let count = 0;
  let after = 0;
  for (;;) {
    const rows = await tx.query<ChangeRow>(CHANGES, [after]);
    const last = rows.at(-1);
    if (last === undefined) return count;
    after = last.line;
    const ends = rows.flatMap((row) => endsOf(row, terms));
    const column = <K extends keyof End>(name: K) => ends.map((end) => end[name]);
    const dropped = await tx.query(DROP, [
      column('line'),
      column('metric_id'),
      column('region_id'),
      column('breakdown_key'),
      column('period'),
    ]);
    const small = rows.flatMap((row) => smallBase(row, terms) ?? []);
    const implying = await tx.query(DROP_SMALL, [small.map(({ line }) => line), small.map(({ base }) => base)]);
    count += dropped.length + implying.length;
  }
}

type End = Pick<ChangeRow, 'line' | 'metric_id' | 'region_id' | 'breakdown_key' | 'period'>;

/** The two figures of a change, and what each is computed from. */
function endsOf(row: ChangeRow, { formulas }: ChangeTerms): End[] {
  const base = basePeriod(row.kind, parsePeriod(row.period));
  const formula = formulas.of(row.metric_id);
  const operands = formula === null ? [] : formulas.allOperands(formula, row.breakdown_key);
  return [row.period, ...('reason' in base ? [] : [base.text])].flatMap((period) => [
    { ...row, period },
    ...operands.map((feed) => ({ ...row, metric_id: feed.from, breakdown_key: feed.row, period })),
  ]);
}

/** The period of the base that a change implies, where that is too small a count. */
function smallBase(row: ChangeRow, { findOperands, minCount }: ChangeTerms): { line: number; base: string } | null {
  const meaning = findOperands(row.metric_id);
  if (minCount === null || row.value === null || meaning?.kind !== 'COUNT') return null;
  const period = basePeriod(row.kind, parsePeriod(row.period));
  const { decimals, unit_multiplier } = meaning;
  const implied = impliedBase({ value: row.value, published: row.change, inPoints: false, decimals });
  if ('reason' in period || implied === null || !isSmall(implied.base, minCount, unit_multiplier)) return null;
  return { line: row.line, base: period.text };
}

const CHANGES = `-- suppress.changes
select c.line, c.period, c.kind::text, c.metric_id, c.region_id, c.breakdown_key, c.value::text as change, o.value::text
from (select * from stage_published_change where line > $1::int order by line limit ${BATCH}) c
left join stage_observation o on o.metric_id = c.metric_id and o.region_id = c.region_id and o.breakdown_key = c.breakdown_key
  and o.period = c.period
order by c.line`;

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

/** A base that is given is no secret, whatever the change rounds it to. */
const DROP_SMALL = `-- suppress.drop-small-bases
delete from stage_published_change c using unnest($1::int[], $2::text[]) as e(line, base)
where c.line = e.line and not exists (
  select from stage_observation o
  where o.metric_id = c.metric_id and o.region_id = c.region_id and o.breakdown_key = c.breakdown_key and o.period = e.base
    and o.value is not null
)
returning c.line`;
