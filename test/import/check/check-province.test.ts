import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { openMemory } from '../fixture.ts';

/** Confirmed cases of 15 February 2020 as they were published, of provinces and of what is below them; not everything there has a code. */
const ROWS = readFileSync(new URL('confirmed-2020-02-15.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',') as [province: string, city: string, confirmed: string]);
const isCoded = (city: string) => city === '' || /^\d{6}$/.test(city);
const codeOf = (province: string, city: string) =>
  city === '' || isCoded(city) ? city || province : `${province} ${city}`;

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

async function verdicts(placed: (city: string) => boolean, given: (city: string) => boolean) {
  const row = ([province, city]: readonly string[], end: string) => `${codeOf(province ?? '', city ?? '')},${end}`;
  const rows = ROWS.filter(([, city]) => placed(city));
  const { checks } = await importText(database, {
    name: 'confirmed',
    version: '1',
    govgraph: { region: '100000' },
    files: {
      themes: csv('code,name:en', 'health,Health'),
      units: csv('code,name:en', 'case,Case'),
      regions: csv(
        'code,scheme,level,parent,name:en',
        '100000,test,COUNTRY,,Country',
        ...rows.map(([province, city]) =>
          row([province, city], city === '' ? 'test,PROVINCE,100000,x' : `test,OTHER,${province},x`),
        ),
      ),
      metrics: csv(
        'code,name:en,theme,kind,basis,unit,over_regions',
        'confirmed,Confirmed cases,health,COUNT,CUMULATIVE,case,SUM',
      ),
      observations: csv(
        'region,metric,period,value',
        ...rows.filter(([, city]) => given(city)).map((found) => row(found, `confirmed,2020-02-15,${found[2]}`)),
      ),
    },
  });
  return checks.counts.find(({ rule }) => rule === 'SUM_OF_PARTS')?.verdicts;
}

test('24 provinces do not add up where what has no code is counted, 27 where it is not', async () => {
  expect(await verdicts(() => true, () => true)).toEqual({ PASS: 10, WARN: 0, FAIL: 24, NOT_CHECKABLE: 0 }); // biome-ignore format: short
  await database.close();
  database = await openMemory();
  expect(await verdicts(isCoded, isCoded)).toEqual({ PASS: 4, WARN: 0, FAIL: 27, NOT_CHECKABLE: 0 });
});

test('where it is known that something has no figure, the provinces that lack it are a warning', async () => {
  const found = await verdicts(() => true, isCoded);
  expect(found).toMatchObject({ PASS: 4, NOT_CHECKABLE: 0 });
  expect((found?.WARN ?? 0) + (found?.FAIL ?? 0)).toBe(27);
  expect(found?.WARN).toBe(incomplete());
});

/** How many of those that do not add up have something without a code below them, and something with one. */
function incomplete(): number {
  const provinces = ROWS.filter(([, city]) => city === '');
  return provinces.filter(([province, , confirmed]) => {
    const below = ROWS.filter(([of, city]) => of === province && city !== '');
    const coded = below.filter(([, city]) => isCoded(city));
    const sum = coded.reduce((total, [, , count]) => total + Number(count), 0);
    return coded.length > 0 && coded.length < below.length && sum !== Number(confirmed);
  }).length;
}
