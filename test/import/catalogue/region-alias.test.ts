import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importPackage } from '../../../src/import/import.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { governance } from '../../support/governance.ts';
import { csv, type PackageText, writePackage } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { openMemory } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const HEADER = 'scheme,alias,region';
/** Codes of countries as the World Bank wrote them until 2018, beside those that it writes now. */
const OLD = csv(
  HEADER,
  'ISO 3166-1,ADO,AND',
  'ISO 3166-1,ZAR,ISO 3166-1:COD',
  'ISO 3166-1,KSV,XKX',
  'ISO 3166-1,WBG,PSE',
  'ISO 3166-1,ROM,ROU',
  'ISO 3166-1,TMP,TLS',
);
const figure = (region: string, value = '1') => `corruption,${region},2019,${value},,,,,,,`;
/** A data set that defines no region, and names those of another. */
const guest = (version: string, regions: readonly string[], more: Partial<PackageText> = {}): PackageText => {
  const text = governance(
    version,
    regions.map((region) => figure(region)),
    { name: 'guest', ...more },
  );
  const { regions: _, metrics: __, ...files } = text.files;
  return { ...text, files };
};

async function refusalOf(text: PackageText) {
  const folder = await writePackage(text);
  const error = await importPackage(database, folder).catch((reason: unknown) => reason);
  await rm(folder, { recursive: true });
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as ImportRefused).problems;
}

async function regionsOf(dataset: string): Promise<string[]> {
  const rows = await database.query<{ code: string }>(
    `-- test.regions
select r.code from observation o join series s on s.id = o.series_id join region r on r.id = s.region_id join dataset d on d.id = s.dataset_id
where d.code = $1::text and o.to_seq = 2147483647 order by r.code`,
    [dataset],
  );
  return rows.map(({ code }) => code);
}

describe('an alias', () => {
  test('stands for its region in the package that gives it', async () => {
    const old = ['ADO', 'ZAR', 'KSV', 'WBG', 'ROM', 'ISO 3166-1:TMP'];
    await importText(
      database,
      governance(
        '1',
        old.map((code) => figure(code)),
        { files: { region_aliases: OLD } },
      ),
    );
    expect(await regionsOf('governance')).toEqual(['AND', 'COD', 'PSE', 'ROU', 'TLS', 'XKX']);
    // The same figures under the codes of today are the same figures.
    const now = ['AND', 'COD', 'XKX', 'PSE', 'ROU', 'TLS'];
    const again = governance(
      '2',
      now.map((code) => figure(code)),
      { files: { region_aliases: OLD } },
    );
    expect(await importText(database, again)).toMatchObject({ changes: { opened: 0, closed: 0 } });
  });

  test('stands for it in later packages of other data sets, wherever these take a region', async () => {
    const files = {
      ...guest('1', ['ADO', 'ISO 3166-1:ROM']).files,
      regions: csv('scheme,code,level,parent,name:en,successors', 'ISO 3166-2,ADO-02,PROVINCE,ADO,Canillo,ROM'),
      organizations: csv('code,kind,name:en,region,heads', 'office,GOVERNMENT,Office,ADO,'),
      programmes: csv('code,kind,name:en,theme,pilot_regions', 'pilot,PILOT,Pilot,governance,ADO;ROM'),
      tasks: csv('code,title:en,programme,region', 'act,Act,pilot,TMP'),
      targets: csv('metric,region,period,kind,value', 'corruption,ADO,2030,TARGET,2'),
      published_changes: csv('metric,region,period,change,value', 'corruption,ADO,2019,YOY,2'),
    };
    await importText(database, { ...guest('1', []), govgraph: { region: 'ADO', publisher: 'office' }, files });
    expect(await regionsOf('guest')).toEqual(['AND', 'ROU']);
    const [row] = await database.query<{ text: string }>(
      `-- test.places
select concat_ws(' ',
  (select r.code from dataset d join region r on r.id = d.region_id where d.code = 'guest'),
  (select r.code from organization o join region r on r.id = o.region_id where o.code = 'office'),
  (select p.code from region_version v join region p on p.id = v.parent_id where v.code = 'ADO-02'),
  (select p.code from region_successor u join region p on p.id = u.successor_id),
  (select string_agg(r.code, '+' order by r.code) from programme_region p join region r on r.id = p.region_id),
  (select r.code from task t join region r on r.id = t.region_id where t.code = 'act'),
  (select r.code from target t join series s on s.id = t.series_id join region r on r.id = s.region_id),
  (select r.code from published_change t join series s on s.id = t.series_id join region r on r.id = s.region_id)) as text`,
    );
    expect(row?.text).toBe('AND AND AND ROU AND+ROU TLS AND AND');
  });

  test('does not hide that two rows are of one figure', async () => {
    expect(await refusalOf(guest('twice', ['AND', 'DNK', 'ADO']))).toEqual([
      {
        resource: 'observations.csv',
        row: 4,
        column: 'metric, region, breakdown, period',
        value: 'corruption AND 2019',
        message: 'the row has the same series and period as line 2',
        expected: 'each series and period once',
      },
    ]);
  });

  test('may be what an unknown code was meant to be', async () => {
    expect(await refusalOf(guest('slip', ['KSVX']))).toMatchObject([
      { value: 'KSVX', message: 'the region "KSVX" is unknown', expected: expect.stringContaining('"KSV"') },
    ]);
  });

  test('is closed by a release that no longer has it, and is no code then', async () => {
    const first = guest('1', ['DEN'], { name: 'brief' });
    const region_aliases = csv(HEADER, 'ISO 3166-1,DEN,DNK');
    await importText(database, { ...first, files: { ...first.files, region_aliases } });
    expect(await regionsOf('brief')).toEqual(['DNK']);
    const dropped = await importText(database, guest('2', ['DNK'], { name: 'brief' }));
    expect(dropped).toMatchObject({ outcome: 'PUBLISHED', changes: { opened: 0, closed: 1 } });
    expect(await refusalOf(guest('3', ['DEN'], { name: 'brief' }))).toMatchObject([{ value: 'DEN' }]);
  });
});

describe('refused is', () => {
  const withAliases = (...rows: readonly string[]): PackageText => {
    const text = guest('refused', ['DNK'], { name: 'refused' });
    return { ...text, files: { ...text.files, region_aliases: csv(HEADER, ...rows) } };
  };

  test('an alias that is a code of its scheme', async () => {
    expect(await refusalOf(withAliases('ISO 3166-1,DNK,AND'))).toEqual([
      {
        resource: 'region_aliases.csv',
        row: 2,
        column: 'alias',
        value: 'DNK',
        message: 'the alias "ISO 3166-1:DNK" is the code of a region already',
        expected: 'another alias, or no row: a code needs no alias',
      },
    ]);
  });

  test('an alias that another data set has for another region', async () => {
    expect(await refusalOf(withAliases('ISO 3166-1,ADO,DNK'))).toEqual([
      {
        resource: 'region_aliases.csv',
        row: 2,
        column: 'region',
        value: 'DNK',
        message: 'the alias "ISO 3166-1:ADO" stands for the region "ISO 3166-1:AND" in the data set "governance"',
        expected: 'the region "ISO 3166-1:AND", or another alias',
      },
    ]);
    const same = withAliases('ISO 3166-1,ADO,AND');
    expect(await importText(database, { ...same, name: 'agreeing' })).toMatchObject({ outcome: 'PUBLISHED' });
  });

  test('two regions for an alias in one file', async () => {
    expect(await refusalOf(withAliases('ISO 3166-1,XXX,DNK', 'ISO 3166-1,XXX,AND'))).toMatchObject([
      { row: 3, column: 'scheme, alias', message: expect.stringContaining('line 2') },
    ]);
  });

  test('a region that is a code of another data set’s alias', async () => {
    const text = guest('refused', ['DNK'], { name: 'refused' });
    const regions = csv('scheme,code,level,name:en', 'ISO 3166-1,ZAR,COUNTRY,Zaire');
    expect(await refusalOf({ ...text, files: { ...text.files, regions } })).toEqual([
      {
        resource: 'regions.csv',
        row: 2,
        column: 'code',
        value: 'ZAR',
        message: 'the code "ZAR" is an alias of the region "ISO 3166-1:COD" in the data set "governance"',
        expected: 'the region "ISO 3166-1:COD", or another code',
      },
    ]);
  });

  test('an alias of an alias, and one of nothing', async () => {
    expect(await refusalOf(withAliases('ISO 3166-1,AN,ADO', 'ISO 3166-1,NO,NOWHERE'))).toMatchObject([
      { row: 2, column: 'region', value: 'ADO', message: 'the region "ADO" is an alias itself' },
      { row: 3, column: 'region', value: 'NOWHERE', message: 'the region "ISO 3166-1:NOWHERE" is unknown' },
    ]);
  });

  test('a bare alias of two regions, with the choices; with its scheme it is taken', async () => {
    const text = withAliases('FIPS,AN,AND', 'IOC,AN,ISO 3166-1:NRU', 'FIPS,DA,DNK', 'IOC,DA,DNK');
    const facts = (...regions: readonly string[]) => ({
      ...text,
      files: {
        ...text.files,
        observations: csv('metric,region,period,value', ...regions.map((one) => `corruption,${one},2019,1`)),
      },
    });
    expect(await refusalOf(facts('AN', 'DA'))).toEqual([
      {
        resource: 'observations.csv',
        row: 2,
        column: 'region',
        value: 'AN',
        message: 'several schemes have the region "AN"',
        expected: 'one of FIPS:AN, IOC:AN',
      },
    ]);
    const regions = csv('scheme,code,level,parent,name:en', 'X,below,PROVINCE,AN,Below');
    const below = { ...text, files: { ...text.files, regions } };
    expect(await refusalOf(below)).toMatchObject([
      { resource: 'regions.csv', column: 'parent', value: 'AN', expected: 'one of FIPS:AN, IOC:AN' },
    ]);
    await importText(database, { ...facts('FIPS:AN', 'IOC:AN', 'DA'), name: 'schemes' });
    expect(await regionsOf('schemes')).toEqual(['AND', 'DNK', 'NRU']);
  });

  test('nothing where a code of another scheme has the text: it goes before the alias', async () => {
    const text = withAliases('FIPS,low,AND');
    const regions = csv('scheme,code,level,name:en', 'X,low,COUNTY,Low');
    await importText(database, {
      ...text,
      name: 'code-first',
      files: {
        ...text.files,
        regions,
        observations: csv('metric,region,period,value', 'corruption,low,2019,1', 'corruption,FIPS:low,2019,2'),
      },
    });
    expect(await regionsOf('code-first')).toEqual(['AND', 'low']);
  });
});
