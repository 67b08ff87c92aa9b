import type { PageStep, SearchOf } from './address/pages.ts';
import type { Visit } from './api/visit.ts';
import { askCube } from './page/cube/ask.ts';
import { askMetric, askMetrics } from './page/metric/ask.ts';
import { askOverview } from './page/overview/ask.ts';
import { askPlan, askTask } from './page/plan/ask.ts';
import { askReleases } from './page/release/ask.ts';
import { askSource, askSources } from './page/source/ask.ts';

/** What each page asks before it is drawn. */
export const ASK_PAGE: { readonly [Step in PageStep]: (visit: Visit<SearchOf<Step>>) => Promise<void> } = {
  '': askOverview,
  plan: askPlan,
  'task/': askTask,
  metric: askMetrics,
  'metric/': askMetric,
  cube: askCube,
  sources: askSources,
  'source/': askSource,
  releases: askReleases,
};
