import type { Frequency, ObservationBasis, ObservationStatus } from '../../database/generated/prisma/enums.ts';
import { citesCondition, type Parameters, visibleIn } from '../core/statement.ts';

/** One dimension of a filter: the categories wanted (null: all), and whether what is not broken down by it is wanted too. */
export interface BreakdownFilter {
  readonly dimensionId: number;
  readonly categoryIds: readonly number[] | null;
  readonly total: boolean;
}

export interface ObservationFilter {
  readonly datasets?: readonly number[] | undefined;
  /** Region ids; 'own' is the region that the series' data set is about. */
  readonly regions?: readonly number[] | 'own' | undefined;
  /** Absent: everything. Empty: totals only. */
  readonly breakdowns?: readonly BreakdownFilter[] | undefined;
  readonly firstEnd?: string | undefined;
  readonly lastEnd?: string | undefined;
  readonly frequency?: readonly Frequency[] | undefined;
  readonly statusFlags?: readonly ObservationStatus[] | undefined;
  readonly basis?: readonly ObservationBasis[] | undefined;
  /** Documents that the value was read from. */
  readonly sources?: readonly number[] | undefined;
}

/** One id is compared as such: among several, an index that begins with another column is not searched by this one. */
const oneOf = (ids: readonly number[], parameters: Parameters): string =>
  ids.length === 1 ? `= ${parameters.add(ids[0], 'int')}` : `= any(${parameters.add(ids, 'int[]')})`;

export function seriesConditions(filter: ObservationFilter, parameters: Parameters): string[] {
  const conditions: string[] = [];
  if (filter.datasets) conditions.push(`s.dataset_id = any(${parameters.add(filter.datasets, 'int[]')})`);
  if (filter.regions === 'own') conditions.push('s.region_id = seen.region_id');
  else if (filter.regions) conditions.push(`s.region_id ${oneOf(filter.regions, parameters)}`);
  if (filter.breakdowns?.length === 0) conditions.push("s.breakdown_key = ''");
  else if (filter.breakdowns) conditions.push(...breakdownConditions(filter.breakdowns, parameters));
  return conditions;
}

function breakdownConditions(breakdowns: readonly BreakdownFilter[], parameters: Parameters): string[] {
  const having = (condition: string) =>
    `exists (select from series_category c where c.series_id = s.id and ${condition})`;
  const named = parameters.add(
    breakdowns.map((b) => b.dimensionId),
    'int[]',
  );
  const others = `not ${having(`c.dimension_id <> all(${named})`)}`;
  const each = breakdowns.map(({ dimensionId, categoryIds, total }) => {
    const dimension = `c.dimension_id = ${parameters.add(dimensionId, 'int')}`;
    const category = categoryIds ? ` and c.category_id = any(${parameters.add(categoryIds, 'int[]')})` : '';
    return total ? `(${having(dimension + category)} or not ${having(dimension)})` : having(dimension + category);
  });
  return [others, ...each];
}

/** The conditions on an observation `o`, as `seen` shows it. */
export function observationConditions(filter: ObservationFilter, parameters: Parameters, seen = 'seen'): string[] {
  const conditions: string[] = [visibleIn('o', seen)];
  const { firstEnd, lastEnd, frequency, statusFlags, basis } = filter;
  if (firstEnd) conditions.push(`o.period_end >= ${parameters.add(firstEnd, 'date')}`);
  if (lastEnd) conditions.push(`o.period_end <= ${parameters.add(lastEnd, 'date')}`);
  if (frequency) conditions.push(`o.frequency = any(${parameters.add(frequency, '"Frequency"[]')})`);
  if (basis) conditions.push(`o.basis = any(${parameters.add(basis, '"ObservationBasis"[]')})`);
  if (filter.sources) conditions.push(citesCondition('o.citation_ids', filter.sources, parameters));
  if (statusFlags) {
    const wanted = parameters.add(statusFlags, '"ObservationStatus"[]');
    conditions.push(`coalesce(o.flags, '{NORMAL}'::"ObservationStatus"[]) && ${wanted}`);
  }
  return conditions;
}
