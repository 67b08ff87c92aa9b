import type * as Row from '../../database/generated/prisma/client.ts';
import { type Axis, refusal } from '../../domain/comparison/aggregation.ts';
import { badInput, limitExceeded } from '../../domain/core/errors.ts';
import { quotientForm, storedFactor } from '../../domain/formula/formula-quotient.ts';
import { list, message } from '../../domain/message/message.ts';
import { wholeIn } from '../../domain/number/unit.ts';
import { type CalendarUnit, isCalendarUnit, UNIT_PARTS } from '../../domain/period/calendar.ts';
import { getValidity } from '../../read/catalogue/catalogue.ts';
import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import type { AggregatedDimension, RolledMetric, RollUp } from '../../read/cube/roll-up-query.ts';
import type { ObservationFilter } from '../../read/observation/observation-filter.ts';
import { parseExpression } from '../catalogue/metric-formula.ts';
import type { Context } from '../core/context.ts';
import { refuseUnknownCode } from '../core/unknown-code.ts';
import { type ObservationQuery, resolveObservationQuery } from '../observation/observation-filter.ts';
import { ARGUMENTS, type RegionSelectionInput, type RollUpArguments } from './cube-input.ts';
import { findPlacement } from './request-placement.ts';
import { selectRegions } from './request-region.ts';

/** The rest of a cube's input says this of a roll-up. */
interface RollUpContext {
  readonly metrics: readonly Row.Metric[];
  readonly query: ObservationQuery;
  readonly regions: RegionSelectionInput | null | undefined;
  readonly latest: number | null;
}

/** Checks what is to be rolled up, and what may be. BAD_INPUT names the metric and its rule, or what does not fit. */
export function resolveRollUp(
  input: RollUpArguments,
  around: RollUpContext,
  context: Context,
  state: Snapshot,
): RollUp {
  const { metrics, query, regions, latest } = around;
  const dimensions = findDimensions(input.overBreakdowns ?? [], query, context, state);
  const overTime = parseUnit(input.overTime, query);
  const overRegions = input.toLevel != null || input.toRegion != null;
  if (!overTime && !overRegions && dimensions.length === 0) {
    throw badInput('input.rollUp', message('graphql.nothing-to-roll-up'));
  }
  for (const metric of metrics) {
    const has = context.catalogue.dimensionsOf.of(metric.id).map(({ target }) => target.code);
    const axes: Axis[] = [];
    if (overTime) axes.push('TIME');
    if (overRegions) axes.push('REGIONS');
    if (dimensions.some(({ code }) => has.includes(code))) axes.push('BREAKDOWNS');
    const reason = refusal(metric, axes);
    if (reason) throw badInput('input.rollUp', message('graphql.roll-up-refused', { metric: metric.code, reason }));
  }
  const own = overRegions ? null : selectRegions(regions, context, state, ({ current }) => current);
  return {
    metrics: metrics.map((metric) => buildRolledMetric(metric, context)),
    filter: { ...resolveParts(query, dimensions, context, state), regions: own ? [...own] : undefined },
    placement: overRegions ? findPlacement(input, regions, context, state) : null,
    overTime,
    dimensions,
    allowPartial: input.allowPartial ?? false,
    latest,
  };
}

/** As soon as a breakdown is named, dimensions that are not are at their total; those that are aggregated over are wanted whole. */
function resolveParts(
  query: ObservationQuery,
  dimensions: readonly (AggregatedDimension & { readonly id: number })[],
  context: Context,
  state: Snapshot,
): ObservationFilter {
  const others = query.breakdowns?.filter(({ dimension }) => !dimensions.some(({ code }) => code === dimension));
  const filter = resolveObservationQuery({ ...query, breakdowns: others }, context, state, ARGUMENTS);
  if (!query.breakdowns?.length) return filter;
  const whole = dimensions.map(({ id }) => ({ dimensionId: id, categoryIds: null, total: true }));
  return { ...filter, breakdowns: [...(filter.breakdowns ?? []), ...whole] };
}

/** A total may be had through any choice of them, and there are so many choices as two to the power of this. */
const MAX_DIMENSIONS = 8;

function findDimensions(codes: readonly string[], query: ObservationQuery, { catalogue }: Context, state: Snapshot) {
  const argument = 'input.rollUp.overBreakdowns';
  const named = new Set(codes);
  if (named.size > MAX_DIMENSIONS) {
    const values = { argument, max: MAX_DIMENSIONS, count: named.size };
    throw limitExceeded('overBreakdowns', message('graphql.too-many-roll-up-dimensions', values), MAX_DIMENSIONS, named.size); // biome-ignore format: one call
  }
  return [...named].map((code) => {
    const dimension = catalogue.dimensions.rows.find((row) => row.code === code && isVisible(row, state));
    if (!dimension) throw refuseUnknownCode(argument, 'dimension', code, state);
    if (query.breakdowns?.some((one) => one.dimension === code && one.categories)) {
      throw badInput('input.breakdowns', message('graphql.rolled-up-dimension-selected', { dimension: code }));
    }
    return {
      id: dimension.id,
      code,
      categories: catalogue.categoriesOf
        .of(dimension.id)
        .filter((row) => isVisible(row, state))
        .map(getValidity),
    };
  });
}

function parseUnit(overTime: RollUpArguments['overTime'], { frequency }: ObservationQuery): CalendarUnit | null {
  if (overTime == null) return null;
  if (!isCalendarUnit(overTime)) {
    const argument = 'input.rollUp.overTime';
    const values = { argument, units: list(Object.keys(UNIT_PARTS)), frequency: overTime };
    throw badInput(argument, message('graphql.no-parts-of-frequency', values));
  }
  const parts: readonly string[] = UNIT_PARTS[overTime];
  const wrong = frequency?.find((one) => one !== overTime && !parts.includes(one));
  if (wrong === undefined) return overTime;
  const argument = 'input.frequency';
  const values = { argument, parts: list([overTime, ...parts]), unit: overTime, frequency: wrong };
  throw badInput(argument, message('graphql.frequency-does-not-fill', values));
}

/** Of a metric without a formula, numerator and denominator are what the source gives beside a value, and a rate is a share of the whole. */
function buildRolledMetric(metric: Row.Metric, { catalogue }: Context): RolledMetric {
  const expression = parseExpression(metric, catalogue);
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
  const { id, overTime, overRegions, overBreakdowns, fiscalYearStart } = metric;
  return { id, overTime, overRegions, overBreakdowns, scale, fiscalYearStart };
}
