import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FOLDED_CHARACTERS } from '../../../src/domain/core/folded-character.ts';
import { foldText } from '../../../src/domain/core/text.ts';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';
import { odataOver, type Tell, valuesOf } from '../odata/support.ts';

let database: TestDatabase;
let ask: Ask;
let odata: Tell;

/** The names of some rows in forms of their own: with accents, in traditional characters, in full width. */
const NAMES: Readonly<Record<string, readonly [from: string, to: string]>> = {
  organizations: ['River police,河警', 'Polícia do rio,河流警衞總隊'],
  working_groups: ['Banks', '沿岸整治組'],
  programmes: ['Dikes', 'Défense contre les crues'],
  metrics: ['Leaks,渗漏', 'Ｌｅａｋｓ,滲漏處數'],
  tasks: ['Patrol the banks', 'Łódź: obchód nabrzeża'],
  regions: ['Upper District,上区', 'Évora,臺灣鄉'],
};

beforeAll(async () => {
  database = await openWithRiverCity();
  const { files } = riverCity();
  const changed = Object.entries(NAMES).map(([resource, [from, to]]) => [
    resource,
    (files[resource] ?? csv()).replace(from, to),
  ]);
  await importText(database, riverCity('2', Object.fromEntries(changed)));
  ask = graphOver(database);
  odata = odataOver(database);
});
afterAll(() => database.close());

describe('Query.search', () => {
  test.each([
    ['Evora', '990100'],
    ['évora', '990100'],
    ['ÉVORA', '990100'],
    ['E\u0301vora', '990100'],
    ['台湾乡', '990100'],
    ['臺灣鄉', '990100'],
    ['台灣', '990100'],
    ['policia', 'river-police'],
    ['河流警卫总队', 'river-police'],
    ['警衛', 'river-police'],
    ['沿岸整治组', 'banks'],
    ['defense crues', 'dikes'],
    ['leaks', 'leaks'],
    ['渗漏处数', 'leaks'],
    ['lodz', 'patrol'],
    ['nabrzeza', 'patrol'],
    // Simplified names are found by traditional questions.
    ['網格員', 'grid-workers'],
    ['清水縣', '620521'],
  ])('finds by %s what is called %s', async (text, code) => {
    const { search } = await dataOf(
      ask(
        `query ($text: String!) { search(text: $text, first: 10) { nodes { ... on Metric { code } ... on Programme { code }
          ... on Task { code } ... on Region { code } ... on Organization { code } ... on WorkingGroup { code } } } }`,
        { text },
      ),
    );
    expect(search.nodes.map((node: { code: string }) => node.code)).toContain(code);
  });

  test('finds nothing that is only alike: marks of other scripts are letters', async () => {
    expect([foldText('が'), foldText('ｶﾞ'), foldText('한글'), foldText('हिन्दी')]).toEqual(['が', 'ガ', '한글', 'हिन्दी']);
  });
});

describe.each([
  ['regions', ['evora', '台湾乡', '臺灣'], '990100'],
  ['organizations', ['POLICIA', '警卫总队', '警衛總隊'], 'river-police'],
  ['programmes', ['defense', 'défense'], 'dikes'],
  ['metrics', ['leaks', 'ｌｅａｋｓ', '渗漏处', '滲漏處'], 'leaks'],
  ['tasks', ['lodz', 'ŁÓDŹ', 'obchod'], 'patrol'],
] as const)('Query.%s(where: text)', (field, texts, code) => {
  test.each(texts)('finds by %s', async (text) => {
    const more = field === 'tasks' || field === 'programmes' ? ', dataset: "river-city"' : '';
    const data = await dataOf(
      ask(`query ($text: String!) { ${field}(where: { text: $text${more} }) { nodes { code } } }`, { text }),
    );
    expect(data[field].nodes.map((node: { code: string }) => node.code)).toEqual([code]);
  });
});

describe('$search', () => {
  test.each([
    ['Regions?$search=evora', '990100'],
    ['Regions?$search=台湾乡', '990100'],
    ['Organizations?$search=policia', 'river-police'],
    ['Organizations?$search="河流警衛"', 'river-police'],
    ['Programmes?$search=DEFENSE', 'dikes'],
    ['Metrics?$search=渗漏处数', 'leaks'],
    ['Tasks?$search=lodz nabrzeza', 'patrol'],
    ['WorkingGroups?$search=整治组', 'banks'],
    ['WorkingGroups?$search=整治組', 'banks'],
  ])('%s', async (path, code) => {
    const rows = await valuesOf(odata(path));
    expect(rows.map((row: { code: string }) => row.code)).toEqual([code]);
  });

  test.each(['WorkingGroups', 'Releases', 'Ratings'])('does not find %s by the tag of a language', async (set) => {
    expect(await valuesOf(odata(`${set}?$search=hans`))).toEqual([]);
  });

  test('finds the figures of a region by its name in other characters', async () => {
    const rows = await valuesOf(odata('Observations?$search=台湾乡&$select=regionCode'));
    expect(new Set(rows.map((row: { regionCode: string }) => row.regionCode))).toEqual(new Set(['990100']));
  });
});

describe('the database', () => {
  const inDatabase = async (texts: readonly string[]) => {
    const rows = await database.query<{ folded: string }>(
      'select fold_text(x) as folded from unnest($1::text[]) with ordinality u(x, n) order by n',
      [texts],
    );
    return rows.map(({ folded }) => folded);
  };

  test('folds every character of the table as the program does', async () => {
    const characters = [...FOLDED_CHARACTERS.keys(), ...FOLDED_CHARACTERS.values()];
    expect(await inDatabase([characters.join('')])).toEqual([foldText(characters.join(''))]);
  });

  test('folds accents, widths and case as the program does', async () => {
    const texts = [
      'Évora ＡＢＣ ﬁ',
      'Łódź Ørsted Đà Nẵng',
      'ｶﾞ か\u3099 が',
      '한글',
      'हिन्दी',
      'Ångström ёлка',
      "plain 'text' 1",
      '',
    ];
    expect(await inDatabase(texts)).toEqual(texts.map(foldText));
  });
});
