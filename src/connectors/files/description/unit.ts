import type { Metric } from '../../../database/generated/prisma/client.ts';
import { type Names, pickName } from '../../../graphql/core/translation.ts';
import { tableAsOf } from '../../../read/core/history.ts';
import { nameSql } from '../../../read/core/name.ts';
import type { Parameters } from '../../../read/core/statement.ts';
import { unitNameSql } from '../../table/unit.ts';
import type { FigureUnit } from '../formats/figure.ts';
import type { FileContext } from '../request/context.ts';

/** A metric and the unit of its figures, in the language of the file. */
export interface MeasuredMetric {
  readonly metric: Metric;
  readonly unit: FigureUnit;
  /** How sure the bounds of its estimates are, in per cent; null where the publisher does not say. */
  readonly confidence: string | null;
}

/** The names of the units of metrics, as one JSON by the ids of the metrics. */
export function unitNamesSql(reading: FileContext, ids: string, parameters: Parameters): string {
  const name = (names: string, own: string) => nameSql(names, reading.languages, own, parameters);
  return `select json_object_agg(m.id, ${unitNameSql({ reading, parameters, name })})
from ${tableAsOf('metric', 'm', reading.state, parameters)}
join ${tableAsOf('unit', 'u', reading.state, parameters)} on u.id = m.unit_id
join dataset d on d.id = m.dataset_id
where m.id in (${ids})`;
}

export function describeMetric(metric: Metric, unitName: string | undefined, context: FileContext): MeasuredMetric {
  const { catalogue, graph, scaled } = context;
  const { unitMultiplier, decimals } = metric;
  const { code, datasetId, ...unit } = catalogue.units.get(metric.unitId);
  const pick = (names: unknown) => pickName(names as Names | null, null, graph, datasetId);
  const label = pick(unit.name) ?? code;
  const shift = scaled ? unitMultiplier : 0;
  return {
    metric,
    unit: {
      code,
      label,
      name: unitName ?? label,
      symbol: pick(unit.symbol),
      multiplier: unitMultiplier - shift,
      decimals: decimals === null ? null : Math.max(decimals - shift, 0),
    },
    confidence: metric.confidence?.toFixed() ?? null,
  };
}
