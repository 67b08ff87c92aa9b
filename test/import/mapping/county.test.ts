import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { inEnglish, openMemory } from '../fixture.ts';
import { citedFigures, FIXTURES, importMappedFile, refusalOf } from './support.ts';

const COUNTY = { set: 'county', file: 'county.csv' } as const;
const text = await readFile(join(FIXTURES, 'county/county.csv'), 'utf8');

describe('a county’s spreadsheet as CSV', () => {
  let database: Database;
  let imported: Awaited<ReturnType<typeof importMappedFile>>;
  beforeAll(async () => {
    database = await openMemory();
    imported = await importMappedFile(database, COUNTY);
  });
  afterAll(() => database.close());

  test('comes to figures in the units of their metrics, each with the cell that it came from', async () => {
    expect(await citedFigures(database, 'qinghe')).toEqual([
      'disputes-found 101 2020-10 1024 <- 4:2',
      'disputes-found 101 2020-11 980 <- 4:3',
      'disputes-found 102 2020-10 310 资料未报 <- 5:2',
      'disputes-found 102 2020-11 820 资料未报 <- 5:3',
      'disputes-found 103 2020-10 120 <- 6:2',
      'disputes-found 103 2020-11 96 {PROVISIONAL} <- 6:3',
      'disputes-settled 101 2020-11 975 <- 4:4',
      'disputes-settled 102 2020-11 null {MISSING} 资料未报 <- 5:4',
      'disputes-settled 103 2020-11 96 <- 6:4',
      'settlement-rate 101 2020-11 99.5 <- 4:5',
      'settlement-rate 103 2020-11 100.0 <- 6:5',
      'spending 101 2020-11 125000 <- 4:6',
      'spending 102 2020-11 -3000 资料未报 <- 5:6',
      'spending 103 2020-11 30000 <- 6:6',
    ]);
  });

  test('cites the file by its hash, and says what stands below the table', async () => {
    const sources = await database.query('-- test.sources\nselect code, title, sha256 from source');
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(sources).toEqual([{ code: `file-${sha256.slice(0, 16)}`, title: { 'zh-Hans': 'county.csv' }, sha256 }]);
    expect(inEnglish(imported.notes)).toContain(
      'Not read, because it stands below the table: 注:带*的为初步数。, 数据来源:县政法委',
    );
  });

  test('is unchanged when it is imported again', async () => {
    expect(await importMappedFile(database, COUNTY)).toMatchObject({ outcome: 'UNCHANGED', seq: 1 });
  });

  test('goes through the same mapping next month, and figures that are given again keep their citation', async () => {
    const next = text.replaceAll('2020年10月', '2020年12月').replace('"1,024"', '1001').replace('"1,454"', '"1,431"');
    expect(await importMappedFile(database, { ...COUNTY, file: 'december.csv', content: next })).toMatchObject({
      outcome: 'PUBLISHED',
      seq: 2,
      counts: { observations: 14 },
    });
    const figures = await citedFigures(database, 'qinghe');
    expect(figures).toContain('disputes-found 101 2020-12 1001 <- 4:2');
    const cited = await database.query<{ count: number }>(
      `-- test.cited-files
select count(*)::int as count from observation o join citation c on c.id = o.citation_ids[1] group by c.source_id order by 1`,
    );
    expect(cited).toEqual([{ count: 3 }, { count: 14 }]);
  });

  test('is refused where it contradicts what stands, with the cell, and revised where that is said', async () => {
    const corrected = text.replace('980', '981').replace('1896', '1897');
    const file = { ...COUNTY, file: 'corrected.csv', content: corrected };
    expect(await refusalOf(database, file)).toEqual([
      'corrected.csv line 4, column 2020年11月排查: "disputes-found 101 2020-11" stands with "980", and the file says "981"; expected: "980"; where it should change, repeat the import with --mode revise',
    ]);
    const preview = await importMappedFile(database, { ...file, mode: 'REVISE', dryRun: true });
    expect(preview.preview?.files.find(({ file }) => file === 'observations')).toMatchObject({ opened: 0, revised: 1 });
    expect(await importMappedFile(database, { ...file, mode: 'REVISE' })).toMatchObject({ outcome: 'PUBLISHED' });
    expect(await citedFigures(database, 'qinghe')).toContain('disputes-found 101 2020-11 981 <- 4:3');
  });
});

describe('what is wrong is told with its cell', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openMemory();
  });
  const refused = async (change: Readonly<Record<string, unknown>>, content = text) => {
    const found = await refusalOf(database, { ...COUNTY, content, change });
    await database.close();
    return found;
  };

  test('a name that is unknown, once for its row', async () => {
    expect(await refused({}, text.replace('东关镇', '东门镇'))).toEqual([
      'county.csv line 4, column 乡镇: the region "东门镇" is unknown; expected: a region by its code or one of its names, or the code that is meant in region.codes; the nearest is "东关镇"',
    ]);
  });

  test('a value that nobody declared', async () => {
    expect(await refused({ marks: {}, flags: {} })).toEqual([
      expect.stringContaining('county.csv line 5, column 2020年11月化解: "—" is not a number'),
      expect.stringContaining('county.csv line 5, column 2020年11月化解率: "…" is not a number'),
      expect.stringContaining('county.csv line 6, column 2020年11月排查: "96*" is not a number'),
    ]);
  });

  test('a number that may be two, and one in parentheses', async () => {
    expect(await refused({ number: {} })).toEqual([
      'county.csv line 4, column 2020年10月排查: "1,024" may be a number whose digits are grouped, or one with decimals; expected: number.group in the mapping, which says what it is',
      'county.csv line 5, column 经费(万元): "（0.3）" stands in parentheses; expected: number.parentheses in the mapping, which says what it is',
      expect.stringContaining('county.csv line 7, column 2020年10月排查: "1,454" may be'),
    ]);
  });

  test('a column that came new', async () => {
    expect(await refused({ note: undefined })).toEqual([
      'county.csv line 3, column 备注: the mapping says nothing of the column "备注"; expected: the column under values, in another part, or in ignore',
    ]);
  });

  test('another unit than the metric’s', async () => {
    expect(await refused({}, text.replace('经费（万元）', '经费（万件）'))).toEqual([
      expect.stringContaining('there is no column "经费(万元)"'),
    ]);
    database = await openMemory();
    const json = JSON.parse(await readFile(join(FIXTURES, 'county/county.mapping.json'), 'utf8')) as {
      values: object[];
    };
    const values = [json.values[0], { ...json.values[1], columns: ['$F'] }];
    expect(await refused({ values }, text.replace('经费（万元）', '经费（万件）'))).toEqual(
      [4, 5, 6, 7].map((line) =>
        expect.stringContaining(
          `county.csv line ${line}, column 经费(万件): the file says "万件", and spending is in CNY`,
        ),
      ),
    );
  });

  test('a total that is not the sum, where it is to be refused', async () => {
    const totals = [{ column: '乡镇', in: ['合计'], mismatch: 'REFUSE' }];
    expect(await refused({ totals }, text.replace('"1,454"', '"1,445"'))).toEqual([
      'county.csv line 7, column 2020年10月排查: the total is 1445, and the rows add up to 1454; expected: 1454',
    ]);
  });

  test('a mapping with a word that is not known', async () => {
    expect(await refused({ haeder: 1, region: { colum: '乡镇' } })).toEqual([
      'county.mapping.json, column region.colum: "colum" is unknown; expected: constant, column, header, cell, sheet, heading, value, template, blank, fill, join, codes, crosswalk, scheme, within, level; the nearest is "column"',
      expect.stringContaining('county.mapping.json, column haeder: "haeder" is unknown'),
    ]);
  });

  test('a format that reads one part of a date twice', async () => {
    const period = { constant: '2020-11', format: '%b %B %Y' };
    const values = [{ columns: ['$B:$E'], metric: { constant: 'disputes-found' }, period }];
    expect(await refused({ values, ignore: ['$F'] })).toEqual([
      'county.mapping.json, column values.0.period.format: "%b %B %Y" reads one part of a date twice; expected: the year, the quarter, the month (%m, or %b or %B) and the day once each',
    ]);
  });

  test('a question that nobody answered', async () => {
    const questions = [{ at: 'marks.x', question: 'What is x?', choices: ['MISSING', 'SKIP'] }];
    expect(await refused({ questions })).toEqual([
      'county.mapping.json, column marks.x: a question is open: "What is x?"; expected: an answer at marks.x (MISSING, SKIP), and the question taken out of questions',
    ]);
  });

  test('the same figure in two cells', async () => {
    expect(await refused({}, text.replace('2020年10月排查', '2020年11月排查'))).toEqual(
      [
        [4, '', '980', '1024'],
        [5, '"8.2e2": ', '820', '310'],
        [6, '"96*": ', '96 PROVISIONAL', '120'],
      ].map(([line, cell, value, first]) => {
        const words = `${cell}the value is "${value}"`;
        return `county.csv line ${line}, column $C: ${words}, and county.csv line ${line}, column $B gives "${first}" for the same series and period; expected: each series and period once`;
      }),
    );
  });

  test('a cell of 100,001 characters, and a row of 10,000 columns', async () => {
    expect(await refused({}, text.replace('资料未报', '长'.repeat(100_001)))).toEqual([
      'county.csv line 5: a cell is longer than 100,000 characters; expected: at most 100,000 characters',
    ]);
    database = await openMemory();
    expect(await refused({}, `${text}${','.repeat(9_999)}\n`)).toEqual([
      'county.csv line 10: the row has 10,000 columns; expected: at most 2,000 columns',
    ]);
  });

  test('an encoding that nobody declared, with those that can read it', async () => {
    const latin = new Uint8Array([...new TextEncoder().encode(text), 0xc7, 0xe5, 0xba, 0xd3, 10]);
    expect(await refusalOf(database, { ...COUNTY, content: latin })).toEqual([
      expect.stringContaining('the file is not UTF-8 text; it reads as'),
    ]);
    await database.close();
  });
});
