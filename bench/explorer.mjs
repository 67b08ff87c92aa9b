// `npm run bench -- explorer`: pages of the explorer in Chromium, as a reader on a slow machine has them.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { median } from './measure.mjs';
import { startProcess } from './process.mjs';
import { say } from './progress.mjs';
import { table } from './report.mjs';

const EXECUTABLE = '/usr/bin/chromium';
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']; // biome-ignore format: one list
const TIMES = 5;
/** Milliseconds between the moment at which a reader points at a link and the one at which it is pressed. */
const POINTED = 150;
/** How many times slower the processor is made. */
const THROTTLE = 4;
const PACKAGES = ['tianshui-2020', 'wgi-2019', 'wgi-2020', 'uk-gmpp'];
const PAGES = [
  ['overview', '/?dataset=tianshui-2020&lang=zh-Hans'],
  ['plan, 275 tasks', '/plan?dataset=uk-gmpp&lang=en&by=none'],
  ['metric, 212 regions', '/metric/CC.EST?dataset=wgi&lang=en&region=CHN'],
  ['metric, 212 small charts', '/metric/CC.EST?dataset=wgi&lang=en&region=CHN&view=multiples'],
  ['cube, 25,981 cells', '/cube?dataset=wgi&lang=en&metrics=CC.EST,GE.EST,PV.EST,RL.EST,RQ.EST,VA.EST'],
];

export async function measureExplorer({ keep }) {
  if (!existsSync(EXECUTABLE)) throw new Error('This needs Chromium: apt-get install chromium');
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'govgraph-bench-'));
  const url = `http://127.0.0.1:${port}`;
  const server = keep(
    await startProcess({
      title: 'govgraph',
      command: process.execPath,
      args: ['dist/main.js', 'serve'],
      env: {
        PORT: `${port}`,
        DATA_DIR: directory,
        LOG_LEVEL: 'warn',
        DATASETS: PACKAGES.map((name) => `data/${name}`).join(','),
      },
      answers: () => isLoaded(url),
    }),
  );
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
  const rows = [];
  for (const [name, path] of PAGES) {
    say(`opening ${name}`);
    const runs = [];
    for (let time = 0; time < TIMES; time++) runs.push(await openCold(browser, url + path));
    const middle = (what) => Math.round(median(runs.map((run) => run[what])));
    const shift = median(runs.map((run) => run.shift)).toFixed(3);
    rows.push([
      name,
      `${middle('lcp')} ms`,
      shift,
      `${Math.round(middle('script') / 1_024)} kB`,
      `${middle('bytes') >> 10} kB`,
    ]);
  }
  console.log(table(['page, processor 4 × slower', 'LCP', 'layout shift', 'script', 'all'], rows));
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
  await browser.close();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}

/** A page in a browser that has nothing yet. */
async function openCold(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
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
  await page.addInitScript(() => {
    const seen = { lcp: 0, shift: 0 };
    Object.assign(globalThis, { seen });
    const watch = (type, take) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch('largest-contentful-paint', (entry) => {
      seen.lcp = entry.startTime;
    });
    watch('layout-shift', (entry) => {
      seen.shift += entry.value;
    });
  });
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(() => globalThis.seen);
  const all = await Promise.all(sizes);
  await context.close();
  const sum = (entries) => entries.reduce((total, { size }) => total + size, 0);
  return { ...seen, script: sum(all.filter(({ type }) => type === 'script')), bytes: sum(all) };
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

async function isLoaded(url) {
  const response = await fetch(`${url}/ready`).catch(() => null);
  return response?.ok === true && (await response.json()).loading.length === 0;
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
