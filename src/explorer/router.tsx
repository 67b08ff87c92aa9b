import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  retainSearchParams,
  stringifySearchWith,
} from '@tanstack/react-router';
import { cubeSearch, metricSearch, metricsSearch, planSearch, releasesSearch, sourceSearch } from './address/pages.ts';
import { type CommonSearch, commonSearch } from './address/search.ts';
import { askIn } from './api/client.ts';
import { fetchAhead, fetchPart } from './api/fetch-part.ts';
import { type Visit, visit } from './api/visit.ts';
import { BrokenPage } from './element/failure.tsx';
import { withStyles } from './element/lost-style.ts';
import { firstLanguage } from './language/choose.ts';
import { askCube } from './page/cube/ask.ts';
import { askMetric, askMetrics } from './page/metric/ask.ts';
import { askOverview } from './page/overview/ask.ts';
import { Overview } from './page/overview/overview.tsx';
import { askPlan, askTask } from './page/plan/ask.ts';
import { askReleases } from './page/release/ask.ts';
import { askSource, askSources } from './page/source/ask.ts';
import { MissingPage } from './shell/missing-page.tsx';
import { Shell } from './shell/shell.tsx';

/** What a page asks is asked as soon as a reader turns to it: when a link is pointed at, or the address is opened. Nothing is drawn yet. */
const asking =
  <Search extends CommonSearch>(ask: (visit: Visit<Search>) => Promise<void>) =>
  <Params,>({ search, params }: { readonly search: Search; readonly params: Params }): void => {
    const { code = '' } = params as { readonly code?: string };
    // What fails here is told by the page, which asks the same.
    const language = firstLanguage(search.lang);
    const asked = ask(visit(search, code, language, askIn(language))).catch(() => undefined);
    pending.add(asked);
    void asked.then(() => pending.delete(asked));
  };

const pending = new Set<Promise<void>>();

/** When all that was asked has been answered. */
export const answered = (): Promise<unknown> => Promise.all(pending);

const root = createRootRoute({
  validateSearch: (raw): CommonSearch => commonSearch(raw),
  search: { middlewares: [retainSearchParams<CommonSearch>(['dataset', 'lang', 'asOf'])] },
  beforeLoad: asking<CommonSearch>(async ({ scope }) => void (await scope())),
  component: Shell,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
});

const parent = { getParentRoute: () => root } as const;

const PAGES = {
  plan: withStyles(() => import('./page/plan/plan.tsx')),
  task: withStyles(() => import('./page/plan/task.tsx')),
  metrics: withStyles(() => import('./page/metric/metrics.tsx')),
  metric: withStyles(() => import('./page/metric/metric.tsx')),
  cube: withStyles(() => import('./page/cube/cube.tsx')),
  sources: withStyles(() => import('./page/source/sources.tsx')),
  source: withStyles(() => import('./page/source/source.tsx')),
  releases: withStyles(() => import('./page/release/releases.tsx')),
};

/**
 * Fetches the scripts of pages, so that the next one is there when it is wanted. What a reader pays for by the byte is left alone, and so is the cube, the
 * largest, which is fetched when its link is pointed at.
 */
export function fetchPages(): void {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  if (connection?.saveData) return;
  for (const page of Object.values(PAGES)) if (page !== PAGES.cube) fetchAhead(page);
}

// The server answers the first step of each with the page: src/server/http/pages.ts.
const routes = [
  createRoute({ ...parent, path: '/', beforeLoad: asking(askOverview), component: Overview }),
  createRoute({
    ...parent,
    path: '/plan',
    validateSearch: planSearch,
    beforeLoad: asking(askPlan),
    component: lazyRouteComponent(() => fetchPart(PAGES.plan), 'Plan'),
  }),
  createRoute({
    ...parent,
    path: '/task/$code',
    beforeLoad: asking(askTask),
    component: lazyRouteComponent(() => fetchPart(PAGES.task), 'TaskPage'),
  }),
  createRoute({
    ...parent,
    path: '/metric',
    validateSearch: metricsSearch,
    beforeLoad: asking(askMetrics),
    component: lazyRouteComponent(() => fetchPart(PAGES.metrics), 'Metrics'),
  }),
  createRoute({
    ...parent,
    path: '/metric/$code',
    validateSearch: metricSearch,
    beforeLoad: asking(askMetric),
    component: lazyRouteComponent(() => fetchPart(PAGES.metric), 'MetricPage'),
  }),
  createRoute({
    ...parent,
    path: '/cube',
    validateSearch: cubeSearch,
    beforeLoad: asking(askCube),
    component: lazyRouteComponent(() => fetchPart(PAGES.cube), 'CubePage'),
  }),
  createRoute({
    ...parent,
    path: '/sources',
    beforeLoad: asking(askSources),
    component: lazyRouteComponent(() => fetchPart(PAGES.sources), 'Sources'),
  }),
  createRoute({
    ...parent,
    path: '/source/$code',
    validateSearch: sourceSearch,
    beforeLoad: asking(askSource),
    component: lazyRouteComponent(() => fetchPart(PAGES.source), 'SourcePage'),
  }),
  createRoute({
    ...parent,
    path: '/releases',
    validateSearch: releasesSearch,
    beforeLoad: asking(askReleases),
    component: lazyRouteComponent(() => fetchPart(PAGES.releases), 'Releases'),
  }),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: new URL(document.baseURI).pathname,
  // Every value of an address is plain text.
  parseSearch: parseSearchWith((value) => value),
  stringifySearch: stringifySearchWith(String),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
