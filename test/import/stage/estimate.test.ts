import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importPackage } from '../../../src/import/import.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { DENMARK, governance, NAURU_AFTER, NAURU_BEFORE } from '../../support/governance.ts';
import { csv, type PackageText, writePackage } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { openMemory } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** Every revision of the data set's figures, with what is said of them. */
async function revisions(dataset = 'governance'): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `-- test.estimates
select concat_ws(' ', r.code, o.from_seq, nullif(o.to_seq, 2147483647), '|', coalesce(o.value::text, 'null'), o.flags::text,
  '±', o.standard_error::text, '[', o.lower_bound::text, o.upper_bound::text, ']', '#', o.rank::text, o.rank_lower_bound::text,
  o.rank_upper_bound::text, 'of', o.source_count) as text
from observation o join series s on s.id = o.series_id join region r on r.id = s.region_id join dataset d on d.id = s.dataset_id
where d.code = $1::text order by r.code, o.from_seq`,
    [dataset],
  );
  return rows.map(({ text }) => text);
}

async function refusalOf(text: PackageText) {
  const folder = await writePackage(text);
  const error = await importPackage(database, folder).catch((reason: unknown) => reason);
  await rm(folder, { recursive: true });
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as ImportRefused).problems.map(({ row, column, value, message, expected }) => ({
    row,
    column,
    value,
    message,
    expected,
  }));
}

describe('an estimate', () => {
  test('is kept digit by digit, and a change of it alone revises the figure', async () => {
    expect(await importText(database, governance('1', [DENMARK, NAURU_BEFORE]))).toMatchObject({
      outcome: 'PUBLISHED',
    });
    const revised = await importText(database, governance('2', [DENMARK, NAURU_AFTER]));
    expect(revised).toMatchObject({ changes: { opened: 1, closed: 1 } });
    const surer = await importText(
      database,
      governance('3', [DENMARK.replace('0.155861303210258', '0.15586130321025'), NAURU_AFTER]),
    );
    expect(surer).toMatchObject({ outcome: 'PUBLISHED', changes: { opened: 1, closed: 1 } });
    const denmark = '[ 1.85097640 2.36376010 ] # 97.5961532592773 94.711540222168 100 of 9';
    expect(await revisions()).toEqual([
      `DNK 1 3 | 2.1073682308197 ± 0.155861303210258 ${denmark}`,
      `DNK 3 | 2.1073682308197 ± 0.15586130321025 ${denmark}`,
      'NRU 1 2 | 0.5126343 ± 0.3514837 [ ] # 66.66666 46.66667 91.42857 of 2',
      'NRU 2 | 0.856951713562012 ± 0.332190036773682 [ ] # 77.3584899902344 of 2',
    ]);
  });

  test.each([
    ['the lower bound', '1.85097640', '1.850976'],
    ['the upper bound', '2.36376010', '2.3637'],
    ['the rank', '97.5961532592773', '97.6'],
    ['the lower bound of the rank', '94.711540222168', '94.7'],
    ['the upper bound of the rank', '100,9', '100.0,9'],
    ['the number of sources', '100,9', '100,8'],
  ])('is revised where %s changes', async (_, before, after) => {
    const name = `revised-${after}`.replace(/[^a-z0-9-]/g, '-');
    await importText(database, governance('1', [DENMARK], { name }));
    const again = await importText(database, governance('1 again', [DENMARK], { name }));
    expect(again).toMatchObject({ changes: { opened: 0, closed: 0 } });
    const revised = await importText(database, governance('2', [DENMARK.replace(before, after)], { name }));
    expect(revised).toMatchObject({ changes: { opened: 1, closed: 1 } });
  });

  test('is gone where a release no longer has its columns', async () => {
    const name = 'without';
    await importText(database, governance('1', [DENMARK], { name }));
    const files = { observations: csv('metric,region,period,value', 'corruption,DNK,2019,2.1073682308197') };
    expect(await importText(database, governance('2', [], { name, files }))).toMatchObject({
      changes: { opened: 1, closed: 1 },
    });
    expect((await revisions(name)).at(-1)).toBe('DNK 2 | 2.1073682308197 ± [ ] # of');
  });

  test('is not kept of a count that is too small to publish', async () => {
    const name = 'small-counts';
    const files = {
      metrics: csv(
        'code,name:en,theme,kind,basis,unit,over_regions',
        'small-cases,Cases,governance,COUNT,FLOW,case,SUM',
      ),
      regions: csv(
        'scheme,code,level,parent,name:en',
        'ISO 3166-1,DNK,COUNTRY,,Denmark',
        'ISO 3166-1,GRL,COUNTRY,DNK,Greenland',
        'ISO 3166-1,FRO,COUNTRY,DNK,Faroe Islands',
      ),
      observations: csv(
        'metric,region,period,value,standard_error,lower_bound,upper_bound,source_count',
        'small-cases,DNK,2019,30,1,20,40,3',
        'small-cases,GRL,2019,3,1,2,4,3',
        'small-cases,FRO,2019,27,1,20,30,3',
      ),
    };
    await importText(database, governance('1', [], { name, files, govgraph: { minCount: 5 } }));
    expect(await revisions(name)).toEqual([
      'DNK 1 | null {SUPPRESSED} ± [ ] # of', // secondary suppression: the sum would give its part away
      'FRO 1 | 27 ± 1 [ 20 30 ] # of 3',
      'GRL 1 | null {SUPPRESSED} ± [ ] # of',
    ]);
  });
});

describe('refused is', () => {
  const row = (cells: string) => governance('refused', [cells], { name: 'refused' });

  test('an estimate of a figure without a value, whatever the reason', async () => {
    const columns = 'metric,region,period,value,status,standard_error,source_count';
    const files = (status: string) => ({ observations: csv(columns, `corruption,DNK,2019,,${status},0.2,9`) });
    const told = (column: string, value: string) => ({
      row: 2,
      column,
      value,
      message: 'the cell belongs to an estimate, but the figure has no value',
      expected: 'an empty cell, or a value',
    });
    for (const status of ['SUPPRESSED', 'MISSING']) {
      expect(await refusalOf(governance('1', [], { name: 'refused', files: files(status) }))).toEqual([
        told('standard_error', '0.2'),
        told('source_count', '9'),
      ]);
    }
  });

  test('bounds that contradict each other, with both', async () => {
    expect(await refusalOf(row('corruption,DNK,2019,2.1,,2.30,1.9,97,98.5,94,9'))).toEqual([
      {
        row: 2,
        column: 'upper_bound',
        value: '1.9',
        message: 'the upper bound is less than lower_bound, which is 2.30',
        expected: 'at least 2.30',
      },
      {
        row: 2,
        column: 'rank_upper_bound',
        value: '94',
        message: 'the upper bound is less than rank_lower_bound, which is 98.5',
        expected: 'at least 98.5',
      },
    ]);
    // As numbers, not as texts: 9 is less than 10, and 1.0 is 1.
    const right = row('corruption,DNK,2019,1,0,1.0,1.00,9.5,9,10,0');
    expect(await importText(database, { ...right, name: 'bounds' })).toMatchObject({ outcome: 'PUBLISHED' });
  });

  test('a value outside its bounds', async () => {
    expect(await refusalOf(row('corruption,DNK,2019,2.1,,2.2,,,,,'))).toEqual([
      {
        row: 2,
        column: 'value',
        value: '2.1',
        message: 'the value is less than its lower bound 2.2',
        expected: 'at least 2.2',
      },
    ]);
    expect(await refusalOf(row('corruption,DNK,2019,2.1,,,-2.2,,,,'))).toEqual([
      {
        row: 2,
        column: 'value',
        value: '2.1',
        message: 'the value is greater than its upper bound -2.2',
        expected: 'at most -2.2',
      },
    ]);
  });

  test('a negative error, part of a source, and a confidence that is no percentage', async () => {
    expect(await refusalOf(row('corruption,DNK,2019,2.1,-0.1,,,,,,2.5'))).toEqual([
      { row: 2, column: 'standard_error', value: '-0.1', message: '"-0.1" is negative', expected: 'a number from 0' },
      {
        row: 2,
        column: 'source_count',
        value: '2.5',
        message: '"2.5" is not a whole number from 0 to 999,999,999',
        expected: 'a whole number from 0 to 999,999,999',
      },
    ]);
    for (const confidence of ['0', '100', '-5']) {
      const metrics = csv(
        'code,name:en,theme,kind,basis,unit,confidence',
        `corruption,Control of corruption,governance,SCORE,LEVEL,point,${confidence}`,
      );
      const problems = await refusalOf(governance('1', [], { name: 'refused', files: { metrics } }));
      expect(problems).toEqual([
        {
          row: 2,
          column: 'confidence',
          value: confidence,
          message: `"${confidence}" is out of range`,
          expected: 'a number above 0, up to 99.999, with at most 3 decimals',
        },
      ]);
    }
  });
});
