import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { workbookRows } from '../files/support.ts';
import { firstDay, lastDay, type Selection } from './selection.ts';

/** One figure as every shape can tell it. Null: there is no value. */
export interface Told {
  readonly dataset: string;
  readonly metric: string;
  readonly region: string;
  readonly period: string;
  readonly breakdown: string;
  readonly value: number | null;
}

/** What answers a request. */
export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

async function answered(fetch: Fetch, path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

interface Flat {
  readonly [column: string]: unknown;
}
const toldOf = (row: Flat): Told => ({
  dataset: String(row.datasetCode),
  metric: String(row.metricCode),
  region: String(row.regionCode),
  period: String(row.period),
  breakdown: String(row.breakdown ?? ''),
  value: row.value === null || row.value === undefined || row.value === '' ? null : Number(row.value),
});

const NODE =
  'dataset { code } metric { code } region { code } period value breakdown { dimension { code } category { code } }';

export async function fromGraph(fetch: Fetch, { part, ...rest }: Selection): Promise<Told[]> {
  const breakdowns = part && [{ dimension: part.dimension, categories: part.categories ?? null }];
  const where = { ...rest, basis: rest.basis && [rest.basis], breakdowns };
  const query = `query ($where: ObservationWhere!, $after: String) { observations(where: $where, first: 1000, after: $after) {
    totalCount nodes { ${NODE} } pageInfo { hasNextPage endCursor } } }`;
  const found: Told[] = [];
  for (let after: string | null = null; ; ) {
    const response = await answered(fetch, '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { where, after } }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    const { nodes, pageInfo, totalCount } = data.observations;
    for (const { dataset, metric, region, period, value, breakdown } of nodes) {
      const parts = breakdown.map((one: { dimension: { code: string }; category: { code: string } }) => `${one.dimension.code}=${one.category.code}`); // biome-ignore format: one part
      found.push(toldOf({ datasetCode: dataset.code, metricCode: metric.code, regionCode: region.code, period, value, breakdown: parts.join(';') })); // biome-ignore format: one part
    }
    if (!pageInfo.hasNextPage) {
      if (totalCount !== found.length) throw new Error(`totalCount is ${totalCount} of ${found.length}`);
      return found;
    }
    after = pageInfo.endCursor;
  }
}

const listed = (codes: readonly string[]) => `(${codes.map((code) => `'${code}'`).join(',')})`;

/** The same selection as a filter of OData: parts are texts there. */
function filterOf({ metrics, regions, from, to, frequency, basis, part }: Selection): string {
  const conditions = [`metricCode in ${listed(metrics)}`];
  if (regions) conditions.push(`regionCode in ${listed(regions)}`);
  if (from) conditions.push(`periodEnd ge ${firstDay(from)}`);
  if (to) conditions.push(`periodEnd le ${lastDay(to)}`);
  if (frequency) conditions.push(`frequency in ${listed(frequency)}`);
  if (basis) conditions.push(`basis eq '${basis}'`);
  if (part) {
    const { dimension, categories } = part;
    const choices = categories
      ? categories.map((one) => `breakdown eq '${one === 'TOTAL' ? '' : `${dimension}=${one}`}'`)
      : [`(startswith(breakdown,'${dimension}=') and not contains(breakdown,';'))`];
    conditions.push(`(${choices.join(' or ')})`);
  }
  return conditions.join(' and ');
}

export async function fromOData(fetch: Fetch, selection: Selection): Promise<Told[]> {
  const found: Told[] = [];
  let next: string | undefined =
    `/odata/v4/Observations?$count=true&$filter=${encodeURIComponent(filterOf(selection))}`;
  let count: number | undefined;
  while (next) {
    const answer = await (await answered(fetch, next)).json();
    count ??= answer['@odata.count'];
    found.push(...answer.value.map(toldOf));
    const link: string | undefined = answer['@odata.nextLink'];
    next = link && new URL(link, 'http://test/odata/v4/').href.replace(/^https?:\/\/[^/]+/, '');
  }
  if (count !== found.length) throw new Error(`$count is ${count} of ${found.length}`);
  return found;
}

export function wordsOf({ part, ...rest }: Selection): string {
  const words = new URLSearchParams();
  for (const [word, value] of Object.entries(rest)) words.set(word, String(value));
  if (part) words.set('breakdowns', part.categories ? `${part.dimension}:${part.categories}` : part.dimension);
  return words.toString();
}

const fileOf = (fetch: Fetch, format: string, selection: Selection) =>
  answered(fetch, `/files/observations.${format}?${wordsOf(selection)}`);

export async function fromCsv(fetch: Fetch, selection: Selection): Promise<Told[]> {
  const text = Buffer.from(await (await fileOf(fetch, 'csv', selection)).arrayBuffer()).toString();
  return (parse(text, { bom: true, columns: true }) as Flat[]).map(toldOf);
}

export async function fromXlsx(fetch: Fetch, selection: Selection): Promise<Told[]> {
  const bytes = Buffer.from(await (await fileOf(fetch, 'xlsx', selection)).arrayBuffer());
  return (workbookRows(bytes) as unknown as Flat[]).map(toldOf);
}

export async function fromParquet(fetch: Fetch, selection: Selection): Promise<Told[]> {
  const file = await (await fileOf(fetch, 'parquet', selection)).arrayBuffer();
  return ((await parquetReadObjects({ file })) as Flat[]).map(toldOf);
}

/** SDMX's code for the total of a dimension. */
const breakdownOf = (codes: Readonly<Record<string, string>>): string =>
  Object.entries(codes)
    .filter(([, category]) => category !== '_T')
    .map(([dimension, category]) => `${dimension}=${category}`)
    .sort()
    .join(';');

export async function fromJsonStat(fetch: Fetch, selection: Selection): Promise<Told[]> {
  const { id, size, dimension, value } = await (await fileOf(fetch, 'json', selection)).json();
  return Object.entries(value as Record<string, number | null>).map(([cell, figure]) => {
    let number = Number(cell);
    const codes: Record<string, string> = {};
    for (let at = id.length - 1; at >= 0; at--) {
      codes[id[at]] = dimension[id[at]].category.index[number % size[at]];
      number = Math.floor(number / size[at]);
    }
    const { dataset, metric, region, period, ...parts } = codes;
    return toldOf({ datasetCode: dataset, metricCode: metric, regionCode: region, period, breakdown: breakdownOf(parts), value: figure }); // biome-ignore format: one part
  });
}

const KNOWN = /^(STRUCTURE.*|ACTION|FREQ|DATASET|METRIC|REF_AREA|TIME_PERIOD|OBS_VALUE|OBS_STATUS.*|UNIT_.*|BASIS)$/;
const partsOf = (row: Flat): Record<string, string> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !KNOWN.test(name)).map(([name, code]) => [name.toLowerCase(), String(code)])); // biome-ignore format: one part
const sdmxTold = (row: Flat, value: unknown): Told =>
  toldOf({ datasetCode: row.DATASET, metricCode: row.METRIC, regionCode: row.REF_AREA, period: row.TIME_PERIOD, breakdown: breakdownOf(partsOf(row)), value }); // biome-ignore format: one part

export async function fromSdmxCsv(fetch: Fetch, selection: Selection): Promise<Told[]> {
  const rows = parse(await (await fileOf(fetch, 'sdmx.csv', selection)).text(), { columns: true }) as Flat[];
  return rows.map((row) => sdmxTold(row, row.OBS_VALUE === 'NaN' ? null : row.OBS_VALUE));
}

export async function fromSdmxJson(fetch: Fetch, selection: Selection): Promise<Told[]> {
  const { data } = await (await fileOf(fetch, 'sdmx.json', selection)).json();
  const components = data.structures[0].dimensions.observation;
  return Object.entries(data.dataSets[0].observations as Record<string, (number | null)[]>).map(([key, [value]]) => {
    const codes = key.split(':').map((number, at) => components[at].values[Number(number)]);
    const row = Object.fromEntries(codes.map((code, at) => [components[at].id, code.id ?? code.value]));
    return sdmxTold(row, value);
  });
}
