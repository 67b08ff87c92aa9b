import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importPackage } from '../../src/import/import.ts';
import { csvRows, type Fetch, filesOver } from '../connectors/files/support.ts';
import { expectRecorded, isOfOtherDataset, OPERATIONS } from '../graphql/operation-case.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';

/** The packages that `npm start` loads beside the first, in their order. What they show was computed from the publishers' files by others. */
const PACKAGES = ['wgi-2019', 'wgi-2020', 'uk-gmpp'];

let database: TestDatabase;
let ask: Ask;
let files: Fetch;
const outcomes: unknown[] = [];
beforeAll(async () => {
  database = await openTestDatabase('empty');
  for (const name of PACKAGES) {
    const { outcome, seq, counts } = await importPackage(database, `data/${name}`);
    outcomes.push([name, outcome, seq, counts.observations]);
  }
  ask = graphOver(database);
  files = filesOver(database);
});
afterAll(() => database.close());

test('each package is published, with all its figures', () => {
  expect(outcomes).toEqual([
    ['wgi-2019', 'PUBLISHED', 1, 24_730],
    ['wgi-2020', 'PUBLISHED', 2, 25_981],
    ['uk-gmpp', 'PUBLISHED', 1, 432],
  ]);
});

test('a package that was loaded is known again', async () => {
  for (const name of PACKAGES) {
    expect(await importPackage(database, `data/${name}`, { onlyNew: true })).toMatchObject({ outcome: 'UNCHANGED' });
  }
});

describe('the Worldwide Governance Indicators', () => {
  const BEFORE = '2020-01-01T00:00:00Z';
  const ESTIMATE = 'standardError sourceCount rank rankLowerBound rankUpperBound lowerBound upperBound confidence';

  /** The figures of a metric, a region and a year, as they stood at a time. */
  async function figure(metric: string, region: string, year: string, asOf: string | null = null) {
    const { observations } = await dataOf(
      ask(
        `query ($metric: String!, $region: String!, $year: Period!, $asOf: DateTime) {
          observations(where: { metrics: [$metric], regions: [$region], from: $year, to: $year }, asOf: $asOf) {
            nodes { value estimate { ${ESTIMATE} } }
          }
        }`,
        { metric, region, year, asOf },
      ),
    );
    const [node] = observations.nodes;
    return node === undefined ? null : { value: node.value, ...node.estimate };
  }

  test('are there with standard error, rank, bounds and number of sources', async () => {
    expect(await figure('CC.EST', 'DNK', '2019')).toEqual({
      value: '2.1073682308197',
      standardError: '0.155861303210258',
      sourceCount: 9,
      rank: '97.5961532592773',
      rankLowerBound: '94.711540222168',
      rankUpperBound: '100',
      lowerBound: null,
      upperBound: null,
      confidence: '90',
    });
    expect(await figure('CC.EST', 'CHN', '2019')).toMatchObject({
      value: '-0.32349681854248',
      rank: '43.269229888916',
      sourceCount: 11,
    });
  });

  test('are read as they were published a year earlier', async () => {
    expect(await figure('CC.EST', 'DNK', '2018', BEFORE)).toMatchObject({ value: '2.147795' });
    const china = { value: '-0.2712442', rank: '45.67308', sourceCount: 13 };
    expect(await figure('CC.EST', 'CHN', '2018', BEFORE)).toMatchObject(china);
    expect(await figure('CC.EST', 'DNK', '2019', BEFORE)).toBeNull();
  });

  test('keep a rank of 0, which is a value', async () => {
    expect(await figure('CC.EST', 'SOM', '2018', BEFORE)).toMatchObject({ rank: '0' });
  });

  test('cover what they cover: a year without an estimate has no row', async () => {
    const inYear = async (metric: string, year: string, asOf: string | null = null) => {
      const { observations } = await dataOf(
        ask(
          `query ($metric: String!, $year: Period!, $asOf: DateTime) {
            observations(where: { metrics: [$metric], from: $year, to: $year }, asOf: $asOf) { totalCount }
          }`,
          { metric, year, asOf },
        ),
      );
      return observations.totalCount;
    };
    const of2019 = ['CC', 'GE', 'PV', 'RQ', 'RL', 'VA'].map((dimension) => inYear(`${dimension}.EST`, '2019'));
    expect(await Promise.all(of2019)).toEqual([209, 209, 211, 209, 209, 204]);
    expect(await inYear('CC.EST', '2018', BEFORE)).toBe(209);
    expect(await inYear('CC.EST', '1996', BEFORE)).toBe(187);
    for (const year of ['1997', '1999', '2001']) expect(await inYear('CC.EST', year, BEFORE)).toBe(0);
    for (const region of ['MCO', 'SMR']) expect(await figure('CC.EST', region, '2018', BEFORE)).toBeNull();
  });

  test('rank the economies', async () => {
    const { observations } = await dataOf(
      ask(`{
        observations(where: { metrics: ["CC.EST"], from: "2019", to: "2019" }, orderBy: [VALUE_DESC], first: 300) {
          nodes { value series { region { code } } }
        }
      }`),
    );
    const codes = observations.nodes.map(({ series }: { series: { region: { code: string } } }) => series.region.code);
    expect(codes.slice(0, 3)).toEqual(['NZL', 'SGP', 'FIN']);
    expect(codes.at(-1)).toBe('SSD');
    expect(observations.nodes.at(-1).value).toBe('-1.77372419834137');
  });

  test('name 214 economies in two languages, and six of them by an older code as well', async () => {
    const { regions } = await dataOf(
      ask(
        '{ regions(first: 300) { nodes { code scheme en: name(lang: "en") zh: name(lang: "zh-Hans") aliases { alias } } } }',
      ),
    );
    expect(regions.nodes).toHaveLength(214);
    expect(regions.nodes.filter(({ en, zh }: { en: string; zh: string }) => en === zh)).toEqual([]);
    expect(regions.nodes.find(({ code }: { code: string }) => code === 'CIV')).toMatchObject({
      en: 'Côte d’Ivoire',
      zh: '科特迪瓦',
    });
    const aliased = regions.nodes.flatMap(({ code, aliases }: { code: string; aliases: { alias: string }[] }) =>
      aliases.map(({ alias }) => `${alias}=${code}`),
    );
    expect(aliased.sort()).toEqual(['ADO=AND', 'KSV=XKX', 'ROM=ROU', 'TMP=TLS', 'WBG=PSE', 'ZAR=COD']);
    expect(await figure('CC.EST', 'ZAR', '2019')).toEqual(await figure('CC.EST', 'COD', '2019'));
  });

  test('were revised: 928 of 24,730 estimates by more than 0.0005, the most that of Nauru', async () => {
    const read = async (words: string) => {
      const { text } = await files(`observations.csv?datasets=wgi${words}`);
      return new Map(
        csvRows(text).map((row) => [`${row.metricCode} ${row.regionCode} ${row.period}`, row.value ?? '']),
      );
    };
    const [before, now] = [await read(`&asOf=${BEFORE}`), await read('')];
    expect([before.size, now.size]).toEqual([24_730, 25_981]);
    const revisions = [...before].map(([key, value]) => ({ key, by: Math.abs(Number(now.get(key)) - Number(value)) }));
    const great = revisions.filter(({ by }) => by > 0.0005).sort((a, b) => b.by - a.by);
    expect(great).toHaveLength(928);
    expect(great[0]?.key).toBe('PV.EST NRU 2018');
    expect([before.get('CC.EST CAN 2018'), now.get('CC.EST CAN 2018')]).toEqual(['1.873514', '1.82801413536072']);
  });

  test('tell what became of a figure, and when', async () => {
    const { observations } = await dataOf(
      ask(`{
        observations(where: { metrics: ["PV.EST"], regions: ["NRU"], from: "2018", to: "2018" }) {
          nodes { revisions { nodes { value release { version publishedAt } citations { source { code licence } } } } }
        }
      }`),
    );
    expect(observations.nodes[0].revisions.nodes).toEqual([
      {
        value: '0.5126343',
        release: { version: '2019', publishedAt: '2019-09-30T04:00:00.000Z' },
        citations: [{ source: { code: 'wgi-2019', licence: 'CC-BY-4.0' } }],
      },
      {
        value: '0.856951713562012',
        release: { version: '2020', publishedAt: '2020-09-30T04:00:00.000Z' },
        citations: [{ source: { code: 'wgi-2020', licence: 'CC-BY-4.0' } }],
      },
    ]);
  });
});

describe('the Government Major Projects Portfolio', () => {
  /** How many projects a year names, in all and by a category of a dimension. */
  async function count(day: string, breakdowns: string) {
    const { observations } = await dataOf(
      ask(
        `query ($day: Period!) {
          observations(where: { metrics: ["uk-gmpp-projects"], from: $day, to: $day, breakdowns: [${breakdowns}] }, first: 100) {
            nodes { value series { breakdown { category { code } } } }
          }
        }`,
        { day },
      ),
    );
    const entries = observations.nodes.map(
      (node: { value: string; series: { breakdown: { category: { code: string } }[] } }) => [
        node.series.breakdown[0]?.category.code ?? 'all',
        Number(node.value),
      ],
    );
    return Object.fromEntries(entries);
  }

  test.each([
    ['2017-09-30', 133, { green: 2, 'amber-green': 22, amber: 59, 'amber-red': 38, red: 8, none: 4 }],
    ['2018-09-30', 133, { green: 4, 'amber-green': 18, amber: 66, 'amber-red': 38, red: 4, none: 3 }],
    ['2019-09-30', 125, { green: 3, 'amber-green': 18, amber: 59, 'amber-red': 32, red: 11, none: 2 }],
    ['2021-03-31', 184, { green: 12, 'amber-green': 29, amber: 84, 'amber-red': 44, red: 7, none: 8 }],
  ])('counts the projects of %s by rating', async (day, all, byRating) => {
    expect(await count(day, '{ dimension: "uk-department", categories: ["TOTAL"] }')).toEqual({ all });
    expect(await count(day, '{ dimension: "uk-delivery-confidence" }')).toEqual(byRating);
  });

  test('counts the projects by department', async () => {
    expect(await count('2017-09-30', '{ dimension: "uk-department", categories: ["dft", "mod"] }')).toEqual({
      dft: 16,
      mod: 37,
    });
    expect(await count('2021-03-31', '{ dimension: "uk-department", categories: ["dft"] }')).toEqual({ dft: 24 });
  });

  test('has the same ratings as dated reports on the projects', async () => {
    interface Report {
      readonly reportedAt: string;
      readonly rating: { readonly code: string } | null;
    }
    const { tasks } = await dataOf(
      ask(`{
        tasks(where: { dataset: "uk-gmpp" }, first: 1000) { nodes { reports { nodes { reportedAt rating { code } } } } }
      }`),
    );
    const reports: Report[] = tasks.nodes.flatMap((task: { reports: { nodes: Report[] } }) => task.reports.nodes);
    expect(tasks.nodes).toHaveLength(275);
    expect(reports).toHaveLength(133 + 133 + 125 + 184);
    const tally: Record<string, number> = {};
    for (const { reportedAt, rating } of reports) {
      // In London, which is an hour ahead of UTC in summer.
      const key = `${reportedAt.slice(0, 13)} ${rating?.code ?? 'none'}`;
      tally[key] = (tally[key] ?? 0) + 1;
    }
    expect(tally).toMatchObject({
      '2017-09-29T23 red': 8,
      '2018-09-29T23 red': 4,
      '2019-09-29T23 red': 11,
      '2021-03-30T23 green': 12,
      '2021-03-30T23 amber-green': 29,
      '2021-03-30T23 amber': 84,
      '2021-03-30T23 amber-red': 44,
      '2021-03-30T23 red': 7,
      '2021-03-30T23 none': 8,
    });
  });

  test('shows a project with its history, its dates, its department and its light', async () => {
    const { task } = await dataOf(
      ask(`{
        task(code: "DFT_0004_1112-Q1", dataset: "uk-gmpp") {
          title startDate dueDate status light
          rating { name }
          responsibilities { role organization { name zh: name(lang: "zh-Hans") } }
          reports { nodes { reportedAt rating { code } } }
        }
      }`),
    );
    expect(task.reports.nodes.map((report: { rating: { code: string } }) => report.rating.code)).toEqual([
      'amber-red',
      'amber-red',
      'red',
    ]);
    expect(task).toMatchObject({
      title: 'High Speed Rail Programme (HS2)',
      status: 'IN_PROGRESS',
      light: 'RED',
      rating: { name: 'Red' },
      responsibilities: [{ role: 'LEAD', organization: { name: 'Department for Transport', zh: '运输部' } }],
    });
  });
});

test.each(OPERATIONS.filter(isOfOtherDataset))(
  'the example %s answers as recorded, with the recorded statements',
  async (file) => {
    await expectRecorded(file, { database, ask }, '../graphql/operation');
  },
);
