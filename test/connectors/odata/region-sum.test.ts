import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';
import { odataOver, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
beforeAll(async () => {
  database = await openWithRiverCity();
  const { files } = riverCity();
  const regions = csv(
    'test,P,PREFECTURE,,P,,,,',
    'test,X,COUNTY,P,X as county,,,2019-12-31,',
    'test,X,PREFECTURE,,X as prefecture,,2020-01-01,,',
    'test,C,COUNTY,P,C,,,,',
    'test,C1,COUNTY,C,C one,,,,',
    'test,O1,OTHER,,O one,,,,',
    'test,O2,OTHER,O1,O two,,,,',
    'test,O3,OTHER,O1,O three,,,,',
    'other,P,PREFECTURE,,Other P,,,,',
  );
  const figures = csv(
    'checks,test:P,,2018,100,,,,,,,',
    'checks,X,,2018,40,,,,,,,',
    'checks,C,,2018,60,,,,,,,',
    'checks,C1,,2018,25,,,,,,,',
    'checks,O1,,2018,7,,,,,,,',
    'checks,O2,,2018,3,,,,,,,',
    'checks,O3,,2018,4,,,,,,,',
    'checks,C1,,2017,5,,,,,,,',
    'checks,C,,2016,6,,,,,,,',
    'checks,other:P,,2018,1000,,,,,,,',
    'leak-rate,990100,,2018,50,,50,100,,,,',
    'leak-rate,990200,,2018,60,,,200,,,,',
  );
  await importText(
    database,
    riverCity('2', { regions: `${files.regions}${regions}`, observations: `${files.observations}${figures}` }),
  );
  tell = odataOver(database);
});
afterAll(() => database.close());

const sumOf = (filter: string, by = '') => {
  const sum = 'aggregate(value with sum as total)';
  const text = `filter(metricCode eq 'checks' and frequency eq 'ANNUAL' and ${filter})/${by === '' ? sum : `groupby((${by}),${sum})`}`;
  return tell(`Observations?$apply=${encodeURIComponent(text)}`);
};

describe('regions that lie in each other', () => {
  test.each([
    ["regionLevel eq 'COUNTY' and period eq '2018' and regionCode ne 'X'", ''],
    ["regionLevel eq 'COUNTY' and period eq '2018'", 'regionLevel'],
    ["regionLevel eq 'COUNTY' and period in ('2016','2017')", ''],
    ["regionLevel eq 'OTHER' and period eq '2018'", ''],
    ["regionLevel eq 'PREFECTURE' and regionScheme eq 'test' and period eq '2018'", 'period'],
  ])('are not added up where %s, by %s', async (filter, by) => {
    const { status, json } = await sumOf(filter, by);
    expect([status, json.error?.target]).toEqual([400, '$apply']);
    expect(json.error.message).toContain('lie, or once lay, in each other');
  });

  test('are told apart where groups are made by them, or by what keeps them apart', async () => {
    const apart = await valuesOf(sumOf("regionLevel eq 'OTHER' and period eq '2018'", 'regionScheme,regionCode'));
    expect(apart).toEqual([
      { regionScheme: 'test', regionCode: 'O1', total: 7 },
      { regionScheme: 'test', regionCode: 'O2', total: 3 },
      { regionScheme: 'test', regionCode: 'O3', total: 4 },
    ]);
    expect(await valuesOf(sumOf("regionCode in ('O2','O3')"))).toEqual([{ total: 7 }]);
    expect(await valuesOf(sumOf("regionCode in ('C','C1') and period in ('2016','2017')", 'period'))).toEqual([
      { period: '2016', total: 6 },
      { period: '2017', total: 5 },
    ]);
  });
});

describe('regions of two schemes with one code', () => {
  test.each(['', 'regionCode', 'regionLevel'])('are not added up by %s', async (by) => {
    const { status, json } = await sumOf("regionCode eq 'P'", by);
    expect([status, json.error?.target]).toEqual([400, '$apply']);
    expect(json.error.message).toContain('regions of several schemes');
  });

  test.each(['regionCode,regionScheme', 'region/scheme', 'region/id'])('are told apart by %s', async (by) => {
    const found = await valuesOf(sumOf("regionCode eq 'P'", by));
    expect(found.map(({ total }: { total: number }) => total).sort()).toEqual([100, 1000]);
  });
});

test('numerators and denominators are added up of the same rows', async () => {
  const over = (property: string) =>
    valuesOf(
      tell(
        `Observations?$apply=${encodeURIComponent(`filter(metricCode eq 'leak-rate' and period eq '2018' and regionLevel eq 'COUNTY')/aggregate(${property})`)}`,
      ),
    );
  expect(await over('numerator with sum as n,denominator with sum as d')).toEqual([{ n: 50, d: 100 }]);
  expect(await over('denominator with sum as d,denominator with max as most')).toEqual([{ d: 100, most: 200 }]);
});

test('a code that several regions have names none of them, wherever it stands in an address', async () => {
  for (const path of ["Regions('P')", "Regions('P')/observations", "Regions('P')/observations/$count", "Regions('P')/children", "Regions('P')/name/$value"]) {
    const { status, json } = await tell(path);
    expect([path, status, json?.error?.message]).toEqual([path, 400, "Several Regions have this code. Give the whole key, as in Regions(scheme='…',code='…')."]);
  } // biome-ignore format: a table
  expect((await tell("Regions(scheme='other',code='P')/observations/$count")).text).toBe('1');
  expect((await tell("Regions('C')/observations/$count")).status).toBe(200);
});
