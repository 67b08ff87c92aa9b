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
import { BrokenPage, MissingPage } from './element/failure.tsx';
import { Overview } from './page/overview/overview.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({
  validateSearch: (raw): CommonSearch => commonSearch(raw),
  search: { middlewares: [retainSearchParams<CommonSearch>(['dataset', 'lang', 'asOf'])] },
  component: Shell,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
});

const parent = { getParentRoute: () => root } as const;

// The server answers the first step of each with the page: src/server/http/pages.ts.
const routes = [
  createRoute({ ...parent, path: '/', component: Overview }),
  createRoute({
    ...parent,
    path: '/plan',
    validateSearch: planSearch,
    component: lazyRouteComponent(() => import('./page/plan/plan.tsx'), 'Plan'),
  }),
  createRoute({
    ...parent,
    path: '/task/$code',
    component: lazyRouteComponent(() => import('./page/plan/task.tsx'), 'TaskPage'),
  }),
  createRoute({
    ...parent,
    path: '/metric',
    validateSearch: metricsSearch,
    component: lazyRouteComponent(() => import('./page/metric/metrics.tsx'), 'Metrics'),
  }),
  createRoute({
    ...parent,
    path: '/metric/$code',
    validateSearch: metricSearch,
    component: lazyRouteComponent(() => import('./page/metric/metric.tsx'), 'MetricPage'),
  }),
  createRoute({
    ...parent,
    path: '/cube',
    validateSearch: cubeSearch,
    component: lazyRouteComponent(() => import('./page/cube/cube.tsx'), 'CubePage'),
  }),
  createRoute({
    ...parent,
    path: '/sources',
    component: lazyRouteComponent(() => import('./page/source/sources.tsx'), 'Sources'),
  }),
  createRoute({
    ...parent,
    path: '/source/$code',
    validateSearch: sourceSearch,
    component: lazyRouteComponent(() => import('./page/source/source.tsx'), 'SourcePage'),
  }),
  createRoute({
    ...parent,
    path: '/releases',
    validateSearch: releasesSearch,
    component: lazyRouteComponent(() => import('./page/release/releases.tsx'), 'Releases'),
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
