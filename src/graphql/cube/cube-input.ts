import { badInput } from '../../domain/core/errors.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { CubeQuery } from '../../read/cube/cube.ts';
import type { RollUp } from '../../read/cube/roll-up-query.ts';
import { BreakdownInput } from '../catalogue/dimension.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { ChangeKind, Frequency } from '../core/enum.ts';
import type { PageSizes } from '../core/pagination.ts';
import { metricIds, resolveQuery } from '../observation/observation-filter.ts';
import { RegionSelection, selectedRegions } from './region-selection.ts';
import { ARGUMENTS, RollUpInput, resolveRollUp } from './roll-up.ts';

export const CUBE_SIZES: PageSizes = { usual: 1_000, most: 10_000, within: 'input' };
const MAX_LATEST = 100_000;

export const CubeOrder = builder.enumType('CubeOrder', {
  description: 'The sort order of the rows of a cube. Rows without a value come last.',
  values: {
    METRIC_ASC: { description: "Sorts by the metric's code." },
    REGION_ASC: { description: "Sorts by the region's code." },
    PERIOD_ASC: { description: "Sorts by the period's last day, the earliest first." },
    PERIOD_DESC: { description: "Sorts by the period's last day, the latest first." },
    VALUE_ASC: { description: 'Sorts by value, the lowest first.' },
    VALUE_DESC: { description: 'Sorts by value, the highest first.' },
  } as const,
});

export const CubeInput = builder.inputType('CubeInput', {
  description: `Selects the cells of a cube. ${ANY_AND_ALL} An unknown code is refused with BAD_INPUT.`,
  fields: (t) => ({
    metrics: t.stringList({ required: true, description: 'Codes of metrics.' }),
    datasets: t.stringList({
      required: false,
      description: 'Codes of the publishing data sets. Default: all.',
    }),
    regions: t.field({
      type: RegionSelection,
      required: false,
      description: 'Selects regions; with a roll-up over regions, the regions to aggregate. Default: all.',
    }),
    from: t.field({
      type: 'Period',
      required: false,
      description: 'Selects cells whose period ends on or after the first day of this period.',
    }),
    to: t.field({
      type: 'Period',
      required: false,
      description: 'Selects cells whose period ends on or before the last day of this period.',
    }),
    latest: t.int({
      required: false,
      description:
        'Number of latest periods to return for each metric, region and breakdown, within `from` and `to`. Between 1 and 100,000. Default: all periods.',
    }),
    frequency: t.field({
      type: [Frequency],
      required: false,
      description: 'Frequencies of the periods; with a roll-up over time, of the periods to aggregate. Default: all.',
    }),
    breakdowns: t.field({
      type: [BreakdownInput],
      required: false,
      description: 'Selects categories by dimension. Dimensions not listed are fixed at their total.',
    }),
    rollUp: t.field({
      type: RollUpInput,
      required: false,
      description:
        "Rolls values up into totals. The request is refused, naming the metric and its rule, if a metric's aggregation rule does not allow it.",
    }),
    changes: t.field({
      type: [ChangeKind],
      required: false,
      description: 'Kinds of comparison for each value, in this order. Default: none.',
    }),
    asOf: t.field({
      type: 'DateTime',
      required: false,
      description: 'Reads the data as published at this moment. Default: now.',
    }),
    orderBy: t.field({
      type: [CubeOrder],
      required: false,
      description: 'Sort order. Default: by metric, region and period.',
    }),
    first: t.int({ required: false, description: 'Number of rows to return. Default 1,000, maximum 10,000.' }),
    after: t.string({ required: false, description: 'Cursor: the page starts with the row after it.' }),
  }),
});
export type CubeArguments = typeof CubeInput.$inferInput;

/** What the input means in a state: cells as they are stored, or totals of them. */
export type CubeMeaning =
  | { readonly stored: CubeQuery; readonly rollUp: null }
  | { readonly stored: null; readonly rollUp: RollUp };

export function cubeMeaning(input: CubeArguments, context: Context, state: Snapshot): CubeMeaning {
  const { datasets, from, to, frequency, breakdowns, regions, rollUp } = input;
  const latest = input.latest ?? null;
  if (latest !== null && (latest < 1 || latest > MAX_LATEST)) {
    throw badInput(
      'input.latest',
      `\`input.latest\` must be between 1 and ${MAX_LATEST.toLocaleString('en')}; got ${latest}.`,
    );
  }
  const query = { datasets, from, to, frequency, breakdowns };
  const ids = [...new Set(metricIds(input.metrics, context, state, 'input.metrics'))];
  const metrics = ids.map((id) => context.catalogue.metrics.get(id));
  if (rollUp) {
    const around = { metrics, query, regions, latest };
    return { stored: null, rollUp: resolveRollUp(rollUp, around, context, state) };
  }
  const selected = selectedRegions(regions, context, state, ({ current }) => current);
  const filter = { ...resolveQuery(query, context, state, ARGUMENTS), regions: selected ? [...selected] : undefined };
  return { stored: { metrics: ids, filter, latest }, rollUp: null };
}
