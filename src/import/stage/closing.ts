import { OPEN, type Sql } from '../../database/sql.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import type { PackageCatalogue } from '../catalogue/catalogue.ts';
import type { FileName } from '../package/fact-format.ts';
import type { Package } from '../package/package.ts';
import { figureText, type Problems, quoted } from '../package/problem.ts';
import { CHANGES, OBSERVATION_STAGING, type StagingTable, TARGETS } from './stage.ts';

/** More than both is closed only where whoever imports says so: a delivery that was cut off looks like one that takes figures back. */
const MAX_CLOSED = 10;
const MAX_CLOSED_SHARE = 0.1;

const METRICS_SHOWN = 10;
const EXAMPLES_SHOWN = 3;

const FACT_TABLES: readonly { readonly file: FileName; readonly table: string; readonly stage: StagingTable }[] = [
  { file: 'observations', table: 'observation', stage: OBSERVATION_STAGING },
  { file: 'published_changes', table: 'published_change', stage: CHANGES },
  { file: 'targets', table: 'target', stage: TARGETS },
];

interface StandingMetric {
  readonly metric: string;
  readonly standing: number;
  readonly closing: number;
}

/**
 * Refuses a release that would close much of what stands, file by file, and says what. All that it brings has to be staged. It looks through the
 * metrics that have figures in `parts`: on an embedded database readers wait for each statement.
 */
export async function refuseClosing(
  tx: Sql,
  source: Package,
  catalogue: PackageCatalogue,
  parts: readonly (readonly number[])[],
  problems: Problems,
): Promise<void> {
  for (const { file, table, stage } of FACT_TABLES) {
    const metrics: StandingMetric[] = [];
    for (const part of parts) {
      const counted = await tx.query<StandingMetric>(
        `-- import.count-closing-${table}
select m.code as metric, count(*)::int as standing, (count(*) filter (where g.metric_id is null))::int as closing
from ${standingFacts(table, stage)} and g.metric_id = any($2::int[]) join metric m on m.id = s.metric_id
where s.metric_id = any($2::int[]) group by m.code`,
        [source.code, part],
      );
      metrics.push(...counted);
    }
    metrics.sort((a, b) => b.closing - a.closing || (a.metric < b.metric ? -1 : 1));
    const standing = metrics.reduce((sum, row) => sum + row.standing, 0);
    const closing = metrics.reduce((sum, row) => sum + row.closing, 0);
    if (!isTooMuch(closing, standing)) continue;
    const examples = await tx.query<{ metric: string; region: string; breakdown: string; period: string }>(
      `-- import.find-closing-${table}
select m.code as metric, r.code as region, s.breakdown_key as breakdown, t.period
from ${standingFacts(table, stage)} join metric m on m.id = s.metric_id join region r on r.id = s.region_id
where g.metric_id is null order by m.code, r.code, s.breakdown_key, t.period limit ${EXAMPLES_SHOWN}`,
      [source.code],
    );
    const closed = metrics.filter((row) => row.closing > 0).map((row) => `${quoted(row.metric)}: ${row.closing}`);
    const by = list(closed.length > METRICS_SHOWN ? [...closed.slice(0, METRICS_SHOWN), '…'] : closed);
    const first = examples.map(({ metric, region, breakdown, period }) =>
      figureText(metric, region, breakdown, period),
    );
    refuse(file, message('import.would-close-figures', { closing, standing, by, examples: list(first.map(quoted)) }));
  }
  const given = new Set(catalogue.rows.tasks.map(({ code }) => code));
  const tasks = await tx.query<{ code: string }>(
    `-- import.standing-tasks
select t.code from task t join dataset d on d.id = t.dataset_id where d.code = $1::text and t.to_seq = ${OPEN} order by 1`,
    [source.code],
  );
  const closed = tasks.filter(({ code }) => !given.has(code)).map(({ code }) => quoted(code));
  if (isTooMuch(closed.length, tasks.length)) {
    const counts = { closing: closed.length, standing: tasks.length, examples: list(closed.slice(0, EXAMPLES_SHOWN)) };
    refuse('tasks', message('import.would-close-tasks', counts));
  }

  function refuse(file: FileName, text: Text): void {
    const resource = source.resources.get(file)?.path ?? file;
    problems.add({ resource, message: text, expected: message('import.all-or-confirmed') });
  }
}

const isTooMuch = (closing: number, standing: number): boolean =>
  closing > MAX_CLOSED && closing > standing * MAX_CLOSED_SHARE;

/** The published facts `t` of the data set's series `s` that are open, each with its like in the stage `g`, where there is one. */
const standingFacts = (table: string, stage: StagingTable): string => {
  const isPublished = table === 'observation' ? " and t.basis = 'PUBLISHED'" : '';
  const sameKind = 'kind' in stage.columns ? ' and g.kind = t.kind' : '';
  return `dataset d join series s on s.dataset_id = d.id and d.code = $1::text
join ${table} t on t.series_id = s.id and t.to_seq = ${OPEN}${isPublished}
left join ${stage.table} g on g.metric_id = s.metric_id and g.region_id = s.region_id and g.breakdown_key = s.breakdown_key
  and g.period_end = t.period_end and g.period = t.period${sameKind}`;
};
