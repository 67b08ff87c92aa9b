import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importFiles } from '../fixture.ts';
import { openCounty, printedImport } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
  const regions = 'scheme,code,level,parent,name:zh-Hans\nother,900,COUNTY,,别县\nother,901,TOWNSHIP,900,东门镇\n';
  const descriptor = { name: 'other' };
  await importFiles(database, { 'regions.csv': regions }, { descriptor, govgraph: { region: 'other:900' } });
});
afterAll(() => database.close());

const EXPECTED = 'expected: a region by its code or one of its names, or the code that is meant in region.codes';

test.each([
  ['东关乡', '; the nearest is "东关镇"'],
  ['东门乡', '; none of the data set is near, and the nearest of others is "东门镇"'],
  ['走访镇', ''],
])('%s is unknown%s', async (name, near) => {
  const content = `乡镇,时间,排查\n${name},2020-01,5\n`;
  const values = [{ columns: ['排查'], metric: { constant: 'disputes-found' }, period: { column: '时间' } }];
  const change = { header: { rows: [1] }, rows: {}, totals: [], note: undefined, values };
  const [, line] = await printedImport(database, { set: 'county', file: 'near.csv', content, change });
  expect(line).toBe(`near.csv line 2, column 乡镇: the region "${name}" is unknown; ${EXPECTED}${near}`);
});
