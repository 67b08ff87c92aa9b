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
/** A data set whose second release renames a metric, a task, a region, a theme and a category, and withdraws a metric. */
const reefs = (
  version: string,
  publishedAt: string,
  region: string,
  tasks: string,
  ...metrics: string[]
): PackageText => ({
  name: 'reefs',
  version,
  govgraph: { region: 'atoll', titles: { en: 'Reefs' }, publishedAt },
  files: {
    organizations: csv('code,kind,name:en,parent,region,heads'),
    themes: csv('code,name:en', version === 'early' ? 'reef,Shoal' : 'reef,Reef'),
    units: csv('code,name:en,symbol:en', 'colony,Colony,clumps'),
    ratings: csv(
      'code,name:en,name:zh-Hans,description:en,light,order',
      'amber-green,Amber/Green,琥珀/绿色,Likely to recover,GREEN,1',
    ),
    dimensions: csv(
      'dimension,category,name:en,order',
      'depth,,Depth below the surface,',
      version === 'early' ? 'depth,deep,Abyssal,1' : 'depth,deep,Twilight,1',
    ),
    regions: csv('scheme,code,level,name:en,valid_from', region),
    metrics: csv('code,name:en,name:zh-Hans,theme,kind,basis,unit,decimals', ...metrics),
    tasks: csv('code,title:en,status,region', tasks),
    observations: csv('metric,region,period,value', `m-corals,atoll,2004,${publishedAt.slice(0, 4)}`),
  },
});
const METRIC = 'reef,COUNT,LEVEL,colony,0';
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
  await importText(
    database,
    reefs(
      'early',
      '2005-01-01',
      'atoll,atoll,COUNTY,Old atoll,',
      'dive,Count the polyps,PLANNED,atoll',
      `m-corals,Polyps,珊瑚虫,${METRIC}`,
      `m-sponges,,海绵,${METRIC}`,
    ),
  );
  await importText(
    database,
    reefs(
      'late',
      '2006-01-01',
      'atoll,atoll,COUNTY,New atoll,2006-01-01',
      'dive,Count the corals,PLANNED,atoll',
      `m-corals,Coral heads,珊瑚,${METRIC}`,
      `m-kelp,,海带,${METRIC}`,
    ),
  );
  // It was published before the release that stands above it.
  await importText(database, packageOf('wrecks', 'sunken', '2005-02-01', { en: 'Wrecks' }));
  // A package has no place for notes yet: they are written beside it.
  await database.query(
    `-- test.notes\nupdate release set notes = '{"en": "Breakwater corrected", "zh-Hans": "更正防波堤"}' where version = 'second-edition'`,
  );
  ask = graphOver(database);
});
afterAll(() => database.close());

const FOUND = `nodes { __typename ... on Source { code } ... on Dataset { code } ... on Release { version dataset { code } }
  ... on Theme { code name } ... on Unit { code name } ... on Dimension { code name } ... on Category { code name } ... on Rating { code name }
  ... on Metric { code name } ... on Region { code name } ... on Task { code title } }`;
type Node = { __typename: string; code?: string; version?: string; name?: string; title?: string };
const namesOf = (nodes: readonly Node[]) =>
  nodes.map(({ __typename, code, version }) => `${__typename} ${code ?? version}`);

async function findNodes(text: string, more = ''): Promise<Node[]> {
  const { search } = await dataOf(
    ask(`query ($text: String!) { search(text: $text, first: 50 ${more}) { ${FOUND} } }`, { text }),
  );
  return search.nodes;
}

const find = async (text: string, more = '') => namesOf(await findNodes(text, more));

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
    ['THEME', 'combating organised crime', 'Theme organised-crime'],
    ['THEME', '扫黑除恶', 'Theme organised-crime'],
    ['THEME', 'organised-crime', 'Theme organised-crime'],
    ['UNIT', 'renminbi', 'Unit CNY'],
    ['UNIT', '人民币', 'Unit CNY'],
    ['UNIT', 'clumps', 'Unit colony'],
    ['DIMENSION', 'below the surface', 'Dimension depth'],
    ['DIMENSION', '组织类型', 'Dimension group-type'],
    ['DIMENSION', 'group-type', 'Dimension group-type'],
    ['CATEGORY', 'tyrant', 'Category village-tyrant'],
    ['CATEGORY', '村霸', 'Category village-tyrant'],
    ['CATEGORY', 'village-tyrant', 'Category village-tyrant'],
    ['RATING', 'amber/green', 'Rating amber-green'],
    ['RATING', '琥珀/绿色', 'Rating amber-green'],
    ['RATING', 'likely to recover', 'Rating amber-green'],
  ])('finds of kind %s by "%s" first and among all kinds', async (kind, text, expected) => {
    expect((await find(text, `, kinds: [${kind}]`))[0]).toBe(expected);
    expect(await find(text)).toContain(expected);
  });

  it.each(['5164.45', '5164 45', '第12段', '2020年第45段'])(
    'finds no task by a number of its code in "%s"',
    async (text) => {
      expect((await findNodes(text, ', kinds: [TASK]')).map(({ code }) => code)).toEqual([]);
    },
  );

  it.each(['45', '2020 45', 'pilot-2020-45', 'pilot 45'])('finds the task pilot-2020-45 by "%s"', async (text) => {
    expect(await find(text, ', kinds: [TASK]')).toContain('Task pilot-2020-45');
  });

  it('puts a metric above the unit that has its name', async () => {
    const found = await find('网格');
    expect(found[0]).toBe('Metric grid-cells');
    expect(found).toContain('Unit grid');
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

  it.each([
    ['SOURCE', 'quays', '2001-06-01T00:00:00Z', '2002-06-01T00:00:00Z', 'Source doc-quays'],
    ['DATASET', 'lighthouse', '2002-06-01T00:00:00Z', '2003-06-01T00:00:00Z', 'Dataset lights'],
    ['RELEASE', 'second-edition', '2001-06-01T00:00:00Z', '2002-06-01T00:00:00Z', 'Release second-edition'],
    ['METRIC', 'm-corals', '2004-06-01T00:00:00Z', '2005-06-01T00:00:00Z', 'Metric m-corals'],
    ['TASK', 'corals', '2005-01-15T00:00:00Z', '2006-06-01T00:00:00Z', 'Task dive'],
    ['REGION', 'atoll', '2004-06-01T00:00:00Z', '2005-06-01T00:00:00Z', 'Region atoll'],
    ['THEME', 'reef', '2004-06-01T00:00:00Z', '2006-06-01T00:00:00Z', 'Theme reef'],
    ['UNIT', 'colony', '2004-06-01T00:00:00Z', '2005-06-01T00:00:00Z', 'Unit colony'],
    ['DIMENSION', 'depth', '2004-06-01T00:00:00Z', '2005-06-01T00:00:00Z', 'Dimension depth'],
    ['CATEGORY', 'twilight', '2005-01-15T00:00:00Z', '2006-06-01T00:00:00Z', 'Category deep'],
  ])('with asOf finds %s "%s" from its publication on', async (kind, text, before, after, expected) => {
    expect(await find(text, `, kinds: [${kind}], asOf: "${before}"`)).not.toContain(expected);
    expect(await find(text, `, kinds: [${kind}], asOf: "${after}"`)).toContain(expected);
    expect(await find(text, `, kinds: [${kind}]`)).toContain(expected);
  });

  it('with asOf finds by the names of then, and tells them', async () => {
    const EARLY = ', kinds: [METRIC, TASK, REGION], asOf: "2005-01-15T00:00:00Z"';
    const then = await findNodes('polyps', EARLY);
    expect(then.map(({ name, title }) => name ?? title)).toEqual(['Polyps', 'Count the polyps']);
    expect((await findNodes('atoll', EARLY)).map(({ name }) => name)).toEqual(['Old atoll']);
    expect((await findNodes('atoll', ', kinds: [REGION]')).map(({ name }) => name)).toEqual(['New atoll']);
    expect(await find('polyps')).toEqual([]);
    const shoal = await findNodes('shoal', ', asOf: "2005-01-15T00:00:00Z"');
    expect(shoal.map(({ name }) => name)).toEqual(['Shoal']);
    expect((await findNodes('abyssal', ', asOf: "2005-01-15T00:00:00Z"')).map(({ name }) => name)).toEqual(['Abyssal']);
    expect([...(await find('shoal')), ...(await find('abyssal'))]).toEqual([]);
    expect(await find('m-sponges', EARLY)).toEqual(['Metric m-sponges']);
    expect(await find('m-sponges', ', kinds: [METRIC]')).not.toContain('Metric m-sponges');
  });

  it('with asOf finds a region once, also where its next version came in before the release that is read', async () => {
    const found = await findNodes('atoll', ', kinds: [REGION], asOf: "2005-06-01T00:00:00Z"');
    expect(found.map(({ name }) => name)).toEqual(['New atoll']);
  });

  it('goes on with a page of an earlier moment as it was begun', async () => {
    const page = (args: string) =>
      dataOf(ask(`{ search(text: "polyps", first: 1, ${args}) { totalCount pageInfo { endCursor } ${FOUND} } }`));
    const { search: first } = await page('asOf: "2005-01-15T00:00:00Z"');
    const { search: second } = await page(`after: "${first.pageInfo.endCursor}"`);
    expect([first.totalCount, second.totalCount]).toEqual([2, 2]);
    expect(namesOf([...first.nodes, ...second.nodes])).toEqual(['Metric m-corals', 'Task dive']);
  });

  it('finds nothing as of a moment before the first publication, and refuses one in the future', async () => {
    expect(await find('harbour', ', asOf: "1990-01-01T00:00:00Z"')).toEqual([]);
    const { errors } = await ask('{ search(text: "harbour", asOf: "2999-01-01T00:00:00Z") { totalCount } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'asOf' });
  });

  it('weighs the index of an earlier moment', async () => {
    const weigh = async (more: string) => {
      const { extensions } = await ask(`{ search(text: "harbour", first: 1 ${more}) { totalCount } }`);
      return (extensions as { complexity: { value: number } }).complexity.value;
    };
    const entries = await weigh(', asOf: "2005-01-15T00:00:00Z"');
    expect(entries - (await weigh(''))).toBeGreaterThan(10 * 100);
  });

  it('finds codes in any language, and names in the one that is given', async () => {
    expect(await find('lights', ', lang: "fr"')).toContain('Dataset lights');
    expect(await find('灯塔', ', lang: "en"')).toEqual([]);
    expect(await find('harbour', ', lang: "zh-Hans"')).toContain('Dataset harbour');
    expect(await find('Lighthouse register', ', lang: "zh-Hans"')).toEqual([]);
    // It has no name in English.
    expect(await find('m-kelp', ', lang: "en"')).toEqual(['Metric m-kelp']);
    expect(await find('海带', ', lang: "en"')).toEqual([]);
  });

  it('weighs the sources, the units and the categories that it searches', async () => {
    const weigh = async () => {
      const { extensions } = await ask('query ($text: String!) { search(text: $text, first: 1) { totalCount } }', {
        text: 'a'.repeat(150),
      });
      return (extensions as { complexity: { value: number } }).complexity.value;
    };
    const numbered = (lineOf: (index: number) => string) => Array.from({ length: 300 }, (_, index) => lineOf(index));
    const before = await weigh();
    const papers = numbered((index) => `paper-${index},Paper ${index},`);
    const text = packageOf('papers', '1', '2004-01-01', { en: 'Papers' }, ...papers);
    await importText(database, text);
    const withSources = await weigh();
    expect(withSources - before).toBeGreaterThanOrEqual(300);
    const shelves = numbered((index) => `shelf,shelf-${index},Shelf ${index},${index + 1}`);
    const boxes = numbered((index) => `box-${index},Box ${index}`);
    const dimensions = csv('dimension,category,name:en,order', 'shelf,,Shelf,', ...shelves);
    const units = csv('code,name:en', 'boat,Boat', ...boxes);
    const govgraph = { ...text.govgraph, publishedAt: '2004-02-01' };
    await importText(database, { ...text, version: '2', govgraph, files: { ...text.files, dimensions, units } });
    expect((await weigh()) - withSources).toBeGreaterThanOrEqual(600);
  });

  it('reads what it finds by its global id', async () => {
    const { search } = await dataOf(ask('{ search(text: "harbour second", kinds: [RELEASE]) { nodes { id } } }'));
    const { node } = await dataOf(
      ask('query ($id: ID!) { node(id: $id) { ... on Release { version dataset { code } } } }', search.nodes[0]),
    );
    expect(node).toEqual({ version: 'second-edition', dataset: { code: 'harbour' } });
  });

  it('tells of a category which dimension it is of, here and by its global id', async () => {
    const fields = '... on Category { id code dimension { id code name } }';
    const { search } = await dataOf(ask(`{ search(text: "twilight", kinds: [CATEGORY]) { nodes { ${fields} } } }`));
    const [category] = search.nodes;
    expect(category).toMatchObject({ code: 'deep', dimension: { code: 'depth', name: 'Depth below the surface' } });
    const { nodes } = await dataOf(
      ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${fields} ... on Dimension { code } } }`, {
        ids: [category.id, category.dimension.id],
      }),
    );
    expect(nodes).toEqual([category, { code: 'depth' }]);
  });
});
