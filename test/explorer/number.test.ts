import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const PAGES = [
  '/?dataset=tianshui-2020',
  '/?dataset=river-city',
  '/plan?dataset=river-city&by=none',
  '/task/dike?dataset=river-city',
  '/metric?dataset=tianshui-2020',
  '/metric/leaks?dataset=river-city&frequency=MONTHLY',
  '/metric/gauges?dataset=river-city',
  '/metric/campaign-illicit-assets-seized?dataset=tianshui-2020',
  '/cube?dataset=river-city&metrics=leaks',
  '/source/tianshui-2020-report?dataset=tianshui-2020',
  '/releases?dataset=river-city',
] as const;

/** Digits in a name, such as sha256, are none. */
const NUMBER = /(?<![a-z\d])\d+(?:\.\d+)*/g;
/** Days depend on the time zone in which a moment is told. */
const DAY = /\d{4}-\d{2}-\d{2}/g;

/** The numbers in a text, as digits without groups. */
const numbersIn = (text: string): string[] =>
  text
    .replaceAll(DAY, ' ')
    .replaceAll('SHA-256', ' ')
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')
    .match(NUMBER) ?? [];

/** All numbers that answers hold: as values, in texts, and how many rows a list has. */
function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    found.add(`${value.length}`);
    for (const one of value) collect(one, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) collect(one, found);
  } else if (typeof value === 'string' || typeof value === 'number') {
    for (const number of numbersIn(`${value}`)) found.add(number);
  }
}

/** The texts that a reader sees on a page, but for what a chart writes on its axes, and for what is chosen. */
const textsOf = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest('svg, option, kbd, code')) texts.push(node.textContent ?? '');
    }
    return texts;
  });

/** Numbers of a page that none of the answers holds. A rounded one is told with ≈, and must be that of a number in the answers. */
async function inventedOn(page: Page, answers: ReadonlySet<string>): Promise<string[]> {
  const exact = [...answers].map(Number);
  const isRounded = (text: string, number: string) => {
    const places = number.split('.')[1]?.length ?? 0;
    return text.includes('≈') && exact.some((one) => Math.abs(one - Number(number)) <= 0.5 * 10 ** -places);
  };
  return (await textsOf(page)).flatMap((text, index, all) =>
    numbersIn(text)
      .filter((number) => !answers.has(number) && !isRounded((all[index - 1] ?? '') + text, number))
      .map((number) => `${number} in “${text.trim()}”`),
  );
}

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage();
});
afterAll(() => stage?.close());

/** Opens a page and gathers what the API answered to it. */
async function openWithAnswers(path: string) {
  const { page } = await stage.open('/health');
  const bodies: Promise<unknown>[] = [];
  page.on('response', (response: Response) => {
    if (/\/graphql\b/.test(response.url())) bodies.push(response.json());
  });
  await page.goto(stage.url + path);
  await settle(page);
  const answers = new Set<string>();
  for (const body of await Promise.all(bodies)) collect(body, answers);
  return { page, answers };
}

describe.skipIf(!hasBrowser)(`numbers${NEEDS}`, () => {
  it.each(PAGES)('on %s are all in what the API answered', async (path) => {
    const { page, answers } = await openWithAnswers(`${path}&lang=en`);
    expect((await textsOf(page)).flatMap(numbersIn).length).toBeGreaterThan(1);
    expect(await inventedOn(page, answers)).toEqual([]);
    await page.context().close();
  });

  it('that the API did not answer are found', async () => {
    const { page, answers } = await openWithAnswers('/?dataset=tianshui-2020&lang=en');
    await page.evaluate(() => document.querySelector('main')?.append('987,654.5'));
    expect(await inventedOn(page, answers)).toEqual(['987654.5 in “987,654.5”']);
    await page.context().close();
  });
});
