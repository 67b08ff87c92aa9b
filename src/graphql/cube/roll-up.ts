import type * as Row from '../../database/generated/prisma/client.ts';
import { type Axis, refusal } from '../../domain/comparison/aggregation.ts';
import { badInput, limitExceeded } from '../../domain/core/errors.ts';
import { quotientForm, storedFactor } from '../../domain/formula/formula-quotient.ts';
import { wholeIn } from '../../domain/number/unit.ts';
import { type CalendarUnit, isCalendarUnit, UNIT_PARTS } from '../../domain/period/calendar.ts';
import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import type { AddedDimension, RolledMetric, RollUp } from '../../read/cube/roll-up-query.ts';
import type { ObservationFilter } from '../../read/observation/observation-filter.ts';
import { expressionOf } from '../catalogue/metric-formula.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { Frequency, RegionLevel } from '../core/enum.ts';
import { type ObservationQuery, resolveQuery, unknownCode } from '../observation/observation-filter.ts';
import { type RegionSelection, selectedRegions } from './region-selection.ts';
import { placement } from './roll-up-region.ts';

export const RollUpInput = builder.inputType('RollUpInput', {
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
type Given = typeof RollUpInput.$inferInput;

/** What the rest of a cube's input says of a roll-up. */
export interface RollUpContext {
  readonly metrics: readonly Row.Metric[];
  readonly query: ObservationQuery;
  readonly regions: typeof RegionSelection.$inferInput | null | undefined;
  readonly latest: number | null;
}

/** Checks what is to be rolled up, and what may be. BAD_INPUT names the metric and its rule, or what does not fit. */
export function resolveRollUp(given: Given, around: RollUpContext, context: Context, state: Snapshot): RollUp {
  const { metrics, query, regions, latest } = around;
  const dimensions = addedDimensions(given.overBreakdowns ?? [], query, context, state);
  const overTime = unitOf(given.overTime, query);
  const overRegions = given.toLevel != null || given.toRegion != null;
  if (!overTime && !overRegions && dimensions.length === 0) {
    throw badInput('input.rollUp', 'There is nothing to roll up. Give toLevel, toRegion, overTime or overBreakdowns.');
  }
  for (const metric of metrics) {
    const has = context.catalogue.dimensionsOf.of(metric.id).map(({ target }) => target.code);
    const axes: Axis[] = [];
    if (overTime) axes.push('TIME');
    if (overRegions) axes.push('REGIONS');
    if (dimensions.some(({ code }) => has.includes(code))) axes.push('BREAKDOWNS');
    const why = refusal(metric, axes);
    if (why) throw badInput('input.rollUp', `Metric "${metric.code}" cannot be rolled up: ${why}.`);
  }
  const own = overRegions ? null : selectedRegions(regions, context, state, ({ current }) => current);
  return {
    metrics: metrics.map((metric) => rolledMetric(metric, context)),
    filter: { ...wantedParts(query, dimensions, context, state), regions: own ? [...own] : undefined },
    placement: overRegions ? placement(given, regions, context, state) : null,
    overTime,
    dimensions,
    allowPartial: given.allowPartial ?? false,
    latest,
  };
}

export const ARGUMENTS = {
  regions: 'input.regions',
  datasets: 'input.datasets',
  breakdowns: 'input.breakdowns',
  from: 'input.from',
  to: 'input.to',
};

/** As soon as a breakdown is named, dimensions that are not are at their total; those that are added over are wanted whole. */
function wantedParts(
  query: ObservationQuery,
  dimensions: readonly (AddedDimension & { readonly id: number })[],
  context: Context,
  state: Snapshot,
): ObservationFilter {
  const others = query.breakdowns?.filter(({ dimension }) => !dimensions.some(({ code }) => code === dimension));
  const filter = resolveQuery({ ...query, breakdowns: others }, context, state, ARGUMENTS);
  if (!query.breakdowns?.length) return filter;
  const whole = dimensions.map(({ id }) => ({ dimensionId: id, categoryIds: null, total: true }));
  return { ...filter, breakdowns: [...(filter.breakdowns ?? []), ...whole] };
}

/** A total may be had through any choice of them, and there are so many choices as two to the power of this. */
const MAX_DIMENSIONS = 8;

function addedDimensions(codes: readonly string[], query: ObservationQuery, { catalogue }: Context, state: Snapshot) {
  const named = new Set(codes);
  if (named.size > MAX_DIMENSIONS) {
    throw limitExceeded('overBreakdowns', `${named.size} dimensions are added over at once.`, MAX_DIMENSIONS, named.size); // biome-ignore format: one call
  }
  return [...named].map((code) => {
    const dimension = catalogue.dimensions.rows.find((row) => row.code === code && isVisible(row, state));
    if (!dimension) throw unknownCode('input.rollUp.overBreakdowns', 'dimension', code);
    if (query.breakdowns?.some((one) => one.dimension === code && one.categories)) {
      throw badInput(
        'input.breakdowns',
        `The dimension "${code}" is added over, which takes all its categories: leave it out of breakdowns.`,
      );
    }
    return {
      id: dimension.id,
      code,
      categories: catalogue.categoriesOf.of(dimension.id).filter((row) => isVisible(row, state)).length,
    };
  });
}

function unitOf(overTime: Given['overTime'], { frequency }: ObservationQuery): CalendarUnit | null {
  if (overTime == null) return null;
  if (!isCalendarUnit(overTime)) {
    const units = Object.keys(UNIT_PARTS).join(', ');
    throw badInput(
      'input.rollUp.overTime',
      `Nothing adds up to ${overTime}: cumulative spans overlap, and no period is shorter than a day. Give one of ${units}.`,
    );
  }
  const parts: readonly string[] = UNIT_PARTS[overTime];
  const wrong = frequency?.find((one) => one !== overTime && !parts.includes(one));
  if (wrong === undefined) return overTime;
  throw badInput(
    'input.frequency',
    `Periods of the frequency ${wrong} do not fill one of ${overTime}. Those that do: ${parts.join(', ')}.`,
  );
}

/** Of a metric without a formula, numerator and denominator are what the source gives beside a value, and a rate is a share of the whole. */
function rolledMetric(metric: Row.Metric, { catalogue }: Context): RolledMetric {
  const expression = expressionOf(metric, catalogue);
  const form = expression && quotientForm(expression);
  const scale = form
    ? storedFactor(
        form,
        (operand) => catalogue.metricsByCode.get(operand.metric)?.unitMultiplier ?? 0,
        metric.unitMultiplier,
      )
    : metric.kind === 'RATE'
      ? wholeIn(catalogue.units.get(metric.unitId).code)
      : '1';
  const { id, overTime, overRegions, overBreakdowns } = metric;
  return { id, overTime, overRegions, overBreakdowns, scale };
}
