import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { showInference } from '../../../src/cli/infer.ts';
import { OpenQuestions } from '../../../src/cli/open-question.ts';
import type { Database } from '../../../src/database/database.ts';
import type { Text } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { importFile } from '../../../src/import/import-file.ts';
import { importFiles } from '../fixture.ts';
import { citedFigures, FIXTURES, openCounty } from './support.ts';

let folder: string;
let database: Database;
beforeAll(async () => {
  database = await openCounty();
  const regions = 'scheme,code,level,parent,name:zh-Hans\nother,900,COUNTY,,别县\nother,901,TOWNSHIP,900,南河镇\n';
  const dimensions = 'dimension,category,name:zh-Hans\nsex,,性别\nsex,f,女\nsex,m,男\n';
  const descriptor = { name: 'other' };
  await importFiles(database, { 'regions.csv': regions, 'dimensions.csv': dimensions }, { descriptor, govgraph: { region: 'other:900' } });
}); // biome-ignore format: files
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govgraph-answer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What is printed where a person types these lines, and the mapping that comes of it. */
async function infer(name: string, content: string | Uint8Array, typed: readonly string[], dataset?: string) {
  const file = join(folder, name);
  await writeFile(file, content);
  const rest = [...typed];
  const lines: string[] = [];
  const print = (text: Text) => lines.push(translate(text, 'en').replaceAll(folder, '.'));
  const openPrompt = () => ({ ask: async () => rest.shift() ?? null, close: () => {} });
  const error: unknown = await showInference(database, file, dataset, { locale: 'en', print, openPrompt }).catch(
    (reason: unknown) => reason,
  );
  if (error !== undefined && !(error instanceof OpenQuestions)) throw error;
  expect(rest).toEqual([]);
  const mapping = JSON.parse(await readFile(`${file}.mapping.json`, 'utf8')) as Record<string, unknown>;
  const imported = (code?: string) => importFile(database, file, { mapping: `${file}.mapping.json`, dataset: code });
  return { lines, error, mapping, imported };
}

test('answers by number or word go into the mapping, and nothing is left open', async () => {
  const county = await readFile(join(FIXTURES, 'county/county.csv'), 'utf8');
  const next = county.replaceAll('2020年', '2021年').replace('南 河 镇', '103');
  const { lines, error, mapping, imported } = await infer(
    'next.csv',
    next,
    ['1', 'missing', 'dunno', '8', '6', 'PROVISIONAL'],
    'qinghe',
  );
  expect(error).toBeUndefined();
  expect(mapping).toMatchObject({
    number: { group: ',', parentheses: 'NEGATIVE' },
    marks: { '—': 'MISSING', '…': 'SKIP' },
    flags: { '*': 'PROVISIONAL' },
  });
  expect(mapping.questions).toBeUndefined();
  const asked = lines.slice(lines.findIndex((line) => line.startsWith('? ')));
  expect(asked.slice(0, 3)).toEqual([
    '? number.parentheses: Are numbers in parentheses negative: "(0.3)"? If they are anything else, leave the question open, and say in the mapping what they are.',
    '    1  NEGATIVE',
    '? marks.—: What does "—" mean in place of a value?',
  ]);
  expect(asked.filter((line) => line.includes('is no answer'))).toEqual([
    '  "dunno" is no answer to this question.',
    '  "8" is no answer to this question.',
  ]);
  expect(asked).toContain('6:3 "96*" → disputes-found qinghe:103 2021年11月 96 PROVISIONAL');
  expect(asked.at(-2)).toBe('./next.csv.mapping.json: written. No question is open.');
  expect(await imported()).toMatchObject({ outcome: 'PUBLISHED' });
});

test('a dash may stand for zero', async () => {
  const text = '乡镇,2020年12月排查\n东关镇,10\n西山乡,-\n103,x\n';
  const { error, mapping, imported } = await infer('zero.csv', text, ['0', 'SKIP'], 'qinghe');
  expect(error).toBeUndefined();
  expect(mapping.marks).toEqual({ '-': '0', x: 'SKIP' });
  expect(await imported()).toMatchObject({ outcome: 'PUBLISHED' });
  expect(await citedFigures(database, 'qinghe')).toContain('disputes-found 102 2020-12 0 <- 3:2');
});

test('Enter leaves a question open, and the command says how many there are', async () => {
  const text = '乡镇,2020年排查\n东关镇,10\n西山乡,-\n103,x\n';
  const { error, mapping } = await infer('open.csv', text, ['', 'SKIP'], 'qinghe');
  expect(error).toMatchObject({ name: 'OpenQuestions', message: '1 questions are open' });
  expect(mapping.questions).toEqual([expect.objectContaining({ at: 'marks.-' })]);
  expect(mapping.marks).toMatchObject({ x: 'SKIP' });
});

test('a name that several regions have is asked about with the choices', async () => {
  const text = '乡镇,2022年排查\n东关镇,10\n西山乡,12\n南河镇,14\n';
  const { lines, error, mapping, imported } = await infer('name.csv', text, ['1'], 'new-set');
  expect(error).toBeUndefined();
  const at = lines.findIndex((line) => line.startsWith('? region.codes.南河镇'));
  expect(lines.slice(at + 1, at + 4)).toEqual([
    '    1  other:901 (TOWNSHIP, 别县)',
    '    2  qinghe:103 (TOWNSHIP, 清河县)',
    '    3  rows.skip',
  ]);
  expect(mapping.region).toEqual({ column: '乡镇', codes: { 南河镇: 'other:901' } });
  await imported('qinghe');
  expect(await citedFigures(database, 'qinghe')).toContain('disputes-found 901 2022 14 <- 4:2');
});

test('rows of what is no region are left out where the answer says so', async () => {
  const text = '乡镇,2018年排查\n东关镇,10\n西山乡,12\n平均,11\n';
  const { error, mapping, imported } = await infer('mean.csv', text, ['rows.skip'], 'qinghe');
  expect(error).toBeUndefined();
  expect(mapping).toMatchObject({ region: { column: '乡镇' }, rows: { skip: [{ column: '乡镇', in: ['平均'] }] } });
  await imported();
  const figures = (await citedFigures(database, 'qinghe')).filter((figure) => figure.includes(' 2018 '));
  expect(figures).toEqual(['disputes-found 101 2018 10 <- 2:2', 'disputes-found 102 2018 12 <- 3:2']);
});

test('a name of the data set’s own scheme is settled as the import settles it, and the preview shows what is stored', async () => {
  const text = '乡镇,2025年排查\n东关镇,10\n西山乡,12\n南河镇,14\n';
  const own = await infer('own.csv', text, [], 'qinghe');
  expect(own.error).toBeUndefined();
  expect(own.lines).toContain('4:2 "14" → disputes-found qinghe:103 2025年 14');
  await own.imported();
  expect(await citedFigures(database, 'qinghe')).toContain('disputes-found 103 2025 14 <- 4:2');
  // Who is asked for the data set is asked first, because it decides what a name means.
  const asked = await infer('asked.csv', text, ['qinghe']);
  expect(asked.error).toBeUndefined();
  expect(asked.mapping).toMatchObject({ dataset: { code: 'qinghe' }, region: { column: '乡镇' } });
});

test('a metric of another data set is told as one, and of several called alike that of the data set is meant', async () => {
  const text = '乡镇,2025年排查\n东关镇,10\n西山乡,12\n';
  const told = 'metric: these metrics are of other data sets: "disputes-found (qinghe)" (likely; look at it)';
  expect((await infer('foreign.csv', text, [], 'new-set')).lines).toContain(told);
  const sheet = '乡镇,2025年走访\n东关镇,10\n';
  const metrics =
    'code,name:zh-Hans,theme,kind,basis,unit\nvisits-b,走访,safety,COUNT,FLOW,case\nvisits-a,走访,safety,COUNT,FLOW,case\n';
  const descriptor = { name: 'visits' };
  await importFiles(database, { 'metrics.csv': metrics }, { descriptor, govgraph: { region: 'other:900' } });
  const { lines, mapping } = await infer('visits.csv', sheet, ['visits-a'], 'qinghe');
  const at = lines.findIndex((line) => line.startsWith('? values.0.metric.codes'));
  expect(lines.slice(at + 1, at + 3)).toEqual(['    1  visits-a (visits, case)', '    2  visits-b (visits, case)']);
  expect(mapping.values).toMatchObject([{ metric: { codes: { 走访: 'visits-a' } } }]);
  expect(lines).toContain('2:2 "10" → visits-a qinghe:101 2025年 10');
});

test('a total that is no sum becomes the figure of a region', async () => {
  const text = '乡镇,2023年排查\n东关镇,10\n西山乡,20\n合计,31\n';
  const { error, mapping, imported } = await infer('total.csv', text, ['2', 'nowhere', 'qinghe:100'], 'qinghe');
  expect(error).toBeUndefined();
  expect(mapping).toMatchObject({ region: { codes: { 合计: 'qinghe:100' } } });
  expect(mapping.totals).toBeUndefined();
  await imported();
  expect(await citedFigures(database, 'qinghe')).toContain('disputes-found 100 2023 31 <- 4:2');
});

test('a column that nothing reads becomes a note or a dimension, and the data set may be a new one', async () => {
  const text = '乡镇,来源,组,2020年排查\n东关镇,甲,f,10\n西山乡,甲,m,20\n103,乙,f,20\n';
  const { error, mapping } = await infer('column.csv', text, ['new-set', 'note', 'breakdown', 'sex']);
  expect(error).toBeUndefined();
  expect(mapping).toMatchObject({
    dataset: { code: 'new-set' },
    note: '来源',
    breakdown: { sex: { column: '组' } },
  });
  expect(mapping.ignore).toBeUndefined();
});

test('the unit of a row of the header that multiplies is chosen, and the word before it is read', async () => {
  const content = '乡镇,2020年,2021年\n,经费,经费\n,Mill. EUR,Mill. EUR\n东关镇,12.5,3\n';
  const { mapping, imported } = await infer('mill.csv', content, ['{"header":2}', 'yuan'], 'qinghe');
  expect(mapping).not.toHaveProperty('questions');
  expect(mapping.values).toMatchObject([{ unit: { header: 3, codes: { eur: 'CNY' } } }]);
  await imported();
  expect(await citedFigures(database, 'qinghe')).toContain('spending 101 2021 3000000 <- 4:3');
});

test('the file is read again by the sheet, the encoding or the column that is chosen', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['单位', '2019年人数'], ['甲', 1]]), '别的'); // biome-ignore format: a sheet
  utils.book_append_sheet(book, utils.aoa_to_sheet([['乡镇', '2024年排查'], ['东关镇', 5], ['西山乡', 6]]), '排查'); // biome-ignore format: a sheet
  const sheets = await infer('book.xlsx', write(book, { type: 'buffer' }), ['排查'], 'qinghe');
  expect(sheets.error).toBeUndefined();
  expect(sheets.mapping).toMatchObject({
    file: { sheets: ['排查'], ignore: ['别的'] },
    region: { column: '乡镇' },
    values: [{ columns: ['$B'] }],
  });
  await sheets.imported();
  expect(await citedFigures(database, 'qinghe')).toContain('disputes-found 102 2024 6 <- 排查!B3');

  const text = '乡镇,上报乡镇,2025年排查\n东关镇,西山乡,10\n西山乡,西山乡,12\n';
  const columns = await infer('two.csv', text, ['2', 'ignore'], 'qinghe');
  expect(columns.mapping).toMatchObject({ region: { column: '上报乡镇' }, ignore: ['$A'] });
});

test('hidden columns are asked about where something is read of them', async () => {
  const sheet = utils.aoa_to_sheet([['乡镇', '2026年排查', '2027年排查'], ['东关镇', 5, 7], ['西山乡', 6, 8]]); // biome-ignore format: a sheet
  sheet['!cols'] = [{}, {}, { hidden: true }];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '排查');
  const { lines, error, mapping } = await infer('hidden.xlsx', write(book, { type: 'buffer' }), ['skip'], 'qinghe');
  expect(error).toBeUndefined();
  expect(lines).toContain('? columns.hidden: Are the hidden columns read (READ), or left out (SKIP): "2027年排查"?');
  expect(mapping.columns).toEqual({ hidden: 'SKIP' });
  expect(lines.filter((line) => line.includes(' → '))).toEqual([
    '排查!B2 "5" → disputes-found qinghe:101 2026年 5',
    '排查!B3 "6" → disputes-found qinghe:102 2026年 6',
  ]);
});

test('what ends before the last answer writes nothing', async () => {
  const file = join(folder, 'left.csv');
  await writeFile(file, '乡镇,2020年排查\n东关镇,10\n西山乡,-\n');
  const openPrompt = () => ({ ask: () => Promise.reject(new Error('left')), close: () => {} });
  await expect(showInference(database, file, 'qinghe', { locale: 'en', print: () => {}, openPrompt })).rejects.toThrow(
    'left',
  );
  expect(existsSync(`${file}.mapping.json`)).toBe(false);
});

test('the period that a single cell says is answered for the whole table', async () => {
  for (const rows of [
    ['清河县2021年', ',,1-11月', '乡镇,排查,化解', '东关镇,3,2', '西山乡,4,1'],
    ['清河县', ',,1-11月', '乡镇,排查,化解', '东关镇,3,2', '西山乡,4,1'],
  ]) {
    const name = `lone-${rows[0]}.csv`;
    const { error, mapping } = await infer(name, rows.join('\n'), ['2021年1-11月'], 'qinghe');
    expect(error).toBeUndefined();
    expect(mapping).toMatchObject({ period: { constant: '2021年1-11月' } });
    expect(mapping.values).toEqual([{ columns: ['$B:$C'], metric: { header: 1 } }]);
  }
});

test('another metric than the one that is named, and shares of one, come in as they are answered', async () => {
  const ranks = ['清河县2022年各乡镇排查排名', '乡镇,排查', '东关镇,12', '西山乡,30'];
  const { mapping } = await infer('ranks.csv', ranks.join('\n'), ['spending'], 'qinghe');
  expect(mapping.values).toEqual([{ columns: ['$B'], metric: { constant: 'spending' } }]);
  const shares = ['清河县', '乡镇,2019年化解率,2019年排查', '东关镇,0.917,3', '西山乡,1,4'];
  const { imported } = await infer('shares.csv', shares.join('\n'), ['1'], 'qinghe');
  await imported('qinghe');
  expect(await citedFigures(database, 'qinghe')).toContainEqual(
    expect.stringMatching(/^settlement-rate 101 2019 91\.7 /),
  );
});

test('days are answered as months, which the choices show', async () => {
  const rows = ['乡镇,日期,排查', '东关镇,2023-01-01,12', '东关镇,2023-02-01,3'];
  const { lines, mapping } = await infer('days.csv', rows.join('\n'), ['2'], 'qinghe');
  expect(lines.slice(lines.findIndex((line) => line.startsWith('? '))).slice(1, 3)).toEqual([
    '    1  2023-01-01',
    '    2  2023-01',
  ]);
  expect(mapping).toMatchObject({ period: { column: '日期', template: '{period:7}{_}' } });
  expect(lines).toContainEqual(expect.stringContaining(' → disputes-found qinghe:101 2023-01 12'));
});
