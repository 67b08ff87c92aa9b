import { dayOf } from './address/day.ts';
import {
  cubeSearch,
  firstStep,
  metricSearch,
  metricsSearch,
  planSearch,
  releasesSearch,
  sourceSearch,
} from './address/pages.ts';
import { mendPath } from './address/path.ts';
import { type CommonSearch, commonSearch } from './address/search.ts';
import { type Thing, thingAt } from './address/thing.ts';
import { askAhead } from './api/ahead.ts';
import { type Visit, visit } from './api/visit.ts';
import { firstLanguage } from './language/choose.ts';
import { askCube } from './page/cube/ask.ts';
import { askMetric, askMetrics } from './page/metric/ask.ts';
import { askOverview } from './page/overview/ask.ts';
import { askPlan, askTask } from './page/plan/ask.ts';
import { askReleases } from './page/release/ask.ts';
import { askSource, askSources } from './page/source/ask.ts';
import { readTheme, showTheme } from './shell/theme-choice.ts';

type Raw = Readonly<Record<string, string>>;
type AskPage = (raw: Raw, code: string, thing: Thing | null) => Promise<void>;

/** What the page at an address asks, from what the address holds. */
const page =
  <Search extends CommonSearch>(read: (raw: Raw) => Search, ask: (visit: Visit<Search>) => Promise<void>): AskPage =>
  async (raw, code, thing) => {
    const search = read(raw);
    const language = firstLanguage(search.lang);
    const to = visit(search, code, language, askAhead(language), thing);
    // The shell asks for the data sets on every page.
    await Promise.all([to.scope(), ask(to)]);
  };

/** By the first step of the address. The router has the same addresses. */
const PAGES: ReadonlyMap<string, AskPage> = new Map([
  ['', page(commonSearch, askOverview)],
  ['plan', page(planSearch, askPlan)],
  ['task/', page(commonSearch, askTask)],
  ['metric', page(metricsSearch, askMetrics)],
  ['metric/', page(metricSearch, askMetric)],
  ['cube', page(cubeSearch, askCube)],
  ['sources', page(commonSearch, askSources)],
  ['source/', page(sourceSearch, askSource)],
  ['releases', page(releasesSearch, askReleases)],
]);

/** The router takes the address as it stands, and draws nothing of one whose escapes are broken. */
function mendAddress(): void {
  const path = mendPath(location.pathname);
  if (path !== location.pathname) history.replaceState(history.state, '', path + location.search + location.hash);
}

/**
 * What a browser keeps, and its calendar, cost it most when they are first used. Here the page waits for its scripts and answers anyhow. The
 * theme is known before anything is drawn, and the router finds its places.
 */
function warmUp(): void {
  showTheme(readTheme());
  dayOf(new Date(), 'UTC');
  try {
    sessionStorage.getItem('');
  } catch {
    // a browser that keeps nothing
  }
}

/** The first script of the page asks its questions. It is short, so that the server is asked while the scripts that draw the answers are still on their way. */
function askFirst(): void {
  const path = location.pathname.slice(new URL(document.baseURI).pathname.length);
  const [, code] = path.split('/');
  const ask = PAGES.get(firstStep(path));
  // What fails here is told by the page, which asks the same.
  const raw = Object.fromEntries(new URLSearchParams(location.search));
  void ask?.(raw, decodeURIComponent(code ?? ''), thingAt(`/${path}`, raw)).catch(() => {});
}

mendAddress();
// While pages are worked on, the server knows the documents of an earlier build.
if (import.meta.env.PROD) askFirst();
warmUp();
