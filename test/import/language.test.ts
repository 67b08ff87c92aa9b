import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { DomainError } from '../../src/domain/core/errors.ts';
import { translate } from '../../src/domain/message/translate.ts';
import { ImportRefused } from '../../src/import/package/problem.ts';
import { reportTask, type TaskReportInput } from '../../src/import/report/report-task.ts';
import { type Files, importFiles, openMemory, type PackageOptions, SMALL } from './fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importFiles(database, SMALL);
  await importFiles(database, { 'tasks.csv': 'code,title:en\nroot,Another\n' }, { descriptor: { name: 'other' } });
});
afterAll(() => database.close());

const refused = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'not refused',
    (reason: unknown) => reason,
  );

/** What a refused package is refused for: as lines of both languages, without the first, which counts them. */
async function linesOf(
  files: Files,
  options: PackageOptions = {},
): Promise<readonly [english: string, chinese: string]> {
  const error = await refused(importFiles(database, files, options));
  if (!(error instanceof ImportRefused)) throw error;
  const [english = '', chinese = ''] = (['en', 'zh-Hans'] as const).map((locale) =>
    translate(error.text, locale).split('\n').slice(1).join('\n'),
  );
  expect(error.message).toContain(english);
  return [english, chinese];
}

const adding = (file: keyof typeof SMALL, ...lines: string[]): Files => ({
  ...SMALL,
  [file]: `${SMALL[file]}${lines.join('\n')}\n`,
});
const replacing = (file: keyof typeof SMALL, from: string, to: string): Files => ({
  ...SMALL,
  [file]: SMALL[file].replace(from, to),
});
const expression = (text: string): Files => ({
  ...SMALL,
  'metrics.csv': `${SMALL['metrics.csv'].replace('factor\n', 'factor,expression\n').replaceAll(/(?<=[,0])\n/g, ',\n')}x,X,safety,COUNT,FLOW,case,0,0,NEUTRAL,NONE,NONE,,,,,${text}\n`,
});

describe('a package is refused in English and in Chinese', () => {
  test.each([
    ['a number', adding('observations.csv', 'filed,low,,2021,"12,5",,,,,'),
      'observations.csv line 5, column value: "12,5" is not a number; expected: digits with at most one point, such as -20.6 or 1e+05: no thousands separators, no blanks, at most 60 digits when written out',
      'observations.csv 第 5 行 value 列："12,5" 不是数字；应为：数字，最多一个小数点，如 -20.6 或 1e+05；不含千位分隔符或空格，完整写出时最多 60 位'],
    ['a code that is near another', adding('observations.csv', 'filled,low,,2021,1,,,,,'),
      'observations.csv line 5, column metric: the metric "filled" is unknown; expected: the code of a metric that is defined; the nearest is "filed"',
      'observations.csv 第 5 行 metric 列：没有指标 "filled"；应为：已定义的指标代码；最接近的是 "filed"'],
    ['a value of a list', replacing('metrics.csv', 'LOWER_IS_BETTER', 'LOWER_IS_BEST'),
      'metrics.csv line 2, column direction: "LOWER_IS_BEST" is not one of the values; expected: HIGHER_IS_BETTER, LOWER_IS_BETTER, NEUTRAL; the nearest is "LOWER_IS_BETTER"',
      'metrics.csv 第 2 行 direction 列："LOWER_IS_BEST" 不在可选值之中；应为：HIGHER_IS_BETTER、LOWER_IS_BETTER、NEUTRAL；最接近的是 "LOWER_IS_BETTER"'],
    ['a category', adding('observations.csv', 'filed,low,sex=x,2021,1,,,,,'),
      'observations.csv line 5, column breakdown: the category "x" of the dimension "sex" is unknown; expected: one of f, m',
      'observations.csv 第 5 行 breakdown 列：维度 "sex" 没有类别 "x"；应为：f、m 之一'],
    ['a row with a cell too few', adding('themes.csv', 'order,Order'),
      'themes.csv line 3: the row has 2 cells; expected: 3 cells, as the header has',
      'themes.csv 第 3 行：该行有 2 个单元格；应为：与表头一致的 3 个单元格'],
    ['a column', replacing('tasks.csv', 'due_date', 'due_dat'),
      'tasks.csv line 1, column due_dat: the column "due_dat" is unknown; expected: code, ordinal, title:en, programme, working_group, attribution, status, region, parent, level, weight, start_date, due_date, lead, cooperate, supervise, metrics, source, locator, quote; the nearest is "due_date"',
      'tasks.csv 第 1 行 due_dat 列：未知的列 "due_dat"；应为：code、ordinal、title:en、programme、working_group、attribution、status、region、parent、level、weight、start_date、due_date、lead、cooperate、supervise、metrics、source、locator、quote；最接近的是 "due_date"'],
    ['a quote that is not closed', adding('themes.csv', '"order,Order,'),
      'themes.csv line 3: a quote is opened and never closed; expected: cells with a comma, a quote or a line break in double quotes, and quotes in them doubled',
      'themes.csv 第 3 行：引号没有闭合；应为：含逗号、引号或换行的单元格用双引号括起，其中的双引号写两次'],
    ['an encoding', { ...SMALL, 'themes.csv': Uint8Array.from([0x61, 0x0a, 0xd5, 0xfe, 0x0a]) },
      'themes.csv line 2: the file is not UTF-8 text: it looks like GB18030 (GBK, GB2312); expected: UTF-8 text, or an "encoding" of the resource in datapackage.json that fits',
      'themes.csv 第 2 行：文件不是 UTF-8 文本，其编码可能是 GB18030 (GBK, GB2312)；应为：UTF-8 文本，或在 datapackage.json 中为该资源声明相符的 "encoding"'],
    ['a file', { ...SMALL, 'targets.csv': null },
      'targets.csv: datapackage.json names this file, but it does not exist; expected: add the file, or remove the resource that names it',
      'targets.csv：datapackage.json 列出了此文件，但文件不存在；应为：补上该文件，或删去列出它的资源'],
    ['a cycle', replacing('tasks.csv', 'root,Root,prog,g1,top,,', 'root,Root,prog,g1,top,two,'),
      'tasks.csv line 2, column parent: there is a cycle: root → two → root; expected: a tree, in which nothing is below itself',
      'tasks.csv 第 2 行 parent 列：存在循环：root → two → root；应为：树形结构，任何一项都不得位于自身之下'],
    ['a fact that stands twice', adding('observations.csv', 'filed,low,,2020,30,,,,,'),
      'observations.csv line 5, column metric, region, breakdown, period: the row has the same series and period as line 2; expected: each series and period once',
      'observations.csv 第 5 行 metric, region, breakdown, period 列：该行的序列和时期与第 2 行相同；应为：每个序列的每个时期只出现一次'],
    ['a change of what is not there', { ...SMALL, 'published_changes.csv': 'metric,region,period,change,value\nfiled,low,2021,YOY,3\n' },
      'published_changes.csv line 2, column metric, region, breakdown, period: there is no observation of this series and period that the change could belong to; expected: a row in observations with the same metric, region, breakdown and period',
      'published_changes.csv 第 2 行 metric, region, breakdown, period 列：没有与此变化的序列和时期相同的观测值；应为：observations 中指标、地区、分项和时期均相同的一行'],
    ['a metric that is published', replacing('metrics.csv', 'solved,Cases solved,safety,COUNT,FLOW,case', 'solved,Cases solved,safety,COUNT,LEVEL,percent'),
      'metrics.csv line 3, column basis, unit: the metric "solved" is published, and its basis, unit can never change; expected: basis FLOW, unit case; a different meaning is a different code',
      'metrics.csv 第 3 行 basis, unit 列：指标 "solved" 已经发布，其 basis、unit 不可更改；应为：basis 为 FLOW、unit 为 case；含义不同应使用不同的代码'],
    ['a formula of numbers', expression('filed / solved'),
      'metrics.csv line 5, column expression: the expression gives a number without a unit, but the unit of the metric is "case"; expected: an expression that gives "case"',
      'metrics.csv 第 5 行 expression 列：表达式得出的是没有单位的数，而指标的单位是 "case"；应为：得出 "case" 的表达式'],
    ['a formula with an unknown metric', expression('fixed + 1'),
      'metrics.csv line 5, column expression: at position 1: the metric "fixed" is unknown; expected: the code of a metric that is defined; the nearest is "filed"',
      'metrics.csv 第 5 行 expression 列：第 1 个字符处：没有指标 "fixed"；应为：已定义的指标代码；最接近的是 "filed"'],
  ] as const)('for %s', async (_, files, english, chinese) => {
    expect(await linesOf(files)).toEqual([english, chinese]);
  }); // biome-ignore format: a case in three lines

  test.each([
    ['the region', { region: 'tap' },
      'datapackage.json, column govgraph.region: the region "tap" is unknown; expected: the code of a region that is defined; the nearest is "top"',
      'datapackage.json 的 govgraph.region 列：没有地区 "tap"；应为：已定义的地区代码；最接近的是 "top"'],
    ['the time zone', { timeZone: 'Beijing' },
      'datapackage.json, column govgraph.timeZone: "Beijing" is not a time zone; expected: an IANA name such as Asia/Shanghai',
      'datapackage.json 的 govgraph.timeZone 列："Beijing" 不是时区；应为：IANA 时区名，如 Asia/Shanghai'],
    ['the smallest count', { minCount: 0 },
      'datapackage.json, column govgraph.minCount: 0 is not a whole number from 1 to 999,999,999; expected: a whole number from 1 to 999,999,999',
      'datapackage.json 的 govgraph.minCount 列：0 不是从 1 到 999,999,999 的整数；应为：从 1 到 999,999,999 的整数'],
    ['the checks', { checks: 'stop' },
      'datapackage.json, column govgraph.checks: "stop" is not "warn" or "refuse"; expected: "warn" or "refuse"',
      'datapackage.json 的 govgraph.checks 列："stop" 不是"warn" 或 "refuse"；应为："warn" 或 "refuse"'],
  ] as const)('for %s in the descriptor', async (_, govgraph, english, chinese) => {
    expect(await linesOf(SMALL, { govgraph })).toEqual([english, chinese]);
  }); // biome-ignore format: a case in three lines

  test('for a check, in the sentence of each language', async () => {
    const files = {
      'observations.csv': 'metric,region,period,value,numerator,denominator\nrate,low,2019,70,20,30\n',
    };
    const [english, chinese] = await linesOf(files, {
      descriptor: { name: 'checked' },
      govgraph: { region: 'low', checks: 'refuse' },
    });
    expect(english).toMatch(
      /: rate low 2019: Published is 70, .* account for; expected: .*, or "checks": "warn" under/,
    );
    expect(chinese).toMatch(/：rate low 2019：公布值为70，.*[^。]；应为：.*，或在 datapackage.json 的 govgraph 中设置/);
  });
});

test('nothing that a package holds moves the cursor of a terminal', async () => {
  const [english, chinese] = await linesOf(adding('observations.csv', '\u009b2J,low,,2021,\u001b[2J,,,,,'));
  expect(english).toContain('"\\u001b[2J" is not a number');
  expect(`${english}${chinese}`).not.toMatch(/[^\P{Cc}\n]/u);
});

test('the details of a refusal are in English', async () => {
  const error = await refused(importFiles(database, adding('observations.csv', 'filed,low,,2021,x,,,,,')));
  expect((error as ImportRefused).details.problems).toMatchObject([{ message: '"x" is not a number' }]);
});

test('notes are in English and in Chinese', async () => {
  const files = {
    'themes.csv': 'code,name:en\nsafety,Mine\n',
    'observations.csv': 'metric,region,period,value\nfiled,low,2021,4\n',
  };
  const options = (version: string) => ({ descriptor: { name: 'noted', version }, govgraph: { region: 'low' } });
  await importFiles(database, files, options('1'));
  const again = { ...files, 'observations.csv': 'metric,region,period,value\nfiled,low,2021,5\n' };
  const { notes, warnings } = await importFiles(database, again, options('1'));
  const all = [...notes, ...warnings];
  expect(all.map((note) => translate(note, 'en'))).toEqual([
    '"safety" is a theme of the data set "small", which keeps: name:en "Safety".',
    'Release 1 has the same version "1", but other content. Give each release a version of its own, in datapackage.json.',
  ]);
  expect(all.map((note) => translate(note, 'zh-Hans'))).toEqual([
    '"safety" 是数据集 "small" 的主题，仍以该数据集为准：name:en 为 "Safety"。',
    '第 1 次发布的版本号也是 "1"，但内容不同。请在 datapackage.json 中为每次发布写不同的版本号。',
  ]);
});

describe('a report on a task is refused in English and in Chinese', () => {
  const input: TaskReportInput = {
    dataset: null,
    task: 'one',
    status: 'IN_PROGRESS',
    progress: null,
    rating: null,
    at: null,
    by: null,
    note: null,
  };

  test.each([
    [{ status: 'STARTED' }, '"STARTED" is not a status. Expected one of PLANNED, ACCEPTED, IN_PROGRESS, COMPLETED, CANCELLED.', '"STARTED" 不是有效状态。应为 PLANNED、ACCEPTED、IN_PROGRESS、COMPLETED、CANCELLED 之一。'],
    [{ progress: '101' }, '"101" is not a progress value. Expected a number from 0 to 100 with at most 4 decimals.', '"101" 不是有效进度。应为 0 到 100 之间的数，最多 4 位小数。'],
    [{ status: 'COMPLETED', progress: '90' }, 'The progress of a completed task must be 100 per cent; got 90. Give 100, or leave the progress out.', '已完成任务的进度必须是 100%，实际为 90%。请填 100，或不填进度。'],
    [{ at: 'today' }, '"today" is not a date or a date-time. Expected YYYY-MM-DD or YYYY-MM-DDThh:mm:ss; without Z or an offset such as +08:00, the time zone of the data set applies.', '"today" 不是日期或日期时间。应为：YYYY-MM-DD 或 YYYY-MM-DDThh:mm:ss；不带 Z 或 +08:00 之类时区偏移时，按数据集的时区。'],
    [{ task: 'onne' }, 'The task "onne" is unknown. The nearest is "one".', '没有任务 "onne"。最接近的是 "one"。'],
    [{ by: 'ofice' }, 'The organisation "ofice" is unknown. The nearest is "office".', '没有机构 "ofice"。最接近的是 "office"。'],
    [{ dataset: 'smal' }, 'The data set "smal" is unknown. The data sets are noted, other, small.', '没有数据集 "smal"。现有数据集：noted、other、small。'],
    [{ task: 'root' }, 'Several data sets have the task "root". Name one of these data sets: other, small.', '有多个数据集包含任务 "root"。请指定其中之一：other、small。'],
  ] as const)('%o', async (wrong, english, chinese) => {
    const error = await refused(reportTask(database, { ...input, ...wrong }));
    if (!(error instanceof DomainError)) throw error;
    expect(error.message).toBe(english);
    expect(translate(error.text, 'zh-Hans')).toBe(chinese);
  }); // biome-ignore format: a case a line
});
