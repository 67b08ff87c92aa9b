import type {
  Frequency as FrequencyName,
  ObservationStatus as StatusName,
} from '../../database/generated/prisma/enums.ts';
import { badInput, limitExceeded } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import type { Period } from '../../domain/period/period.ts';
import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import type { BreakdownFilter, ObservationFilter } from '../../read/observation/observation-filter.ts';
import { BreakdownInput } from '../catalogue/dimension.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { Frequency, ObservationBasis, ObservationStatus } from '../core/enum.ts';
import { datasetId, idsOfCodes, refuseUnknownCode, regionsOfCode } from '../core/unknown-code.ts';

const common = {
  datasets: 'Codes of the publishing data sets.',
  regions:
    'Codes or aliases of regions. A code that exists in several schemes selects all of these regions; `scheme:code` selects one.',
  from: 'Selects observations whose period ends on or after the first day of this period.',
  to: 'Selects observations whose period ends on or before the last day of this period.',
  frequency: 'Frequencies of the periods.',
  breakdowns: 'Selects categories by dimension. Dimensions not listed are fixed at their total.',
};

export const ObservationWhere = builder.inputType('ObservationWhere', {
  description:
    'A filter for observations. Values in one list combine with OR; fields, and several breakdowns, combine with AND.',
  fields: (t) => ({
    metrics: t.stringList({ required: true, description: 'Codes of metrics.' }),
    datasets: t.stringList({ required: false, description: common.datasets }),
    regions: t.stringList({ required: false, description: common.regions }),
    from: t.field({ type: 'Period', required: false, description: common.from }),
    to: t.field({ type: 'Period', required: false, description: common.to }),
    frequency: t.field({ type: [Frequency], required: false, description: common.frequency }),
    breakdowns: t.field({ type: [BreakdownInput], required: false, description: common.breakdowns }),
    statusFlags: t.field({
      type: [ObservationStatus],
      required: false,
      description: 'Status flags. Selects observations with at least one of them.',
    }),
    basis: t.field({ type: [ObservationBasis], required: false, description: 'Origins of the values.' }),
    sources: t.stringList({
      required: false,
      description: 'Codes of source documents. Selects observations that were read from one of them.',
    }),
  }),
});

export const MetricObservationWhere = builder.inputType('MetricObservationWhere', {
  description: `A filter for the observations of a metric. ${ANY_AND_ALL}`,
  fields: (t) => ({
    datasets: t.stringList({ required: false, description: common.datasets }),
    regions: t.stringList({ required: false, description: common.regions }),
    from: t.field({ type: 'Period', required: false, description: common.from }),
    to: t.field({ type: 'Period', required: false, description: common.to }),
    frequency: t.field({ type: [Frequency], required: false, description: common.frequency }),
    breakdowns: t.field({ type: [BreakdownInput], required: false, description: common.breakdowns }),
  }),
});

/** What any filter of observations may say; codes are not resolved yet. */
export interface ObservationQuery {
  readonly datasets?: readonly string[] | null | undefined;
  readonly regions?: readonly string[] | null | undefined;
  readonly from?: Period | null | undefined;
  readonly to?: Period | null | undefined;
  readonly frequency?: readonly FrequencyName[] | null | undefined;
  readonly breakdowns?: readonly (typeof BreakdownInput.$inferInput)[] | null | undefined;
  readonly statusFlags?: readonly StatusName[] | null | undefined;
  readonly basis?: readonly (typeof ObservationBasis.$inferType)[] | null | undefined;
  readonly sources?: readonly string[] | null | undefined;
}

/** Each is a condition of its own, and a metric has a few dimensions. */
const MAX_BREAKDOWNS = 50;

const OWN_NAMES = { regions: 'regions', datasets: 'datasets', breakdowns: 'breakdowns', from: 'from', to: 'to' };

/** Turns codes into ids; `called` is what the asking field calls them. A code that nothing has is BAD_INPUT, so that a slip does not look like an empty answer. */
export function resolveObservationQuery(
  query: ObservationQuery,
  { catalogue }: Context,
  state: Snapshot,
  called: Partial<typeof OWN_NAMES> = {},
): ObservationFilter {
  const argument = { ...OWN_NAMES, ...called };
  const shown = { catalogue, state };
  const { from, to, frequency, statusFlags, basis } = query;
  const named = query.breakdowns?.length ?? 0;
  if (named > MAX_BREAKDOWNS) {
    const values = { argument: argument.breakdowns, max: MAX_BREAKDOWNS, count: named };
    throw limitExceeded('breakdowns', message('graphql.too-many-breakdowns', values), MAX_BREAKDOWNS, named);
  }
  const firstEnd = from && firstDay(from);
  if (firstEnd && to && firstEnd > to.end) {
    const values = { fromName: argument.from, from: from.text, toName: argument.to, to: to.text };
    throw badInput(argument.from, message('graphql.from-after-to', values));
  }
  return {
    datasets: query.datasets?.map((code) => datasetId(argument.datasets, code, state)),
    regions: query.regions?.flatMap((code) => regionIds(argument.regions, code, shown)),
    // Without any breakdown a filter lets everything through.
    breakdowns: query.breakdowns?.length
      ? query.breakdowns.map((input) => breakdownFilter(argument.breakdowns, input, shown))
      : undefined,
    firstEnd: firstEnd ?? undefined,
    lastEnd: to?.end,
    frequency: frequency ?? undefined,
    statusFlags: statusFlags ?? undefined,
    // What is rolled up for an answer is stored nowhere.
    basis: basis?.filter((one) => one !== 'ROLLED_UP'),
    sources: query.sources ? idsOfCodes('sources', 'source', query.sources, catalogue.sources.rows, state) : undefined,
  };
}

/** Codes are looked up in the state that is read: what was dropped since can still be asked for as it was. */
export type Shown = Pick<Context, 'catalogue'> & { readonly state: Snapshot };

/** A bound of unknown start begins, as far as is known, on its last day. */
const firstDay = (period: Period): string => period.start ?? period.end;

/** The ids of metrics; a code that nothing has is BAD_INPUT. */
export const metricIds = (
  codes: readonly string[],
  { catalogue }: Context,
  state: Snapshot,
  argument = 'metrics',
): number[] =>
  codes.map((code) => {
    const metric = catalogue.metricsByCode.get(code);
    if (!metric || !isVisible(metric, state)) throw refuseUnknownCode(argument, 'metric', code, state);
    return metric.id;
  });

/** A code may stand in several schemes: then all its regions are meant, and one of them is named as `scheme:code`. */
export const regionIds = (argument: string, code: string, shown: Shown): number[] => [
  ...new Set(regionsOfCode(argument, code, shown).map(({ regionId }) => regionId)),
];

function breakdownFilter(
  argument: string,
  { dimension: code, categories }: typeof BreakdownInput.$inferInput,
  { catalogue, state }: Shown,
): BreakdownFilter {
  const dimension = catalogue.dimensions.rows.find((row) => row.code === code && isVisible(row, state));
  if (!dimension) throw refuseUnknownCode(argument, 'dimension', code, state);
  const known = catalogue.categoriesOf.of(dimension.id).filter((row) => isVisible(row, state));
  const ids = new Map(known.map((row) => [row.code, row.id]));
  const idOf = (wanted: string): number => {
    const id = ids.get(wanted);
    if (id === undefined) throw refuseUnknownCode(argument, 'category', wanted, state);
    return id;
  };
  return {
    dimensionId: dimension.id,
    categoryIds: categories?.filter((one) => one !== 'TOTAL').map(idOf) ?? null,
    total: categories?.includes('TOTAL') ?? false,
  };
}
