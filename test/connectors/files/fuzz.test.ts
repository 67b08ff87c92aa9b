import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { type Draw, happens, pick } from '../../support/draw.ts';
import { checkProperty } from '../../support/property.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Fetch, filesOver } from './support.ts';

let database: TestDatabase;
let files: Fetch;
beforeAll(async () => {
  database = await openWithRiverCity();
  files = filesOver(database);
});
afterAll(() => database.close());

/** Parameters with values that suit them. */
const OBSERVATIONS: Readonly<Record<string, readonly string[]>> = {
  metrics: ['leaks', 'leaks,gauges', 'leak-rate', 'criminal-cases-filed'],
  datasets: ['river-city', 'tianshui-2020', 'river-city,tianshui-2020'],
  regions: ['990000', '990100,990200', 'test:990100', '620500'],
  childrenOf: ['990000'],
  descendantsOf: ['990000', '620500'],
  level: ['COUNTY', 'PREFECTURE'],
  from: ['2019', '2020-03', '2019-Q2'],
  to: ['2020', '2020-11', '../2020-11'],
  latest: ['1', '2', '12'],
  frequency: ['MONTHLY', 'ANNUAL', 'SPAN,MONTHLY'],
  breakdowns: ['bank', 'bank:left', 'season', 'bank,season'],
  basis: ['PUBLISHED', 'COMPUTED'],
  asOf: [new Date().toISOString()],
  lang: ['en', 'zh-Hans'],
};
const TASKS: Readonly<Record<string, readonly string[]>> = {
  dataset: ['river-city', 'tianshui-2020'],
  status: ['COMPLETED', 'IN_PROGRESS,PLANNED'],
  light: ['RED', 'GREEN,GREY'],
  workingGroups: ['banks', 'floods'],
  programmes: ['dikes'],
  region: ['990000', '990200'],
  organization: ['river-works'],
  role: ['LEAD', 'SUPERVISE'],
  parent: ['dike'],
  dueFrom: ['2020-01-01'],
  dueTo: ['2020-12-31'],
  text: ['raise'],
  lang: ['en', 'zh-Hans'],
};
const FILES = {
  observations: { formats: ['csv', 'xlsx', 'parquet', 'json', 'sdmx.csv', 'sdmx.json', 'metadata.json'], words: OBSERVATIONS },
  tasks: { formats: ['csv', 'xlsx', 'parquet', 'json', 'metadata.json'], words: TASKS },
  'task-reports': { formats: ['csv', 'xlsx', 'parquet', 'json', 'metadata.json'], words: { ...TASKS, reportedFrom: ['2020-01-01'], reportedTo: ['2020-12-31'] } as typeof TASKS },
}; // biome-ignore format: a table
const AWKWARD = [',', ':', 'leaks,', '9999-W53', '0001', '100000', '-1', 'bank:', 'x-x', '%00', '%', '%F0%9F', '😀', '\ud800', '\u0000', "'; select 1", '__proto__', 'constructor', 'a'.repeat(3_000), ''] as const; // biome-ignore format: a list

/** An address of a file; in a tenth of them something is awkward. */
function addressFor(draw: Draw): string {
  const kind = pick(draw, ['observations', 'observations', 'tasks', 'task-reports'] as const);
  const { formats, words } = FILES[kind];
  if (happens(draw, 3)) return draw(fc.webPath).replace(/^\/*/, '');
  const isSpoilt = happens(draw, 10);
  const chosen = new Map<string, string>(kind === 'observations' ? [['latest', '1']] : [['dataset', 'river-city']]);
  const count = pick(draw, [0, 1, 1, 2, 3]);
  for (let index = 0; index < count; index++) {
    const name = pick(draw, Object.keys(words));
    chosen.set(name, pick(draw, words[name] ?? []));
  }
  if (isSpoilt) chosen.set(pick(draw, [...Object.keys(words), '$filter', '', '__proto__']), pick(draw, AWKWARD));
  const encode = (text: string) => (happens(draw, 80) ? encodeURIComponent(Buffer.from(text).toString()) : text);
  return `${kind}.${pick(draw, formats)}?${[...chosen].map(([name, value]) => `${name}=${encode(value)}`).join('&')}`;
}

test('no address makes it fail: what is wrong is told as such, and most are answered', async () => {
  const seen = new Map<number, number>();
  const cases = await checkProperty(
    fc.asyncProperty(fc.gen(), async (draw) => {
      const path = addressFor(draw);
      // One that climbs out of the folder asks somebody else.
      if (!URL.canParse(`http://test/files/${path}`) || !new URL(`http://test/files/${path}`).pathname.startsWith('/files/')) return;
      const { status, text } = await files(path, { method: pick(draw, ['GET', 'GET', 'GET', 'HEAD']) });
      seen.set(status, (seen.get(status) ?? 0) + 1);
      if (![200, 400, 404].includes(status)) throw new Error(`${status} ${text.slice(0, 500)}`);
    }),
    { runs: 120, deepRuns: 20_000 },
  ); // biome-ignore format: the condition in one line
  // It would prove nothing if most were refused at the first look.
  expect(seen.get(200) ?? 0).toBeGreaterThan(cases / 2);
  expect(seen.get(400) ?? 0).toBeGreaterThan(cases / 50);
});
