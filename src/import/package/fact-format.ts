import { ChangeKind, ObservationStatus, TargetKind } from '../../database/generated/prisma/enums.ts';
import { MAX_BREAKDOWN } from './bound.ts';
import { choices, decimal, period, text } from './cell.ts';
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
