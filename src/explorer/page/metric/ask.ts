import type { MetricSearch, MetricsSearch } from '../../address/pages.ts';
import {
  MetricCardDocument,
  MetricListDocument,
  MetricRegionsDocument,
  MetricSeriesDocument,
  MetricThenDocument,
} from '../../api/generated/graphql.ts';
import type { Visit } from '../../api/visit.ts';
import { defaultRegion, mostRegions, regionsInput, searchThen, seriesVariables, thenVariables } from './card.ts';

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

/** Which metrics the address asks for, as the API takes it. */
export const metricsWhere = ({ theme, q }: MetricsSearch, dataset: string) => ({
  datasets: [dataset],
  ...(theme ? { themes: [theme] } : {}),
  ...(q ? { text: q } : {}),
});

export async function askMetrics({ search, where, ask }: Visit<MetricsSearch>): Promise<void> {
  const at = await where();
  if (at) await ask(MetricListDocument, { ...at, where: metricsWhere(search, at.dataset) });
}
