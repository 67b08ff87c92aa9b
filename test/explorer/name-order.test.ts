import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { governance } from '../support/governance.ts';
import { csv } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const REGIONS = csv(
  'scheme,code,level,name:en,name:zh-Hans',
  'ISO 3166-1,ABW,COUNTRY,Aruba,阿鲁巴',
  'ISO 3166-1,AFG,COUNTRY,Afghanistan,阿富汗',
  'ISO 3166-1,ALB,COUNTRY,Albania,阿尔巴尼亚',
  'ISO 3166-1,AUT,COUNTRY,Austria,奥地利',
);
const figures = (more: number) =>
  ['ABW', 'AFG', 'ALB', 'AUT'].map((code, index) => `stability,${code},2019,${index + more},,,,,,,`);
const EDITIONS = [1, 5].map((more) => governance(`${more}`, figures(more), { files: { regions: REGIONS } }));

/** What is open states no day, what is done states one. */
const UNDATED = {
  name: 'undated',
  version: '1',
  govgraph: { region: null },
  files: {
    tasks: csv(
      'code,title:en,status,due_date,region',
      'u-open,An open task,PLANNED,,ABW',
      'u-open-too,Another open task,IN_PROGRESS,,AFG',
      'u-done,Opened and done,COMPLETED,2020-01-01,AUT',
    ),
  },
};

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([...EDITIONS, UNDATED]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`countries, whose codes no reader sees${NEEDS}`, () => {
  it.each([
    ['en', ['Afghanistan', 'Albania', 'Aruba', 'Austria'], 'No region was chosen: this is Afghanistan'],
    ['zh-Hans', ['阿尔巴尼亚', '阿富汗', '阿鲁巴', '奥地利'], '尚未选择地区：此处为阿尔巴尼亚'],
  ] as const)('stand by their names, and the first one is said to be it: %s', async (lang, names, words) => {
    const { page, faults } = await stage.open(`/metric/stability?dataset=governance&view=tiles&lang=${lang}`);
    const region = page.locator('.series .choice select').first();
    expect(await region.locator('option').allInnerTexts()).toEqual(names);
    expect(await page.locator('.headline .facts').first().innerText()).toContain(names[0]);
    expect(await page.locator('.tiles li').allInnerTexts()).toEqual(names);
    expect(await page.locator('.series').innerText()).toContain(words);
    await region.selectOption('ABW');
    await settle(page);
    expect(await page.locator('.series').innerText()).not.toContain(words.slice(0, 6));
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['en', ['Afghanistan', 'Albania', 'Aruba', 'Austria']],
    ['zh-Hans', ['阿尔巴尼亚', '阿富汗', '阿鲁巴', '奥地利']],
  ] as const)('stand by their names in the table of the cube as well: %s', async (lang, names) => {
    const { page, faults } = await stage.open(`/cube?dataset=governance&metrics=stability&lang=${lang}`);
    const heads = page.locator('.pivot tbody th, .pivot [role="rowheader"]');
    const told = (await heads.allInnerTexts()).map((text) => text.trim());
    expect(told.filter((text) => names.some((name) => name === text))).toEqual(names);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('stand by their names where two releases are compared', async () => {
    const { page } = await stage.open('/releases?dataset=governance&metric=stability&lang=en');
    expect(await page.locator('.is-comparison tbody th').allInnerTexts()).toEqual([
      'Afghanistan',
      'Albania',
      'Aruba',
      'Austria',
    ]);
    await page.context().close();
  });

  it('stand by their names where tasks are chosen or grouped by them', async () => {
    const { page } = await stage.open('/plan?dataset=undated&by=region&lang=en');
    expect(await page.locator('.plan-group h2').allInnerTexts()).toEqual(['Afghanistan', 'Aruba', 'Austria']);
    const options = page.getByLabel('Region', { exact: true }).or(page.locator('.choice', { hasText: /^Region/ }));
    const names = await options.last().locator('option').allInnerTexts();
    expect(names.slice(1)).toEqual(['Afghanistan (1)', 'Aruba (1)', 'Austria (1)']);
    await page.context().close();
  });

  it('nothing is said of a region that the data set is of', async () => {
    const { page } = await stage.open('/metric?dataset=tianshui-2020&lang=en');
    await page.locator('main table a, main .metric-list a, main a[href*="/metric/"]').first().click();
    await page.locator('.series').waitFor();
    await settle(page);
    expect(await page.locator('.series').innerText()).not.toContain('No region was chosen');
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`tasks that no due date is known of${NEEDS}`, () => {
  it.each([
    ['en', 'No task states when it is due', 'Nothing is overdue'],
    ['zh-Hans', '任务均未列明期限，无法判断', '没有逾期任务'],
  ])('are not said to be in time: %s', async (lang, words, wrong) => {
    const { page } = await stage.open(`/?dataset=tianshui-2020&lang=${lang}`);
    const summary = await page.locator('.summary').innerText();
    expect(summary).toContain(words);
    expect(summary).not.toContain(wrong);
    await page.context().close();
  });

  it.each([
    ['dataset=tianshui-2020', 'No task states when it is due: whether any was late cannot be told.'],
    ['dataset=tianshui-2020&status=COMPLETED', 'None of the tasks that match the other choices states when it is due'],
    ['dataset=undated', 'No open task states when it is due: whether any is overdue cannot be told.'],
    ['dataset=undated&q=open', 'None of the open tasks that match the other choices states when it is due'],
    ['dataset=undated&q=nothing-is-called-so', 'No task matches.'],
  ])('are not said to be in time where what is overdue is looked for: %s', async (choices, words) => {
    const { page, faults } = await stage.open(`/plan?lang=en&due=overdue&${choices}`);
    expect(await page.locator('main').innerText()).toContain(words);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
