import type { Dimension as DimensionRow } from '../../../database/generated/prisma/client.ts';
import { compareText } from '../../../domain/core/text.ts';
import { parsePeriod } from '../../../domain/period/period.ts';
import { periodLabel } from '../../../domain/period/period-label.ts';
import { pickName } from '../../../graphql/core/translation.ts';
import type { MeasuredMetric } from '../description/unit.ts';
import {
  ESTIMATE_PARTS,
  type FigureCategory,
  type FigureDimension,
  type FigureFile,
  TOTAL_CODE,
} from '../formats/figure.ts';
import { getConcepts } from '../formats/sdmx.ts';
import type { SheetRow } from '../formats/sheet.ts';
import type { FileContext } from '../request/context.ts';

/** What is read of a row to make a figure of it. */
export const COLUMNS_FOR_FIGURE_FILES = [
  'datasetNumber',
  'metricNumber',
  'regionNumber',
  'breakdown',
  'period',
  'frequency',
  'value',
  'statusFlags',
  'basis',
];
export const COLUMNS_WITH_ESTIMATE = [...COLUMNS_FOR_FIGURE_FILES, ...ESTIMATE_PARTS.map(({ column }) => column)];

/** What the series of a selection are of. */
export interface SeriesParts {
  readonly datasets: readonly number[];
  readonly metrics: readonly MeasuredMetric[];
  /** The dimensions that some of them are broken down by. */
  readonly dimensions: readonly DimensionRow[];
}

/** How rows become figures, and what tells figures apart: data set, metric, region, the dimensions of the metrics, and the period. */
export interface FigureModel {
  readonly dimensions: readonly FigureDimension[];
  figureOf(row: SheetRow): FigureFile;
}

export function figureModel(context: FileContext, { metrics, dimensions: unsorted }: SeriesParts): FigureModel {
  const { catalogue, graph, language } = context;
  const name = (names: unknown, datasetId: number): string | null => pickName(names, null, graph, datasetId);
  const regionCodes = regionCodesOf(context);
  const broken = unsorted.toSorted((a, b) => compareText(a.code, b.code));
  // Of all that there are, in the order in which they came: an id does not change with what is selected or published later.
  const concepts = getConcepts(catalogue.dimensions.rows.toSorted((a, b) => a.id - b.id).map(({ code }) => code));
  const measured = new Map(metrics.map((one) => [one.metric.id, one]));
  const byCode = new Map(metrics.map(({ metric }) => [metric.code, metric]));
  const regionByCode = new Map([...regionCodes].map(([id, code]) => [code, id]));
  const dimension = (
    id: string,
    concept: string,
    label: string,
    role: FigureDimension['role'],
    categoryOf: (code: string) => FigureCategory,
  ): FigureDimension => ({ id, concept, label, role, categoryOf });

  const dimensions: FigureDimension[] = [
    dimension('dataset', 'DATASET', 'Data set', null, (code) => {
      const dataset = catalogue.datasets.rows.find((row) => row.code === code);
      return { label: (dataset && name(dataset.title, dataset.id)) ?? code };
    }),
    dimension('metric', 'METRIC', 'Metric', 'metric', (code) => {
      const metric = byCode.get(code);
      if (!metric) return { label: code };
      const description = name(metric.definition, metric.datasetId) ?? undefined;
      return { label: name(metric.name, metric.datasetId) ?? code, description, unit: measured.get(metric.id)?.unit };
    }),
    dimension('region', 'REF_AREA', 'Region', 'geo', (code) => {
      const region = catalogue.regions.find(regionByCode.get(code) ?? null);
      return { label: (region && name(region.name, region.datasetId)) ?? code };
    }),
    ...broken.map((row) => {
      const categories = new Map(catalogue.categoriesOf.of(row.id).map((one) => [one.code, one]));
      const label = name(row.name, row.datasetId) ?? row.code;
      return dimension(idOf(row.code), concepts.get(row.code) as string, label, null, (code) => {
        const category = categories.get(code);
        return {
          label: (category && name(category.name, category.datasetId)) ?? (code === TOTAL_CODE ? 'Total' : code),
        };
      });
    }),
    dimension('period', 'TIME_PERIOD', 'Period', 'time', (code) => {
      const period = parsePeriod(code);
      return { label: periodLabel(period, language), span: { start: period.start, end: period.end } };
    }),
  ];

  return {
    dimensions,
    figureOf: (row) => {
      const [dataset, metric, region, breakdown, period, frequency, value, flags, basis] = row;
      const metricId = Number(metric);
      const parts = partsOf(breakdown ?? '');
      const of = measured.get(metricId);
      if (!of) throw new Error(`a row is of metric ${metric}, which none of the series was of`);
      const codes = [
        catalogue.datasets.get(Number(dataset)).code,
        catalogue.metrics.get(metricId).code,
        regionCodes.get(Number(region)) ?? catalogue.regions.get(Number(region)).code,
        ...broken.map(({ code }) => parts.get(code) ?? TOTAL_CODE),
        period ?? '',
      ];
      return {
        codes,
        value: value ?? null,
        flags: (flags ?? '').split(' '),
        frequency: frequency ?? '',
        basis: basis ?? '',
        unit: of.unit,
        confidence: of.confidence,
        estimate:
          row.length > COLUMNS_FOR_FIGURE_FILES.length ? row.slice(COLUMNS_FOR_FIGURE_FILES.length) : NO_ESTIMATE,
      };
    },
  };
}

const TAKEN = new Set(['dataset', 'metric', 'region', 'period']);
const idOf = (code: string): string => (TAKEN.has(code) ? `${code}-of-figures` : code);

/** `dimension=category`, several separated by a semicolon. */
function partsOf(breakdown: string): ReadonlyMap<string, string> {
  if (breakdown === '') return NO_PARTS;
  return new Map(
    breakdown.split(';').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
  );
}
const NO_ESTIMATE: readonly string[] = [];
const NO_PARTS: ReadonlyMap<string, string> = new Map();

/** The code of each region; one that stands in several schemes is named with its scheme, so that no two regions share a cell. */
function regionCodesOf({ catalogue }: FileContext): ReadonlyMap<number, string> {
  const codes = new Map<number, string>();
  for (const row of catalogue.regions.versions.rows) {
    const sharing = catalogue.regions.byCode.of(row.code);
    const isShared = sharing.some(({ regionId }) => regionId !== row.regionId);
    codes.set(row.regionId, isShared ? `${row.scheme}:${row.code}` : row.code);
  }
  return codes;
}
