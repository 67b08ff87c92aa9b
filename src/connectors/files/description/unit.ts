import type { Metric } from '../../../database/generated/prisma/client.ts';
import { type Names, pickName } from '../../../graphql/core/translation.ts';
import type { FigureUnit } from '../formats/figure.ts';
import type { FileContext } from '../request/context.ts';

/** The unit of a metric, in the language of the file. */
export function getFigureUnit(metric: Metric, { catalogue, graph }: FileContext): FigureUnit {
  const unit = catalogue.units.get(metric.unitId);
  const name = (names: unknown) => pickName(names as Names | null, null, graph, unit.datasetId);
  const { unitMultiplier: multiplier, decimals } = metric;
  return { code: unit.code, label: name(unit.name) ?? unit.code, symbol: name(unit.symbol), multiplier, decimals };
}
