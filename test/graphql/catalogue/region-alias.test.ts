import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { odataOver, valuesOf } from '../../connectors/odata/support.ts';
import { applicationOver } from '../../server/support.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { governance } from '../../support/governance.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

const HEADER = 'scheme,alias,region';
const figure = (region: string, value: string) => `corruption,${region},2019,${value},,,,,,,`;

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const figures = [figure('AND', '1.2'), figure('ROU', '-0.1'), figure('COD', '-1.5')];
  const before = csv(HEADER, 'ISO 3166-1,ADO,AND', 'ISO 3166-1,ROM,ROU', 'ISO 3166-1,ZAR,COD');
  const after = csv(HEADER, 'ISO 3166-1,ADO,AND', 'FIPS,AN,AND', 'ISO 3166-1,ROM,ROU', 'ISO 3166-1,ZAR,ROU');
  const release = (version: string, region_aliases: string, publishedAt: string) =>
    governance(version, figures, { files: { region_aliases }, govgraph: { publishedAt } });
  await importText(database, release('2018', before, '2018-09-20'));
  await importText(database, release('2024', after, '2024-09-20'));
  // Another data set says the same, has tasks, and a code that is an alias elsewhere.
  await importText(database, {
    name: 'plans',
    version: '1',
    govgraph: { region: 'ADO' },
    files: {
      themes: csv('code,name:en', 'plans,Plans'),
      regions: csv(
        'scheme,code,level,parent,name:en',
        'ISO 3166-2,AD-02,PROVINCE,ADO,Canillo',
        'other,ROM,PREFECTURE,ISO 3166-1:ROU,Rome',
      ),
      region_aliases: csv(HEADER, 'ISO 3166-1,ADO,AND'),
      programmes: csv('code,kind,name:en,theme', 'roads,CAMPAIGN,Roads,plans'),
      tasks: csv('code,title:en,programme,region', 'road,Build a road,roads,AD-02'),
    },
  });
  ask = graphOver(database, { DEFAULT_DATASET: 'governance' });
});
afterAll(() => database.close());

const codes = async (query: string): Promise<string[]> => {
  const data = await dataOf(ask(query));
  const [list] = Object.values(data) as { nodes: { code: string }[] }[];
  return (list?.nodes ?? []).map(({ code }) => code);
};

describe('Region.aliases', () => {
  test('are in order, each once, whatever number of data sets gives them', async () => {
    const data = await dataOf(ask('{ region(code: "AND") { aliases { scheme alias } } }'));
    expect(data.region.aliases).toEqual([
      { scheme: 'FIPS', alias: 'AN' },
      { scheme: 'ISO 3166-1', alias: 'ADO' },
    ]);
  });

  test('stand in the SQL view, as they are published now', async () => {
    const rows = await database.query<{ row: string }>(
      `select concat_ws(' ', a.scheme, a.alias, r.region_code) as row
from bi.region_alias a join bi.dim_region r using (region_id)`,
    );
    expect(rows.map(({ row }) => row).toSorted()).toEqual([
      'FIPS AN AND',
      'ISO 3166-1 ADO AND',
      'ISO 3166-1 ROM ROU',
      'ISO 3166-1 ZAR ROU',
    ]);
  });

  test('are found by the search of OData, in any case', async () => {
    const found = await valuesOf(odataOver(database)('Regions?$search=ado&$select=code,aliases'));
    expect(found).toEqual([{ code: 'AND', aliases: 'ADO;AN' }]);
  });
});

describe('Query.region', () => {
  test.each([
    ['code: "ADO"', 'AND'],
    ['code: "ADO", scheme: "ISO 3166-1"', 'AND'],
    ['code: "ADO", scheme: "FIPS"', null],
    ['code: "AN", scheme: "FIPS"', 'AND'],
    ['code: "FIPS:AN"', 'AND'],
    ['code: "ADO", validOn: "2020-01-01"', 'AND'],
    ['code: "ZAR"', 'ROU'], // as it stands now, not as it stood
    ['code: "ROM"', 'ROM'], // a code goes before an alias
    ['code: "ROM", scheme: "ISO 3166-1"', 'ROU'],
    ['code: "NONE"', null],
  ])('(%s) is %s', async (args, code) => {
    const data = await dataOf(ask(`{ region(${args}) { code } }`));
    expect(data.region?.code ?? null).toBe(code);
  });
});

describe('Region.aliases in a filter', () => {
  test('selects regions by code, parent and text', async () => {
    expect(await codes('{ regions(where: { codes: ["ADO", "DNK"] }) { nodes { code } } }')).toEqual(['AND', 'DNK']);
    expect(await codes('{ regions(where: { codes: ["ROM"] }) { nodes { code } } }')).toEqual(['ROM']);
    expect(await codes('{ regions(where: { parent: "ADO" }) { nodes { code } } }')).toEqual(['AD-02']);
    expect(await codes('{ regions(where: { text: "ado" }) { nodes { code } } }')).toEqual(['AND']);
    expect(await codes('{ search(text: "ADO", kinds: [REGION]) { nodes { ... on Region { code } } } }')).toEqual([
      'AND',
    ]);
  });

  test('selects observations, cells of a cube and tasks', async () => {
    const values = await dataOf(
      ask(`{
        observations(where: { metrics: ["corruption"], regions: ["ADO", "ISO 3166-1:ROM"] }, orderBy: [REGION_ASC]) {
          nodes { value region { code } }
        }
        cube(input: { metrics: ["corruption"], regions: { codes: ["ADO"] } }) { rows { regionCode value } }
        metric(code: "corruption") { latest(region: "ADO") { value } }
        tasks(where: { dataset: "plans", region: "ADO" }) { nodes { code } }
      }`),
    );
    expect(values).toMatchObject({
      observations: {
        nodes: [
          { value: '1.2', region: { code: 'AND' } },
          { value: '-0.1', region: { code: 'ROU' } },
        ],
      },
      cube: { rows: [{ regionCode: 'AND', value: '1.2' }] },
      metric: { latest: { value: '1.2' } },
      tasks: { nodes: [{ code: 'road' }] },
    });
    const { errors } = await ask(
      '{ observations(where: { metrics: ["corruption"], regions: ["ADX"] }) { totalCount } }',
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'regions' });
  });

  test('means what it meant in the state that is read', async () => {
    const asOf = async (moment: string, region: string) => {
      const { data, errors } = await ask(
        `{ observations(where: { metrics: ["corruption"], regions: ["${region}"] }, asOf: "${moment}") { nodes { region { code } } } }`,
      );
      return errors
        ? errors[0]?.extensions.code
        : data.observations.nodes.map((node: { region: { code: string } }) => node.region.code);
    };
    expect(await asOf('2020-01-01T00:00:00Z', 'ZAR')).toEqual(['COD']);
    expect(await asOf('2024-12-01T00:00:00Z', 'ZAR')).toEqual(['ROU']);
    expect(await asOf('2020-01-01T00:00:00Z', 'AN')).toBe('BAD_INPUT');
    expect(await asOf('2024-12-01T00:00:00Z', 'AN')).toEqual(['AND']);
  });

  test('of a file is a code of the region, and OData tells the aliases of each', async () => {
    const application = applicationOver(database);
    const get = async (path: string) => (await application.fetch(new Request(`http://test/${path}`))).text();
    const lines = await get('files/observations.csv?metrics=corruption&regions=ADO');
    expect(lines.trim().split('\n')).toHaveLength(2);
    expect(lines).toContain(',AND,');
    expect(await get('files/observations.csv?regions=ADX')).toContain('ADO');
    expect((await get('files/tasks.csv?dataset=plans&region=ADO')).trim().split('\n')).toHaveLength(2);
    const { value } = JSON.parse(
      await get("odata/v4/Regions?$select=code,aliases&$filter=startswith(code,'A') or code eq 'DNK'"),
    );
    expect(value.map(({ code, aliases }: Record<string, string>) => [code, aliases])).toEqual([
      ['AD-02', null],
      ['AND', 'ADO;AN'],
      ['DNK', null],
    ]);
  });

  test('is no key in OData, which tells the key of the region', async () => {
    const application = applicationOver(database);
    const answer = async (path: string, language = 'en') => {
      const headers = { 'accept-language': language };
      const response = await application.fetch(new Request(`http://test/odata/v4/${path}`, { headers }));
      return [response.status, (await response.json()).error?.message];
    };
    const key = "Regions(scheme='ISO 3166-1',code='AND')";
    expect(await answer("Regions('ADO')")).toEqual([
      404,
      `There is no row "Regions('ADO')". ADO is an alias of ${key}.`,
    ]);
    expect(await answer("Regions('ADO')/name", 'zh')).toEqual([
      404,
      `没有 "Regions('ADO')/name" 这一行。ADO 是 ${key} 的别名。`,
    ]);
    expect(await answer("Regions(scheme='ISO 3166-1',code='ADO')/children/$count")).toEqual([
      404,
      `There is no row at the beginning of "Regions(scheme='ISO 3166-1',code='ADO')/children/$count". ADO is an alias of ${key}.`,
    ]);
    expect(await answer("Regions(scheme='other',code='ADO')")).toEqual([
      404,
      `There is no row "Regions(scheme='other',code='ADO')".`,
    ]);
    // A comparison is one of values; the aliases are a value too.
    const codes = async (filter: string) => {
      const url = `http://test/odata/v4/Observations?$select=regionCode&$filter=metricCode eq 'corruption' and ${filter}`;
      const { value } = await (await application.fetch(new Request(url))).json();
      return value.map(({ regionCode }: Record<string, string>) => regionCode);
    };
    expect(await codes("regionCode eq 'ADO'")).toEqual([]);
    expect(await codes("contains(region/aliases,'ADO')")).toEqual(['AND']);
  });
});
