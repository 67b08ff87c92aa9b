import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { askCube } from '../cube/cube-answer.ts';
import { OTHERS, office, PROVINCIAL, type Publication } from './office.ts';

let database: TestDatabase;
let ask: Ask;
beforeEach(async () => {
  database = await openTestDatabase('empty');
  ask = graphOver(database);
});
afterEach(() => database.close());

// What stood before, and what the province says, is made up: 13000.0 and 12000.0 are nobody's figures.
const publish = (publication: Publication = {}) => importText(database, office(publication));
const rowsOf = async (input: object, fields: string) => (await dataOf(askCube(ask, input, fields))).cube.rows;

test('Observation.revisions lists the revision of a province; its change follows, and asOf answers the earlier figure', async () => {
  const first = [...PROVINCIAL, ...OTHERS].map((line) =>
    line
      .replace('gdp,620000,2024,13020.5,', 'gdp,620000,2024,13000.0,PROVISIONAL')
      .replace('gdp,620000,2023,12345.7,', 'gdp,620000,2023,12000.0,'),
  );
  await publish({ observations: first });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const asOf = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await publish({ version: '2' });
  const asked = { metrics: ['gdp'], regions: { codes: ['620000'] }, latest: 1, changes: ['YOY'] };
  const fields = 'value statusFlags changes { percent }';
  expect(await rowsOf(asked, fields)).toEqual([
    { value: '13020.5', statusFlags: ['NORMAL'], changes: [{ percent: '5.46587070802' }] },
  ]);
  expect(await rowsOf({ ...asked, asOf }, fields)).toEqual([
    { value: '13000.0', statusFlags: ['PROVISIONAL'], changes: [{ percent: '8.33333333333' }] },
  ]);
  const { metric } = await dataOf(
    ask('{ metric(code: "gdp") { latest(region: "620000") { revisions { nodes { value release { version } } } } } }'),
  );
  expect(metric.latest.revisions.nodes).toEqual([
    { value: '13000.0', release: { version: '1' } },
    { value: '13020.5', release: { version: '2' } },
  ]);
  // The total of the provinces moved by as much.
  const whole = { metrics: ['gdp'], rollUp: { toRegion: '100000' }, to: '2023' };
  expect(await rowsOf(whole, 'value')).toEqual([{ value: '1283801.5' }]);
  expect(await rowsOf({ ...whole, asOf }, 'value')).toEqual([{ value: '1283455.8' }]);
});

test('Query.checks reports a province that publishes another figure than the office, without saying which is wrong', async () => {
  await publish();
  const { checks } = await importText(database, {
    name: 'province',
    version: '1',
    govgraph: { region: '620000' },
    files: { observations: csv('metric,region,period,value', 'gdp,620000,2024,13000.0', 'gdp,620000,2023,12345.7') },
  });
  expect(checks.counts).toEqual([{ rule: 'DUPLICATE', verdicts: { PASS: 0, WARN: 1, FAIL: 0, NOT_CHECKABLE: 0 } }]);
  const found = await dataOf(
    ask('{ checks(where: { rules: [DUPLICATE] }) { nodes { verdict period expected reported difference } } }'),
  );
  expect(found.checks.nodes).toEqual([
    { verdict: 'WARN', period: '2024', expected: '13020.5', reported: '13000.0', difference: '-20.5' },
  ]);
});
