import type { Sql } from '../../database/sql.ts';
import { checkBounds, type MetricBounds, resolveBounds } from '../../domain/check/check-bound.ts';
import { message } from '../../domain/message/message.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import type { Package } from '../package/package.ts';
import { figureText, type Problems } from '../package/problem.ts';
import { checkWords } from './check-report.ts';

interface BoundedMetric extends MetricBounds {
  readonly kind: string;
  readonly unit: string;
}

/** Codes by id and back. */
interface CodesOfFigures {
  find(kind: 'metric', code: string): number | null;
  codeOf(kind: 'metric' | 'region', id: number): string;
}

interface BeyondFigure {
  readonly line: number;
  readonly metric_id: number;
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly value: string;
}

/**
 * Refuses staged values beyond the bounds of their metrics. For a package that is refused anyway, and whose checks are not worked out: a value that
 * is beyond its bounds stays so, whatever the other rows come to. Whether a count may be negative its other figures say, so that only a declared
 * minimum counts here.
 */
export async function refuseBeyondBounds(
  tx: Sql,
  source: Package,
  metrics: ReadonlyMap<string, BoundedMetric>,
  names: CodesOfFigures,
  problems: Problems,
): Promise<void> {
  const bounds = new Map<number, MetricBounds>();
  for (const [code, metric] of metrics) {
    const id = names.find('metric', code);
    const bounded = { minimum: metric.minimum, maximum: resolveBounds(metric).maximum };
    if (id !== null && (bounded.minimum !== null || bounded.maximum !== null)) bounds.set(id, bounded);
  }
  const columns = [
    [...bounds.keys()],
    [...bounds.values()].map(({ minimum }) => minimum),
    [...bounds.values()].map(({ maximum }) => maximum),
  ];
  const resource = source.resources.get('observations')?.path ?? 'observations.csv';
  for await (const rows of fetchBatches<BeyondFigure>(tx, 'check', 'beyond_bounds', BEYOND, columns)) {
    for (const { line, metric_id, region_id, breakdown_key, period, value } of rows) {
      const found = checkBounds(value, bounds.get(metric_id) ?? { minimum: null, maximum: null });
      if (found === null) continue;
      const place = [names.codeOf('metric', metric_id), names.codeOf('region', region_id)];
      const sentence = checkWords({ ...found, rule: 'BOUNDS', subject: found.bound });
      problems.add({
        resource,
        row: line,
        column: 'value',
        value,
        message: message('import.check-failed', { figure: figureText(...place, breakdown_key, period), sentence }),
        expected: message('import.check-expected', { expected: found.expected ?? '' }),
      });
    }
  }
}

const BEYOND = `select g.line, g.metric_id, g.region_id, g.breakdown_key, g.period, g.value::text as value
from unnest($1::int[], $2::numeric[], $3::numeric[]) as b(metric_id, minimum, maximum)
join stage_observation g on g.metric_id = b.metric_id
where g.value < b.minimum or g.value > b.maximum
order by g.line`;
