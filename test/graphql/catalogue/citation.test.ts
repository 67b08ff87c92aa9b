import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

/** Locators as publishers write them, with what is told in English and in Chinese. */
const LOCATORS = [
  ['paragraph 3', 'paragraph 3', '第3段'],
  ['Paragraph 3, sentence 2', 'Paragraph 3, sentence 2', '第3段第2句'],
  ['pages 4–6', 'pages 4–6', '第4—6页'],
  ['page 4-6', 'page 4-6', '第4—6页'],
  ['table 2; row 5', 'table 2; row 5', '表2第5行'],
  ['annex B', 'annex B', '附件B'],
  ['section 2.3.1', 'section 2.3.1', '第2.3.1节'],
  ['第3段', 'paragraph 3', '第3段'],
  ['第 4—6 页', 'pages 4–6', '第 4—6 页'],
  ['表2第5行', 'table 2, row 5', '表2第5行'],
  ['附件1，第2条', 'annex 1, article 2', '附件1，第2条'],
  ["'11月'!C6", "'11月'!C6", "'11月'!C6"],
  ['Indicator ControlofCorruption', 'Indicator ControlofCorruption', 'Indicator ControlofCorruption'],
  ['table 2, row Total', 'table 2, row Total', 'table 2, row Total'],
  ['第三段', '第三段', '第三段'],
  ['paragraph', 'paragraph', 'paragraph'],
  ['constructor 1', 'constructor 1', 'constructor 1'],
] as const;

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const rows = LOCATORS.map(
    ([locator], index) => `checks,990000,,${1990 + index},1,,,,,,river-report,"${locator.replaceAll('"', '""')}"\n`,
  );
  await importText(database, riverCity('1', { observations: riverCity().files.observations + rows.join('') }));
  ask = graphOver(database);
});
afterAll(() => database.close());

describe('Citation.locatorLabel', () => {
  const read = async (year: number, argument: string, acceptLanguage?: string) => {
    const query = `{ observations(where: { metrics: ["checks"], from: "${year}", to: "${year}" }, first: 1) { nodes { citations { locator locatorLabel${argument} } } } }`;
    const { observations } = await dataOf(ask(query, {}, acceptLanguage ? { 'accept-language': acceptLanguage } : {}));
    return observations.nodes[0].citations[0];
  };

  test.each(LOCATORS.map((row, index) => [...row, 1990 + index] as const))(
    'tells %s as %s and as %s',
    async (locator, english, chinese, year) => {
      expect(await read(year, '(lang: "en")')).toEqual({ locator, locatorLabel: english });
      expect(await read(year, '(lang: "zh-Hans")')).toEqual({ locator, locatorLabel: chinese });
    },
  );

  test('follows Accept-Language, and leaves other languages what was written', async () => {
    expect(await read(1990, '', 'zh-CN')).toMatchObject({ locatorLabel: '第3段' });
    expect(await read(1990, '', 'en-GB')).toMatchObject({ locatorLabel: 'paragraph 3' });
    expect(await read(1997, '(lang: "fr")')).toMatchObject({ locatorLabel: '第3段' });
  });
});
