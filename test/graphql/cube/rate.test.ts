import { afterAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
afterAll(() => database.close());

test('Query.cube rolls up and checks a rate per mille as per mille', async () => {
  database = await openTestDatabase('empty');
  const { metrics = '', units = '' } = riverCity().files;
  const text = riverCity('1', {
    units: `${units}per mille,per mille,千分之\n`,
    metrics: `${metrics}births,Births,出生率,water,,,RATE,FLOW,per mille,0,NEUTRAL,WEIGHTED,WEIGHTED,,,,,\n`,
    published_changes: csv('metric,region,breakdown,period,change,value'),
    observations: csv(
      'metric,region,breakdown,period,value,numerator,denominator',
      'births,990100,,2020,333,1,3',
      'births,990200,,2020,286,2,7',
      'births,990000,,2019,1000.6,,',
    ),
  });
  await importText(database, text);
  const { cube, checks } = await dataOf(
    graphOver(
      database,
    )(`{ cube(input: { metrics: ["births"], from: "2020", regions: { descendantsOf: "990000" }, rollUp: { toRegion: "990000" } }) { rows { value } }
      checks { nodes { rule verdict expected region { code } } } }`),
  );
  expect(cube.rows).toEqual([{ value: '300' }]);
  expect(checks.nodes.map((node: Record<string, unknown>) => `${node.rule} ${node.verdict} ${node.expected}`)).toEqual([
    'BOUNDS FAIL 1000',
    'DECIMALS WARN 1001',
    'RATIO PASS 333.333333333',
    'RATIO PASS 285.714285714',
  ]);
});
