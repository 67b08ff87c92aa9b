import type { MetricSearch, MetricsSearch } from '../../address/pages.ts';
import {
  MetricCardDocument,
  MetricCategoriesDocument,
  MetricListDocument,
  MetricRegionsDocument,
  MetricSeriesDocument,
  MetricThenDocument,
} from '../../api/generated/graphql.ts';
import type { Visit } from '../../api/visit.ts';
import {
  defaultRegion,
  mostRegions,
  type Place,
  regionsInput,
  searchThen,
  seriesVariables,
  thenVariables,
} from './card.ts';

/** Done when the page can be drawn: what the figures mean stands first, and the figures are asked for meanwhile. */
export async function askMetric({ code, search, language, where, ask }: Visit<MetricSearch>): Promise<void> {
  const [at, card] = await Promise.all([where(), ask(MetricCardDocument, { code })]);
  const metric = card?.metric;
  if (!at || !metric) return;
  const then =
    at.asOf === null ? null : await ask(MetricThenDocument, thenVariables(metric, search, at.asOf, language));
  const chosen = searchThen(search, then);
  const region = chosen.region ?? defaultRegion(metric, language);
  if (region === null) return;
  void ask(MetricSeriesDocument, seriesVariables(metric, region, chosen, at));
  if (mostRegions(metric).names.size > 1) {
    void ask(MetricRegionsDocument, { input: regionsInput(metric, chosen, at.asOf) });
  }
}

/** The dimension and the category, if any, that an address names together. */
export function splitPart(part: string | undefined): { readonly dimension?: string; readonly category?: string } {
  const [dimension, category] = part?.split(':') ?? [];
  return { ...(dimension ? { dimension } : {}), ...(dimension && category ? { category } : {}) };
}

/** What is asked for the metrics that the address means, each with its latest figure: of the whole, or of the part that it names. */
export function listVariables({ theme, unit, part, q }: MetricsSearch, { dataset, asOf }: Place) {
  const { dimension, category } = splitPart(part);
  return {
    dataset,
    asOf,
    where: {
      datasets: [dataset],
      ...(theme ? { themes: [theme] } : {}),
      ...(unit ? { units: [unit] } : {}),
      ...(dimension ? { dimensions: [dimension] } : {}),
      ...(q ? { text: q } : {}),
    },
    ...(dimension && category ? { breakdown: [{ dimension, categories: [category] }] } : {}),
  };
}

/** What is asked for the categories of a dimension: a metric knows them. */
export const categoriesVariables = (dimension: string) => ({ where: { dimensions: [dimension] } });

export async function askMetrics({ search, where, ask }: Visit<MetricsSearch>): Promise<void> {
  const { dimension } = splitPart(search.part);
  const categories = dimension === undefined ? null : ask(MetricCategoriesDocument, categoriesVariables(dimension));
  const at = await where();
  if (at) await Promise.all([categories, ask(MetricListDocument, listVariables(search, at))]);
}
