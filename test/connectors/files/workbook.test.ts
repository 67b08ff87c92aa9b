import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnDescription, columnTitle } from '../../../src/connectors/files/description/column-title.ts';
import { OBSERVATION_TABLE } from '../../../src/connectors/table/observation.ts';
import { TASKS } from '../../../src/connectors/table/task.ts';
import { TASK_REPORTS } from '../../../src/connectors/table/task-report.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import type { TestDatabase } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Fetch, filesOver, workbookRows, xlsxRows } from './support.ts';

let database: TestDatabase;
let files: Fetch;
beforeAll(async () => {
  database = await openWithRiverCity();
  files = filesOver(database);
});
afterAll(() => database.close());

const partOf = (bytes: Buffer, name: string) => Buffer.from(unzipSync(bytes)[name] ?? []).toString();
const SHOWN = [OBSERVATION_TABLE, TASKS, TASK_REPORTS].map(({ columns }) =>
  columns.filter(({ internal }) => !internal),
);

describe('headers of a workbook', () => {
  test.each(SHOWN)('are words in both languages, each another', (...columns) => {
    for (const locale of ['en', 'zh-Hans'] as const) {
      const titles = columns.map(({ name }) => translate(columnTitle(name), locale));
      expect(new Set(titles).size).toBe(titles.length);
      for (const [at, { name, description }] of columns.entries()) {
        expect(titles[at]).not.toBe(name);
        const told = translate(columnDescription({ name, description }), locale);
        expect(told === description, name).toBe(locale === 'en');
      }
    }
  });

  test.each([
    ['lang=en', {}, ['Metric', 'Region', 'Breakdown', 'Period', 'Value', 'Unit'], 'observations'],
    ['lang=zh-Hans', {}, ['指标', '地区', '分项', '时期', '数值', '单位'], '观测值'],
    ['', { 'accept-language': 'zh-CN,en;q=0.5' }, ['指标', '地区', '分项', '时期', '数值', '单位'], '观测值'],
    ['lang=fr', { 'accept-language': 'zh' }, ['指标', '地区', '分项', '时期', '数值', '单位'], '观测值'],
  ])('are in the language that is asked for: ?%s with %j', async (words, headers, first, sheet) => {
    const { bytes } = await files(`observations.xlsx?datasets=river-city&${words}`, { headers });
    const [titles = []] = xlsxRows(bytes);
    expect(titles.slice(0, first.length)).toEqual(first);
    expect(partOf(bytes, 'xl/workbook.xml')).toContain(`<sheet name="${sheet}"`);
  });

  test('do not change those of CSV and Parquet', async () => {
    const { text } = await files('observations.csv?metrics=gauges&lang=zh-Hans');
    expect(text.split('\r\n')[0]).toBe(`\uFEFF${SHOWN[0]?.map(({ name }) => name).join(',')}`);
  });

  test.each([
    ['observations', 'datasets=river-city', 0],
    ['tasks', 'dataset=river-city', 1],
    ['task-reports', 'dataset=river-city', 2],
  ])('of %s put what people read first and ids last, and leave nothing out', async (name, words, at) => {
    const { bytes } = await files(`${name}.xlsx?${words}&lang=zh-Hans`);
    const rows = workbookRows(bytes, SHOWN[at]);
    expect(rows.length).toBeGreaterThan(2);
    const names = Object.keys(rows[0] ?? {});
    expect(names.toSorted()).toEqual(SHOWN[at]?.map((column) => column.name).toSorted());
    expect(names.at(-1)).toBe('id');
    const printed = /Print_Area[^>]*>'[^']*'!\$A\$1:\$([A-Z]+)\$(\d+)</.exec(partOf(bytes, 'xl/workbook.xml'));
    expect(printed?.slice(1)).toEqual(['I', `${rows.length + 1}`]);
  });
});

test('a metric with decimals shows them in each figure, and others show what was published', async () => {
  const { bytes } = await files('observations.xlsx?metrics=leak-rate,leaks&regions=990000&latest=1');
  const rows = partOf(bytes, 'xl/worksheets/sheet1.xml').split('<row>').slice(2);
  const styles = rows.map((row) => /<t [^>]*>([^<]*)<.*?<c s="(\d+)"><v>/s.exec(row)?.slice(1));
  expect(styles).toContainEqual(['Leak rate', '7']);
  expect(styles).toContainEqual(['Leaks', '5']);
  expect(partOf(bytes, 'xl/styles.xml')).toContain('formatCode="#,##0.00"');
});

test('the second sheet is in the language too, and says what each column is', async () => {
  const { bytes } = await files('observations.xlsx?metrics=disputes-resolved&lang=zh-Hans');
  const [head, ...lines] = xlsxRows(bytes, 2);
  const notes = new Map(lines.map(([name, text]) => [name, text]));
  expect(head).toEqual(['项目', '内容']);
  expect(notes.get('选择条件：metrics')).toBe('disputes-resolved');
  expect(notes.get('数据集：tianshui-2020')).toMatch(/许可 CC0-1.0 · 版本 1.0.0/);
  expect(notes.get('列：单位')).toMatch(/^unitName · 数值的单位/);
});
