import type { CubeInput } from '../../api/generated/graphql.ts';
import type { MessageId } from '../../language/text.ts';
import { daysOf, readPeriodText } from './period-names.ts';
import { WHOLE_PART } from './request.ts';

/** A selection in the words of another tool, or the reason why these words have none for it. */
export type Recipe = { readonly text: string } | { readonly reason: MessageId };

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

/** The file has a name of its own: curl would refuse to write what the server calls it a second time. */
export const curlLine = (input: CubeInput, language: string): string =>
  `curl -o observations.csv '${fileAddress(input, 'csv', language)}'`;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const codes = (values: readonly string[]): string => values.map(quoted).join(', ');

/** What the views and the feed can be asked for. */
interface Selection {
  readonly metrics: readonly string[];
  readonly regions: readonly string[];
  readonly frequencies: readonly string[];
  /** The dimension whose parts are wanted; null: totals alone. */
  readonly dimension: string | null;
  /** The one part of it that is wanted; null: all of them. */
  readonly category: string | null;
  /** The one period that is wanted, as it is stored; null: those whose ends lie between two days. */
  readonly period: string | null;
  readonly firstEnd: string | null;
  readonly lastEnd: string | null;
  readonly latest: number | null;
}

/** Views and feed show what is published now. They find one period by its text, and know days, not names of periods, where there are several. */
function selectionOf(input: CubeInput, filter: string | undefined): Selection | { readonly reason: MessageId } {
  if (input.asOf) return { reason: 'cube.recipe-no-as-of' };
  const period = filter === undefined ? undefined : readPeriodText(filter)?.text;
  const from = input.from && period === undefined ? daysOf(input.from) : undefined;
  const to = input.to && period === undefined ? daysOf(input.to) : undefined;
  if (from === null || to === null) return { reason: 'cube.recipe-no-period' };
  const parts = [input.breakdowns ?? []].flat().find(({ categories }) => categories?.[0] !== WHOLE_PART);
  return {
    metrics: input.metrics as string[],
    regions: (input.regions?.codes ?? []) as string[],
    frequencies: [input.frequency ?? []].flat(),
    dimension: parts?.dimension ?? null,
    category: parts?.categories?.[0] ?? null,
    period: period ?? null,
    firstEnd: from?.first ?? null,
    lastEnd: to?.last ?? null,
    latest: input.latest ?? null,
  };
}

const SERIES_COLUMNS = ['datasetCode', 'metricCode', 'regionScheme', 'regionCode', 'breakdown'];
const FEED_COLUMNS = [...SERIES_COLUMNS, 'period', 'periodStart', 'periodEnd', 'value', 'unitName', 'statusFlags'];

function feedAddress(selection: Selection, language: string): string {
  const { metrics, regions, frequencies, dimension, category, period, firstEnd, lastEnd } = selection;
  const terms = [
    `metricCode in (${codes(metrics)})`,
    ...(regions.length > 0 ? [`regionCode in (${codes(regions)})`] : []),
    ...(frequencies.length > 0 ? [`frequency in (${codes(frequencies)})`] : []),
    category !== null
      ? `breakdown eq ${quoted(`${dimension}=${category}`)}`
      : dimension === null
        ? 'isTotal eq true'
        : `startswith(breakdown,${quoted(`${dimension}=`)}) and not contains(breakdown,';')`,
    ...(period ? [`period eq ${quoted(period)}`] : []),
    ...(firstEnd ? [`periodEnd ge ${firstEnd}`] : []),
    ...(lastEnd ? [`periodEnd le ${lastEnd}`] : []),
  ];
  const query = `$filter=${encodeURIComponent(terms.join(' and '))}&$select=${FEED_COLUMNS.join(',')}&lang=${language}`;
  return new URL(`odata/v4/Observations?${query}`, document.baseURI).href;
}

/** The address of the selection in the OData feed. `filter` is the one period that the table shows. */
export function odataAddress(input: CubeInput, language: string, filter?: string): Recipe {
  const selection = selectionOf(input, filter);
  if ('reason' in selection) return selection;
  return selection.latest === null ? { text: feedAddress(selection, language) } : { reason: 'cube.recipe-no-latest' };
}

/** The same for Power Query, which chooses the latest periods of each series itself. */
export function powerQuery(input: CubeInput, language: string, filter?: string): Recipe {
  const selection = selectionOf(input, filter);
  if ('reason' in selection) return selection;
  const { latest } = selection;
  const source = `Source = OData.Feed("${feedAddress(selection, language).replaceAll('"', '""')}", null, [Implementation = "2.0"])`;
  if (latest === null) return { text: `let\n  ${source}\nin\n  Source` };
  return {
    text: [
      'let',
      `  ${source},`,
      `  Series = Table.Group(Source, {${SERIES_COLUMNS.map((name) => `"${name}"`).join(', ')}}, {{"rows",`,
      '    each Table.FirstN(Table.Sort(_, {{"periodEnd", Order.Descending},',
      `      {each [periodStart] ?? #date(9999, 12, 31), Order.Ascending}}), ${latest})}}),`,
      '  Latest = Table.Combine(Series[rows])',
      'in',
      '  Latest',
    ].join('\n'),
  };
}

/** The selection over the SQL views, in the language of the page: names follow a setting of the session. */
export function sqlQuery(input: CubeInput, language: string, filter?: string): Recipe {
  const selection = selectionOf(input, filter);
  if ('reason' in selection) return selection;
  const { metrics, regions, frequencies, dimension, category, period, firstEnd, lastEnd, latest } = selection;
  const terms = [
    `m.metric_code in (${codes(metrics)})`,
    ...(regions.length > 0 ? [`r.region_code in (${codes(regions)})`] : []),
    ...(frequencies.length > 0 ? [`f.frequency in (${codes(frequencies)})`] : []),
    dimension === null ? 'f.is_total' : `f.breakdown_by = ${quoted(dimension)}`,
    ...(category === null ? [] : [`f.breakdown = ${quoted(`${dimension}=${category}`)}`]),
    ...(period ? [`f.period = ${quoted(period)}`] : []),
    ...(firstEnd ? [`f.period_end >= date '${firstEnd}'`] : []),
    ...(lastEnd ? [`f.period_end <= date '${lastEnd}'`] : []),
  ];
  const columns = 'metric_code, region_code, breakdown, period, value, unit_name, status_flags';
  const newest =
    latest === null
      ? ''
      : ',\n    row_number() over (partition by f.series_id order by f.period_end desc, f.period_start) as newest';
  const rows = [
    `select m.metric_code, r.region_code, f.breakdown, f.period, f.period_end, f.value, f.unit_name, f.status_flags${newest}`,
    'from bi.fact_observation f join bi.dim_metric m using (metric_id) join bi.dim_region r using (region_id)',
    `where ${terms.join('\n  and ')}`,
  ];
  const indented = rows.join('\n').replaceAll('\n', '\n  ');
  const text = `set govgraph.language = ${quoted(language)};\nselect ${columns}\nfrom (\n  ${indented}\n) figures\n${latest === null ? '' : `where newest <= ${latest}\n`}order by metric_code, region_code, breakdown, period_end;`;
  return { text };
}
