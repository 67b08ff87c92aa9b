import type { Database } from '../../../database/database.ts';
import type { Metric } from '../../../database/generated/prisma/client.ts';
import { type Names, pickName } from '../../../graphql/core/translation.ts';
import { tableAsOf } from '../../../read/core/history.ts';
import { nameSql } from '../../../read/core/name.ts';
import { Parameters } from '../../../read/core/statement.ts';
import { unitNameSql } from '../../table/unit.ts';
import type { FigureUnit } from '../formats/figure.ts';
import type { FileContext } from '../request/context.ts';

/** A metric and the unit of its figures, in the language of the file. */
export interface MeasuredMetric {
  readonly metric: Metric;
  readonly unit: FigureUnit;
}

export async function readMeasured(
  database: Database,
  context: FileContext,
  metrics: readonly Metric[],
): Promise<readonly MeasuredMetric[]> {
  const { catalogue, graph, languages, scaled, state } = context;
  const parameters = new Parameters();
  const name = (names: string, own: string) => nameSql(names, languages, own, parameters);
  const ids = parameters.add(
    metrics.map(({ id }) => id),
    'int[]',
  );
  const rows = await database.query<{ readonly id: number; readonly name: string }>(
    `-- files.units
select m.id, ${unitNameSql({ reading: context, parameters, name })} as name
from ${tableAsOf('metric', 'm', state, parameters)}
join ${tableAsOf('unit', 'u', state, parameters)} on u.id = m.unit_id
join dataset d on d.id = m.dataset_id
where m.id = any(${ids})`,
    parameters.values,
  );
  const named = new Map(rows.map((row) => [row.id, row.name]));
  return metrics.map((metric) => {
    const { unitMultiplier, decimals } = metric;
    const unit = catalogue.units.get(metric.unitId);
    const pick = (names: unknown) => pickName(names as Names | null, null, graph, unit.datasetId);
    const label = pick(unit.name) ?? unit.code;
    const shift = scaled ? unitMultiplier : 0;
    return {
      metric,
      unit: {
        code: unit.code,
        label,
        name: named.get(metric.id) ?? label,
        symbol: pick(unit.symbol),
        multiplier: unitMultiplier - shift,
        decimals: decimals === null ? null : Math.max(decimals - shift, 0),
      },
    };
  });
}
