import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { happens } from '../../support/draw.ts';
import { checkProperty } from '../../support/property.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { awkwardAddress } from './fuzz/awkward-address.ts';
import { type EntitySet, readModel } from './fuzz/model.ts';
import { AddressWriter } from './fuzz/writer.ts';
import { odataOver, ROOT, type Tell, type Told } from './support.ts';

let database: TestDatabase;
let tell: Tell;
let sets: ReadonlyMap<string, EntitySet>;
beforeAll(async () => {
  database = await openWithRiverCity();
  tell = odataOver(database, { ODATA_PAGE_SIZE: '20', ODATA_MAX_PAGE_SIZE: '50' });
  sets = await readModel(tell);
});
afterAll(() => database.close());

const MAX_BYTES = 2_000_000;

/** Every part of the options encoded, as some clients do. */
function encoded(text: string): string {
  const [before = '', ...after] = text.split('?');
  const options = after.join('?').split('&').map((one) => one.split('=').map((side) => encodeURIComponent(Buffer.from(side).toString())).join('=')); // biome-ignore format: one walk
  return `${before}?${options.join('&')}`;
}

function assertSound({ status, text, json, headers }: Told): void {
  if (![200, 204, 400, 404, 405, 414, 501].includes(status)) throw new Error(`${status} ${text.slice(0, 500)}`);
  if (text.includes('"INTERNAL"')) throw new Error(text.slice(0, 500));
  if (text.length > MAX_BYTES) throw new Error(`${text.length} bytes`);
  if (status >= 400 && headers.get('odata-version') !== null && !json?.error?.message) {
    throw new Error(`no message: ${text.slice(0, 100)}`);
  }
  if (Array.isArray(json?.value) && json.value.length > 50) throw new Error(`${json.value.length} rows`);
}

/** A fifth knows no more than the grammar, so that much is refused; the rest is written from the model. */
test('no address is answered with a fault of ours, or without a limit, and most are answered', async () => {
  const seen = new Map<number, number>();
  const cases = await checkProperty(
    fc.asyncProperty(fc.gen(), async (draw) => {
      const text = happens(draw, 20) ? draw(() => awkwardAddress) : new AddressWriter(sets, draw).address();
      const url = `${ROOT}${happens(draw, 50) ? encoded(text) : text}`;
      // One that climbs out of the service asks somebody else.
      if (!URL.canParse(url) || !new URL(url).pathname.startsWith('/odata/v4')) return;
      const told = await tell(url);
      seen.set(told.status, (seen.get(told.status) ?? 0) + 1);
      assertSound(told);
    }),
    { runs: 300, deepRuns: 20_000 },
  );
  // It would prove nothing if most were refused at the first look.
  expect(seen.get(200) ?? 0).toBeGreaterThan(cases / 2);
  expect(seen.get(400) ?? 0).toBeGreaterThan(cases / 20);
});

test('no batch is answered with a fault of ours', async () => {
  const seen = new Map<number, number>();
  const cases = await checkProperty(
    fc.asyncProperty(fc.gen(), async (draw) => {
      const count = draw(fc.integer, { min: 1, max: 4 });
      const requests = Array.from({ length: count }, (_, index) => ({
        id: String(index),
        method: 'GET',
        url: happens(draw, 20) ? draw(() => awkwardAddress) : new AddressWriter(sets, draw).address(),
        ...(index > 0 && happens(draw, 30) ? { dependsOn: [String(index - 1)] } : {}),
      }));
      const told = await tell('$batch', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(happens(draw, 50) ? { prefer: 'continue-on-error' } : {}) },
        body: JSON.stringify({ requests }),
      });
      if (told.status >= 500 || told.text.includes('"INTERNAL"')) throw new Error(told.text.slice(0, 500));
      for (const { status } of told.json?.responses ?? []) {
        if (status >= 500 && status !== 501) throw new Error(`${status} in ${told.text.slice(0, 2_000)}`);
        seen.set(status, (seen.get(status) ?? 0) + 1);
      }
    }),
    { runs: 40, deepRuns: 2_000 },
  );
  expect(seen.get(200) ?? 0).toBeGreaterThan(cases / 2);
});
