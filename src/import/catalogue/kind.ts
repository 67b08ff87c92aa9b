import type { MessageId } from '../../domain/message/catalogue.ts';
import type { CodeKind, SharedCodeKind } from '../package/column.ts';

/** That a code of a kind names nothing. */
export const UNKNOWN = {
  theme: 'import.unknown-theme',
  unit: 'import.unknown-unit',
  dimension: 'import.unknown-dimension',
  category: 'import.unknown-category',
  organization: 'import.unknown-organization',
  region: 'import.unknown-region',
  metric: 'import.unknown-metric',
  source: 'import.unknown-source',
  working_group: 'import.unknown-working-group',
  programme: 'import.unknown-programme',
  rating: 'import.unknown-rating',
  task: 'import.unknown-task',
  assessment_rule: 'import.unknown-assessment-rule',
} as const satisfies Record<CodeKind, MessageId>;

/** One thing of a kind. */
export const ONE = {
  theme: 'import.a-theme',
  unit: 'import.a-unit',
  dimension: 'import.a-dimension',
  category: 'import.a-category',
  organization: 'import.an-organization',
  region: 'import.a-region',
  metric: 'import.a-metric',
  source: 'import.a-source',
  working_group: 'import.a-working-group',
  programme: 'import.a-programme',
  rating: 'import.a-rating',
  task: 'import.a-task',
  assessment_rule: 'import.an-assessment-rule',
} as const satisfies Record<CodeKind, MessageId>;

/** Things of a kind, before their codes. */
export const THESE = {
  theme: 'import.these-themes',
  unit: 'import.these-units',
  dimension: 'import.these-dimensions',
  category: 'import.these-categories',
  organization: 'import.these-organizations',
  region: 'import.these-regions',
  metric: 'import.these-metrics',
  source: 'import.these-sources',
} as const satisfies Record<SharedCodeKind, MessageId>;
