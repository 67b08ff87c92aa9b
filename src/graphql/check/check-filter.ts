import type { CheckFilter } from '../../read/check/check.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { metricIds, resolveObservationQuery } from '../observation/observation-filter.ts';
import { CheckRule, Verdict } from './check-enum.ts';

export const CheckWhere = builder.inputType('CheckWhere', {
  description: `A filter for checks. ${ANY_AND_ALL}`,
  fields: (t) => ({
    dataset: t.string({ required: false, description: 'Code of the data set that publishes the checked figures.' }),
    metrics: t.stringList({ required: false, description: 'Codes of metrics.' }),
    rules: t.field({ type: [CheckRule], required: false, description: 'Rules of the checks.' }),
    verdicts: t.field({ type: [Verdict], required: false, description: 'Verdicts of the checks.' }),
  }),
});

/** Turns codes into ids; one that nothing has is BAD_INPUT, so that a slip does not look as if all were well. */
export function checkFilter(
  where: typeof CheckWhere.$inferInput | null | undefined,
  context: Context,
  state: Snapshot,
): CheckFilter {
  const { dataset, metrics, rules, verdicts } = where ?? {};
  const names = { regions: 'regions', datasets: 'dataset', breakdowns: 'breakdowns' };
  const { datasets } = resolveObservationQuery({ datasets: dataset == null ? null : [dataset] }, context, state, names);
  return {
    datasetId: datasets?.[0],
    metricIds: metrics ? metricIds(metrics, context, state) : undefined,
    rules: rules ?? undefined,
    verdicts: verdicts ?? undefined,
  };
}
