// `npm run bench -- explorer`: pages of the explorer in Chromium, as a reader on a slow machine has them.
import { startDemonstration } from './demonstration.mjs';
import { median } from './measure.mjs';
import { say } from './progress.mjs';
import { table } from './report.mjs';
import { installPeer } from './server.mjs';
import { startStaticPage } from './static-page.mjs';

const TIMES = 5;
/** Milliseconds between the moment at which a reader points at a link and the one at which it is pressed. */
const POINTED = 150;
/** How many times slower the processor is made. */
const THROTTLE = 4;
/** Name, address, and whether it draws the course of a metric. */
const PAGES = [
  ['overview', '/?dataset=tianshui-2020&lang=zh-Hans'],
  ['plan, 275 tasks', '/plan?dataset=uk-gmpp&lang=en&by=none'],
  ['metric, 212 regions', '/metric/CC.EST?dataset=wgi&lang=en&region=CHN', true],
  ['metric, 212 small charts', '/metric/CC.EST?dataset=wgi&lang=en&region=CHN&view=multiples', true],
  ['cube, 25,981 cells', '/cube?dataset=wgi&lang=en&metrics=CC.EST,GE.EST,PV.EST,RL.EST,RQ.EST,VA.EST'],
];

/** What is there once a page has drawn the course of one metric. */
const CHART = '.chart svg path';

export async function measureExplorer({ keep }) {
  installPeer();
  const { url, browser } = keep(await startDemonstration());
  const peer = keep(await startStaticPage(url));
  const pages = [
    ...PAGES.map(([name, path, hasChart]) => [name, url + path, hasChart]),
    ['static page with Vega-Lite, the same metric', peer.url, true],
  ];
  const rows = [];
  for (const [name, address, hasChart] of pages) {
    say(`opening ${name}`);
    const runs = [];
    for (let time = 0; time < TIMES; time++) runs.push(await openCold(browser, address, hasChart));
    const middle = (what) => median(runs.map((run) => run[what]));
    rows.push([
      name,
      `${Math.round(middle('lcp'))} ms`,
      `${Math.round(middle('work'))} ms`,
      hasChart ? `${Math.round(middle('drawn'))} ms` : '–',
      middle('shift').toFixed(3),
      `${Math.round(middle('script') / 1_024)} kB`,
      `${Math.round(middle('bytes') / 1_024)} kB`,
    ]);
  }
  console.log(
    table(['page, processor 4 × slower', 'LCP', 'page busy', 'chart drawn', 'layout shift', 'script', 'all'], rows),
  );
  for (const [how, isPointedAt] of [
    ['as it is pressed', false],
    ['after it was pointed at', true],
  ]) {
    const next = [];
    for (let time = 0; time < TIMES; time++) next.push(await followLink(browser, url, isPointedAt));
    console.log(
      `from the overview to the plan by its link, ${how}: ${Math.round(median(next))} ms, processor as it is`,
    );
  }
}

/** A page in a browser that has nothing yet. */
async function openCold(browser, address, hasChart) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  // What the page's own thread was busy, whatever else wanted the processor.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const sizes = [];
  page.on('requestfinished', (request) => {
    const type = request.resourceType();
    sizes.push(
      request.sizes().then(
        ({ responseBodySize }) => ({ type, size: responseBodySize }),
        () => ({ type, size: 0 }), // it was still on its way when the page was left
      ),
    );
  });
  await page.addInitScript((chart) => {
    const seen = { lcp: 0, shift: 0, drawn: 0 };
    const look = () => {
      if (document.querySelector(chart)) seen.drawn = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(globalThis, { seen });
    const watch = (type, take) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch('largest-contentful-paint', (entry) => {
      seen.lcp = entry.startTime;
    });
    watch('layout-shift', (entry) => {
      seen.shift += entry.value;
    });
  }, CHART);
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  if (hasChart) await page.waitForSelector(CHART, { state: 'attached' });
  await page.waitForFunction(() => globalThis.seen.lcp > 0);
  const seen = await page.evaluate(() => globalThis.seen);
  const { metrics } = await session.send('Performance.getMetrics');
  const work = 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  const all = await Promise.all(sizes);
  await context.close();
  const sum = (entries) => entries.reduce((total, { size }) => total + size, 0);
  return { ...seen, work, script: sum(all.filter(({ type }) => type === 'script')), bytes: sum(all) };
}

/** Milliseconds from a click to the page that it leads to, with what it says. */
async function followLink(browser, url, isPointedAt) {
  const page = await browser.newPage();
  await page.goto(`${url}/?dataset=tianshui-2020&lang=en`);
  await page.waitForLoadState('networkidle');
  if (isPointedAt) {
    await page.hover('.pages a[href^="/plan"]');
    await page.waitForTimeout(POINTED);
  }
  const taken = await page.evaluate(async () => {
    const start = performance.now();
    document.querySelector('.pages a[href^="/plan"]').click();
    while (!document.querySelector('.plan-groups')) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  });
  await page.close();
  return taken;
}
