import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  retainSearchParams,
  stringifySearchWith,
} from '@tanstack/react-router';
import { findCode, PAGE_SEARCHES, type PageStep, type SearchOf } from './address/pages.ts';
import { type CommonSearch, commonSearch } from './address/search.ts';
import { thingAt } from './address/thing.ts';
import { askIn } from './api/client.ts';
import { fetchAhead, fetchPart } from './api/fetch-part.ts';
import { type Visit, visit } from './api/visit.ts';
import { ASK_PAGE } from './ask-page.ts';
import { BrokenPage } from './element/failure.tsx';
import { firstLanguage } from './language/choose.ts';
import { Overview } from './page/overview/overview.tsx';
import { withStyles } from './shell/lost-style.ts';
import { MissingPage } from './shell/missing-page.tsx';
import { Shell } from './shell/shell.tsx';

/** What the router tells of a page that a reader turns to. */
interface Turn<Search> {
  readonly search: Search;
  readonly location: { readonly pathname: string };
}

/** What a page asks is asked as soon as a reader turns to it: when a link is pointed at, or the address is opened. Nothing is drawn yet. */
const asking =
  <Search extends CommonSearch>(ask: (visit: Visit<Search>) => Promise<void>) =>
  ({ search, location: { pathname } }: Turn<Search>): void => {
    // What fails here is told by the page, which asks the same.
    const language = firstLanguage(search.lang);
    const asked = ask(visit(search, findCode(pathname), language, askIn(language), thingAt(pathname, search))).catch(
      () => undefined,
    );
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

/** The scripts of pages. That of the overview comes with the first one. */
const SCRIPTS = {
  plan: withStyles(() => import('./page/plan/plan.tsx')),
  'task/': withStyles(() => import('./page/plan/task.tsx')),
  metric: withStyles(() => import('./page/metric/metrics.tsx')),
  'metric/': withStyles(() => import('./page/metric/metric.tsx')),
  cube: withStyles(() => import('./page/cube/cube.tsx')),
  sources: withStyles(() => import('./page/source/sources.tsx')),
  'source/': withStyles(() => import('./page/source/source.tsx')),
  releases: withStyles(() => import('./page/release/releases.tsx')),
} as const satisfies { readonly [Step in Exclude<PageStep, ''>]: () => Promise<object> };

const POINTED_AT: ReadonlySet<() => Promise<object>> = new Set([
  SCRIPTS.cube,
  SCRIPTS.releases,
  SCRIPTS.sources,
  SCRIPTS['source/'],
]);

/**
 * Fetches the scripts of pages, so that the next one is there when it is wanted. What a reader pays for by the byte is left alone, and so are the
 * cube, the largest, the releases and the sources, which few open: they are fetched when their links are pointed at.
 */
export function fetchPages(): void {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  if (connection?.saveData) return;
  for (const script of Object.values(SCRIPTS)) if (!POINTED_AT.has(script)) fetchAhead(script);
}

type PathOf<Step extends PageStep> = Step extends `${infer First}/` ? `/${First}/$code` : `/${Step}`;

/** What the route of each page has. */
const page = <Step extends PageStep>(step: Step) => ({
  getParentRoute: () => root,
  path: (step.endsWith('/') ? `/${step}$code` : `/${step}`) as PathOf<Step>,
  validateSearch: PAGE_SEARCHES[step],
  beforeLoad: asking<SearchOf<Step>>(ASK_PAGE[step]),
});

const routes = [
  createRoute({ ...page(''), component: Overview }),
  createRoute({ ...page('plan'), component: lazyRouteComponent(() => fetchPart(SCRIPTS.plan), 'Plan') }),
  createRoute({ ...page('task/'), component: lazyRouteComponent(() => fetchPart(SCRIPTS['task/']), 'TaskPage') }),
  createRoute({ ...page('metric'), component: lazyRouteComponent(() => fetchPart(SCRIPTS.metric), 'Metrics') }),
  createRoute({ ...page('metric/'), component: lazyRouteComponent(() => fetchPart(SCRIPTS['metric/']), 'MetricPage') }),
  createRoute({ ...page('cube'), component: lazyRouteComponent(() => fetchPart(SCRIPTS.cube), 'CubePage') }),
  createRoute({ ...page('sources'), component: lazyRouteComponent(() => fetchPart(SCRIPTS.sources), 'Sources') }),
  createRoute({ ...page('source/'), component: lazyRouteComponent(() => fetchPart(SCRIPTS['source/']), 'SourcePage') }),
  createRoute({ ...page('releases'), component: lazyRouteComponent(() => fetchPart(SCRIPTS.releases), 'Releases') }),
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
