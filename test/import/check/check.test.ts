import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importFolder } from '../../../src/cli/import.ts';
import { openTerminal } from '../../../src/cli/terminal.ts';
import type { Database } from '../../../src/database/database.ts';
import { importPackage } from '../../../src/import/import.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { BUNDLED, importFiles, openMemory, problemsOf, SMALL } from '../fixture.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

/** Checks that are open, as texts that are easily compared. */
async function checks(dataset: string, verdict = '%'): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `-- test.checks
select concat_ws(' ', m.code, r.code, nullif(s.breakdown_key, ''), c.period, c.rule, nullif(c.subject, ''), c.verdict,
  c.reported::text || ' for ' || c.expected::text, '± ' || c.tolerance::text, c.parts_reported || ' of ' || c.parts_expected, c.reason) as text
from check_result c join series s on s.id = c.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
join dataset d on d.id = s.dataset_id
where d.code = $1::text and c.verdict like $2::text and c.to_seq = 2147483647 order by 1`,
    [dataset, verdict],
  );
  return rows.map(({ text }) => text);
}

/** The bundled folder with one text of its observations replaced. */
async function altered(from: string, to: string, govgraph: object = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-'));
  await cp(BUNDLED, folder, { recursive: true });
  const file = join(folder, 'observations.csv');
  const text = await readFile(file, 'utf8');
  expect(text.split(from)).toHaveLength(2);
  await writeFile(file, text.replace(from, to));
  const json = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8'));
  await writeFile(
    join(folder, 'datapackage.json'),
    JSON.stringify({ ...json, govgraph: { ...json.govgraph, ...govgraph } }),
  );
  return folder;
}

describe('the bundled report', () => {
  test('passes, and says of its changes that they have no base', async () => {
    const result = await importPackage(database, BUNDLED);
    const none = { PASS: 0, WARN: 0, FAIL: 0, NOT_CHECKABLE: 0 };
    expect(result.checks).toEqual({
      counts: [
        { rule: 'RATIO', verdicts: { ...none, PASS: 2 } },
        { rule: 'PUBLISHED_CHANGE', verdicts: { ...none, NOT_CHECKABLE: 3 } },
      ],
      failures: [],
      warnings: [],
    });
    expect(await checks('tianshui-2020', 'PASS')).toEqual([
      'criminal-clearance-rate 620500 2020-01-01/P11M RATIO PASS 28.37 for 28.3692126216 ± 0.005',
      'dispute-resolution-rate 620500 2020 RATIO PASS 98.4 for 98.3774135973 ± 0.05',
    ]);
    expect((await importPackage(database, BUNDLED)).checks).toEqual(result.checks);
  });

  test('with an altered rate fails on exactly that figure, which is a word and no refusal', async () => {
    const folder = await altered(',2020,98.4,', ',2020,98.6,');
    const lines = await importFolder(database, folder, openTerminal('en'));
    await rm(folder, { recursive: true });
    expect(await checks('tianshui-2020', 'FAIL')).toEqual([
      'dispute-resolution-rate 620500 2020 RATIO FAIL 98.6 for 98.3774135973 ± 0.05',
    ]);
    expect(lines[0]).toContain('published as release 1');
    expect(lines.slice(-4)).toEqual([
      '  checks              PASS  WARN  FAIL  NOT_CHECKABLE',
      '  RATIO                  1     0     1              0',
      '  PUBLISHED_CHANGE       0     0     0              3',
      '  failed: dispute-resolution-rate 620500 2020: Published is 98.6, and numerator and denominator give 98.377: they differ by more than the 0.05 that rounding can account for.',
    ]);
  });

  test('is refused whole where the data set says so, with the line of the figure', async () => {
    const folder = await altered(',2020,98.4,', ',2020,98.6,', { checks: 'refuse' });
    const error = await importPackage(database, folder).catch((reason: unknown) => reason);
    await rm(folder, { recursive: true });
    expect(error).toBeInstanceOf(ImportRefused);
    expect((error as ImportRefused).problems).toEqual([
      expect.objectContaining({
        resource: 'observations.csv',
        row: 5,
        column: 'value',
        value: '98.6',
        message: expect.stringMatching(/^dispute-resolution-rate 620500 2020: Published is 98.6, and numerator/),
        expected: expect.stringMatching(/^98\.3774135973, or "checks": "warn"/),
      }),
    ]);
    expect(await database.query('-- test.nothing\nselect 1 from observation')).toEqual([]);
  });
});

/** A city and its two districts, of which one has parts by bank and season. */
const adding = (observations: readonly string[], changes: Readonly<Record<string, string>> = {}) =>
  riverCity('1', {
    observations: csv('metric,region,breakdown,period,value,status', ...observations),
    published_changes: csv('metric,region,breakdown,period,change,value'),
    ...changes,
  });
const TOTALS = [
  'leaks,990000,,2020,30,',
  'leaks,990100,,2020,10,',
  'leaks,990200,,2020,20,',
  'leaks,990200,bank=left,2020,12,',
  'leaks,990200,bank=right,2020,8,',
  'leaks,990200,bank=right;season=dry,2020,5,',
  'leaks,990200,bank=right;season=wet,2020,3,',
];
const replacing = (from: string, to: string) => TOTALS.map((line) => line.replace(from, to));

describe('sums', () => {
  test('are checked over regions and over each dimension', async () => {
    await importText(database, adding(TOTALS));
    expect(await checks('river-city')).toEqual([
      'leaks 990000 2020 SUM_OF_PARTS PASS 30 for 30 ± 0.5 2 of 2',
      'leaks 990200 2020 SUM_OF_PARTS bank PASS 20 for 20 ± 0.5 2 of 2',
      'leaks 990200 bank=right 2020 SUM_OF_PARTS season PASS 8 for 8 ± 0.5 2 of 2',
    ]);
  });

  test('an altered total fails on exactly that sum', async () => {
    await importText(database, adding(replacing('2020,30,', '2020,31,')));
    expect(await checks('river-city', 'FAIL')).toEqual(['leaks 990000 2020 SUM_OF_PARTS FAIL 31 for 30 ± 0.5 2 of 2']);
    expect(await checks('river-city', 'PASS')).toHaveLength(2);
  });

  test('a part that is missing leaves the question open, unless the others are too much already', async () => {
    const missing = replacing('leaks,990100,,2020,10,', 'leaks,990100,,2020,,MISSING');
    await importText(database, adding(missing));
    expect(await checks('river-city', 'WARN')).toEqual(['leaks 990000 2020 SUM_OF_PARTS WARN 30 for 20 ± 0.5 1 of 2']);
    await importText(database, {
      ...adding(missing.map((line) => line.replace('2020,30,', '2020,19,'))),
      version: '2',
    });
    expect(await checks('river-city', 'WARN')).toEqual([]);
    expect(await checks('river-city', 'FAIL')).toEqual(['leaks 990000 2020 SUM_OF_PARTS FAIL 19 for 20 ± 0.5 1 of 2']);
  });

  test('a part that is suppressed makes them uncheckable', async () => {
    await importText(database, adding(replacing('leaks,990100,,2020,10,', 'leaks,990100,,2020,,SUPPRESSED')));
    expect(await checks('river-city', 'NOT_CHECKABLE')).toEqual([
      'leaks 990000 2020 SUM_OF_PARTS NOT_CHECKABLE 1 of 2 SUPPRESSED',
    ]);
  });

  test('the parts are those that were valid on the last day of the period', async () => {
    const regions = csv(
      'scheme,code,level,parent,name:en,valid_from,valid_to',
      'test,990000,PREFECTURE,,River City,,',
      'test,990100,COUNTY,990000,Upper District,,2019-12-31',
      'test,990200,COUNTY,990000,Lower District,,',
    );
    const both = TOTALS.slice(0, 3);
    await importText(database, adding([...both, ...both.map((line) => line.replace('2020', '2019'))], { regions }));
    expect(await checks('river-city')).toEqual([
      'leaks 990000 2019 SUM_OF_PARTS PASS 30 for 30 ± 0.5 2 of 2',
      'leaks 990000 2020 SUM_OF_PARTS FAIL 30 for 20 ± 0.5 1 of 1',
    ]);
  });
});

describe('releases', () => {
  test('what nothing changed about stands, and what changed is closed', async () => {
    await importText(database, adding(TOTALS));
    const again = await importText(database, { ...adding(TOTALS), version: '2' });
    expect(again.outcome).toBe('UNCHANGED');
    await importText(database, { ...adding(replacing('2020,30,', '2020,31,')), version: '3' });
    const rows = await database.query(
      '-- test.seqs\nselect verdict, subject, from_seq, to_seq from check_result order by subject, from_seq',
    );
    expect(rows).toEqual([
      { verdict: 'PASS', subject: '', from_seq: 1, to_seq: 2 },
      { verdict: 'FAIL', subject: '', from_seq: 2, to_seq: 2_147_483_647 },
      { verdict: 'PASS', subject: 'bank', from_seq: 1, to_seq: 2_147_483_647 },
      { verdict: 'PASS', subject: 'season', from_seq: 1, to_seq: 2_147_483_647 },
    ]);
  });

  test('a refusal tells the line also of what was published before', async () => {
    await importText(database, adding(replacing('2020,30,', '2020,31,')));
    const strict = { ...adding(replacing('2020,30,', '2020,31,')), govgraph: { checks: 'refuse' } };
    await expect(importText(database, strict)).rejects.toMatchObject({
      problems: [{ resource: 'observations.csv', row: 2, value: '31' }],
    });
  });
});

const rates = (rows: string, more: Readonly<Record<string, string>> = {}) => ({
  ...SMALL,
  'observations.csv': `metric,region,breakdown,period,value,status,numerator,denominator\n${rows}`,
  ...more,
});
const inSmall = async (rows: string, more: Readonly<Record<string, string>> = {}, verdict = '%') => {
  await importFiles(database, rates(rows, more));
  return checks('small', verdict);
};

describe('single figures', () => {
  test('a rate is checked against observations where it brings no parts', async () => {
    expect(await inSmall('filed,low,,2020,30,,,\nsolved,low,,2020,20,,,\nrate,low,,2020,66.7,,,\n')).toEqual([
      'rate low 2020 RATIO PASS 66.7 for 66.6666666667 ± 0.05',
    ]);
  });

  test('one without parts says so, and one that is not published says nothing', async () => {
    expect(await inSmall('filed,low,,2020,30,,,\nrate,low,,2020,66.7,,,\nrate,top,,2020,,MISSING,,\n')).toEqual([
      'rate low 2020 RATIO NOT_CHECKABLE NO_INPUT',
    ]);
  });

  test('parts beside a rate are held against the same that stand alone', async () => {
    expect(await inSmall('filed,low,,2020,30,,,\nsolved,low,,2020,20,,,\nrate,low,,2020,70.0,,21,30\n')).toEqual([
      'rate low 2020 DUPLICATE NUMERATOR FAIL 21 for 20 ± 0.5',
      'rate low 2020 RATIO PASS 70.0 for 70 ± 0.05',
    ]);
  });

  test('bounds', async () => {
    expect(await inSmall('filed,low,,2020,-1,,,\nrate,low,,2020,100.5,,,\nrate,top,,2020,100.0,,,\n', {}, 'FAIL')).toEqual([
      'filed low 2020 BOUNDS MINIMUM FAIL -1 for 0 ± 0.5',
      'rate low 2020 BOUNDS MAXIMUM FAIL 100.5 for 100 ± 0.05',
    ]); // biome-ignore format: a case a line
  });

  test('a metric may have bounds of its own, and its owner may change them', async () => {
    const metrics = SMALL['metrics.csv']
      .replace('factor\n', 'factor,minimum,maximum\n')
      .replace(/,,,\n/g, ',,,,,\n')
      .replace('filed,100\n', 'filed,100,-100,1e\n');
    const bounds = (text: string) => ({ 'metrics.csv': metrics.replace('-100,1e', text) });
    const row = 'filed,low,,2020,30,,,\nrate,low,,2020,100.5,,,\n';
    expect(await inSmall(row, bounds('-100,1000'), 'FAIL')).toEqual([]);
    expect(await inSmall(row, bounds('-100,100.25'), 'FAIL')).toEqual([
      'rate low 2020 BOUNDS MAXIMUM FAIL 100.5 for 100.25 ± 0.05',
    ]);
    expect(await problemsOf(database, rates(row, bounds('10,5')))).toEqual([
      expect.objectContaining({ resource: 'metrics.csv', row: 4, column: 'maximum', value: '5', expected: 'at least 10' }),
    ]); // biome-ignore format: a case a line
  });

  test('what another data set publishes of the same figure is a warning', async () => {
    await importFiles(database, SMALL);
    const own = { ...SMALL, 'observations.csv': SMALL['observations.csv'].replace('2020,30', '2020,31') };
    await importFiles(database, own, { descriptor: { name: 'other' } });
    expect(await checks('other', 'WARN')).toEqual(['filed low 2020 DUPLICATE small WARN 31 for 30 ± 0.5']);
    expect(await checks('small')).toEqual([]);
  });

  test('what the descriptor says of checks is one of two words', async () => {
    expect(await problemsOf(database, SMALL, { govgraph: { checks: 'ignore' } })).toEqual([
      expect.objectContaining({ column: 'govgraph.checks', value: '"ignore"', expected: '"warn" or "refuse"' }),
    ]);
  });
});

describe('published changes', () => {
  const changes = (value: string) => ({
    published_changes: csv('metric,region,breakdown,period,change,value', `leaks,990000,,2020,YOY,${value}`),
  });
  test('are held against the base', async () => {
    const rows = ['leaks,990000,,2020,30,', 'leaks,990000,,2019,28,'];
    await importText(database, adding(rows, changes('7.1')));
    expect(await checks('river-city')).toEqual([
      'leaks 990000 2020 PUBLISHED_CHANGE YOY PASS 7.1 for 7.14285714286 ± 0.05',
    ]);
    await importText(database, { ...adding(rows, changes('7.2')), version: '2' });
    expect(await checks('river-city', 'FAIL')).toHaveLength(1);
  });
});
