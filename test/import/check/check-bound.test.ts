import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importFolder } from '../../../src/cli/import.ts';
import { openTerminal } from '../../../src/cli/terminal.ts';
import type { Database } from '../../../src/database/database.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { csv, type PackageText, writePackage } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { inEnglish, openMemory } from '../fixture.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const YEARS = Array.from({ length: 20 }, (_, index) => 2001 + index);

/** One metric over twenty years and some regions; `valueIn` says its figures. */
const withMetric = (
  metric: string,
  regions: number,
  valueIn: (region: number, year: number) => string,
  govgraph: PackageText['govgraph'] = {},
): PackageText => ({
  name: 'bounds',
  version: '1',
  govgraph,
  files: {
    themes: csv('code,name:en', 'all,All'),
    units: csv('code,name:en', 'percent,Per cent', 'person,Person'),
    regions: csv(
      'scheme,code,level,parent,name:en',
      'test,990000,PREFECTURE,,City',
      ...Array.from({ length: regions }, (_, index) => `test,${990_001 + index},COUNTY,990000,County ${index}`),
    ),
    metrics: csv('code,name:en,theme,kind,basis,unit,over_regions,minimum,maximum', metric),
    observations: csv(
      'metric,region,period,value',
      ...Array.from({ length: regions }, (_, region) =>
        YEARS.map(
          (year) => `${metric.slice(0, metric.indexOf(','))},${990_001 + region},${year},${valueIn(region, year)}`,
        ),
      ).flat(),
    ),
  },
});
const GROWTH = 'growth,Growth,all,RATE,FLOW,percent,,,';
const BALANCE = 'balance,Balance of migration,all,COUNT,FLOW,person,SUM,,';
const linesOf = async (text: PackageText): Promise<string[]> => {
  const folder = await writePackage(text);
  const lines = await importFolder(database, folder, openTerminal('en'));
  await rm(folder, { recursive: true });
  return lines;
};

describe('the default minimum', () => {
  test('does not hold for a rate of which a tenth is negative, nor its default maximum', async () => {
    const value = (_region: number, year: number) => (year % 10 === 9 ? '-2.5' : year === 2010 ? '120.5' : '7.1');
    const { checks, notes } = await importText(database, withMetric(GROWTH, 4, value));
    expect(checks.counts.filter(({ rule }) => rule === 'BOUNDS')).toEqual([]);
    expect(inEnglish(notes)).toEqual([
      'Metric "growth": 8 of 80 figures are negative, so that 0 is not taken for its minimum. Declare `minimum` in metrics.csv to have them checked.',
    ]);
  });

  test('does not hold for a balance that is negative in one series only', async () => {
    const value = (region: number, year: number) => (region === 0 && year % 3 === 0 ? '-12' : '30');
    const { checks, notes } = await importText(database, withMetric(BALANCE, 10, value));
    expect(checks.failures).toEqual([]);
    expect(inEnglish(notes)[0]).toContain('7 of 200 figures are negative');
  });

  test('does not make a sum fail whose missing part may be negative', async () => {
    const text = withMetric(BALANCE, 2, (_region, year) => (year % 2 === 0 ? '-12' : '30'));
    const observations = `${text.files.observations ?? ''}${csv('balance,990000,2001,20')}`;
    const missing = observations.replace('balance,990001,2001,30\n', '');
    const { checks } = await importText(database, { ...text, files: { ...text.files, observations: missing } });
    expect(checks.counts).toMatchObject([{ rule: 'SUM_OF_PARTS', verdicts: { WARN: 1, FAIL: 0 } }]);
  });

  test('holds against slips', async () => {
    const value = (region: number, year: number) => (region < 2 && year === 2007 ? '-30' : '30');
    const { checks, notes } = await importText(database, withMetric(BALANCE, 4, value));
    expect(checks.failures.map(({ figure }) => figure)).toEqual(['balance 990001 2007', 'balance 990002 2007']);
    expect(notes).toEqual([]);
  });

  test('that is declared holds whatever the figures are', async () => {
    const text = withMetric(BALANCE.replace('SUM,,', 'SUM,0,'), 2, (_region, year) => (year % 2 === 0 ? '-12' : '30'));
    const { checks } = await importText(database, text);
    expect(checks.failures).toMatchObject([{ rule: 'BOUNDS', count: 20 }]);
  });
});

describe('a finding of many figures', () => {
  const shares = (region: number, year: number) => (region < 2 && year > 2005 && year < 2012 ? '104.5' : '97.1');

  test('is told once, with their number and the mend', async () => {
    const lines = await linesOf(withMetric('enrolment,Enrolment,all,RATE,FLOW,percent,,,', 4, shares));
    expect(lines.slice(-2)).toEqual([
      '  BOUNDS                 0     0    12              0',
      '  failed: 12 figures of enrolment, the first of them enrolment 990001 2006: Published is 104.5, and the metric cannot be above 100. Declare `maximum` in metrics.csv if the metric can be higher.',
    ]);
  });

  test('is one problem of a package that is refused', async () => {
    const text = withMetric('enrolment,Enrolment,all,RATE,FLOW,percent,,,', 4, shares, { checks: 'refuse' });
    const error = await importText(database, text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ImportRefused);
    expect((error as ImportRefused).problems).toHaveLength(1);
    expect((error as ImportRefused).problems[0]).toMatchObject({
      resource: 'observations.csv',
      row: 7,
      value: '104.5',
    });
  });
});
