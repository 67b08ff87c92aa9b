import { limitExceeded } from '../../../domain/core/errors.ts';
import { compareText } from '../../../domain/core/text.ts';
import { message } from '../../../domain/message/message.ts';
import { parsePeriod } from '../../../domain/period/period.ts';
import type { HandlerOptions } from '../../http/handler.ts';
import { OBSERVATION_TABLE } from '../../table/observation.ts';
import { fileAbout } from '../description/about.ts';
import { buildCsvw } from '../description/csvw.ts';
import { layOut, workbookBytes } from '../description/workbook.ts';
import type { Owners } from '../formats/batch.ts';
import { csvBytes } from '../formats/csv.ts';
import type { About, FigureDimension, FigureFile } from '../formats/figure.ts';
import { once } from '../formats/json.ts';
import { type CodedDimension, jsonStatBytes } from '../formats/json-stat.ts';
import { parquetBytes } from '../formats/parquet.ts';
import { sdmxCsvBytes } from '../formats/sdmx-csv.ts';
import { sdmxJsonBytes } from '../formats/sdmx-json.ts';
import type { Bytes, Sheet, SheetRow } from '../formats/sheet.ts';
import type { FileFormat, FileOf } from '../request/file.ts';
import {
  COLUMNS_FOR_FIGURE_FILES,
  COLUMNS_WITH_ESTIMATE,
  type FigureModel,
  figureModel,
} from './observation-figure.ts';
import { hasEstimates, observationRows, type RowKind, selectedSeries, seriesParts } from './observation-rows.ts';
import { OBSERVATION_WORDS, type ObservationSelection, observationSelection } from './observation-selection.ts';

export const COLUMNS = OBSERVATION_TABLE.columns.filter(({ internal }) => !internal);
const NAMES = COLUMNS.map(({ name }) => name);
const LAYOUT = layOut(COLUMNS, [
  'metricName',
  'regionName',
  'breakdownName',
  'period',
  'value',
  'unitName',
  'statusFlags',
  'yoyPercent',
  'yoyPoints',
]);

/** The observations of a selection, as a file of every format. */
export const OBSERVATION_FILE: FileOf<ObservationSelection> = {
  name: 'observations',
  formats: ['csv', 'xlsx', 'parquet', 'json', 'sdmx.csv', 'sdmx.json', 'metadata.json'],
  words: OBSERVATION_WORDS,
  select: observationSelection,
  versionOf: ({ context }) => context.publication,
  bytes: async (options, selection, format, given) => {
    const made = await parts(options, selection, given);
    return WRITERS[format](made);
  },
};

interface Parts {
  readonly options: HandlerOptions;
  readonly selection: ObservationSelection;
  readonly owners: Owners;
  readonly about: ReturnType<typeof fileAbout>;
  readonly given: URLSearchParams;
  readonly model: FigureModel;
  readonly sheet: Sheet;
}

async function parts(options: HandlerOptions, selection: ObservationSelection, given: URLSearchParams): Promise<Parts> {
  const { database } = options;
  const { context } = selection;
  const owners = await selectedSeries(database, selection);
  const of = await seriesParts(database, context, owners);
  const about = fileAbout(context, given, of.datasets, of.metrics);
  const sheet: Sheet = { columns: COLUMNS, batches: observationRows(database, selection, owners, NAMES) };
  return { options, selection, owners, about, given, model: figureModel(context, of), sheet };
}

const WRITERS: Readonly<Record<FileFormat, (parts: Parts) => Bytes | Promise<Bytes>>> = {
  csv: ({ sheet }) => csvBytes(sheet),
  xlsx: ({ options, selection, owners, about }) => {
    const names = LAYOUT.columns.map(({ name }) => name);
    const batches = observationRows(options.database, selection, owners, names);
    const { context } = selection;
    return workbookBytes({
      context,
      layout: LAYOUT,
      batches,
      total: owners.total,
      about,
      title: 'files.sheet-observations',
    });
  },
  parquet: ({ sheet, about }) => parquetBytes(sheet, { about: JSON.stringify(about) }),
  json: async (parts) => {
    const dimensions = await codedDimensions(parts);
    const { selection: words, datasets, sources, metrics } = parts.about;
    const confidence = metrics.flatMap((one) => (one.confidence === null ? [] : [[one.code, Number(one.confidence)]]));
    const extension = {
      selection: Object.fromEntries(words),
      datasets,
      sources,
      status: 'Flags of a figure, separated by a space; NORMAL where none is given.',
      ...(confidence.length > 0 ? { confidence: Object.fromEntries(confidence) } : {}),
    };
    return jsonStatBytes({
      about: headOf(parts),
      extension,
      dimensions,
      figures: figures(parts, COLUMNS_FOR_FIGURE_FILES),
      flagged: () => figuresOfKind(parts, 'flagged', COLUMNS_FOR_FIGURE_FILES),
      estimated: () => figuresOfKind(parts, 'estimated', COLUMNS_WITH_ESTIMATE),
      computed: () => figuresOfKind(parts, 'computed', COLUMNS_FOR_FIGURE_FILES),
    });
  },
  'sdmx.csv': async (parts) => {
    const { isEstimated, columns } = await sdmxColumns(parts);
    return sdmxCsvBytes(parts.model.dimensions, figures(parts, columns), isEstimated);
  },
  'sdmx.json': async (parts) => {
    const { isEstimated, columns } = await sdmxColumns(parts);
    return sdmxJsonBytes(headOf(parts), parts.model.dimensions, figures(parts, columns), isEstimated);
  },
  'metadata.json': ({ about, given }) =>
    once(buildCsvw(`observations.csv${given.size > 0 ? `?${given}` : ''}`, about, COLUMNS, OBSERVATION_TABLE.key)),
};

const headOf = ({ about: { title, datasets, updated, language } }: Parts): About => ({
  title,
  source: datasets.map(({ publisher, title }) => publisher ?? title).join('; ') || 'govgraph',
  updated,
  language,
});

/** What is read for a file that names its columns before its rows. */
async function sdmxColumns({ options: { database }, selection, owners }: Parts) {
  const isEstimated = await hasEstimates(database, selection, owners);
  return { isEstimated, columns: isEstimated ? COLUMNS_WITH_ESTIMATE : COLUMNS_FOR_FIGURE_FILES };
}

const figures = ({ options: { database }, selection, owners, model }: Parts, columns: readonly string[]) =>
  figuresOf(observationRows(database, selection, owners, columns), model);

async function* figuresOfKind(
  { options: { database }, selection, model }: Parts,
  kind: RowKind,
  columns: readonly string[],
): AsyncGenerator<readonly FigureFile[]> {
  const owners = await selectedSeries(database, selection, kind);
  yield* figuresOf(observationRows(database, selection, owners, columns, kind), model);
}

async function* figuresOf(
  batches: AsyncIterable<readonly SheetRow[]>,
  model: FigureModel,
): AsyncGenerator<readonly FigureFile[]> {
  for await (const rows of batches) yield rows.map(model.figureOf);
}

/** Codes that a dimension of JSON-stat may have here: they are held, to number cells by. */
const MAX_CODES = 200_000;

/** The codes that occur, in the order in which people read them: everything is read once before it is read to be written. */
async function codedDimensions(parts: Parts): Promise<readonly CodedDimension[]> {
  const { dimensions } = parts.model;
  const found = dimensions.map(() => new Set<string>());
  for await (const batch of figures(parts, COLUMNS_FOR_FIGURE_FILES)) {
    for (const { codes } of batch) for (const [at, code] of codes.entries()) found[at]?.add(code);
    const most = Math.max(...found.map(({ size }) => size));
    if (most > MAX_CODES) {
      throw limitExceeded('codes', message('files.too-many-codes', { max: MAX_CODES }), MAX_CODES, most);
    }
  }
  return dimensions.map((dimension, at) => ({ ...dimension, codes: sorted(dimension, [...(found[at] ?? [])]) }));
}

function sorted({ role }: FigureDimension, codes: readonly string[]): readonly string[] {
  if (role !== 'time') return codes.toSorted(compareText);
  const keyed = codes.map((text) => ({ ...parsePeriod(text), text }));
  const key = ({ end, start, text }: (typeof keyed)[number]) => `${end} ${start ?? ''} ${text}`;
  return keyed.sort((a, b) => compareText(key(a), key(b))).map(({ text }) => text);
}
