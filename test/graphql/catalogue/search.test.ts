import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv, type PackageText } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

/** A data set of one metric with the documents that are given. */
const packageOf = (
  name: string,
  version: string,
  publishedAt: string,
  titles: object,
  ...sources: string[]
): PackageText => ({
  name,
  version,
  govgraph: { region: 'coast', titles, publishedAt },
  files: {
    sources: csv('code,title:en,title:zh-Hans', ...sources),
    themes: csv('code,name:en', 'sea,Sea'),
    units: csv('code,name:en', 'boat,Boat'),
    regions: csv('scheme,code,level,name:en', 'coast,coast,COUNTY,Coast'),
    metrics: csv('code,name:en,theme,kind,basis,unit,decimals', 'boats,Boats,sea,COUNT,FLOW,boat,0'),
    observations: csv('metric,region,period,value', `boats,coast,${publishedAt.slice(0, 4)},1`),
  },
});
const HARBOUR = { en: 'Harbour yearbook', 'zh-Hans': '港口年鉴' };
const LIGHTS = { en: 'Lighthouse register', 'zh-Hans': '灯塔名册' };
const DREDGING = 'doc-dredging,On dredging,疏浚概况';
const QUAYS = 'doc-quays,On quays,码头概况';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  await importText(database, packageOf('harbour', 'first-edition', '2001-01-01', HARBOUR, DREDGING));
  await importText(database, packageOf('harbour', 'second-edition', '2002-01-01', HARBOUR, DREDGING, QUAYS));
  await importText(database, packageOf('lights', 'opening', '2003-01-01', LIGHTS));
  // A package has no place for notes yet: they are written beside it.
  await database.query(
    `-- test.notes\nupdate release set notes = '{"en": "Breakwater corrected", "zh-Hans": "更正防波堤"}' where version = 'second-edition'`,
  );
  ask = graphOver(database);
});
afterAll(() => database.close());

const FOUND = `nodes { __typename ... on Source { code } ... on Dataset { code } ... on Release { version dataset { code } } }`;
type Node = { __typename: string; code?: string; version?: string };
const namesOf = (nodes: readonly Node[]) =>
  nodes.map(({ __typename, code, version }) => `${__typename} ${code ?? version}`);

async function find(text: string, more = ''): Promise<string[]> {
  const { search } = await dataOf(
    ask(`query ($text: String!) { search(text: $text, first: 50 ${more}) { ${FOUND} } }`, { text }),
  );
  return namesOf(search.nodes);
}

/** What a search finds in a request that reads what was published at a moment: one that goes on with a list which was begun so. */
async function findAsOf(moment: string, text: string, kind: string): Promise<string[]> {
  const list = (args: string) =>
    `observations(first: 1, ${args}, where: { metrics: ["boats"] }) { pageInfo { endCursor } }`;
  const begun = await dataOf(ask(`query ($moment: DateTime) { ${list('asOf: $moment')} }`, { moment }));
  const { search } = await dataOf(
    ask(
      `query ($after: String, $text: String!) { ${list('after: $after')} search(text: $text, first: 50, kinds: [${kind}]) { ${FOUND} } }`,
      { after: begun.observations.pageInfo.endCursor, text },
    ),
  );
  return namesOf(search.nodes);
}

describe('Query.search', () => {
  it.each([
    ['SOURCE', 'quays', 'Source doc-quays'],
    ['SOURCE', '码头', 'Source doc-quays'],
    ['SOURCE', 'doc-quays', 'Source doc-quays'],
    ['SOURCE', '平安天水建设情况', 'Source tianshui-2020-report'],
    ['DATASET', 'lighthouse', 'Dataset lights'],
    ['DATASET', '灯塔', 'Dataset lights'],
    ['DATASET', 'lights', 'Dataset lights'],
    ['RELEASE', 'second-edition', 'Release second-edition'],
    ['RELEASE', 'harbour second', 'Release second-edition'],
    ['RELEASE', '港口 second', 'Release second-edition'],
    ['RELEASE', 'breakwater', 'Release second-edition'],
    ['RELEASE', '防波堤', 'Release second-edition'],
  ])('finds of kind %s by "%s" first and among all kinds', async (kind, text, expected) => {
    expect((await find(text, `, kinds: [${kind}]`))[0]).toBe(expected);
    expect(await find(text)).toContain(expected);
  });

  it('puts a data set above its releases', async () => {
    expect(await find('harbour')).toEqual(['Dataset harbour', 'Release first-edition', 'Release second-edition']);
    expect(await find('港口', ', lang: "zh-Hans"')).toEqual([
      'Dataset harbour',
      'Release first-edition',
      'Release second-edition',
    ]);
  });

  it.each([
    ['SOURCE', 'quays', '2001-06-01T00:00:00Z', '2002-06-01T00:00:00Z', 'Source doc-quays'],
    ['DATASET', 'lighthouse', '2002-06-01T00:00:00Z', '2003-06-01T00:00:00Z', 'Dataset lights'],
    ['RELEASE', 'second-edition', '2001-06-01T00:00:00Z', '2002-06-01T00:00:00Z', 'Release second-edition'],
  ])('finds no %s "%s" before its publication', async (kind, text, before, after, expected) => {
    expect(await findAsOf(before, text, kind)).not.toContain(expected);
    expect(await findAsOf(after, text, kind)).toContain(expected);
  });

  it('weighs the sources that it searches', async () => {
    const weigh = async () => {
      const { extensions } = await ask('query ($text: String!) { search(text: $text, first: 1) { totalCount } }', {
        text: 'a'.repeat(150),
      });
      return (extensions as { complexity: { value: number } }).complexity.value;
    };
    const before = await weigh();
    const papers = Array.from({ length: 300 }, (_, index) => `paper-${index},Paper ${index},`);
    await importText(database, packageOf('papers', '1', '2004-01-01', { en: 'Papers' }, ...papers));
    expect((await weigh()) - before).toBeGreaterThanOrEqual(300);
  });

  it('reads what it finds by its global id', async () => {
    const { search } = await dataOf(ask('{ search(text: "harbour second", kinds: [RELEASE]) { nodes { id } } }'));
    const { node } = await dataOf(
      ask('query ($id: ID!) { node(id: $id) { ... on Release { version dataset { code } } } }', search.nodes[0]),
    );
    expect(node).toEqual({ version: 'second-edition', dataset: { code: 'harbour' } });
  });
});
