import type { Frequency as FrequencyName } from '../../database/generated/prisma/enums.ts';
import { totalOf } from '../../read/core/size.ts';
import type { Context } from '../core/context.ts';
import { type Cost, observationWork, type Scan, sizesOf, tableUnits } from '../core/cost.ts';
import { DEFAULT_PAGE, type PageArguments } from '../core/pagination.ts';
import type { ObservationQuery } from './observation-filter.ts';
import type { ObservationOrderName } from './observation-list.ts';

interface ListArguments extends PageArguments {
  readonly where?: ObservationQuery | null | undefined;
  readonly orderBy?: readonly ObservationOrderName[] | null | undefined;
  /** Codes of the metrics, where the list itself names them. */
  readonly metrics?: readonly string[];
}

/** How many rows of a series are read to fill a page: as many as the page has, where an index gives them in its order and none is passed over. */
function depthOf({ where, orderBy, first, last }: ListArguments): number | null {
  const byPeriod = orderBy?.[0]?.startsWith('PERIOD') ?? true;
  const passesOver = where?.frequency ?? where?.statusFlags ?? where?.basis ?? where?.sources;
  return byPeriod && !passesOver ? (first ?? last ?? DEFAULT_PAGE) + 1 : null;
}

/** The work of a list of observations of metrics. */
export function observationScan(args: ListArguments, { catalogue, sizes }: Context): Scan {
  const part = { regions: args.where?.regions?.length ?? null, depth: depthOf(args) };
  const named = args.metrics?.flatMap((code) => catalogue.metricsByCode.get(code)?.id ?? []);
  return (owners, metrics) => observationWork(sizesOf(sizes, named ?? metrics, owners), part);
}

/** The work of the lists of observations of series: of so many series there are no more rows than these have. */
export function seriesObservationScan(
  args: ListArguments & { readonly frequency?: readonly FrequencyName[] | null | undefined },
  { sizes }: Context,
): Scan {
  const depth = depthOf({ ...args, where: { frequency: args.frequency } });
  return (owners, metrics) => {
    const { observations, longest } = metrics === null ? sizes.total : totalOf(sizesOf(sizes, metrics));
    const counted = Math.min(observations, owners * longest);
    return {
      rows: tableUnits(owners + Math.min(counted, owners * (depth ?? longest))),
      ifCounted: tableUnits(owners + counted),
    };
  };
}

/** The work of the lists of series of metrics. */
export const seriesScan =
  ({ sizes }: Context): Scan =>
  (owners, metrics) => {
    const series = sizesOf(sizes, metrics, owners).reduce((sum, size) => sum + size.series, 0);
    return { rows: tableUnits(series), ifCounted: tableUnits(series) };
  };

/** The series of one region lie together: to find them is so much of the work of looking for each. */
const FOUND = 0.5;

/** What becomes of a row that was looked for by itself, in units of the process. */
const LOOKED_FOR = 4;

interface LatestArguments {
  readonly frequency?: readonly FrequencyName[] | null | undefined;
}

/** What the latest observation of a metric in one region costs. */
export const latestCost = ({ frequency }: LatestArguments, { sizes, state }: Context): Cost => ({
  field: LOOKED_FOR,
  multiplier: 1,
  scan: (owners, metrics) => {
    const part = { regions: state.datasets.length, depth: frequency ? null : 1 };
    return { rows: FOUND * observationWork(sizesOf(sizes, metrics, owners), part).rows, ifCounted: 0 };
  },
});

/** To look into one series by itself, in units: its index is entered once for each release that it may be of. */
const SERIES_LOOKED_INTO = 8;

/** What the latest observation of a series costs. */
export const latestOfSeriesCost = ({ frequency }: LatestArguments, { sizes }: Context): Cost => ({
  field: LOOKED_FOR,
  multiplier: 1,
  scan: (owners, metrics) => {
    const { longest } = metrics === null ? sizes.total : totalOf(sizesOf(sizes, metrics));
    return { rows: owners * (SERIES_LOOKED_INTO + (frequency ? tableUnits(longest) : 0)), ifCounted: 0 };
  },
});
