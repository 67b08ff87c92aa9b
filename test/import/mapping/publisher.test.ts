import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile } from './support.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

test('a statistical office’s exports in GB18030, whose metric and unit stand above the table', async () => {
  await importMappedFile(database, { set: 'nbs', file: 'gdp.csv' });
  await importMappedFile(database, { set: 'nbs', file: 'growth.csv' });
  const figures = await citedFigures(database, 'nbs');
  expect(figures).toHaveLength(3 * 19 + 2 * 7);
  expect(figures).toContain('gdp 620000 2024 13020.5 <- 7:2');
  expect(figures).toContain('gdp 620000 2006 2230.0 <- 7:20');
  expect(figures).toContain('gdp 440000 2024 141488.9 <- 6:2');
  expect(figures).toContain('investment-growth 620000 2024 -2.9 <- 6:3');
  expect(figures.filter((figure) => figure.includes(' 2025 '))).toEqual([]);
});

test('semicolons, a preamble, a header of two rows and notes below a line', async () => {
  const { notes } = await importMappedFile(database, { set: 'genesis', file: 'genesis.csv' });
  const figures = await citedFigures(database, 'genesis');
  expect(figures).toHaveLength(16);
  const values = figures.map((figure) => Number(/2020-12-31 (\d+)/.exec(figure)?.[1]));
  expect(values.reduce((sum, value) => sum + value, 0)).toBe(83_155_031);
  expect(Math.max(...values)).toBe(17_925_570);
  expect(notes).toHaveLength(1);
});

test('years across that are not contiguous, blanks that are no values, and zeros that are', async () => {
  await importMappedFile(database, { set: 'wgi-wide', file: 'wgi.csv' });
  const figures = await citedFigures(database, 'wgi');
  const of = (start: string) =>
    figures.filter((figure) => figure.startsWith(start)).map((figure) => figure.split(' <- ')[0]);
  expect(of('CC.EST DNK 2018')).toEqual(['CC.EST DNK 2018 2.147795']);
  expect(of('CC.EST CHN 2018')).toEqual(['CC.EST CHN 2018 -0.2712442']);
  expect(of('CC.NO.SRC CHN 2018')).toEqual(['CC.NO.SRC CHN 2018 13']);
  expect(of('CC.PER.RNK SOM 2018')).toEqual(['CC.PER.RNK SOM 2018 0']);
  expect(of('CC.EST MCO')).toEqual([]);
  expect(figures.filter((figure) => / (?:1997|1999|2001) /.test(figure))).toEqual([]);
});

test('a long file in Windows-1252 with errors, ranks and bounds beside each estimate', async () => {
  await importMappedFile(database, { set: 'wgi-long', file: 'wgi.csv' });
  const rows = await database.query(
    `-- test.estimates
select r.code, o.value::text, o.standard_error::text, o.rank::text, o.rank_upper_bound::text, o.source_count
from observation o join series s on s.id = o.series_id join region r on r.id = s.region_id order by r.code`,
  );
  expect(rows).toHaveLength(3);
  expect(rows[2]).toEqual({
    code: 'DNK',
    value: '2.1073682308197',
    standard_error: '0.155861303210258',
    rank: '97.5961532592773',
    rank_upper_bound: '100',
    source_count: 9,
  });
});

test('a preamble above the header, and a comma at the end of each line', async () => {
  await importMappedFile(database, { set: 'world-bank', file: 'urban.csv' });
  const figures = (await citedFigures(database, 'urban')).map((figure) => figure.split(' <- ')[0]);
  expect(figures).toHaveLength(4 * 61);
  expect(figures).toContain('SP.URB.TOTL.IN.ZS CHN 2020 61.428');
  expect(figures).toContain('SP.URB.TOTL CHN 2020 861289359');
  expect(figures).toContain('SP.URB.TOTL.IN.ZS DNK 1960 73.687');
});

test('rates of a bank in SDMX-JSON, currencies by day', async () => {
  await importMappedFile(database, { set: 'ecb', file: 'rates.sdmx.json' });
  const figures = (await citedFigures(database, 'ecb')).map((figure) => figure.split(' <- ')[0]);
  expect(figures.sort()).toEqual([
    'exchange-rate U2 currency=NZD 2013-01-18 1.5931',
    'exchange-rate U2 currency=NZD 2013-01-21 1.5925',
    'exchange-rate U2 currency=RUB 2013-01-18 40.3426',
    'exchange-rate U2 currency=RUB 2013-01-21 40.3',
  ]);
});

test('a message of SDMX-CSV reads the same with semicolons, decimal commas and names beside the codes', async () => {
  await importMappedFile(database, { set: 'sdmx-twg', file: 'example-01.sdmx.csv' });
  const figures = (await citedFigures(database, 'sdmx-twg')).map((figure) => figure.split(' <- ')[0]);
  expect(figures).toEqual(['na-main A second=B 2014-01 12.4', 'na-main A second=B 2014-02 10.8']);
  const again = { set: 'sdmx-twg', file: 'example-04.sdmx.csv', by: 'semicolon.mapping.json', mode: 'APPEND' } as const;
  await importMappedFile(database, again);
  expect((await citedFigures(database, 'sdmx-twg')).map((figure) => figure.split(' <- ')[0])).toEqual(figures);
});

test('a bundle of JSON-stat with the indicators of an organisation', async () => {
  await importMappedFile(database, { set: 'oecd', file: 'unemployment.json' });
  const figures = await citedFigures(database, 'oecd');
  expect(figures).toHaveLength(6);
  expect(figures).toContain('unemployment DK 2012 7.544640558 <- oecd.value[5]');
});
