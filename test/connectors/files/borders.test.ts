import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applicationOver } from '../../server/support.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { filesOver } from './support.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  folder = await mkdtemp(join(tmpdir(), 'govgraph-borders-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const ring = [
  [105, 34],
  [106, 34],
  [106, 35],
  [105, 34],
];
const feature = (code: unknown = '620500', geometry: object = { type: 'Polygon', coordinates: [ring] }) => ({
  type: 'Feature',
  properties: { code },
  geometry,
});
const borders = (features: readonly object[] = [feature()], attribution: unknown = 'Drawn for a test') => ({
  type: 'FeatureCollection',
  attribution,
  features,
});

async function fileWith(content: string | object): Promise<string> {
  const path = join(folder, `${Math.random()}.geojson`);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('/files/regions.geojson', () => {
  test('is what REGIONS_GEOJSON names, and is listed', async () => {
    const files = filesOver(database, { REGIONS_GEOJSON: await fileWith(borders()) });
    const { status, headers, json } = await files('regions.geojson');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/geo+json']);
    expect(json).toEqual(borders());
    const again = await files('regions.geojson', { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect([again.status, again.text]).toEqual([304, '']);
    const paths = (await files('')).json.files.map(({ path }: { path: string }) => path);
    expect(paths).toContain('/files/regions.geojson');
  });

  test('is not there where nobody gave any', async () => {
    const files = filesOver(database);
    expect((await files('regions.geojson')).status).toBe(404);
    const paths = (await files('')).json.files.map(({ path }: { path: string }) => path);
    expect(paths).not.toContain('/files/regions.geojson');
  });

  test.each([
    ['no JSON', '{', /is not JSON in UTF-8/],
    ['no collection', feature(), /type is missing or wrong/],
    ['no attribution', borders([feature()], null), /attribution is missing or wrong/],
    ['no region', borders([]), /features is missing or wrong/],
    ['a region without a code', borders([feature(), feature(7)]), /features\.1\.properties\.code is missing or wrong/],
    [
      'a point',
      borders([feature('x', { type: 'Point', coordinates: [1, 2] })]),
      /features\.0\.geometry\.type is missing/,
    ],
    [
      'metres instead of degrees',
      borders([feature('x', { type: 'Polygon', coordinates: [[...ring, [400_000, 35]]] })]),
      /features\.0\.geometry\.coordinates\.0\.4\.0 is missing or wrong/,
    ],
  ])('is refused before the server listens: %s', async (_name, content, words) => {
    const path = await fileWith(content);
    expect(() => applicationOver(database, { REGIONS_GEOJSON: path })).toThrow(words);
    expect(() => applicationOver(database, { REGIONS_GEOJSON: path })).toThrow(path);
  });

  test('is refused where it cannot be read', () => {
    expect(() => applicationOver(database, { REGIONS_GEOJSON: join(folder, 'none.geojson') })).toThrow(/ENOENT/);
  });
});
