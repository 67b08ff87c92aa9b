import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  ask = graphOver(database);
});
afterAll(() => database.close());

test.each([
  ['workingGroups(dataset: "x") { code }', 'dataset', 'There is no data set "x".'],
  ['tasks(where: { dataset: "x" }) { totalCount }', 'dataset', 'There is no data set "x".'],
  ['taskProgress(where: { dataset: "x" }) { progress { total } }', 'dataset', 'There is no data set "x".'],
  ['programmes(where: { dataset: "x" }) { totalCount }', 'dataset', 'There is no data set "x".'],
  ['programmes(where: { themes: ["x"] }) { totalCount }', 'themes', 'There is no theme "x".'],
  ['programmes(where: { workingGroups: ["x"] }) { totalCount }', 'workingGroups', 'There is no working group "x".'],
  [
    'tasks(where: { workingGroups: ["floods", "x"] }) { totalCount }',
    'workingGroups',
    'There is no working group "x".',
  ],
  ['tasks(where: { programmes: ["x"] }) { totalCount }', 'programmes', 'There is no programme "x".'],
  ['tasks(where: { organization: "x" }) { totalCount }', 'organization', 'There is no organisation "x".'],
  ['tasks(where: { region: "x" }) { totalCount }', 'region', 'There is no region "x".'],
  ['tasks(where: { ratings: ["x"] }) { totalCount }', 'ratings', 'There is no rating "x".'],
  ['tasks(where: { previousRatings: ["x"] }) { totalCount }', 'previousRatings', 'There is no rating "x".'],
  ['taskProgress(where: { programmes: ["x"] }) { progress { total } }', 'programmes', 'There is no programme "x".'],
  ['metrics(where: { datasets: ["x"] }) { totalCount }', 'datasets', 'There is no data set "x".'],
  ['metrics(where: { themes: ["x"] }) { totalCount }', 'themes', 'There is no theme "x".'],
  ['metrics(where: { units: ["x"] }) { totalCount }', 'units', 'There is no unit "x".'],
  ['metrics(where: { dimensions: ["bank", "x"] }) { totalCount }', 'dimensions', 'There is no dimension "x".'],
  ['metrics(where: { programmes: ["x"] }) { totalCount }', 'programmes', 'There is no programme "x".'],
  [
    'workingGroups { metrics(where: { workingGroups: ["x"] }) { totalCount } }',
    'workingGroups',
    'There is no working group "x".',
  ],
  ['regions(where: { parent: "x" }) { totalCount }', 'parent', 'There is no region "x".'],
  ['organizations(where: { parent: "x" }) { totalCount }', 'parent', 'There is no organisation "x".'],
])('a code that nothing has is refused: %s', async (selection, argument, message) => {
  const { errors } = await ask(`{ ${selection} }`);
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_INPUT', argument } }]);
});

test('what a list selects of its own rows is those that there are', async () => {
  const data = await dataOf(
    ask(
      '{ metrics(where: { codes: ["x"] }) { totalCount } organizations(where: { codes: ["x"] }) { totalCount } tasks(where: { parent: "x" }) { totalCount } }',
    ),
  );
  expect(data).toEqual({ metrics: { totalCount: 0 }, organizations: { totalCount: 0 }, tasks: { totalCount: 0 } });
});

test('what was not published at a moment is refused with these words', async () => {
  const refusalAt = async (asOf: string) =>
    (await ask(`{ observations(where: { metrics: ["pumps"] }, asOf: "${asOf}") { totalCount } }`)).errors;
  const before = new Date().toISOString();
  const { metrics = '' } = riverCity().files;
  const pumps = 'pumps,Pumps,泵,safety,,,COUNT,LEVEL,piece,0,NEUTRAL,LAST,SUM,,,,,';
  await importText(database, riverCity('2', { metrics: `${metrics}${pumps}\n` }));
  expect(await refusalAt(new Date().toISOString())).toBeUndefined();
  expect(await refusalAt(before)).toMatchObject([
    { message: 'There is no metric "pumps". It had not been published yet at this moment.' },
  ]);
  expect(await refusalAt('1999-01-01T00:00:00Z')).toMatchObject([
    {
      message: 'Nothing had been published yet at this moment. Choose a later one.',
      extensions: { code: 'BAD_INPUT', argument: 'asOf' },
    },
  ]);
});
