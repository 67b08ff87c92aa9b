import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  ask = graphOver(database);
});
afterAll(() => database.close());

const LABELS = 'period en: periodLabel(lang: "en") zh: periodLabel(lang: "zh-Hans") other: periodLabel(lang: "fr")';
const SPAN = {
  period: '2020-01-01/P11M',
  en: 'January–November 2020',
  zh: '2020年1—11月',
  other: 'January–November 2020',
};

test('Observation, CubeRow and Check tell their period in the same words', async () => {
  const code = 'criminal-cases-filed';
  const { metric, cube, checks } = await dataOf(
    ask(`{
      metric(code: "${code}") { latest { ${LABELS} } }
      cube(input: { metrics: ["${code}"] }) { rows { ${LABELS} } }
      checks(where: { metrics: ["${code}"] }) { nodes { ${LABELS} } }
    }`),
  );
  expect(metric.latest).toEqual(SPAN);
  expect(cube.rows).toEqual([SPAN]);
  expect(checks.nodes).toEqual([SPAN]);
});

test('CubeRow.periodLabel of a rolled-up value is that of the longer period', async () => {
  const { cube } = await dataOf(
    ask(`{
      cube(input: {
        metrics: ["checks"], frequency: [MONTHLY], rollUp: { overTime: ANNUAL }, regions: { codes: ["990000"] }
      }) { rows { ${LABELS} } }
    }`),
  );
  expect(cube.rows.map(({ en, zh }: Record<string, string>) => [en, zh])).toEqual([
    ['2019', '2019年'],
    ['2020', '2020年'],
  ]);
});

test('Availability tells its bounds in words', async () => {
  const { metric } = await dataOf(
    ask(`{
      metric(code: "criminal-cases-filed") {
        availability { from fromLabel to en: toLabel(lang: "en") zh: toLabel(lang: "zh-Hans") other: toLabel(lang: "fr") }
      }
    }`),
  );
  const { from, fromLabel, to, ...labels } = metric.availability;
  expect({ period: to, ...labels }).toEqual(SPAN);
  expect([from, fromLabel]).toEqual(['2020-01-01/P11M', '2020年1—11月']);
});
