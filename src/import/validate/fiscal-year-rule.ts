import type { Sql } from '../../database/sql.ts';
import { message } from '../../domain/message/message.ts';
import { quoted } from '../package/problem.ts';
import type { RuleInput } from './rule.ts';

/** Refuses another calendar for a metric of which annual figures or targets were published, in this release or an earlier one. */
export async function refuseChangedCalendars(
  tx: Sql,
  { source, catalogue, installation, names, problems }: RuleInput,
): Promise<void> {
  const changed = catalogue.rows.metrics.filter(({ code, fiscal_year_start }) => {
    const row = installation.shared.get('metric')?.get(code);
    const known = installation.metrics.get(code);
    const isOwn = row !== undefined && (!row.open || row.owner === source.code);
    return isOwn && known !== undefined && known.fiscal_year_start !== fiscal_year_start;
  });
  if (changed.length === 0) return;
  const annual = await tx.query<{ metric_id: number }>(ANNUAL, [changed.map(({ code }) => names.id('metric', code))]);
  const fixed = new Set(annual.map(({ metric_id }) => metric_id));
  for (const { code, line, fiscal_year_start } of changed) {
    if (!fixed.has(names.id('metric', code))) continue;
    problems.add({
      resource: source.resources.get('metrics')?.path ?? 'metrics.csv',
      row: line,
      column: 'fiscal_year_start',
      value: fiscal_year_start ?? '01-01',
      message: message('import.fixed-calendar', { metric: quoted(code) }),
      expected: message('import.same-calendar-expected', {
        start: installation.metrics.get(code)?.fiscal_year_start ?? '01-01',
      }),
    });
  }
}

/** Targets have no frequency: the names of years tell it. */
const ANNUAL = `-- import.annual-metrics
select k.metric_id from unnest($1::int[]) as k(metric_id)
where exists (
  select from series s join observation o on o.series_id = s.id where s.metric_id = k.metric_id and o.frequency = 'ANNUAL'
) or exists (
  select from series s join target g on g.series_id = s.id where s.metric_id = k.metric_id and g.period ~ '^[0-9]{4}(-[0-9]{2}-[0-9]{2}/P1Y)?$'
)`;
