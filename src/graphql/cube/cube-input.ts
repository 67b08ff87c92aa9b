import { BreakdownInput } from '../catalogue/dimension.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import { ChangeKind, Frequency, RegionLevel } from '../core/enum.ts';
import type { PageSizes } from '../core/pagination.ts';

export const CUBE_SIZES: PageSizes = { usual: 1_000, most: 10_000, within: 'input' };

const CubeOrder = builder.enumType('CubeOrder', {
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

const RegionSelection = builder.inputType('RegionSelection', {
  description: 'Selects regions by exactly one of `codes`, `childrenOf` and `descendantsOf`.',
  fields: (t) => ({
    codes: t.stringList({
      required: false,
      description:
        'Codes or aliases of regions. A code that exists in several schemes selects all of these regions; `scheme:code` selects one.',
    }),
    childrenOf: t.string({
      required: false,
      description: 'Selects the regions directly below the region with this code, or `scheme:code`.',
    }),
    descendantsOf: t.string({
      required: false,
      description: 'Selects all regions below the region with this code, or `scheme:code`.',
    }),
    level: t.field({
      type: RegionLevel,
      required: false,
      description: 'Restricts `descendantsOf` to regions of this administrative level. Default: all levels.',
    }),
  }),
});

export type RegionSelectionInput = typeof RegionSelection.$inferInput;

const RollUpInput = builder.inputType('RollUpInput', {
  description: `Rolls values up into totals: regions into larger regions, periods into longer periods, the categories of dimensions into their total.
The aggregation rule of each metric says how; a metric whose rule forbids it makes the whole request fail.`,
  fields: (t) => ({
    toLevel: t.field({
      type: RegionLevel,
      required: false,
      description:
        'Aggregates into regions of this level, in the region hierarchy of the last day of each period. Excludes `toRegion`.',
    }),
    toRegion: t.string({
      required: false,
      description:
        'Aggregates into the region with this code, or `scheme:code` if the code exists in several schemes. Excludes `toLevel`.',
    }),
    overTime: t.field({
      type: Frequency,
      required: false,
      description:
        'Aggregates shorter periods into periods of this frequency that they fill: months into years, days into weeks.',
    }),
    overBreakdowns: t.stringList({
      required: false,
      description: 'Codes of the dimensions to aggregate over. Maximum 8.',
    }),
    allowPartial: t.boolean({
      required: false,
      description:
        'Returns totals of which a part is missing. Default false: such a total is null, and its coverage tells how many parts reported.',
    }),
  }),
});

export type RollUpArguments = typeof RollUpInput.$inferInput;

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
      description: 'Sort order. Ties are sorted by metric, region and period, which is also the default.',
    }),
    first: t.int({ required: false, description: 'Number of rows to return. Default 1,000, maximum 10,000.' }),
    after: t.string({ required: false, description: 'Cursor: the page starts with the row after it.' }),
  }),
});
export type CubeArguments = typeof CubeInput.$inferInput;

/** The arguments of a cube's filter, as its input names them. */
export const ARGUMENTS = {
  regions: 'input.regions',
  datasets: 'input.datasets',
  breakdowns: 'input.breakdowns',
  from: 'input.from',
  to: 'input.to',
};
