import type { MetricSearch } from '../../address/pages.ts';
import type { CubeInput } from '../../api/generated/graphql.ts';
import type { Cell } from './pivot.ts';
import type { CubeMetric } from './request.ts';

/** How many figures of a total are listed. */
const MAX_LISTED = 50;

/** What a total adds up, and the code that the address has of it; null of a figure that is stored. */
export type Addition = { readonly over: 'region' | 'time' | 'part'; readonly code: string } | null;

export function additionOf({ coverage }: Cell, total: string | undefined): Addition {
  if (!coverage || !total) return null;
  const [over, code = ''] = total.split(/:(.*)/s);
  return { over: over === 'region' || over === 'part' ? over : 'time', code };
}

/** Asks for the figure in a cell; of a total, for the published figures that lie in it. */
export function openCellInput(cell: Cell, metric: CubeMetric, addition: Addition, asOf: string | null): CubeInput {
  const { over, code } = addition ?? {};
  return {
    metrics: [cell.metricCode],
    regions: over === 'region' ? { descendantsOf: cell.regionCode } : { codes: [cell.regionCode] },
    from: cell.period,
    to: cell.period,
    ...(over === 'time' ? {} : { frequency: [cell.frequency] }),
    ...breakdownsOf(cell, metric, over === 'part' ? code : undefined),
    ...(asOf ? { asOf } : {}),
    first: MAX_LISTED,
  };
}

/** Its own categories, and those of a dimension that was added up. Without any, every breakdown would be meant. */
function breakdownsOf(
  { breakdown }: Cell,
  { dimensions }: CubeMetric,
  added: string | undefined,
): Pick<CubeInput, 'breakdowns'> {
  const own = breakdown.map(({ dimension, category }) => ({ dimension: dimension.code, categories: [category.code] }));
  const all = added ? [...own, { dimension: added }] : own;
  const [first] = dimensions;
  if (all.length > 0) return { breakdowns: all };
  return first ? { breakdowns: [{ dimension: first.code, categories: ['TOTAL'] }] } : {};
}

/** Where the metric's own page shows the figure, or what lies in it. It has one dimension at a time, and no totals of this table. */
export function metricSearchOf({ regionCode, period, frequency, breakdown }: Cell, addition: Addition): MetricSearch {
  const [only, ...others] = breakdown;
  return {
    ...(addition?.over === 'region' ? {} : { region: regionCode }),
    ...(addition?.over === 'time' ? {} : { frequency }),
    ...(addition ? {} : { period }),
    ...(only && others.length === 0 ? { part: `${only.dimension.code}:${only.category.code}` } : {}),
  };
}
