import type { ObservationFilter } from '../../read/observation/observation-filter.ts';
import { BreakdownInput } from '../catalogue/dimension.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { resolveQuery } from './observation-filter.ts';

export const SeriesWhere = builder.inputType('SeriesWhere', {
  description: `Which series. ${ANY_AND_ALL}`,
  fields: (t) => ({
    datasets: t.stringList({ required: false, description: 'Codes of the data sets that publish them.' }),
    regions: t.stringList({ required: false, description: 'Codes of regions.' }),
    breakdowns: t.field({
      type: [BreakdownInput],
      required: false,
      description: 'What of which dimension they count; dimensions that are not named are then at their total.',
    }),
  }),
});

/** The same filter as observations have, for series. */
export const seriesFilter = (
  where: typeof SeriesWhere.$inferInput | null | undefined,
  context: Context,
): ObservationFilter => resolveQuery(where ?? {}, context, context.state);
