import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage(undefined, { PUBLIC_URL: 'https://data.test/gov' });
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`under the path of PUBLIC_URL${NEEDS}`, () => {
  it.each(['/gov', '/gov/'])('%s opens the explorer, whose links stay under it', async (path) => {
    const { page, faults } = await stage.open(`${path}?lang=en`);
    expect(await page.locator('h1').innerText()).toBe('Safe Tianshui: governance indicators 2020');
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await settle(page);
    expect(new URL(page.url()).pathname).toBe('/gov/plan');
    const link = (await page.locator('.query-link').getAttribute('href')) ?? '';
    expect(new URL(link).pathname).toBe('/gov/graphql');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
