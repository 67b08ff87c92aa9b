import { pickName } from '../../../graphql/core/translation.ts';
import { isVisible } from '../../../read/core/snapshot.ts';
import type { FigureUnit } from '../formats/figure.ts';
import type { Notes } from '../formats/xlsx.ts';
import type { FileContext } from '../request/context.ts';
import type { MeasuredMetric } from './unit.ts';

/** Where the rows of a file come from. */
export interface DatasetAbout {
  readonly code: string;
  readonly title: string;
  readonly licence: string | null;
  readonly publisher: string | null;
  readonly release: string | null;
  readonly publishedAt: string | null;
}

export interface SourceAbout {
  readonly code: string;
  readonly title: string;
  readonly url: string | null;
  readonly publishedDate: string | null;
  readonly licence: string | null;
  readonly sha256: string | null;
}

export interface MetricAbout {
  readonly code: string;
  readonly name: string;
  readonly definition: string | null;
  readonly unit: FigureUnit;
}

/** What is to be known beside the rows: told in the second sheet of a workbook and in the metadata beside every file. */
export interface FileAbout {
  readonly title: string;
  readonly language: string;
  /** The words of the address. */
  readonly selection: readonly (readonly [string, string])[];
  readonly datasets: readonly DatasetAbout[];
  readonly sources: readonly SourceAbout[];
  readonly metrics: readonly MetricAbout[];
  /** The latest publication among the data sets. */
  readonly updated: string | null;
}

const MAX_TITLES = 3;

export function fileAbout(
  context: FileContext,
  selection: URLSearchParams,
  datasetIds: readonly number[],
  measured: readonly MeasuredMetric[],
): FileAbout {
  const { catalogue, graph, state, language } = context;
  const name = (names: unknown, datasetId: number) => pickName(names, null, graph, datasetId);
  const datasets = datasetIds.map((id): DatasetAbout => {
    const { code, title, licence, publisherId } = catalogue.datasets.get(id);
    const release = catalogue.releasesOf.of(id).find(({ seq }) => seq === state.seqs.get(id));
    const publisher = catalogue.organizations.find(publisherId);
    return {
      code,
      title: name(title, id) ?? code,
      licence,
      publisher: publisher && (name(publisher.name, publisher.datasetId) ?? publisher.code),
      release: release?.version ?? null,
      publishedAt: release?.publishedAt?.toISOString() ?? null,
    };
  });
  const sources = catalogue.sources.rows
    .filter((row) => datasetIds.includes(row.datasetId) && isVisible(row, state))
    .map(
      ({ code, title, url, publishedDate, licence, sha256, datasetId }): SourceAbout => ({
        code,
        title: name(title, datasetId) ?? code,
        url,
        publishedDate: publishedDate?.toISOString().slice(0, 10) ?? null,
        licence,
        sha256,
      }),
    );
  const titles = datasets.slice(0, MAX_TITLES).map(({ title }) => title);
  const more = datasets.length - titles.length;
  return {
    title: [...titles, ...(more > 0 ? [`+ ${more}`] : [])].join('; '),
    language,
    selection: [...selection],
    datasets,
    sources,
    metrics: measured.map(({ metric, unit }) => ({
      code: metric.code,
      name: name(metric.name, metric.datasetId) ?? metric.code,
      definition: name(metric.definition, metric.datasetId),
      unit,
    })),
    updated:
      datasets
        .flatMap(({ publishedAt }) => publishedAt ?? [])
        .sort()
        .at(-1) ?? null,
  };
}

/** The same as lines of a sheet. */
export function buildNotes(
  about: FileAbout,
  columns: readonly { readonly name: string; readonly description: string }[],
): Notes {
  const line = (...parts: readonly (string | null)[]): string => parts.filter((part) => part).join(' · ');
  const { title, selection, datasets, sources, metrics } = about;
  return [
    ['title', title],
    ...selection.map(([word, value]) => [`selection: ${word}`, value] as const),
    ...datasets.map(
      (one) =>
        [
          `data set: ${one.code}`,
          line(
            one.title,
            one.publisher,
            `licence ${one.licence ?? 'not stated'}`,
            `release ${one.release}`,
            one.publishedAt,
          ),
        ] as const,
    ),
    ...sources.map(
      (one) =>
        [
          `source: ${one.code}`,
          line(one.title, one.publishedDate, one.url, one.licence, one.sha256 && `sha256 ${one.sha256}`),
        ] as const,
    ),
    ...metrics.map((one) => [`metric: ${one.code}`, line(one.name, describeUnit(one.unit), one.definition)] as const),
    ...columns.map(({ name, description }) => [`column: ${name}`, description] as const),
  ];
}

export const describeUnit = ({ name, symbol }: FigureUnit): string =>
  symbol && !name.includes(symbol) ? `${name} (${symbol})` : name;
