import type { ObservationFilter } from '../../read/observation/observation-filter.ts';
import { BreakdownInput } from '../catalogue/dimension.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { resolveObservationQuery } from './observation-filter.ts';

export const SeriesWhere = builder.inputType('SeriesWhere', {
  description: `A filter for series. ${ANY_AND_ALL}`,
  fields: (t) => ({
    datasets: t.stringList({ required: false, description: 'Codes of the publishing data sets.' }),
    regions: t.stringList({ required: false, description: 'Codes or aliases of regions.' }),
    breakdowns: t.field({
      type: [BreakdownInput],
      required: false,
      description: 'Selects categories by dimension. Dimensions not listed are fixed at their total.',
    }),
  }),
});

/** The same filter as observations have, for series. */
export const seriesFilter = (
  where: typeof SeriesWhere.$inferInput | null | undefined,
  context: Context,
): ObservationFilter => resolveObservationQuery(where ?? {}, context, context.state);
