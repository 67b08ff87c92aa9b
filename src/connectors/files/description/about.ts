import type { Locale } from '../../../domain/message/locale.ts';
import { message, type Text } from '../../../domain/message/message.ts';
import { translate } from '../../../domain/message/translate.ts';
import { pickName } from '../../../graphql/core/translation.ts';
import { isVisible } from '../../../read/core/snapshot.ts';
import type { FigureUnit } from '../formats/figure.ts';
import type { Notes } from '../formats/xlsx.ts';
import type { FileContext } from '../request/context.ts';
import { columnDescription, columnTitle, type DescribedColumn } from './column-title.ts';
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
  /** How sure the bounds of its estimates are, in per cent. */
  readonly confidence: string | null;
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
    metrics: measured.map(({ metric, unit, confidence }) => ({
      code: metric.code,
      name: name(metric.name, metric.datasetId) ?? metric.code,
      definition: name(metric.definition, metric.datasetId),
      unit,
      confidence,
    })),
    updated:
      datasets
        .flatMap(({ publishedAt }) => publishedAt ?? [])
        .sort()
        .at(-1) ?? null,
  };
}

/** The same as lines of a sheet. */
export function buildNotes(about: FileAbout, columns: readonly DescribedColumn[], locale: Locale): Notes {
  const line = (...parts: readonly (Text | null)[]): string =>
    parts.flatMap((part) => (part ? [translate(part, locale)] : [])).join(' · ');
  const note = (name: Text, ...parts: readonly (Text | null)[]): Notes[number] => [
    translate(name, locale),
    line(...parts),
  ];
  const { title, selection, datasets, sources, metrics } = about;
  const licenceOf = (licence: string | null) =>
    licence === null ? message('files.about-no-licence') : message('files.about-licence', { licence });
  return [
    note(message('files.about-title'), title),
    ...selection.map(([name, value]) => note(message('files.about-selection', { name }), value)),
    ...datasets.map(({ code, title, publisher, licence, release, publishedAt }) =>
      note(
        message('files.about-dataset', { code }),
        title,
        publisher,
        licenceOf(licence),
        release === null ? null : message('files.about-release', { version: release }),
        publishedAt,
      ),
    ),
    ...sources.map(({ code, title, publishedDate, url, licence, sha256 }) =>
      note(message('files.about-source', { code }), title, publishedDate, url, licence, sha256 && `sha256 ${sha256}`),
    ),
    ...metrics.map(({ code, name, unit, definition, confidence }) =>
      note(
        message('files.about-metric', { code }),
        name,
        describeUnit(unit),
        definition,
        confidence === null ? null : message('files.about-confidence', { confidence }),
      ),
    ),
    ...columns.map((column) =>
      note(message('files.about-column', { title: columnTitle(column.name) }), column.name, columnDescription(column)),
    ),
  ];
}

export const describeUnit = ({ name, symbol }: FigureUnit): string =>
  symbol && !name.includes(symbol) ? `${name} (${symbol})` : name;
