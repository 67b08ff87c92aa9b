import { message } from '../../domain/message/message.ts';
import { exportedColumn, type FormTitles, matchTitles } from '../exported/column-name.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { CodeReading } from '../mapping/reading-schema.ts';
import type { Mapping } from '../mapping/schema.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import type { SourceRow } from '../reader/sheet.ts';
import { columnTexts } from '../shape/table-shape.ts';
import { SDMX_STATUSES } from './infer-status.ts';

/** How one of the forms in which this platform exports observations calls what a mapping reads. */
interface ExportForm {
  /** Columns that the form always has and that tell it from any other. */
  readonly needed: readonly string[];
  readonly dataset: string;
  readonly metric: string;
  readonly region: CodeReading;
  readonly period: string;
  readonly value: string;
  readonly unit: Pick<Mapping, 'unit' | 'multiplier'>;
  /** Whether a figure was computed; in JSON-stat only where some were. */
  readonly basis: string;
  readonly status: NonNullable<Mapping['status']>;
  /** Where a file has these, they are read. */
  readonly fields: Readonly<Record<string, string>>;
  /** Columns that nothing is read from. */
  readonly others: readonly string[];
  /** Whether a column that is none of these is a dimension. */
  readonly hasDimensions: boolean;
}

const ESTIMATES: Readonly<Record<string, string>> = {
  standard_error: 'standardError',
  lower_bound: 'lowerBound',
  upper_bound: 'upperBound',
  rank: 'rank',
  rank_lower_bound: 'rankLowerBound',
  rank_upper_bound: 'rankUpperBound',
  source_count: 'sourceCount',
};
const STATUSES = Object.fromEntries(Object.values(SDMX_STATUSES).map((status) => [status, status] as const));

/** A table of everything: CSV, and a workbook, whose titles stand for the same columns. */
const FLAT: ExportForm = {
  needed: ['id', 'breakdown', 'basis', 'releaseVersion'],
  dataset: 'datasetCode',
  metric: 'metricCode',
  region: { join: [{ column: 'regionScheme' }, { constant: ':' }, { column: 'regionCode' }] },
  period: 'period',
  value: 'value',
  unit: { unit: { column: 'unitCode' }, multiplier: { column: 'unitMultiplier', digits: 'POWER' } },
  basis: 'basis',
  status: { column: 'statusFlags', codes: STATUSES, separator: ' ' },
  fields: { breakdown: 'breakdown', numerator: 'numerator', denominator: 'denominator', ...ESTIMATES },
  others: [
    'id', 'metricName', 'themeCode', 'workingGroupCode', 'regionName', 'regionLevel', 'periodStart', 'periodEnd', 'frequency', 'breakdownName',
    'isTotal', 'unitName', 'yoyPercent', 'yoyPoints', 'yoyPublished', 'sourceCode', 'locator', 'releaseVersion', 'publishedAt',
  ],
  hasDimensions: false,
}; // biome-ignore format: lists

const SDMX: ExportForm = {
  needed: ['FREQ', 'BASIS'],
  dataset: 'DATASET',
  metric: 'METRIC',
  region: { column: 'REF_AREA' },
  period: 'TIME_PERIOD',
  value: 'OBS_VALUE',
  unit: { unit: { column: 'UNIT_MEASURE' }, multiplier: { column: 'UNIT_MULT', digits: 'POWER' } },
  basis: 'BASIS',
  status: { column: 'OBS_STATUS', codes: SDMX_STATUSES, separator: ';' },
  fields: Object.fromEntries(Object.keys(ESTIMATES).map((field) => [field, `OBS_${field.toUpperCase()}`] as const)),
  others: ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', 'FREQ', 'CONFIDENCE_LEVEL'],
  hasDimensions: true,
};

const JSON_STAT: ExportForm = {
  needed: ['metric:unit'],
  dataset: 'dataset',
  metric: 'metric',
  region: { column: 'region' },
  period: 'period',
  value: 'value',
  unit: { unit: { column: 'metric:unit:code' }, multiplier: { column: 'metric:unit:multiplier', digits: 'POWER' } },
  basis: 'basis',
  status: { column: 'status', codes: STATUSES, separator: ' ' },
  fields: ESTIMATES,
  others: [],
  hasDimensions: true,
};

const FORMS = [FLAT, SDMX, JSON_STAT];

/** A file of observations that this platform exported. */
export interface OwnExport {
  readonly form: ExportForm;
  /** The titles of the file, by what the form calls them, and where they stand. */
  readonly titles: FormTitles;
  /** Columns that the form does not name: dimensions, by the order of the file. */
  readonly rest: readonly string[];
  readonly rows: readonly SourceRow[];
}

/** Recognises an export by its first row: each column is one of the form, and none that tells the form is missing. `labels` say what others say. */
export function findOwnExport(
  [header, ...rows]: readonly SourceRow[],
  labels: ReadonlySet<string> = new Set(),
): OwnExport | null {
  for (const form of FORMS) {
    const needed = [...readColumns(form), ...form.needed];
    const known = new Set([...needed, form.basis, ...Object.values(form.fields), ...form.others]);
    const matched = matchTitles(header, known, (title) => (form.hasDimensions ? title : exportedColumn(title)));
    if (matched === null) continue;
    const { titles } = matched;
    const rest = matched.rest.filter((title) => !labels.has(title));
    const isWhole = needed.every((name) => titles.has(name));
    if (isWhole && (form.hasDimensions || rest.length === 0)) return { form, titles, rest, rows };
  }
  return null;
}

const columnsIn = (reading: CodeReading | undefined): string[] =>
  [reading?.column, ...(reading?.join ?? []).map(({ column }) => column)].filter((column) => column !== undefined);

/** Columns that a mapping reads of every file of the form. */
const readColumns = ({ dataset, metric, region, period, value, unit, status }: ExportForm): string[] => [
  ...[dataset, metric, period, value, status.column],
  ...[region, unit.unit, unit.multiplier].flatMap(columnsIn),
];

/** The data sets that the first rows of an export are of. */
export function exportedDatasets({ form, titles, rows }: OwnExport): string[] {
  const column = titles.get(form.dataset)?.column ?? 0;
  return [...new Set(columnTexts(rows, column))].filter((code) => code !== '');
}

/** The mapping that reads an export. Nothing is asked but what its columns leave open: of which of several data sets the rows are meant. */
export function mapOwnExport(
  own: OwnExport,
  known: KnownCodes,
  inference: Inference,
): Omit<Mapping, 'version' | 'language'> {
  const { form, titles } = own;
  const titleOf = (name: string) => titles.get(name)?.title ?? name;
  const ofDataset = (one: string) => [{ column: titleOf(form.dataset), in: [one] }];
  inference.decide('header', message('inference.own-export'));
  const datasets = exportedDatasets(own);
  const [dataset = '', another] = datasets;
  const code = datasets.find((one) => one === known.dataset) ?? (another === undefined ? dataset : null);
  if (code === null)
    inference.ask('rows.only', message('inference.which-exported', { datasets: shownTexts(datasets) }), datasets, {
      options: datasets,
      apply: (mapping, answer) => ({ ...mapping, rows: { ...mapping.rows, only: ofDataset(answer) } }),
    });
  const renamed = <Reading extends CodeReading>({ column, join, ...reading }: Reading) => ({
    ...reading,
    ...(column === undefined ? {} : { column: titleOf(column) }),
    ...(join === undefined
      ? {}
      : { join: join.map((part) => (part.column === undefined ? part : { column: titleOf(part.column) })) }),
  });
  const fields = Object.entries(form.fields).flatMap(([field, name]) =>
    titles.has(name) ? [[field, titleOf(name)] as const] : [],
  );
  const read = new Set([...readColumns(form), form.basis, ...Object.values(form.fields)]);
  const ignored = [...titles].flatMap(([name, { title }]) => (read.has(name) ? [] : [title]));
  return {
    header: { rows: [1] },
    rows: {
      only: ofDataset(code ?? dataset),
      // What was computed is computed again.
      ...(titles.has(form.basis) ? { skip: [{ column: titleOf(form.basis), in: ['COMPUTED'] }] } : {}),
    },
    metric: { column: titleOf(form.metric) },
    region: renamed(form.region),
    period: { column: titleOf(form.period) },
    ...(form.unit.unit === undefined ? {} : { unit: renamed(form.unit.unit) }),
    ...(form.unit.multiplier === undefined ? {} : { multiplier: renamed(form.unit.multiplier) }),
    ...inferDimensions(own, known, inference),
    values: [{ columns: [titleOf(form.value)] }],
    marks: { NaN: 'STATUS' },
    blank: 'STATUS',
    status: { ...form.status, column: titleOf(form.status.column) },
    fields: Object.fromEntries(fields),
    ignore: ignored,
  };
}

/** A dimension has its code in SDMX in capitals, with `_` for what its names do not allow. */
const conceptOf = (code: string): string => code.replace(/[^\w-]/g, '_').toUpperCase();

/** Which dimension a column is: the only one whose code is written so. */
function inferDimensions(
  { rest }: OwnExport,
  { categories }: KnownCodes,
  inference: Inference,
): Pick<Mapping, 'breakdown'> {
  const codes = [...categories.keys()];
  const breakdown: Record<string, CodeReading> = {};
  for (const title of rest) {
    const found = codes.filter((code) => code === title || conceptOf(code) === title);
    const [code, another] = found;
    if (code !== undefined && another === undefined) {
      breakdown[code] = { column: title };
      continue;
    }
    const question = message('inference.which-dimension', { name: title });
    const choices = found.length > 0 ? found : codes;
    inference.ask(`breakdown.${title}`, question, choices, {
      options: choices,
      apply: (mapping, answer) => ({
        ...mapping,
        breakdown: { ...mapping.breakdown, [answer]: { column: title } },
      }),
    });
  }
  return rest.length === 0 ? {} : { breakdown };
}
