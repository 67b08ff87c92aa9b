import { dayOf } from './address/day.ts';
import { findCode, findPageStep, type PageStep, readSearch } from './address/pages.ts';
import { mendPath } from './address/path.ts';
import { type Thing, thingAt } from './address/thing.ts';
import { askAhead } from './api/ahead.ts';
import { visit } from './api/visit.ts';
import { ASK_PAGE } from './ask-page.ts';
import { firstLanguage } from './language/choose.ts';
import { readTheme, showTheme } from './shell/theme-choice.ts';

/** Asks what a page asks, from what its address holds. */
async function askPage<Step extends PageStep>(
  step: Step,
  raw: Readonly<Record<string, string>>,
  code: string,
  thing: Thing | null,
): Promise<void> {
  const search = readSearch(step, raw);
  const language = firstLanguage(search.lang);
  const to = visit(search, code, language, askAhead(language), thing);
  // The shell asks for the data sets on every page.
  await Promise.all([to.scope(), ASK_PAGE[step](to)]);
}

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
  const path = `/${location.pathname.slice(new URL(document.baseURI).pathname.length)}`;
  const page = findPageStep(path);
  if (page === null) return;
  const raw = Object.fromEntries(new URLSearchParams(location.search));
  // What fails here is told by the page, which asks the same.
  void askPage(page, raw, findCode(path), thingAt(path, raw)).catch(() => {});
}

mendAddress();
// While pages are worked on, the server knows the documents of an earlier build.
if (import.meta.env.PROD) askFirst();
warmUp();
