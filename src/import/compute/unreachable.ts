import type { Sql } from '../../database/sql.ts';
import { message } from '../../domain/message/message.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Package } from '../package/package.ts';
import { figureText, type Problems } from '../package/problem.ts';
import type { Computed } from './computed.ts';

interface Unreachable {
  readonly line: number;
  readonly metric_id: number;
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
}

/**
 * Finds published changes without an observation of their series and period, over which alone readers reach them.
 * Those of `unsettled` metrics are left out: what they come to was not computed.
 */
export async function refuseUnreachableChanges(
  tx: Sql,
  source: Package,
  names: CodeIds,
  unsettled: readonly Computed[],
  problems: Problems,
): Promise<void> {
  const resource = source.resources.get('published_changes')?.path;
  if (resource === undefined) return;
  // An observation that could not be read may be the very one.
  const observations = source.resources.get('observations');
  if (source.unreadable.has('observations') || observations?.unread !== undefined) return;
  if (observations !== undefined && problems.concern(observations.path)) return;
  const metrics = unsettled.map(({ code }) => names.find('metric', code)).filter((id) => id !== null);
  const changes = await tx.query<Unreachable>(UNREACHABLE, [metrics]);
  for (const { line, metric_id, region_id, breakdown_key, period } of changes) {
    const series = [names.codeOf('metric', metric_id), names.codeOf('region', region_id), breakdown_key, period];
    problems.addOfRow({
      resource,
      row: line,
      column: 'metric, region, breakdown, period',
      value: figureText(...series),
      message: message('import.change-without-observation'),
      expected: message('import.observation-expected'),
    });
  }
}

/** Beyond these nobody reads on. */
const MAX_TOLD = 1_000;

const UNREACHABLE = `-- import.unreachable-changes
select c.line, c.metric_id, c.region_id, c.breakdown_key, c.period from stage_published_change c
where not c.metric_id = any($1::int[]) and not exists (
  select 1 from stage_observation o
  where o.metric_id = c.metric_id and o.region_id = c.region_id and o.breakdown_key = c.breakdown_key and o.period = c.period
)
order by c.line limit ${MAX_TOLD}`;
