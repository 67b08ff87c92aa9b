import {
  AggregationRule,
  Attribution,
  Basis,
  ComparisonKind,
  Direction,
  MetricKind,
  OrganizationKind,
  ProgrammeKind,
  RegionLevel,
  TaskStatus,
} from '../../database/generated/prisma/enums.ts';
import { MAX_DIMENSIONS, MAX_NAME, MAX_RECORD } from './bound.ts';
import { bounded, breakdownCode, code, day, integer, sha256, text, webAddress } from './cell.ts';
import {
  type Columns,
  citation,
  list,
  maybe,
  names,
  one,
  oneOf,
  optional,
  type RowOf,
  required,
  someNames,
  someTexts,
  texts,
  withDefault,
} from './column.ts';
import { momentText } from './timestamp.ts';

const MAX_ORDINAL = 999_999_999;

const attribution = optional(oneOf(Attribution));
const aggregation = withDefault(oneOf(AggregationRule), AggregationRule.NONE);
const progress = bounded({ least: 0, most: 100, decimals: 4 });
const weight = bounded({ above: 0, most: 99_999_999, decimals: 4 });
const factor = bounded({ above: 0, most: 1e15, decimals: 12 });
const bound = bounded({ least: -1e15, most: 1e15, decimals: 12 });
const change = bounded({ least: 0, most: 999_999_999, decimals: 4 });
const attained = bounded({ above: 0, most: 99_999, decimals: 4 });
const MAX_DAYS = 3_660;

/** The files of the catalogue, which are read whole. */
export const CATALOGUE = {
  sources: {
    code: required(code),
    title: someNames,
    publisher: maybe('organization'),
    published_date: optional(day),
    url: optional(webAddress),
    sha256: optional(sha256),
    licence: optional(text(MAX_NAME)),
    ...citation,
  },
  organizations: {
    code: required(code),
    kind: required(oneOf(OrganizationKind)),
    name: someNames,
    parent: maybe('organization'),
    region: maybe('region'),
    heads: list('organization'),
    ...citation,
  },
  themes: { code: required(code), name: someNames, ...citation },
  units: { code: required(code), name: someNames, symbol: names, ...citation },
  dimensions: {
    dimension: required(breakdownCode),
    category: optional(breakdownCode),
    name: someNames,
    order: optional(integer(0, MAX_ORDINAL)),
    ...citation,
  },
  regions: {
    scheme: required(code),
    code: required(code),
    level: required(oneOf(RegionLevel)),
    parent: maybe('region'),
    name: someNames,
    valid_from: optional(day),
    valid_to: optional(day),
    successors: list('region'),
    ...citation,
  },
  working_groups: {
    code: required(code),
    ordinal: required(integer(1, MAX_ORDINAL)),
    name: names,
    leading_group: one('organization'),
    ...citation,
  },
  programmes: {
    code: required(code),
    kind: required(oneOf(ProgrammeKind)),
    name: someNames,
    theme: one('theme'),
    working_group: maybe('working_group'),
    attribution,
    pilot_regions: list('region'),
    metrics: list('metric'),
    ...citation,
  },
  tasks: {
    code: required(code),
    ordinal: optional(integer(1, MAX_ORDINAL)),
    title: names,
    programme: maybe('programme'),
    working_group: maybe('working_group'),
    attribution,
    status: withDefault(oneOf(TaskStatus), TaskStatus.PLANNED),
    region: maybe('region'),
    parent: maybe('task'),
    level: optional(oneOf(RegionLevel)),
    weight: withDefault(weight, '1'),
    start_date: optional(day),
    due_date: optional(day),
    lead: list('organization'),
    cooperate: list('organization'),
    supervise: list('organization'),
    metrics: list('metric'),
    ...citation,
  },
  task_reports: {
    task: one('task'),
    reported_at: required(momentText),
    status: required(oneOf(TaskStatus)),
    progress: optional(progress),
    note: texts,
    reported_by: maybe('organization'),
    ...citation,
  },
  metrics: {
    code: required(code),
    name: someNames,
    definition: texts,
    theme: one('theme'),
    working_group: maybe('working_group'),
    attribution,
    kind: required(oneOf(MetricKind)),
    basis: required(oneOf(Basis)),
    unit: one('unit'),
    unit_multiplier: withDefault(integer(-30, 30), 0),
    decimals: optional(integer(0, 12)),
    direction: withDefault(oneOf(Direction), Direction.NEUTRAL),
    over_time: aggregation,
    over_regions: aggregation,
    over_breakdowns: aggregation,
    dimensions: list('dimension', MAX_DIMENSIONS),
    numerator: maybe('metric'),
    denominator: maybe('metric'),
    factor: optional(factor),
    minimum: optional(bound),
    maximum: optional(bound),
    // How long it may be, the parser says, with the place from which it is too long.
    expression: optional(text(MAX_RECORD)),
    ...citation,
  },
  assessment_rules: {
    code: required(code),
    metric: maybe('metric'),
    description: someTexts,
    compare: optional(oneOf(ComparisonKind)),
    maintain_within: optional(change),
    green_from: optional(attained),
    yellow_from: optional(attained),
    yellow_days: optional(integer(0, MAX_DAYS)),
    ...citation,
  },
} as const satisfies Record<string, Columns>;

export type CatalogueFile = keyof typeof CATALOGUE;
export type CatalogueRow<N extends CatalogueFile> = RowOf<(typeof CATALOGUE)[N]>;

/** What no two rows of a file may have in common. Keys of facts are compared in the database. */
export const KEYS: Readonly<Record<CatalogueFile, readonly string[]>> = {
  sources: ['code'],
  organizations: ['code'],
  themes: ['code'],
  units: ['code'],
  dimensions: ['dimension', 'category'],
  regions: ['scheme', 'code', 'valid_from'],
  working_groups: ['code'],
  programmes: ['code'],
  tasks: ['code'],
  task_reports: ['task', 'reported_at', 'reported_by'],
  metrics: ['code'],
  assessment_rules: ['code'],
};
