import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OBSERVATION_TABLE } from '../../../src/connectors/table/observation.ts';
import { tableSql } from '../../../src/connectors/table/table.ts';
import { readSnapshot } from '../../../src/read/core/snapshot.ts';
import { Parameters } from '../../../src/read/core/statement.ts';
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

interface Flat {
  readonly [column: string]: string | number | boolean | null;
}

async function rowsOf(languages: readonly string[]): Promise<Flat[]> {
  const reading = { state: await readSnapshot(database), languages };
  const parameters = new Parameters();
  const names = OBSERVATION_TABLE.columns.map(({ name }) => name);
  const text = tableSql(OBSERVATION_TABLE, names, reading, parameters);
  const order = OBSERVATION_TABLE.order.map((name) => `"${name}"`).join(', ');
  const rows = await database.query<{ row: Flat }>(
    `-- test.rows\nselect to_json(r) as row from (${text}) r order by ${order}`,
    parameters.values,
  );
  return rows.map(({ row }) => row);
}

const OBSERVATION = `id period periodStart periodEnd frequency value numerator denominator statusFlags basis
  dataset { code } region { scheme code name(lang: $lang) level } breakdown { dimension { code } category { code name(lang: $lang) } }
  change(kind: YOY) { percent points published } citations { locator source { code } } release { version publishedAt }
  estimate { standardError lowerBound upperBound rank rankLowerBound rankUpperBound sourceCount }
  metric { code name(lang: $lang) theme { code } workingGroup { code } unit { code name(lang: $lang) } unitMultiplier }`;

/** The unit of the only metrics that have a multiplier. */
const TEN_THOUSAND_YUAN: Readonly<Record<string, string>> = {
  en: 'ten thousand yuan (renminbi)',
  'zh-Hans': '万元',
  'zh-CN': '万元',
};

const number = (text: string | null) => (text === null ? null : Number(text));

/** The same rows as the graph tells them. */
async function graphRows(lang: string): Promise<Flat[]> {
  const { metrics } = await dataOf(ask('{ metrics(first: 1000) { nodes { code } } }'));
  const codes = metrics.nodes.map(({ code }: { code: string }) => code);
  const { observations } = await dataOf(
    ask(
      `query ($codes: [String!]!, $lang: Language) { observations(where: { metrics: $codes }, first: 1000) { nodes { ${OBSERVATION} } } }`,
      { codes, lang },
    ),
  );
  // biome-ignore lint/suspicious/noExplicitAny: as the graph answers
  return observations.nodes.map((node: any) => ({
    id: node.id,
    datasetCode: node.dataset.code,
    metricCode: node.metric.code,
    metricName: node.metric.name,
    themeCode: node.metric.theme.code,
    workingGroupCode: node.metric.workingGroup?.code ?? null,
    regionCode: node.region.code,
    regionScheme: node.region.scheme,
    regionName: node.region.name,
    regionLevel: node.region.level,
    period: node.period,
    periodStart: node.periodStart,
    periodEnd: node.periodEnd,
    frequency: node.frequency,
    breakdown: node.breakdown
      .map(
        (item: { dimension: { code: string }; category: { code: string } }) =>
          `${item.dimension.code}=${item.category.code}`,
      )
      .join(';'),
    breakdownName: node.breakdown.map((item: { category: { name: string } }) => item.category.name).join('; '),
    isTotal: node.breakdown.length === 0,
    value: number(node.value),
    numerator: number(node.numerator),
    denominator: number(node.denominator),
    unitCode: node.metric.unit.code,
    unitName: node.metric.unitMultiplier === 0 ? node.metric.unit.name : TEN_THOUSAND_YUAN[lang],
    unitMultiplier: node.metric.unitMultiplier,
    statusFlags: node.statusFlags.join(' '),
    basis: node.basis,
    yoyPercent: number(node.change?.percent ?? null),
    yoyPoints: number(node.change?.points ?? null),
    yoyPublished: number(node.change?.published ?? null),
    sourceCode: node.citations[0]?.source.code ?? null,
    locator: node.citations[0]?.locator ?? null,
    releaseVersion: node.release.version,
    publishedAt: Date.parse(node.release.publishedAt),
    standardError: number(node.estimate?.standardError ?? null),
    lowerBound: number(node.estimate?.lowerBound ?? null),
    upperBound: number(node.estimate?.upperBound ?? null),
    rank: number(node.estimate?.rank ?? null),
    rankLowerBound: number(node.estimate?.rankLowerBound ?? null),
    rankUpperBound: number(node.estimate?.rankUpperBound ?? null),
    sourceCount: node.estimate?.sourceCount ?? null,
  }));
}

const HIDDEN = new Set(OBSERVATION_TABLE.columns.filter(({ internal }) => internal).map(({ name }) => name));

/** What people see of a row. */
const shownOf = (row: Flat): Flat => Object.fromEntries(Object.entries(row).filter(([name]) => !HIDDEN.has(name)));

const byId = (a: Flat, b: Flat) => (String(a.id) < String(b.id) ? -1 : 1);

describe('the table of observations', () => {
  test.each(['en', 'zh-Hans', 'zh-CN'])('says what the graph says, in %s', async (lang) => {
    const languages = lang === 'zh-CN' ? ['zh-CN', 'zh-Hans'] : [lang];
    const flat = (await rowsOf(languages)).map((row) => ({
      ...shownOf(row),
      publishedAt: Date.parse(String(row.publishedAt)),
    }));
    const expected = await graphRows(lang);
    expect(expected.length).toBeGreaterThan(60);
    expect(flat.toSorted(byId)).toEqual(expected.toSorted(byId));
    expect(expected.some(({ yoyPercent }) => yoyPercent !== null)).toBe(true);
  });

  test('joins only what its columns need', async () => {
    const reading = { state: await readSnapshot(database), languages: ['en'] };
    const text = tableSql(OBSERVATION_TABLE, ['metricCode', 'value'], reading, new Parameters());
    expect(text).not.toContain('lateral');
    expect(text).not.toContain('citation');
  });
});
