import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { showInference } from '../../../src/cli/infer.ts';
import { OpenQuestions } from '../../../src/cli/open-question.ts';
import type { Database } from '../../../src/database/database.ts';
import type { Text } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { importFile } from '../../../src/import/import-file.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, FIXTURES, importMappedFile } from './support.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govgraph-infer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What the command prints, and the mapping that it writes. */
async function infer(database: Database, name: string, content: string | Uint8Array, dataset?: string) {
  const file = join(folder, name);
  await writeFile(file, content);
  const lines: string[] = [];
  const print = (text: Text) => lines.push(translate(text, 'en').replaceAll(folder, '.'));
  const error: unknown = await showInference(database, file, dataset, { locale: 'en', print }).catch(
    (reason: unknown) => reason,
  );
  if (error !== undefined && !(error instanceof OpenQuestions)) throw error;
  const json = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  return { file, lines, error, mapping: await json(`${file}.mapping.json`), json };
}

describe('where the regions and metrics of a file are known', () => {
  let database: Database;
  const county = readFile(join(FIXTURES, 'county/county.csv'), 'utf8');
  beforeAll(async () => {
    database = await openMemory();
    await importMappedFile(database, { set: 'county', file: 'county.csv' });
  });
  afterAll(() => database.close());

  test('all is decided but what a sign means, and the answers import next month’s file', async () => {
    const next = (await county).replaceAll('2020年', '2021年');
    const { file, lines, error, mapping } = await infer(database, 'next.csv', next, 'qinghe');
    expect(lines).toMatchInlineSnapshot(`
      [
        "header: the header is in the rows 3",
        "region: the column 乡镇: 3 of 3 texts are known regions",
        "totals: rows that hold totals: "合计" (likely; look at it)",
        "unit: "单位:件" in A2",
        "values: the headers "2021年10月排查", "2021年11月排查", "2021年11月化解" say the period",
        "values: the headers "2021年10月排查", "2021年11月排查", "2021年11月化解" say the metric",
        "values: the headers "2021年11月化解率" say the period",
        "values: the headers "2021年11月化解率" say the metric",
        "values: the headers "经费(万元)" say the metric",
        "period: "2021年11月" in A1",
        "note: the column 备注",
        "number: "," groups digits, and . parts the decimals: "1,024", "1,454"",
        "totals: the totals are the sums of the rows in 1 column",
        "rows.until: what begins with "注" stands below the table",
        "4:2 "1,024" → disputes-found qinghe:101 2021年10月 1024",
        "4:3 "980" → disputes-found qinghe:101 2021年11月 980",
        "4:4 "975" → disputes-settled qinghe:101 2021年11月 975",
        "4:5 "99.5%" → settlement-rate qinghe:101 2021年11月 99.5",
        "4:6 "12.5" → spending qinghe:101 2021年11月 125000",
        "5:2 "310" → disputes-found qinghe:102 2021年10月 310 资料未报",
        "5:3 "8.2e2" → disputes-found qinghe:102 2021年11月 820 资料未报",
        "6:2 "120" → disputes-found qinghe:103 2021年10月 120",
        "6:4 "９６" → disputes-settled qinghe:103 2021年11月 96",
        "6:5 "100.0%" → settlement-rate qinghe:103 2021年11月 100.0",
        "6:6 "3" → spending qinghe:103 2021年11月 30000",
        "? number.parentheses: Are numbers in parentheses negative: "(0.3)"? If they are anything else, leave the question open, and say in the mapping what they are. [NEGATIVE]",
        "? marks.—: What does "—" mean in place of a value? [MISSING | SUPPRESSED | NOT_SIGNIFICANT | UNVALIDATED | LOW_RELIABILITY | SKIP | 0]",
        "? marks.…: What does "…" mean in place of a value? [MISSING | SUPPRESSED | NOT_SIGNIFICANT | UNVALIDATED | LOW_RELIABILITY | SKIP | 0]",
        "? flags.*: What does "*" mean after a value, as in "96*"? [PROVISIONAL | ESTIMATED | FORECAST | BREAK | DEFINITION_DIFFERS | IMPUTED | LOW_RELIABILITY]",
        "./next.csv.mapping.json: written. 4 questions are open: answer them in the mapping and take them out of questions.",
        "Then: npm run import -- ./next.csv --mapping ./next.csv.mapping.json",
      ]
    `);
    expect(error).toMatchObject({ name: 'OpenQuestions' });
    const { questions, ...answered } = mapping as { questions: { at: string }[] };
    expect(questions.map(({ at }) => at)).toEqual(['number.parentheses', 'marks.—', 'marks.…', 'flags.*']);
    const answer = { ...answered, marks: { '—': 'MISSING', '…': 'SKIP' } };
    await writeFile(join(folder, 'answered.json'), JSON.stringify(answer));
    expect(await importFile(database, file, { mapping: join(folder, 'answered.json') })).toMatchObject({ seq: 2 });
    const figures = await citedFigures(database, 'qinghe');
    const of = (year: string) =>
      figures.filter((figure) => figure.includes(` ${year}-1`)).map((figure) => figure.replace(year, ''));
    expect(of('2021')).toEqual(of('2020'));
    expect(of('2021')).toHaveLength(14);
  });

  test('a mapping that is there is never written over', async () => {
    await writeFile(join(folder, 'next.csv.mapping.json'), 'mine');
    await expect(infer(database, 'next.csv', await county)).rejects.toThrow(
      'is there already, and nothing is written over it',
    );
    expect(await readFile(join(folder, 'next.csv.mapping.json'), 'utf8')).toBe('mine');
  });

  test('a comma that may group digits or part decimals is asked about, and no figure is shown', async () => {
    const { lines, mapping } = await infer(
      database,
      'comma.csv',
      '乡镇,2020年经费\n东关镇,"1,024"\n西山乡,"2,311"\n',
      'qinghe',
    );
    expect(mapping.questions).toEqual([
      expect.objectContaining({ at: 'number', choices: ['{ "group": "," }', '{ "decimal": "," }'] }),
    ]);
    expect(lines.filter((line) => line.includes(' → '))).toEqual([]);
  });

  test('a total that is not the sum is asked about', async () => {
    const text = '乡镇,2020年排查\n东关镇,10\n西山乡,20\n合计,31\n';
    expect((await infer(database, 'total.csv', text, 'qinghe')).mapping.questions).toEqual([
      expect.objectContaining({ at: 'totals', choices: ['totals', 'region.codes'] }),
    ]);
  });

  test('two cells of one figure are asked about', async () => {
    const text = '乡镇,2020年排查\n东关镇,10\n西山乡,20\n东关镇,30\n';
    expect((await infer(database, 'twice.csv', text, 'qinghe')).mapping.questions).toEqual([
      expect.objectContaining({ at: 'values', question: expect.stringContaining('2:2 and 4:2') }),
    ]);
  });

  test('a column that tells rows apart is asked about where each region has one', async () => {
    const asked = async (name: string, ...rows: string[]) => {
      const { mapping } = await infer(database, name, `${rows.join('\n')}\n`, 'qinghe');
      return ((mapping.questions ?? []) as { at: string }[]).map(({ at }) => at);
    };
    expect(await asked('kind.csv', '乡镇,类别,2020年排查', '东关镇,土地,10', '西山乡,婚姻,20', '南河镇,邻里,30')).toEqual(['ignore']);
    // What is known, what is called so, and what says where each region of many rows lies says nothing new.
    expect(await asked('code.csv', '乡镇,代码,2020年排查', '东关镇,A1,10', '西山乡,A2,20', '南河镇,A3,30')).toEqual([]);
    expect(await asked('known.csv', '乡镇,报送,2020年排查', '东关镇,东关镇,10', '西山乡,西山乡,20', '南河镇,南 河 镇,30')).toEqual([]);
    const rows = ['2019', '2020', '2021'].flatMap((year) => [`东关镇,东,${year}年,10`, `西山乡,西,${year}年,20`, `南河镇,南,${year}年,30`]);
    expect(await asked('side.csv', '乡镇,片区,年份,排查', ...rows)).toEqual([]);
    expect(await asked('age.csv', '乡镇,年龄,年份,排查', ...rows)).toEqual(['ignore']);
  }); // biome-ignore format: statements

  test('a region in a column beside another one is asked about, however few rows there are', async () => {
    const rows = ['县,乡镇,2020年排查', '清河县,东关镇,10'];
    const { questions } = (await infer(database, 'two.csv', `${rows.join('\n')}\n`, 'qinghe')).mapping;
    expect(questions).toContainEqual(
      expect.objectContaining({ at: 'region', choices: ['{ "column": "乡镇" }', '{ "column": "县" }'] }),
    );
  });

  test('the data set is asked for where it is not named', async () => {
    const { mapping } = await infer(database, 'which.csv', '乡镇,2020年排查\n东关镇,10\n');
    expect(mapping.questions).toEqual([expect.objectContaining({ at: 'dataset', choices: ['qinghe'] })]);
  });
});

describe('where nothing is known', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openMemory();
  });
  afterAll(() => database.close());

  const PROVINCES = [
    '数据库：分省年度数据',
    '指标：地区生产总值(亿元)',
    '时间：最近20年',
    '地区,2025年,2024年,2023年',
    '北京市,,49670.2,47353.7',
    '甘肃省,,13020.5,12345.7',
    '注：数据进行了系统修订。',
    '数据来源：国家统计局',
    '',
  ].join('\r\n');

  test.each([
    ['Chinese', '区县,2020年\n秦州区,1\n麦积区,2\n甘谷县,3\n武山县,4\n', 3],
    ['Western', `name,2020\n${'Orléans,1\nNîmes,2\nSète,3\n'.repeat(5)}`, 2],
  ])('a file that is UTF-8 but for one byte is asked about, with its line: %s', async (_, text, line) => {
    const bytes = Buffer.from(text);
    const at = [...bytes].findIndex((_byte, index) => bytes.subarray(0, index).toString().split('\n').length === line);
    const broken = Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at)]);
    const { lines } = await infer(database, 'broken.csv', broken, 'provinces');
    expect(lines.find((one) => one.startsWith('? file.encoding'))).toContain(
      `Nearly all of broken.csv is UTF-8; line ${line} is the first that is not.`,
    );
  });

  test('a statistical office’s export in GB18030 comes to a mapping and to definitions to fill in', async () => {
    const { file, lines, json, mapping } = await infer(database, 'nbs.csv', encode(PROVINCES, 'gb18030'), 'provinces');
    expect(mapping).toEqual({
      version: 1,
      dataset: { code: 'provinces' },
      definitions: 'nbs.csv.definitions.json',
      file: { encoding: 'gb18030' },
      language: 'zh-Hans',
      header: { rows: [4] },
      rows: { until: { begins: ['注'] } },
      region: { column: '地区' },
      metric: { cell: 'A2', template: '指标:{metric}({unit})' },
      unit: { cell: 'A2', template: '指标:{metric}({unit})' },
      values: [{ columns: ['$B:$D'], period: { header: 1 } }],
    });
    expect(await json(`${file}.definitions.json`)).toEqual({
      metrics: [
        {
          code: null,
          'name:zh-Hans': '地区生产总值',
          theme: null,
          kind: null,
          basis: null,
          unit: null,
          unit_multiplier: 8,
          decimals: 1,
        },
      ],
      units: [{ code: null, 'name:zh-Hans': '元' }],
      regions: ['北京市', '甘肃省'].map((name) => ({
        scheme: null,
        code: null,
        level: null,
        parent: null,
        'name:zh-Hans': name,
      })),
    });
    expect(lines.filter((line) => line.includes(' → '))).toContain(
      '6:3 "13020.5" → 地区生产总值 甘肃省 2024年 13020.5',
    );
  });

  test('Big5, Windows-1252 and UTF-16 are told apart', async () => {
    const big5 = encode('地區,2020年人口\n臺北市,1\n高雄市,2\n', 'big5');
    expect((await infer(database, 'big5.csv', big5)).mapping.file).toEqual({ encoding: 'big5' });
    const latin = Buffer.from('Territoire;2020\nCôte d’Ivoire;1\nRéunion;2\n'.replace('’', "'"), 'latin1');
    expect((await infer(database, 'latin.csv', latin)).mapping.file).toEqual({
      encoding: 'windows-1252',
      delimiter: ';',
    });
    const utf16 = Buffer.from('\ufeff地区\t2020年\n甘肃省\t1\n', 'utf16le');
    expect((await infer(database, 'wide.tsv', utf16)).mapping.file).toBeUndefined();
  });

  test.each(['utf-16le', 'utf-16be'])('%s without a byte order mark', async (encoding) => {
    const content = Buffer.from('地区,2020年\n甘肃省,1\n', 'utf16le');
    if (encoding === 'utf-16be') content.swap16();
    const { mapping, lines } = await infer(database, 'wide.csv', content);
    expect(mapping.file).toEqual({ encoding });
    expect(lines).toContain(`file.encoding: the file reads as ${encoding}`);
  });

  test('lines that end in CR alone', async () => {
    const { mapping, lines } = await infer(database, 'old.csv', 'District,2020\rEast,1\r"West ""side""",2\r');
    expect(mapping.header).toEqual({ rows: [1] });
    expect(lines).toContain('region: the column District: 0 of 2 texts are known regions (likely; look at it)');
  });
});

/** The encoder of the platform knows UTF-8 alone: each character is looked up among all that two bytes give. */
function encode(text: string, encoding: 'gb18030' | 'big5'): Uint8Array {
  const pairs = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const [character, ...more] = decoder.decode(new Uint8Array([lead, trail]));
      if (character !== undefined && more.length === 0 && !pairs.has(character)) pairs.set(character, [lead, trail]);
    }
  }
  return new Uint8Array(
    [...text].flatMap((letter) => (letter <= '\u007f' ? [letter.charCodeAt(0)] : (pairs.get(letter) ?? []))),
  );
}
