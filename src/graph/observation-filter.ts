import { badInput } from '../domain/errors.ts';
import type { Period } from '../domain/period.ts';
import { type CodeRow, readCodes } from '../store/code.ts';
import type { Frequency as FrequencyName, ObservationStatus as StatusName } from '../store/generated/prisma/enums.ts';
import type { BreakdownFilter, ObservationFilter } from '../store/observation-filter.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { BreakdownInput } from './dimension.ts';
import { Frequency, ObservationBasis, ObservationStatus } from './enum.ts';

const common = {
  datasets: 'Codes of the data sets that publish them.',
  regions: 'Codes of regions.',
  from: 'Observations whose period ends on the first day of this period or later.',
  to: 'Observations whose period ends on the last day of this period or earlier.',
  frequency: 'Frequencies of their periods.',
  breakdowns: 'What of which dimension they count; dimensions that are not named are then at their total.',
};

export const ObservationWhere = builder.inputType('ObservationWhere', {
  description:
    'Which observations. Within one list: any of them; between fields, and between several breakdowns: all of them.',
  fields: (t) => ({
    metrics: t.stringList({ required: true, description: 'Codes of metrics.' }),
    datasets: t.stringList({ required: false, description: common.datasets }),
    regions: t.stringList({ required: false, description: common.regions }),
    from: t.field({ type: 'Period', required: false, description: common.from }),
    to: t.field({ type: 'Period', required: false, description: common.to }),
    frequency: t.field({ type: [Frequency], required: false, description: common.frequency }),
    breakdowns: t.field({ type: [BreakdownInput], required: false, description: common.breakdowns }),
    statusFlags: t.field({ type: [ObservationStatus], required: false, description: 'Flags of which they carry one.' }),
    basis: t.field({ type: [ObservationBasis], required: false, description: 'Where their values come from.' }),
  }),
});

export const MetricObservationWhere = builder.inputType('MetricObservationWhere', {
  description: "Which of a metric's observations. Within one list: any of them; between fields: all of them.",
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
  readonly metrics?: readonly string[] | null | undefined;
  readonly datasets?: readonly string[] | null | undefined;
  readonly regions?: readonly string[] | null | undefined;
  readonly from?: Period | null | undefined;
  readonly to?: Period | null | undefined;
  readonly frequency?: readonly FrequencyName[] | null | undefined;
  readonly breakdowns?: readonly (typeof BreakdownInput.$inferInput)[] | null | undefined;
  readonly statusFlags?: readonly StatusName[] | null | undefined;
  readonly basis?: readonly (typeof ObservationBasis.$inferType)[] | null | undefined;
}

export interface ResolvedQuery {
  readonly metrics: readonly number[];
  readonly filter: ObservationFilter;
}

/** Turns codes into ids; `argument` is what the asking field calls them. A code that nothing has is BAD_INPUT, so that a slip does not look like an empty answer. */
export async function resolveQuery(
  query: ObservationQuery,
  context: Context,
  argument = { regions: 'regions', datasets: 'datasets', breakdowns: 'breakdowns' },
): Promise<ResolvedQuery> {
  const { from, to, frequency, statusFlags, basis } = query;
  const firstEnd = from && firstDay(from);
  if (firstEnd && to && firstEnd > to.end) {
    throw badInput('from', `\`from\` (${from.text}) begins after \`to\` (${to.text}) ends.`);
  }
  const codes = await findCodes(query, context);
  return {
    metrics: (query.metrics ?? []).map((code) => idOf('metrics', 'metric', code, codes)),
    filter: {
      datasets: query.datasets?.map((code) => datasetId(argument.datasets, code, context)),
      regions: query.regions?.flatMap((code) => idsOf(argument.regions, 'region', code, codes)),
      // Without any breakdown a filter lets everything through.
      breakdowns: query.breakdowns?.length
        ? query.breakdowns.map((input) => breakdownFilter(argument.breakdowns, input, codes))
        : undefined,
      firstEnd: firstEnd ?? undefined,
      lastEnd: to?.end,
      frequency: frequency ?? undefined,
      statusFlags: statusFlags ?? undefined,
      // What is rolled up for an answer is stored nowhere.
      basis: basis?.filter((one) => one !== 'ROLLED_UP'),
    },
  };
}

/** A bound of unknown start begins, as far as is known, on its last day. */
const firstDay = (period: Period): string => period.start ?? period.end;

async function findCodes({ metrics, regions, breakdowns }: ObservationQuery, { batch, database, state }: Context) {
  if (!metrics?.length && !regions?.length && !breakdowns?.length) return [];
  const names = {
    metrics: metrics ?? [],
    regions: regions ?? [],
    dimensions: (breakdowns ?? []).map(({ dimension }) => dimension),
  };
  return batch<typeof names, readonly CodeRow[]>('codes', async (keys) => {
    const all = <T>(pick: (key: typeof names) => readonly T[]) => [...new Set(keys.flatMap(pick))];
    const found = await readCodes(database, state, {
      metrics: all((key) => key.metrics),
      regions: all((key) => key.regions),
      dimensions: all((key) => key.dimensions),
    });
    return keys.map(() => found);
  }).load(names);
}

function idsOf(
  argument: string,
  kind: CodeRow['kind'],
  code: string,
  rows: readonly CodeRow[],
  owner: number | null = null,
) {
  const found = rows.filter((row) => row.kind === kind && row.code === code && row.owner === owner);
  if (found.length === 0) throw badInput(argument, `There is no ${kind} "${code.slice(0, 100)}".`);
  return found.map(({ id }) => id);
}
const idOf = (...wanted: Parameters<typeof idsOf>): number => idsOf(...wanted)[0] as number;

function datasetId(argument: string, code: string, { state }: Context): number {
  const found = state.datasets.find((dataset) => dataset.code === code);
  if (!found) throw badInput(argument, `There is no data set "${code.slice(0, 100)}".`);
  return found.id;
}

function breakdownFilter(
  argument: string,
  { dimension, categories }: typeof BreakdownInput.$inferInput,
  rows: readonly CodeRow[],
): BreakdownFilter {
  const dimensionId = idOf(argument, 'dimension', dimension, rows);
  const named = categories?.filter((code) => code !== 'TOTAL');
  return {
    dimensionId,
    categoryIds: named?.map((code) => idOf(argument, 'category', code, rows, dimensionId)) ?? null,
    total: categories?.includes('TOTAL') ?? false,
  };
}
