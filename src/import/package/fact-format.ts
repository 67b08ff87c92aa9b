import { ChangeKind, ObservationStatus, TargetKind } from '../../database/generated/prisma/enums.ts';
import { MAX_BREAKDOWN } from './bound.ts';
import { choices, decimal, integer, notNegative, period, text } from './cell.ts';
import {
  citation,
  enumColumn,
  optional,
  optionalCode,
  type PackageColumns,
  type RowOf,
  required,
  requiredCode,
  texts,
  withDefault,
} from './column.ts';
import { CATALOGUE, type CatalogueFile } from './format.ts';

const seriesAndPeriod = {
  metric: requiredCode('metric'),
  region: requiredCode('region'),
  breakdown: optional(text(MAX_BREAKDOWN)),
  period: required(period),
};

const MAX_SOURCE_COUNT = 999_999_999;

/** What a publisher says of the uncertainty of a value and of its rank. */
const estimate = {
  standard_error: optional(notNegative),
  lower_bound: optional(decimal),
  upper_bound: optional(decimal),
  rank: optional(decimal),
  rank_lower_bound: optional(decimal),
  rank_upper_bound: optional(decimal),
  source_count: optional(integer(0, MAX_SOURCE_COUNT)),
};
export const ESTIMATE_COLUMNS = Object.keys(estimate) as readonly (keyof typeof estimate)[];

/** The files that may have millions of rows, which are streamed. */
export const FACTS = {
  observations: {
    ...seriesAndPeriod,
    value: optional(decimal),
    status: withDefault(choices(Object.values(ObservationStatus)), []),
    numerator: optional(decimal),
    denominator: optional(decimal),
    reported_by: optionalCode('organization'),
    note: texts,
    ...estimate,
    ...citation,
  },
  published_changes: {
    ...seriesAndPeriod,
    change: required(enumColumn(ChangeKind)),
    value: required(decimal),
    ...citation,
  },
  targets: { ...seriesAndPeriod, kind: required(enumColumn(TargetKind)), value: required(decimal), ...citation },
} as const satisfies Record<string, PackageColumns>;

export type FactFile = keyof typeof FACTS;
export type FactRow<N extends FactFile> = RowOf<(typeof FACTS)[N]>;

export type FileName = CatalogueFile | FactFile;
export const FILE_NAMES: readonly FileName[] = [
  ...(Object.keys(CATALOGUE) as CatalogueFile[]),
  ...(Object.keys(FACTS) as FactFile[]),
];
