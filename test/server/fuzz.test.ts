import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import type { TestDatabase } from '../support/database.ts';
import { checkProperty } from '../support/property.ts';
import { openWithRiverCity } from '../support/river.ts';
import { Writer } from './fuzz/document.ts';
import { requestFor } from './fuzz/envelope.ts';
import { applicationOver, type TestApplication } from './support.ts';

let database: TestDatabase;
let application: TestApplication;
beforeAll(async () => {
  database = await openWithRiverCity();
  application = applicationOver(database);
});
afterAll(() => database.close());

test('no operation is answered with a fault of ours, and most are answered', async () => {
  const seen = { data: 0, whole: 0, refused: 0 };
  const cases = await checkProperty(
    fc.asyncProperty(fc.gen(), async (draw) => {
      const request = requestFor(new Writer(schema, draw).operation(), draw);
      const text = request.method === 'GET' ? decodeURIComponent(request.url) : await request.clone().text();
      const response = await application.fetch(request);
      const answer = await response.text();
      const said = () => `${response.status} ${answer.slice(0, 500)}\n${text.slice(0, 5_000)}`;
      if (response.status >= 500) throw new Error(said());
      const { data, errors = [] } = JSON.parse(answer);
      if (errors.some(({ extensions }: { extensions?: { code?: string } }) => !extensions?.code || extensions.code === 'INTERNAL')) throw new Error(said());
      const faults = application.logged.filter(({ level }) => Number(level) >= 50);
      application.logged.length = 0;
      if (faults.length > 0) throw new Error(`${JSON.stringify(faults[0])}\n${said()}`);
      if (data === undefined) seen.refused++;
      else {
        seen.data++;
        if (errors.length === 0) seen.whole++;
      }
    }),
    { runs: 400, deepRuns: 20_000 },
  ); // biome-ignore format: the condition in one line
  // It would prove nothing if most were refused at the first look.
  expect(seen.data).toBeGreaterThan(cases / 2);
  expect(seen.whole).toBeGreaterThan(cases / 10);
  expect(seen.refused).toBeGreaterThan(cases / 50);
});
