import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayBefore, dayOf } from '../../src/explorer/address/day.ts';
import { narrowWhere, overdueWhere } from '../../src/explorer/address/overdue.ts';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const HEADER = 'code,title:en,status,region,due_date,lead';
const TODAY = dayOf(new Date(), 'Asia/Shanghai');

/** Two tasks are overdue; of the others one is due today, one later, one done and one cancelled. */
const LATE = riverCity('1', {
  tasks: csv(
    HEADER,
    'late-dike,Raise the dike,IN_PROGRESS,990100,2020-06-30,river-works',
    `late-patrol,Patrol the banks,PLANNED,990200,${dayBefore(TODAY)},river-police`,
    `today,Count the boats,ACCEPTED,990100,${TODAY},river-works`,
    'later,Paint the gauges,PLANNED,990100,2999-12-31,river-works',
    'done,Buy the pumps,COMPLETED,990100,2020-03-31,river-works',
    'gone,Move the weir,CANCELLED,990100,2020-03-31,river-works',
  ),
  task_reports: csv('task,reported_at,status,progress,note:en,reported_by'),
});

it('the day before crosses months and years', () => {
  expect(['2024-03-01', '2025-01-01', '2026-11-29'].map(dayBefore)).toEqual(['2024-02-29', '2024-12-31', '2026-11-28']);
});

it('what is overdue is open and due before today, within the status that is chosen besides', () => {
  const dueTo = dayBefore(TODAY);
  const within = (status?: string) => overdueWhere(status, 'Asia/Shanghai');
  const without = ['SUBTASKS'];
  expect(within()).toEqual({ status: ['PLANNED', 'ACCEPTED', 'IN_PROGRESS'], dueTo, without });
  expect(within('PLANNED')).toEqual({ status: ['PLANNED'], dueTo, without });
  expect(within('COMPLETED')).toEqual({ status: [], dueTo, without });
});

it('a month does not widen the last day of what is overdue', () => {
  const month = { dueFrom: '2026-11-01', dueTo: '2026-11-30' };
  expect(narrowWhere<{ dueTo: string }>({ dueTo: '2026-11-28' }, month)).toEqual({ ...month, dueTo: '2026-11-28' });
  expect(narrowWhere<{ dueTo: string }>({ dueTo: '2026-12-28' }, month)).toEqual(month);
  expect(narrowWhere<{ dueTo?: string }>({}, month)).toEqual(month);
});

it('a group narrows what tasks are without, and widens it not', () => {
  const group = { without: ['WORKING_GROUP'] };
  expect(narrowWhere<{ without?: string[] }>({ without: ['SUBTASKS'] }, group)).toEqual({
    without: ['SUBTASKS', 'WORKING_GROUP'],
  });
  expect(narrowWhere<{ without?: string[] }>({}, group)).toEqual(group);
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([LATE]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`overdue tasks${NEEDS}`, () => {
  it('have their lead organisations beside them on the overview, whose count leads to all of them', async () => {
    const { page, faults } = await stage.open('/?dataset=river-city&lang=en');
    const named = await page.locator('ul.overdue li').allInnerTexts();
    expect(named).toHaveLength(2);
    expect(named[0]).toMatch(/Raise the dike[\s\S]*River works/i);
    expect(named[1]).toMatch(/Patrol the banks[\s\S]*River police/i);
    await page.getByRole('link', { name: 'Overdue 2' }).click();
    await page.waitForURL((url) => url.pathname === '/plan' && url.searchParams.get('due') === 'overdue');
    await settle(page);
    const lines = await page.locator('.task-line').allInnerTexts();
    expect(lines.map((line) => line.match(/Raise the dike|Patrol the banks/)?.[0])).toEqual([
      'Raise the dike',
      'Patrol the banks',
    ]);
    for (const line of lines) expect(line).toContain('Overdue');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('are a filter of the plan, by its count and by a choice', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en&by=none');
    const lines = page.locator('.task-line');
    // The options are part of the label, and other labels have the same words.
    const choice = (label: string) => page.locator('.choice', { hasText: new RegExp(`^${label}`) }).locator('select');
    expect(await lines.count()).toBe(6);
    expect(await lines.filter({ hasText: 'Overdue' }).count()).toBe(2);
    await page.getByRole('link', { name: '2 overdue' }).click();
    await expect.poll(() => lines.count()).toBe(2);
    expect(await choice('Due date').inputValue()).toBe('overdue');
    await choice('Status').selectOption('COMPLETED');
    await page.getByText('No task matches.').waitFor();
    await choice('Due date').selectOption('');
    await expect.poll(() => lines.allInnerTexts().then((all) => all.join())).toContain('Buy the pumps');
    await page.context().close();
  });

  it('are counted in groups as they are listed', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en&by=status&due=overdue');
    expect(await page.locator('.plan-group h2').allInnerTexts()).toEqual(['In progress', 'Planned']);
    await page.locator('.plan-group summary').last().click();
    await page.locator('.task-line').first().waitFor();
    expect((await page.locator('.task-line').allInnerTexts()).join()).toMatch(/^(?![\s\S]*Paint)[\s\S]*Patrol/);
    await page.context().close();
  });

  it('say so on their own page, and others do not', async () => {
    const { page } = await stage.open('/task/late-dike?dataset=river-city&lang=en');
    expect(await page.locator('article .is-overdue').allInnerTexts()).toEqual(['Overdue']);
    for (const code of ['today', 'later', 'done', 'gone']) {
      await page.goto(`${stage.url}/task/${code}?dataset=river-city&lang=en`);
      await settle(page);
      expect(await page.locator('h1').innerText()).not.toBe('');
      expect(await page.locator('article .is-overdue').count()).toBe(0);
    }
    await page.context().close();
  });
});
