import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, type PackageText, riverCity } from '../support/package.ts';
import { askOf, grouped } from './ask.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const TASKS = 10_000;
const REGIONS = 340;
const YEARS = 20;
/** How often a reader scrolls to the end of what is there, and how long each time. */
const MAX_TURNS = 1_000;
const TURN = 50;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A plan of ten thousand tasks, and as many regions over as many years as China has prefectures in two decades. */
function largePackage(): PackageText {
  const { files } = riverCity();
  return {
    name: 'large',
    version: '1',
    govgraph: { region: 'L' },
    files: {
      themes: csv('code,name:en', 'large,Large'),
      units: csv('code,name:en', 'l-piece,piece'),
      regions: csv(
        'scheme,code,level,parent,name:en',
        'large,L,COUNTRY,,Large land',
        ...numbers(REGIONS).map((n) => `large,L${n},PREFECTURE,L,Prefecture ${n}`),
      ),
      metrics: csv(
        'code,name:en,theme,kind,basis,unit,decimals,direction,over_time,over_regions',
        'l-cases,Cases,large,COUNT,FLOW,l-piece,0,LOWER_IS_BETTER,SUM,SUM',
      ),
      observations: csv(
        'metric,region,period,value',
        ...numbers(REGIONS).flatMap((n) =>
          numbers(YEARS).map((year) => `l-cases,L${n},${2001 + year},${(n * 7919 + year * 104_729) % 100_000}`),
        ),
      ),
      tasks: csv(
        'code,title:en,status,region,due_date',
        ...numbers(TASKS).map(
          (n) => `t${String(n).padStart(5, '0')},Task number ${n},PLANNED,L${n % REGIONS},2030-01-01`,
        ),
      ),
      organizations: files.organizations?.split('\n').slice(0, 1).join('\n') ?? '',
    },
  };
}

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([largePackage()]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`a large data set${NEEDS}`, () => {
  it('has ten thousand tasks in one list, of which those in sight are drawn', async () => {
    const { page, faults } = await stage.open('/plan?dataset=large&lang=en&by=none');
    const line = page.locator('.task-list > li').first();
    expect(await line.getAttribute('aria-setsize')).toBe(`${TASKS}`);
    const last = page.locator('.task-line', { hasText: `Task number ${TASKS - 1}` });
    for (let turn = 0; turn < MAX_TURNS && (await last.count()) === 0; turn++) {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(TURN);
    }
    expect(await last.count()).toBe(1);
    expect(await page.locator('.task-list > li').count()).toBeLessThan(100);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has 340 regions over twenty years in every view, with the figures of the API', async () => {
    const { page, faults } = await stage.open('/metric/l-cases?dataset=large&lang=en&region=L7');
    expect(await page.locator('#regions .count').innerText()).toBe(`${REGIONS}`);
    await page.getByRole('button', { name: /^All 340/ }).click();
    expect(await page.locator('#regions ~ div .bars li, .bars li').count()).toBe(REGIONS);
    const { cube } = await askOf(
      stage,
      '{ cube(input: { metrics: ["l-cases"], latest: 1, orderBy: [VALUE_DESC], first: 2000 }) { rows { value } } }',
    );
    const shown = await page.locator('.bars .digits:not(.rank)').allInnerTexts();
    expect(shown).toEqual(cube.rows.map(({ value }: { value: string }) => grouped(value)));
    for (const [view, part, count] of [
      ['multiples', '.multiples .sparkline', REGIONS],
      ['tiles', '.tiles li', REGIONS],
      ['spread', '.spread circle', REGIONS],
    ] as const) {
      await page.goto(`${stage.url}/metric/l-cases?dataset=large&lang=en&region=L7&view=${view}`);
      await settle(page);
      expect([view, await page.locator(part).count()]).toEqual([view, count]);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has all its cells in one table', async () => {
    const { page } = await stage.open('/cube?dataset=large&lang=en&metrics=l-cases');
    await page.getByText('6,800 cells').waitFor();
    expect(await page.locator('.pivot').getAttribute('aria-rowcount')).toBe(`${REGIONS + 1}`);
    expect(await page.locator('.pivot').getAttribute('aria-colcount')).toBe(`${YEARS + 2}`);
    await page.context().close();
  });
});
