import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { columnTitle } from '../../../src/connectors/files/description/column-title.ts';
import { OBSERVATION_TABLE } from '../../../src/connectors/table/observation.ts';
import type { Database } from '../../../src/database/database.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { applicationOver } from '../../server/support.ts';

export interface Had {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
}

export type Fetch = (path: string, init?: RequestInit) => Promise<Had>;

/** Reads files as anybody would: over HTTP, through the whole application. */
export function filesOver(database: Database, env: Record<string, string> = {}): Fetch {
  const application = applicationOver(database, env);
  return async (path, init) => {
    const response = await application.fetch(new Request(`http://test/files/${path}`, init));
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '' && response.status !== 206;
    return { status: response.status, headers: response.headers, bytes, text, json: isJson ? JSON.parse(text) : null };
  };
}

/** A figure as any format tells it; the value as a double, which is what all of them can. */
export interface Told {
  readonly dataset: string;
  readonly metric: string;
  readonly region: string;
  readonly breakdown: string;
  readonly period: string;
  readonly value: number | null;
  readonly flags: string;
}

const number = (text: string | number | null | undefined): number | null =>
  text === '' || text === null || text === undefined || text === 'NaN' ? null : Number(text);
const flat = (row: Readonly<Record<string, unknown>>): Told => ({
  dataset: String(row.datasetCode),
  metric: String(row.metricCode),
  region: String(row.regionCode),
  breakdown: String(row.breakdown),
  period: String(row.period),
  value: number(row.value as string | number | null),
  flags: String(row.statusFlags),
});

export const csvRows = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });

const entities = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export function xlsxRows(bytes: Buffer, sheet = 1): (string | number | null)[][] {
  const xml = Buffer.from(unzipSync(bytes)[`xl/worksheets/sheet${sheet}.xml`] ?? []).toString();
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\/>|<c([^>]*)>(.*?)<\/c>/gs)].map(([, attributes, content = '']) => {
      if (attributes === undefined) return null;
      if (attributes.includes('inlineStr')) return entities(/<t[^>]*>(.*)<\/t>/s.exec(content)?.[1] ?? '');
      return Number(/<v>(.*)<\/v>/.exec(content)?.[1]);
    }),
  );
}

/** The rows of a workbook of a table under the technical names of its columns, whatever language its headers are in. */
export function workbookRows(
  bytes: Buffer,
  columns: readonly { readonly name: string }[] = OBSERVATION_TABLE.columns,
): Record<string, string | number | null>[] {
  const names = new Map(
    columns.flatMap(({ name }) =>
      (['en', 'zh-Hans'] as const).map((locale) => [translate(columnTitle(name), locale), name]),
    ),
  );
  const [titles = [], ...rows] = xlsxRows(bytes);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [names.get(String(titles[at])), cell])));
}

/** `dimension=category` for the dimensions that are not at their total. */
const breakdownOf = (parts: readonly (readonly [string, string])[]): string =>
  parts
    .flatMap(([dimension, category]) => (category === '_T' ? [] : [`${dimension}=${category}`]))
    .sort()
    .join(';');

// biome-ignore lint/suspicious/noExplicitAny: JSON-stat as it comes
function jsonStatRows(document: any): Told[] {
  const { id, size, dimension, value, status } = document;
  return Object.entries(value).map(([key, figure]) => {
    let rest = Number(key);
    const codes: Record<string, string> = {};
    for (let at = id.length - 1; at >= 0; at--) {
      codes[id[at]] = dimension[id[at]].category.index[rest % size[at]];
      rest = Math.floor(rest / size[at]);
    }
    const { dataset = '', metric = '', region = '', period = '', ...broken } = codes;
    const flags = status[key] ?? 'NORMAL';
    return {
      dataset,
      metric,
      region,
      period,
      breakdown: breakdownOf(Object.entries(broken)),
      value: figure as number,
      flags,
    };
  });
}

const STATUS: Readonly<Record<string, string>> = { A: 'NORMAL', B: 'BREAK', D: 'DEFINITION_DIFFERS', E: 'ESTIMATED', O: 'MISSING', P: 'PROVISIONAL', Q: 'SUPPRESSED' }; // biome-ignore format: a table
const statuses = (codes: readonly string[]): string => codes.map((code) => STATUS[code] ?? code).join(' ');

function sdmxCsvRows(text: string): Told[] {
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return rows.map((row) => {
    const names = Object.keys(row);
    const broken = names.slice(names.indexOf('REF_AREA') + 1, names.indexOf('TIME_PERIOD'));
    return {
      dataset: row.DATASET ?? '',
      metric: row.METRIC ?? '',
      region: row.REF_AREA ?? '',
      period: row.TIME_PERIOD ?? '',
      breakdown: breakdownOf(broken.map((name) => [name.toLowerCase(), row[name] ?? ''])),
      value: number(row.OBS_VALUE),
      flags: statuses((row['OBS_STATUS[]'] ?? '').split(';')),
    };
  });
}

// biome-ignore lint/suspicious/noExplicitAny: SDMX-JSON as it comes
function sdmxJsonRows(message: any): Told[] {
  const [structure] = message.data.structures;
  const dimensions = structure.dimensions.observation;
  const [status] = structure.attributes.observation;
  return Object.entries<unknown[]>(message.data.dataSets[0].observations).map(([key, [value, flags]]) => {
    const code = (one: { id?: string; value?: string }) => one.id ?? one.value ?? '';
    const codes = key
      .split(':')
      .map((place, at) => [dimensions[at].id, code(dimensions[at].values[Number(place)])] as const);
    const { FREQ, DATASET, METRIC, REF_AREA, TIME_PERIOD, ...broken } = Object.fromEntries(codes) as Record<
      string,
      string
    >;
    return {
      dataset: DATASET ?? '',
      metric: METRIC ?? '',
      region: REF_AREA ?? '',
      period: TIME_PERIOD ?? '',
      breakdown: breakdownOf(Object.entries(broken).map(([name, category]) => [name.toLowerCase(), category])),
      value: value as number | null,
      flags: statuses((flags as number[]).map((place) => status.values[place].id)),
    };
  });
}

export const FORMATS = ['csv', 'xlsx', 'parquet', 'json', 'sdmx.csv', 'sdmx.json'] as const;

/** The figures of a file, whatever its format, in one order. */
export async function figuresIn({ bytes, text, json }: Had, format: (typeof FORMATS)[number]): Promise<Told[]> {
  const read = async (): Promise<Told[]> => {
    switch (format) {
      case 'csv':
        return csvRows(text).map(flat);
      case 'xlsx':
        return workbookRows(bytes).map(flat);
      case 'parquet':
        return (await parquetReadObjects({ file: new Uint8Array(bytes).buffer })).map(flat);
      case 'json':
        return jsonStatRows(json);
      case 'sdmx.csv':
        return sdmxCsvRows(text);
      case 'sdmx.json':
        return sdmxJsonRows(json);
    }
  };
  return topologicalSort(await read());
}

const key = ({ dataset, metric, region, breakdown, period }: Told): string =>
  [dataset, metric, region, breakdown, period].join('\n');

export const topologicalSort = (figures: readonly Told[]): Told[] =>
  figures.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
