import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { type Browser, chromium, type Page, type Request } from 'playwright-core';
import { loadConfig } from '../../src/config.ts';
import { createApplication } from '../../src/server/application.ts';
import type { Application } from '../../src/server/core/application.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type PackageText, riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Debian's Chromium. The first has no window around its pages, and opens one for half of the work of the second. */
const CHROMIUMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const CHROMIUM = CHROMIUMS.find((path) => existsSync(path)) ?? '';
const CHROMIUM_ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether pages can be opened here. */
export const hasBrowser = CHROMIUM !== '';
/** The word that stands beside tests that are skipped without one. */
export const NEEDS = hasBrowser ? '' : ' (skipped: needs Chromium, apt-get install chromium-headless-shell)';

/** A browser of the test's own. */
export const launchBrowser = (extra: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGUMENTS, ...extra] });

export interface Stage {
  readonly url: string;
  readonly database: TestDatabase;
  readonly application: Application;
  /** A page of its own window. What goes wrong in it is in `faults`. */
  open(path: string, options?: WindowOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly locale?: string;
}

export interface OpenPage {
  readonly page: Page;
  /** Errors of the console, of scripts, and of the Content-Security-Policy. */
  readonly faults: string[];
}

/** River City with a figure that is suppressed. */
const suppressedRiverCity = (): PackageText =>
  riverCity('1', { observations: `${riverCity().files.observations}gauges,990100,,2020,,SUPPRESSED,,,,,,\n` });

/** A server with the bundled report and River City, or with other packages, and a browser before it. */
export async function openStage(
  packages: readonly PackageText[] = [suppressedRiverCity()],
  env: Readonly<Record<string, string>> = {},
  browserArguments: readonly string[] = [],
): Promise<Stage> {
  const database = await openTestDatabase('bundled');
  for (const text of packages) await importText(database, text);
  const application = createApplication({ config: loadConfig(env), database, log: pino({ level: 'silent' }) });
  const server = createServer(application.handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser(browserArguments);
  return {
    url,
    database,
    application,
    open: async (path, { width = 1440, height = 900, theme = 'light', locale = 'en-GB' } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale });
      const page = await context.newPage();
      page.setDefaultTimeout(MAX_WAIT);
      watchTraffic(page);
      const faults: string[] = [];
      page.on('console', (line) => {
        if (line.type() === 'error' || line.type() === 'warning') faults.push(line.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(url + path);
      await settle(page);
      return { page, faults };
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
    },
  };
}

/** What a page asks of servers: the requests that are not answered yet, and how often one began or ended. */
interface Traffic {
  readonly inFlight: Set<Request>;
  changes: number;
}

const trafficOf = new WeakMap<Page, Traffic>();

function watchTraffic(page: Page): void {
  const traffic: Traffic = { inFlight: new Set(), changes: 0 };
  trafficOf.set(page, traffic);
  const end = (request: Request) => {
    traffic.inFlight.delete(request);
    traffic.changes++;
  };
  page.on('request', (request) => {
    traffic.inFlight.add(request);
    traffic.changes++;
  });
  page.on('requestfinished', end);
  page.on('requestfailed', end);
}

/** Milliseconds without a request after which a page has asked for everything. */
const QUIET = 100;
const MAX_WAIT = 60_000;

/** In the page, frame by frame: whether nothing on it waits, and its thread has had nothing to do since the frame before. */
function isAtRest(): boolean {
  const thread = window as { hasIdled?: boolean };
  const isDone = thread.hasIdled === true && !document.querySelector('.skeleton, .is-waiting');
  thread.hasIdled = false;
  if (!isDone) {
    requestIdleCallback(() => {
      thread.hasIdled = true;
    });
  }
  return isDone;
}

/**
 * Waits until a page has asked for everything and shows it. The page itself says when it is at rest, so that it has as long as it needs on a machine
 * that is busy. Playwright's own word for it, `networkidle`, is true for good once a document is loaded, whatever the page asks for after that.
 */
export async function settle(page: Page): Promise<void> {
  const traffic = trafficOf.get(page);
  if (!traffic) throw new Error('settle waits for pages that a stage opened');
  const deadline = Date.now() + MAX_WAIT;
  for (;;) {
    const { changes } = traffic;
    await page.waitForTimeout(QUIET);
    await page.waitForFunction(isAtRest);
    if (traffic.inFlight.size === 0 && traffic.changes === changes) return;
    if (Date.now() > deadline) {
      throw new Error(`The page still waits for ${[...traffic.inFlight].map((request) => request.url()).join(', ')}`);
    }
  }
}

/** What axe finds wrong with a page as it is. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 160))
          .join(' | ')}`,
    );
  });
}
