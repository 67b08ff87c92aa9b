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
const MOST_LATEST = 100_000;

export const CubeOrder = builder.enumType('CubeOrder', {
  description:
    'How the rows of a cube are ordered: by metric, region and period, unless given. Those without a value come last.',
  values: {
    METRIC_ASC: { description: "By their metric's code." },
    REGION_ASC: { description: "By their region's code." },
    PERIOD_ASC: { description: "By their period's last day, the earliest first." },
    PERIOD_DESC: { description: "By their period's last day, the latest first." },
    VALUE_ASC: { description: 'By value, the least first.' },
    VALUE_DESC: { description: 'By value, the greatest first.' },
  } as const,
});

export const CubeInput = builder.inputType('CubeInput', {
  description: `Which cells a cube has. ${ANY_AND_ALL} Codes everywhere; an unknown one is BAD_INPUT.`,
  fields: (t) => ({
    metrics: t.stringList({ required: true, description: 'Codes of metrics.' }),
    datasets: t.stringList({
      required: false,
      description: 'Codes of the data sets that publish them; all, unless given.',
    }),
    regions: t.field({
      type: RegionSelection,
      required: false,
      description: 'Which regions; with a roll-up into regions: the figures of which. All, unless given.',
    }),
    from: t.field({
      type: 'Period',
      required: false,
      description: 'Cells whose period ends on the first day of this period or later.',
    }),
    to: t.field({
      type: 'Period',
      required: false,
      description: 'Cells whose period ends on the last day of this period or earlier.',
    }),
    latest: t.int({
      required: false,
      description:
        'Only the latest so many periods of each metric, region and breakdown, of those between from and to.',
    }),
    frequency: t.field({
      type: [Frequency],
      required: false,
      description: 'Frequencies of periods; with a roll-up over time: of those that are brought together.',
    }),
    breakdowns: t.field({
      type: [BreakdownInput],
      required: false,
      description: 'What of which dimension cells count; dimensions that are not named are then at their total.',
    }),
    rollUp: t.field({
      type: RollUpInput,
      required: false,
      description:
        "Totals, where each metric's rule allows them; otherwise the whole request is refused, naming the metric and the rule.",
    }),
    changes: t.field({
      type: [ChangeKind],
      required: false,
      description: 'With what each value is compared, in this order.',
    }),
    asOf: t.field({
      type: 'DateTime',
      required: false,
      description: 'As it was published at this moment; now, unless given.',
    }),
    orderBy: t.field({
      type: [CubeOrder],
      required: false,
      description: 'In which order; by metric, region and period, unless given.',
    }),
    first: t.int({ required: false, description: 'So many rows: 1,000 unless given, at most 10,000.' }),
    after: t.string({ required: false, description: 'A cursor: the rows begin with the one that follows it.' }),
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
  if (latest !== null && (latest < 1 || latest > MOST_LATEST)) {
    throw badInput('input.latest', `\`input.latest\` is ${latest}; right would be a number from 1 to ${MOST_LATEST}.`);
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
