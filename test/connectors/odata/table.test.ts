import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  tell = odataOver(database);
  ask = graphOver(database);
});
afterAll(() => database.close());

const number = (text: string | null) => (text === null ? null : Number(text));
/** Categories have no global id. */
const keyOf = ({ id, dimensionCode, code }: Json): string => id ?? `${dimensionCode} ${code}`;
const byId = (a: Json, b: Json) => (keyOf(a) < keyOf(b) ? -1 : 1);
const ON = '2020-06-15';

/** The unit of the only metrics that have a multiplier. */
const TEN_THOUSAND_YUAN: Readonly<Record<string, string>> = {
  en: 'ten thousand yuan (renminbi)',
  'zh-Hans': '万元',
  'zh-CN': '万元',
};

/** Of both data sets. */
const CHINA_OFFSET = 8 * 3_600_000;

/** Of each set: what the graph is asked, and how a row of it is a row of the set. */
const SETS: readonly (readonly [
  set: string,
  query: string,
  list: (data: Json) => Json[],
  row: (node: Json, lang: string) => Json,
])[] = [
  [
    'Metrics',
    `{ metrics(first: 1000) { nodes { id code name(lang: $lang) definition(lang: $lang) dataset { code } theme { code name(lang: $lang) }
       workingGroup { code } attribution kind basis unit { code name(lang: $lang) } unitMultiplier decimals minimum maximum fiscalYearStart confidence direction
       aggregation { overTime overRegions overBreakdowns } formula { expression numerator { code } denominator { code } } } } }`,
    (data) => data.metrics.nodes,
    ({ dataset, theme, workingGroup, unit, aggregation, formula, ...node }, lang) => ({
      ...node,
      ...aggregation,
      minimum: number(node.minimum),
      maximum: number(node.maximum),
      confidence: number(node.confidence),
      expression: formula?.expression ?? null,
      datasetCode: dataset.code,
      themeCode: theme.code,
      themeName: theme.name,
      workingGroupCode: workingGroup?.code ?? null,
      unitCode: unit.code,
      unitName: node.unitMultiplier === 0 ? unit.name : TEN_THOUSAND_YUAN[lang],
      numeratorCode: formula?.numerator?.code ?? null,
      denominatorCode: formula?.denominator?.code ?? null,
    }),
  ],
  [
    'Regions',
    '{ regions(first: 1000) { nodes { id code scheme name(lang: $lang) level parent { code } validFrom validTo aliases { alias } } } }',
    (data) => data.regions.nodes,
    ({ parent, aliases, ...node }) => ({
      ...node,
      parentCode: parent?.code ?? null,
      aliases: aliases.map(({ alias }: Json) => alias).join(';') || null,
    }),
  ],
  [
    'Categories',
    `{ metrics(first: 100) { nodes { dimensions { code name(lang: $lang) categories { code name(lang: $lang) validFrom validTo } } } } }`,
    (data) =>
      [
        ...new Map(
          data.metrics.nodes
            .flatMap(({ dimensions }: Json) => dimensions)
            .map((dimension: Json) => [dimension.code, dimension]),
        ).values(),
      ].flatMap((dimension: Json) =>
        dimension.categories.map((category: Json, index: number) => ({ dimension, index, ...category })),
      ),
    ({ dimension, index, ...node }) => ({
      ...node,
      dimensionCode: dimension.code,
      dimensionName: dimension.name,
      position: index + 1,
    }),
  ],
  [
    'Organizations',
    '{ organizations(first: 1000) { nodes { id code name(lang: $lang) kind parent { code } region { code } } } }',
    (data) => data.organizations.nodes,
    ({ parent, region, ...node }) => ({ ...node, parentCode: parent?.code ?? null, regionCode: region?.code ?? null }),
  ],
  [
    'WorkingGroups',
    '{ a: workingGroups { ...G } b: workingGroups(dataset: "river-city") { ...G } } fragment G on WorkingGroup { id dataset { code } code ordinal name(lang: $lang) namedInSource leadingGroup { code } }',
    (data) => [...data.a, ...data.b],
    ({ dataset, leadingGroup, ...node }) => ({
      ...node,
      datasetCode: dataset.code,
      leadingGroupCode: leadingGroup.code,
    }),
  ],
  [
    'Programmes',
    '{ a: programmes(first: 1000) { nodes { ...P } } b: programmes(where: { dataset: "river-city" }, first: 1000) { nodes { ...P } } } fragment P on Programme { id dataset { code } code name(lang: $lang) kind theme { code } workingGroup { code } attribution }',
    (data) => [...data.a.nodes, ...data.b.nodes],
    ({ dataset, theme, workingGroup, ...node }) => ({
      ...node,
      datasetCode: dataset.code,
      themeCode: theme.code,
      workingGroupCode: workingGroup?.code ?? null,
    }),
  ],
  [
    'Releases',
    '{ datasets { releases(first: 1000) { nodes { id dataset { code } seq version publishedAt importedAt notes(lang: $lang) contentHash observationCount } } } }',
    (data) => data.datasets.flatMap(({ releases }: Json) => releases.nodes),
    ({ dataset, ...node }) => ({ ...node, datasetCode: dataset.code }),
  ],
  [
    'Tasks',
    `{ a: tasks(first: 1000) { nodes { ...T } } b: tasks(where: { dataset: "river-city" }, first: 1000) { nodes { ...T } } }
     fragment T on Task { id dataset { code } code title(lang: $lang) titledInSource ordinal workingGroup { code } programme { code } attribution
       region { code } parent { code } level weight status light(on: "${ON}") startDate dueDate completedDate ownProgress rolledUpProgress
       rating { code name(lang: $lang) } previousRating { code } ratedSince children(first: 1) { nodes { code } } responsibilities { role organization { code } } }`,
    (data) => [...data.a.nodes, ...data.b.nodes],
    ({
      dataset,
      workingGroup,
      programme,
      region,
      parent,
      children,
      responsibilities,
      rating,
      previousRating,
      ...node
    }) => ({
      ...node,
      rating: rating?.code ?? null,
      ratingName: rating?.name ?? null,
      previousRating: previousRating?.code ?? null,
      datasetCode: dataset.code,
      workingGroupCode: workingGroup?.code ?? null,
      programmeCode: programme?.code ?? null,
      regionCode: region.code,
      parentCode: parent?.code ?? null,
      hasChildren: children.nodes.length > 0,
      leadCodes:
        responsibilities
          .filter(({ role }: Json) => role === 'LEAD')
          .map(({ organization }: Json) => organization.code)
          .join(' ') || null,
      weight: Number(node.weight),
      ownProgress: number(node.ownProgress),
      rolledUpProgress: number(node.rolledUpProgress),
    }),
  ],
  [
    'TaskReports',
    `{ a: tasks(first: 100) { nodes { ...T } } b: tasks(where: { dataset: "river-city" }, first: 100) { nodes { ...T } } }
     fragment T on Task { dataset { code } code title(lang: $lang) reports(first: 20) { nodes { id reportedAt status progress
       rating { code name(lang: $lang) light } reportedBy { code name(lang: $lang) } note(lang: $lang) } } }`,
    (data) =>
      [...data.a.nodes, ...data.b.nodes].flatMap((task: Json) =>
        task.reports.nodes.map((report: Json) => ({ task, ...report })),
      ),
    ({ task, rating, reportedBy, ...node }) => ({
      ...node,
      datasetCode: task.dataset.code,
      taskCode: task.code,
      taskTitle: task.title,
      reportedOn: new Date(Date.parse(node.reportedAt) + CHINA_OFFSET).toISOString().slice(0, 10),
      progress: number(node.progress),
      rating: rating?.code ?? null,
      ratingName: rating?.name ?? null,
      ratingLight: rating?.light ?? null,
      reportedByCode: reportedBy?.code ?? null,
      reportedByName: reportedBy?.name ?? null,
    }),
  ],
];

describe.each(['en', 'zh-Hans', 'zh-CN'])('in %s', (lang) => {
  test.each(SETS)('%s say what the graph says', async (set, query, list, row) => {
    const text = `query ($lang: Language) ${query}`;
    const expected = list(await dataOf(ask(text, { lang }))).map((node) => row(node, lang));
    const found = await valuesOf(tell(`${set}?lang=${lang}&on=${ON}`));
    expect(expected.length).toBeGreaterThan(1);
    expect(found.toSorted(byId)).toEqual(expected.toSorted(byId));
  });
});

test('TaskProgress adds up to what the graph counts, however it is grouped', async () => {
  const counts = ['total', 'planned', 'accepted', 'inProgress', 'completed', 'cancelled', 'overdue'];
  for (const [key, column, field] of [
    ['WORKING_GROUP', 'workingGroupCode', 'workingGroup { code }'],
    ['REGION', 'regionCode', 'region { code }'],
    ['DUE_MONTH', 'dueMonth', 'dueMonth'],
    ['LEVEL', 'level', 'level'],
  ] as const) {
    const { taskProgress } = await dataOf(
      ask(
        `{ taskProgress(where: { dataset: "river-city" }, groupBy: [${key}], on: "${ON}") { ${field} progress { ${counts.join(' ')} } } }`,
      ),
    );
    const sums = counts.map((count) => `${count} with sum as ${count}`).join(',');
    const found = await valuesOf(
      tell(`TaskProgress?on=${ON}&$apply=filter(datasetCode eq 'river-city')/groupby((${column}),aggregate(${sums}))`),
    );
    const name = field.split(' ')[0] as string;
    const expected = taskProgress.map((row: Json) => ({
      [column]: row[name]?.code ?? row[name] ?? null,
      ...row.progress,
    }));
    const order = (rows: Json[]) => rows.toSorted((a, b) => (String(a[column]) < String(b[column]) ? -1 : 1));
    expect(order(found)).toEqual(order(expected));
  }
});

test('Periods are those of the figures, each once', async () => {
  const periods = await valuesOf(tell('Periods'));
  const figures = await valuesOf(tell('Observations?$select=period,periodStart,periodEnd,frequency'));
  const distinct = new Map(
    figures.map((one: Json) => [
      one.period,
      { ...one, year: Number(one.periodEnd.slice(0, 4)), label: expect.any(String) },
    ]),
  );
  expect(periods.length).toBe(distinct.size);
  for (const period of periods) expect(period).toEqual(distinct.get(period.period));
});
