import type { CubeInput } from '../../api/generated/graphql.ts';

/** The address of the selection as a file. */
export function fileAddress(input: CubeInput, format: string, language: string): string {
  const words = new URLSearchParams({ metrics: input.metrics.join(',') });
  if (input.regions?.codes) words.set('regions', input.regions.codes.join(','));
  if (input.frequency) words.set('frequency', [input.frequency].flat().join(','));
  if (input.from) words.set('from', input.from);
  if (input.to) words.set('to', input.to);
  if (input.latest) words.set('latest', `${input.latest}`);
  for (const { dimension, categories } of [input.breakdowns ?? []].flat()) {
    words.append('breakdowns', [dimension, ...(categories ? [[categories].flat().join(',')] : [])].join(':'));
  }
  if (input.asOf) words.set('asOf', input.asOf);
  words.set('lang', language);
  return new URL(`files/observations.${format}?${words}`, document.baseURI).href;
}

export const curlLine = (input: CubeInput, language: string): string =>
  `curl -OJ '${fileAddress(input, 'csv', language)}'`;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const codes = (values: readonly string[]): string => values.map(quoted).join(', ');

const hasParts = (input: CubeInput): boolean => [input.breakdowns ?? []].flat().some(({ categories }) => !categories);

/** The address of the selection in the OData feed. */
export function odataAddress(input: CubeInput): string {
  const regions = input.regions?.codes ?? [];
  const terms = [
    `metricCode in (${codes(input.metrics)})`,
    ...(regions.length > 0 ? [`regionCode in (${codes(regions)})`] : []),
    ...(input.frequency ? [`frequency in (${codes([input.frequency].flat())})`] : []),
    ...(hasParts(input) ? [] : ['isTotal eq true']),
  ];
  const query = `$filter=${encodeURIComponent(terms.join(' and '))}&$select=metricCode,regionCode,period,value,unitName,statusFlags`;
  return new URL(`odata/v4/Observations?${query}`, document.baseURI).href;
}

export const powerQuery = (input: CubeInput): string =>
  `let\n  Source = OData.Feed("${odataAddress(input).replaceAll('"', '""')}", null, [Implementation = "2.0"])\nin\n  Source`;

/** The selection over the SQL views. */
export function sqlQuery(input: CubeInput): string {
  const regions = input.regions?.codes ?? [];
  const terms = [
    `m.metric_code in (${codes(input.metrics)})`,
    ...(regions.length > 0 ? [`r.region_code in (${codes(regions)})`] : []),
    ...(input.frequency ? [`f.frequency in (${codes([input.frequency].flat())})`] : []),
    ...(hasParts(input) ? [] : ['f.is_total']),
  ];
  return [
    'select m.metric_code, r.region_code, f.period, f.value, f.unit_name, f.status_flags',
    'from bi.fact_observation f join bi.dim_metric m using (metric_id) join bi.dim_region r using (region_id)',
    `where ${terms.join('\n  and ')}`,
    'order by 1, 2, f.period_end;',
  ].join('\n');
}
