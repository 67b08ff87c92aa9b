import { mendPath } from './path.ts';
import { type CommonSearch, commonSearch, like, oneOf, text } from './search.ts';

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

/** Among the groups that stand open, the one of tasks that are in none. */
export const WITHOUT = '~';

export interface PlanSearch extends CommonSearch {
  by?: (typeof PLAN_GROUPS)[number] | undefined;
  sort?: (typeof PLAN_ORDERS)[number] | undefined;
  group?: string | undefined;
  programme?: string | undefined;
  region?: string | undefined;
  organ?: string | undefined;
  /** What the organisation does in the tasks; it leads them where nothing is said. */
  role?: (typeof ROLES)[number] | undefined;
  status?: (typeof STATUSES)[number] | undefined;
  light?: (typeof LIGHTS)[number] | undefined;
  due?: (typeof DUE_CHOICES)[number] | undefined;
  rating?: string | undefined;
  q?: string | undefined;
  /** The groups, or the tasks of the tree, that stand open. */
  open?: string | undefined;
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
  theme?: string | undefined;
  unit?: string | undefined;
  /** `dimension`, or `dimension:category`, whose figures are shown then. */
  part?: string | undefined;
  q?: string | undefined;
}

export const metricsSearch = (raw: Raw): MetricsSearch => ({
  ...commonSearch(raw),
  theme: text(raw, 'theme'),
  unit: text(raw, 'unit'),
  part: text(raw, 'part'),
  q: text(raw, 'q'),
});

export const FREQUENCIES = ['ANNUAL', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'SPAN'] as const;

export const COMPARISONS = ['YOY', 'PREVIOUS_PERIOD', 'VS_TARGET', 'INDEX'] as const;
export const REGION_VIEWS = ['ranking', 'multiples', 'tiles', 'map', 'spread'] as const;

export interface MetricSearch extends CommonSearch {
  region?: string | undefined;
  /** `dimension:category`, or nothing for the total. */
  part?: string | undefined;
  frequency?: (typeof FREQUENCIES)[number] | undefined;
  compare?: (typeof COMPARISONS)[number] | undefined;
  view?: (typeof REGION_VIEWS)[number] | undefined;
  period?: string | undefined;
  /** The column that the table of regions is in the order of, with a minus before it where that is turned round. */
  order?: string | undefined;
}

export const metricSearch = (raw: Raw): MetricSearch => ({
  ...commonSearch(raw),
  region: text(raw, 'region'),
  part: text(raw, 'part'),
  frequency: oneOf(raw, 'frequency', FREQUENCIES),
  compare: oneOf(raw, 'compare', COMPARISONS),
  view: oneOf(raw, 'view', REGION_VIEWS),
  period: text(raw, 'period'),
  order: text(raw, 'order'),
});

export interface CubeSearch extends CommonSearch {
  /** Codes, separated by commas. */
  metrics?: string | undefined;
  regions?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  latest?: string | undefined;
  frequency?: (typeof FREQUENCIES)[number] | undefined;
  /** The axes that are rows and those that are columns, separated by commas. */
  rows?: string | undefined;
  columns?: string | undefined;
  dimension?: string | undefined;
  /** What is added up: `region:CODE`, `time:FREQUENCY` or `part:DIMENSION`. */
  total?: string | undefined;
  /** The axes that are filters have the one code that is shown of each. */
  metric?: string | undefined;
  region?: string | undefined;
  part?: string | undefined;
  period?: string | undefined;
}

/** A whole number that the API can read. */
const WHOLE = /^[1-9]\d{0,8}$/;
const TOTAL = new RegExp(`^(?:(?:region|part):.+|time:(?:${FREQUENCIES.join('|')}))$`, 's');

export const cubeSearch = (raw: Raw): CubeSearch => ({
  ...commonSearch(raw),
  metrics: text(raw, 'metrics'),
  regions: text(raw, 'regions'),
  from: text(raw, 'from'),
  to: text(raw, 'to'),
  latest: like(raw, 'latest', WHOLE),
  frequency: oneOf(raw, 'frequency', FREQUENCIES),
  rows: text(raw, 'rows'),
  columns: text(raw, 'columns'),
  dimension: text(raw, 'dimension'),
  total: like(raw, 'total', TOTAL),
  metric: text(raw, 'metric'),
  region: text(raw, 'region'),
  part: text(raw, 'part'),
  period: text(raw, 'period'),
});

export interface SourceSearch extends CommonSearch {
  /** The place in the document that is shown first. */
  at?: string | undefined;
}

export const sourceSearch = (raw: Raw): SourceSearch => ({ ...commonSearch(raw), at: text(raw, 'at') });

export const COMPARISON_ORDERS = ['difference'] as const;

export interface ReleasesSearch extends CommonSearch {
  metric?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Without it, what is revised stands before what was withdrawn and what was added. */
  sort?: (typeof COMPARISON_ORDERS)[number] | undefined;
}

export const releasesSearch = (raw: Raw): ReleasesSearch => ({
  ...commonSearch(raw),
  metric: text(raw, 'metric'),
  from: text(raw, 'from'),
  to: text(raw, 'to'),
  sort: oneOf(raw, 'sort', COMPARISON_ORDERS),
});

/**
 * The pages, by the first step of their addresses, each with what it takes of the rest: the one list of them. With a code behind it, a step ends in a
 * slash. The server answers each with the page: src/server/http/pages.ts.
 */
export const PAGE_SEARCHES = {
  '': commonSearch,
  plan: planSearch,
  'task/': commonSearch,
  metric: metricsSearch,
  'metric/': metricSearch,
  cube: cubeSearch,
  sources: commonSearch,
  'source/': sourceSearch,
  releases: releasesSearch,
} as const satisfies Readonly<Record<string, (raw: Raw) => CommonSearch>>;

export type PageStep = keyof typeof PAGE_SEARCHES;
export type SearchOf<Step extends PageStep> = ReturnType<(typeof PAGE_SEARCHES)[Step]>;

/** The page at a path, which begins with a slash; null where there is none. */
export function findPageStep(path: string): PageStep | null {
  const [, first = '', ...others] = path.split('/');
  const step = others.length > 0 ? `${first}/` : first;
  return Object.hasOwn(PAGE_SEARCHES, step) ? (step as PageStep) : null;
}

/** The code in the address of a page of one thing; of others, nothing. */
export const findCode = (path: string): string => decodeURIComponent(mendPath(path.split('/')[2] ?? ''));

/** What a page takes of its address. */
export const readSearch = <Step extends PageStep>(step: Step, raw: Raw) => PAGE_SEARCHES[step](raw) as SearchOf<Step>;
