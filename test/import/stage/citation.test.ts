import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importFiles, openMemory, SMALL } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** More passages than an import keeps in mind: those at the end were forgotten before they came again. */
const PASSAGES = 14_000;
const ROWS = 15_000;

const locatorAt = (index: number): string => `paragraph ${index % PASSAGES}`;

function observations(changed: number | null = null): string {
  const lines = ['metric,region,breakdown,period,value,source,locator'];
  for (let index = 0; index < ROWS; index++) {
    const [metric, region] = [index % 2 === 0 ? 'filed' : 'solved', index % 4 < 2 ? 'top' : 'low'];
    const month = Math.floor(index / 4);
    const period = `${String(1 + Math.floor(month / 12)).padStart(4, '0')}-${String(1 + (month % 12)).padStart(2, '0')}`;
    lines.push(`${metric},${region},,${period},${index === changed ? -1 : index},report,${locatorAt(index)}`);
  }
  return lines.join('\n');
}

/** By its value, what each open figure cites; and how many passages of the report there are. */
async function cited(): Promise<{ readonly locators: ReadonlyMap<number, string>; readonly passages: number }> {
  const rows = await database.query<{ value: number; locators: string }>(
    `-- test.cited
select o.value::int as value, string_agg(c.locator, '; ') as locators
from observation o join series s on s.id = o.series_id join dataset d on d.id = s.dataset_id
  left join citation c on c.id = any(o.citation_ids)
where d.code = 'small' and o.to_seq = 2147483647 and o.basis = 'PUBLISHED'
group by o.series_id, o.period_end, o.period, o.value`,
  );
  const [count] = await database.query<{ passages: number }>(
    `-- test.passages
select count(*)::int as passages from citation c join source s on s.id = c.source_id
where s.code = 'report' and c.locator like 'paragraph %'`,
  );
  return {
    locators: new Map(rows.map(({ value, locators }) => [value, locators])),
    passages: count?.passages ?? 0,
  };
}

test('a passage that many others part from its like is one passage, in this release and the next', async () => {
  expect(await importFiles(database, { ...SMALL, 'observations.csv': observations() })).toMatchObject({
    outcome: 'PUBLISHED',
  });
  const first = await cited();
  expect(first.passages).toBe(PASSAGES);
  expect(first.locators).toEqual(new Map(Array.from({ length: ROWS }, (_, index) => [index, locatorAt(index)])));

  // What stands is cited by passages that the database knows: nothing is revised but the figure and the rate that is computed of it.
  const last = ROWS - 1;
  const revised = await importFiles(database, { ...SMALL, 'observations.csv': observations(last) });
  expect(revised).toMatchObject({ changes: { opened: 2, closed: 2 } });
  const second = await cited();
  expect(second.passages).toBe(PASSAGES);
  expect(second.locators.get(-1)).toBe(locatorAt(last));
});
