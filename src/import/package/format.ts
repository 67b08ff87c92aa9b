import {
  AggregationRule,
  Attribution,
  Basis,
  ComparisonKind,
  Direction,
  Light,
  MetricKind,
  OrganizationKind,
  ProgrammeKind,
  RegionLevel,
  TaskStatus,
} from '../../database/generated/prisma/enums.ts';
import { MAX_DIMENSIONS, MAX_NAME, MAX_RECORD } from './bound.ts';
import { bounded, breakdownCode, choice, code, day, integer, sha256, text, webAddress, yearStart } from './cell.ts';
import {
  citation,
  codeList,
  enumColumn,
  names,
  optional,
  optionalCode,
  type PackageColumns,
  type RowOf,
  required,
  requiredCode,
  someNames,
  someTexts,
  texts,
  withDefault,
} from './column.ts';
import { momentText } from './timestamp.ts';

const MAX_ORDINAL = 999_999_999;

const attribution = optional(enumColumn(Attribution));
const aggregation = withDefault(enumColumn(AggregationRule), AggregationRule.NONE);
const progress = bounded({ least: 0, most: 100, decimals: 4 });
const weight = bounded({ above: 0, most: 99_999_999, decimals: 4 });
const factor = bounded({ above: 0, most: 1e15, decimals: 12 });
const bound = bounded({ least: -1e15, most: 1e15, decimals: 12 });
const tolerance = bounded({ least: 0, most: 1e15, decimals: 12 });
const confidence = bounded({ above: 0, most: 99.999, decimals: 3 });
const YES_NO = ['false', 'true'] as const;
const change = bounded({ least: 0, most: 999_999_999, decimals: 4 });
const attained = bounded({ above: 0, most: 99_999, decimals: 4 });
const MAX_DAYS = 3_660;

/** The files of the catalogue, which are read whole. */
export const CATALOGUE = {
  sources: {
    code: required(code),
    title: someNames,
    publisher: optionalCode('organization'),
    published_date: optional(day),
    url: optional(webAddress),
    sha256: optional(sha256),
    licence: optional(text(MAX_NAME)),
    ...citation,
  },
  organizations: {
    code: required(code),
    kind: required(enumColumn(OrganizationKind)),
    name: someNames,
    parent: optionalCode('organization'),
    region: optionalCode('region'),
    heads: codeList('organization'),
    ...citation,
  },
  themes: { code: required(code), name: someNames, ...citation },
  units: { code: required(code), name: someNames, symbol: names, ...citation },
  dimensions: {
    dimension: required(breakdownCode),
    category: optional(breakdownCode),
    name: someNames,
    order: optional(integer(0, MAX_ORDINAL)),
    valid_from: optional(day),
    valid_to: optional(day),
    ...citation,
  },
  regions: {
    scheme: required(code),
    code: required(code),
    level: required(enumColumn(RegionLevel)),
    parent: optionalCode('region'),
    name: someNames,
    valid_from: optional(day),
    valid_to: optional(day),
    successors: codeList('region'),
    ...citation,
  },
  region_aliases: {
    scheme: required(code),
    alias: required(code),
    region: requiredCode('region'),
    ...citation,
  },
  working_groups: {
    code: required(code),
    ordinal: required(integer(1, MAX_ORDINAL)),
    name: names,
    leading_group: requiredCode('organization'),
    ...citation,
  },
  programmes: {
    code: required(code),
    kind: required(enumColumn(ProgrammeKind)),
    name: someNames,
    theme: requiredCode('theme'),
    working_group: optionalCode('working_group'),
    attribution,
    pilot_regions: codeList('region'),
    metrics: codeList('metric'),
    ...citation,
  },
  ratings: {
    code: required(code),
    name: someNames,
    description: texts,
    light: optional(enumColumn(Light)),
    order: required(integer(1, MAX_ORDINAL)),
    valid_from: optional(day),
    valid_to: optional(day),
    ...citation,
  },
  tasks: {
    code: required(code),
    ordinal: optional(integer(1, MAX_ORDINAL)),
    title: names,
    programme: optionalCode('programme'),
    working_group: optionalCode('working_group'),
    attribution,
    status: withDefault(enumColumn(TaskStatus), TaskStatus.PLANNED),
    region: optionalCode('region'),
    parent: optionalCode('task'),
    level: optional(enumColumn(RegionLevel)),
    weight: withDefault(weight, '1'),
    start_date: optional(day),
    due_date: optional(day),
    lead: codeList('organization'),
    cooperate: codeList('organization'),
    supervise: codeList('organization'),
    metrics: codeList('metric'),
    ...citation,
  },
  task_reports: {
    task: requiredCode('task'),
    reported_at: required(momentText),
    status: required(enumColumn(TaskStatus)),
    progress: optional(progress),
    rating: optionalCode('rating'),
    note: texts,
    reported_by: optionalCode('organization'),
    ...citation,
  },
  metrics: {
    code: required(code),
    name: someNames,
    definition: texts,
    theme: requiredCode('theme'),
    working_group: optionalCode('working_group'),
    attribution,
    kind: required(enumColumn(MetricKind)),
    basis: required(enumColumn(Basis)),
    unit: requiredCode('unit'),
    unit_multiplier: withDefault(integer(-30, 30), 0),
    decimals: optional(integer(0, 12)),
    direction: withDefault(enumColumn(Direction), Direction.NEUTRAL),
    over_time: aggregation,
    over_regions: aggregation,
    over_breakdowns: aggregation,
    dimensions: codeList('dimension', MAX_DIMENSIONS),
    numerator: optionalCode('metric'),
    denominator: optionalCode('metric'),
    factor: optional(factor),
    minimum: optional(bound),
    maximum: optional(bound),
    exact: withDefault(choice(YES_NO), 'false'),
    tolerance: optional(tolerance),
    confidence: optional(confidence),
    fiscal_year_start: optional(yearStart),
    // How long it may be, the parser says, with the place from which it is too long.
    expression: optional(text(MAX_RECORD)),
    ...citation,
  },
  assessment_rules: {
    code: required(code),
    metric: optionalCode('metric'),
    description: someTexts,
    compare: optional(enumColumn(ComparisonKind)),
    maintain_within: optional(change),
    green_from: optional(attained),
    yellow_from: optional(attained),
    yellow_days: optional(integer(0, MAX_DAYS)),
    ...citation,
  },
} as const satisfies Record<string, PackageColumns>;

export type CatalogueFile = keyof typeof CATALOGUE;
export type CatalogueRow<N extends CatalogueFile> = RowOf<(typeof CATALOGUE)[N]>;

/** Files of which citations are not stored: their rows have no place for one. */
export const UNCITED_FILES: ReadonlySet<CatalogueFile> = new Set<CatalogueFile>([
  'sources',
  'themes',
  'units',
  'dimensions',
  'regions',
  'region_aliases',
  'ratings',
  'assessment_rules',
]);

/** What no two rows of a file may have in common. Keys of facts are compared in the database. */
export const KEYS: Readonly<Record<CatalogueFile, readonly string[]>> = {
  sources: ['code'],
  organizations: ['code'],
  themes: ['code'],
  units: ['code'],
  dimensions: ['dimension', 'category'],
  regions: ['scheme', 'code', 'valid_from'],
  region_aliases: ['scheme', 'alias'],
  working_groups: ['code'],
  programmes: ['code'],
  ratings: ['code'],
  tasks: ['code'],
  task_reports: ['task', 'reported_at', 'reported_by'],
  metrics: ['code'],
  assessment_rules: ['code'],
};
