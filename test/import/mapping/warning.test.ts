import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { disputeRows, FIXTURES, printedImport } from './support.ts';

const COUNTY = { set: 'county', file: 'county.csv' } as const;
const text = await readFile(join(FIXTURES, 'county/county.csv'), 'utf8');

describe('what needs an eye stands first, and is marked', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openMemory();
  });
  afterAll(() => database.close());

  test('a total that differs from the sum of its rows, with both numbers', async () => {
    const content = text.replace('"1,454"', '"1,445"').replace('15.2,', '15.4,');
    const [first = '', ...lines] = await printedImport(database, { ...COUNTY, content });
    expect(first).toContain('published as release 1');
    expect(lines.slice(0, 3)).toEqual([
      '  ! county.csv line 7, column 2020年10月排查: the total is 1445, and the rows add up to 1454.',
      '  ! county.csv line 7, column 经费(万元): the total is 154000, and the rows add up to 152000.',
      expect.stringMatching(/^ {2}[^!]/),
    ]);
  });

  test('a total of a column in which a row has no value is said to be compared with nothing', async () => {
    const lines = await printedImport(database, {
      ...COUNTY,
      content: text.replaceAll('2020年', '2022年'),
      dryRun: true,
    });
    expect(lines).toContain(
      '  Not compared with its rows, of which one has no value or was left out: the total in county.csv line 7, column 2022年11月化解.',
    );
  });

  test('revisions, with what each figure was, in a dry run and in the import', async () => {
    const corrected = { ...COUNTY, content: text.replace('980', '981').replace('1896', '1897'), mode: 'REVISE' as const };
    const revision = '  ! observations disputes-found 101 2020-11, value: 980 → 981';
    for (const dryRun of [true, false]) {
      const lines = await printedImport(database, { ...corrected, dryRun });
      expect(lines[1]).toBe(revision);
      expect(lines.filter((line) => line.startsWith('  !'))).toEqual([revision]);
    }
  }); // biome-ignore format: statements

  test('many revisions are counted, the first of them are told', async () => {
    const rows = (value: number) =>
      Array.from({ length: 14 }, (_, index) => `东关镇,${1990 + index}-01,${value + index}`);
    await printedImport(database, disputeRows('rows.csv', rows(5)));
    const lines = await printedImport(database, { ...disputeRows('rows.csv', rows(50)), mode: 'REVISE' });
    const marked = lines.filter((line) => line.startsWith('  !'));
    expect(marked).toHaveLength(11);
    expect(marked[0]).toBe('  ! observations disputes-found 101 1990-01, value: 5 → 50');
    expect(marked[10]).toBe('  ! … and 4 more revised.');
  });

  test('totals in a line each up to ten, the others counted', async () => {
    const months = Array.from({ length: 12 }, (_, index) => `2005年${index + 1}月`);
    const content = [`乡镇,${months.join(',')}`, `东关镇${',1'.repeat(12)}`, `合计${',2'.repeat(12)}`, ''].join('\n');
    const change = {
      ...disputeRows('', []).change,
      totals: [{ column: '乡镇', in: ['合计'] }],
      values: [{ columns: ['$B:$M'], metric: { constant: 'disputes-found' }, period: { header: 1 } }],
    };
    const lines = await printedImport(database, { set: 'county', file: 'wide.csv', content, change });
    expect(lines[0]).toContain(' 12 observations');
    expect(lines.filter((line) => line.includes('the total is 2, and the rows add up to 1'))).toHaveLength(10);
    expect(lines[11]).toBe('  ! 2 more totals differ from what the rows add up to.');
  });
});

describe('a release of the version of an earlier one', () => {
  test('made of the same file says what to do if that was not meant', async () => {
    const database = await openMemory();
    const rows = disputeRows('rows.csv', ['东关镇,2016-01,5', '西山乡,2016-01,x']);
    const by = (mark: string) => ({ ...rows, change: { ...rows.change, marks: { x: mark } }, mode: 'REVISE' as const });
    await printedImport(database, by('MISSING'));
    const lines = await printedImport(database, by('SUPPRESSED'));
    expect(lines[1]).toMatch(
      /^ {2}! Release 1 was made of the same file, "rows\.csv \w{8}", and says otherwise: .* by the earlier mapping with --mode revise\.$/,
    );
    expect(lines[2]).toBe('  ! observations disputes-found 102 2016-01, value: MISSING → SUPPRESSED');
    await database.close();
  });
}); // biome-ignore format: statements
