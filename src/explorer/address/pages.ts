import { type CommonSearch, commonSearch, oneOf, text } from './search.ts';

type Raw = Readonly<Record<string, unknown>>;

export const PLAN_GROUPS = [
  'group',
  'programme',
  'region',
  'organ',
  'status',
  'rating',
  'month',
  'tree',
  'none',
] as const;
export const PLAN_ORDERS = ['code', 'due', '-due', 'progress', '-progress', 'number'] as const;
export const STATUSES = ['PLANNED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const;
export const DUE_CHOICES = ['overdue'] as const;
export const LIGHTS = ['RED', 'YELLOW', 'GREEN'] as const;
export const ROLES = ['LEAD', 'COOPERATE', 'SUPERVISE'] as const;

export interface PlanSearch extends CommonSearch {
  by?: (typeof PLAN_GROUPS)[number];
  sort?: (typeof PLAN_ORDERS)[number];
  group?: string;
  programme?: string;
  region?: string;
  organ?: string;
  /** What the organisation does in the tasks; it leads them where nothing is said. */
  role?: (typeof ROLES)[number];
  status?: (typeof STATUSES)[number];
  light?: (typeof LIGHTS)[number];
  due?: (typeof DUE_CHOICES)[number];
  rating?: string;
  q?: string;
  /** The groups, or the tasks of the tree, that stand open. */
  open?: string;
}

export const planSearch = (raw: Raw): PlanSearch => ({
  ...commonSearch(raw),
  by: oneOf(raw, 'by', PLAN_GROUPS),
  sort: oneOf(raw, 'sort', PLAN_ORDERS),
  group: text(raw, 'group'),
  programme: text(raw, 'programme'),
  region: text(raw, 'region'),
  organ: text(raw, 'organ'),
  role: oneOf(raw, 'role', ROLES),
  status: oneOf(raw, 'status', STATUSES),
  light: oneOf(raw, 'light', LIGHTS),
  due: oneOf(raw, 'due', DUE_CHOICES),
  rating: text(raw, 'rating'),
  q: text(raw, 'q'),
  open: text(raw, 'open'),
});

export interface MetricsSearch extends CommonSearch {
  theme?: string;
  q?: string;
}

export const metricsSearch = (raw: Raw): MetricsSearch => ({
  ...commonSearch(raw),
  theme: text(raw, 'theme'),
  q: text(raw, 'q'),
});

export const COMPARISONS = ['YOY', 'PREVIOUS_PERIOD', 'VS_TARGET', 'INDEX'] as const;
export const REGION_VIEWS = ['ranking', 'multiples', 'tiles', 'map', 'spread'] as const;

export interface MetricSearch extends CommonSearch {
  region?: string;
  /** `dimension:category`, or nothing for the total. */
  part?: string;
  frequency?: string;
  compare?: (typeof COMPARISONS)[number];
  view?: (typeof REGION_VIEWS)[number];
  period?: string;
}

export const metricSearch = (raw: Raw): MetricSearch => ({
  ...commonSearch(raw),
  region: text(raw, 'region'),
  part: text(raw, 'part'),
  frequency: text(raw, 'frequency'),
  compare: oneOf(raw, 'compare', COMPARISONS),
  view: oneOf(raw, 'view', REGION_VIEWS),
  period: text(raw, 'period'),
});

export const FREQUENCIES = ['ANNUAL', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'SPAN'] as const;

export interface CubeSearch extends CommonSearch {
  /** Codes, separated by commas. */
  metrics?: string;
  regions?: string;
  from?: string;
  to?: string;
  latest?: string;
  frequency?: string;
  /** The axes that are rows and those that are columns, separated by commas. */
  rows?: string;
  columns?: string;
  dimension?: string;
  /** What is added up: `region:CODE`, `time:FREQUENCY` or `part:DIMENSION`. */
  total?: string;
}

export const cubeSearch = (raw: Raw): CubeSearch => ({
  ...commonSearch(raw),
  metrics: text(raw, 'metrics'),
  regions: text(raw, 'regions'),
  from: text(raw, 'from'),
  to: text(raw, 'to'),
  latest: text(raw, 'latest'),
  frequency: text(raw, 'frequency'),
  rows: text(raw, 'rows'),
  columns: text(raw, 'columns'),
  dimension: text(raw, 'dimension'),
  total: text(raw, 'total'),
});

export interface SourceSearch extends CommonSearch {
  /** The place in the document that is shown first. */
  at?: string;
}

export const sourceSearch = (raw: Raw): SourceSearch => ({ ...commonSearch(raw), at: text(raw, 'at') });

export const COMPARISON_ORDERS = ['difference'] as const;

export interface ReleasesSearch extends CommonSearch {
  metric?: string;
  from?: string;
  to?: string;
  /** Without it, what is revised stands before what was withdrawn and what was added. */
  sort?: (typeof COMPARISON_ORDERS)[number];
}

export const releasesSearch = (raw: Raw): ReleasesSearch => ({
  ...commonSearch(raw),
  metric: text(raw, 'metric'),
  from: text(raw, 'from'),
  to: text(raw, 'to'),
  sort: oneOf(raw, 'sort', COMPARISON_ORDERS),
});
