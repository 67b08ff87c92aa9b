import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { applicationOver, type TestApplication, troubled } from '../support.ts';

const CHINESE = { 'accept-language': 'zh-CN,en;q=0.5' };
const DIMENSIONS = Array.from({ length: 9 }, (_, index) => `extra-${index}`);
/** One for each reason that forbids a roll-up over time and regions. */
const METRICS = [
  'posts,Posts,,safety,,,COUNT,LEVEL,piece,0,NEUTRAL,SUM,SUM,SUM,,,,',
  'walks,Walks,,safety,,,COUNT,CUMULATIVE,piece,0,NEUTRAL,SUM,SUM,SUM,,,,',
  'rank,Rank,,safety,,,INDEX,LEVEL,piece,0,NEUTRAL,LAST,NONE,NONE,,,,',
  'mark,Mark,,safety,,,SCORE,FLOW,piece,0,NEUTRAL,AVERAGE,SUM,SUM,,,,',
  'share,Share,,safety,,,RATE,FLOW,share,2,NEUTRAL,AVERAGE,WEIGHTED,WEIGHTED,,leaks,checks,100',
];
const DOUBLING = Array.from({ length: 14 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
const LIMITS = { MAX_DEPTH: '6', MAX_ALIASES: '3', MAX_COMPLEXITY: '50000' };

let database: Database;
let application: TestApplication;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const categories = DIMENSIONS.flatMap((name) => [`${name},,${name},`, `${name},one,One,1`]);
  await importText(
    database,
    riverCity('1', {
      dimensions: `${riverCity().files.dimensions}${csv(...categories)}`,
      metrics: `${riverCity().files.metrics}${csv(...METRICS)}`,
    }),
  );
  application = applicationOver(database, LIMITS);
});
afterAll(() => database.close());

const cube = (input: object) => ({
  query: 'query ($input: CubeInput!) { cube(input: $input) { totalCount } }',
  variables: { input: { metrics: ['leaks'], ...input } },
});
const observations = (where: object) => ({
  query: 'query ($where: ObservationWhere!) { observations(where: $where) { totalCount } }',
  variables: { where: { metrics: ['leaks'], ...where } },
});
const tasks = (args: string) => ({ query: `{ tasks(${args}) { totalCount } }` });
const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('a message of the graph', () => {
  test.each<[string, object, string, string]>([
    ['unknown metric', cube({ metrics: ['no'] }), 'There is no metric "no".', '没有代码为“no”的指标。'],
    ['unknown region', observations({ regions: ['no'] }), 'There is no region "no".', '没有代码为“no”的地区。'],
    ['unknown data set', observations({ datasets: ['no'] }), 'There is no data set "no".', '没有代码为“no”的数据集。'],
    [
      'unknown dimension',
      observations({ breakdowns: [{ dimension: 'no' }] }),
      'There is no dimension "no".',
      '没有代码为“no”的维度。',
    ],
    [
      'unknown category',
      observations({ breakdowns: [{ dimension: 'bank', categories: ['no'] }] }),
      'There is no category "no".',
      '没有代码为“no”的类别。',
    ],
    [
      'too many breakdowns',
      observations({ breakdowns: Array(51).fill({ dimension: 'bank' }) }),
      '`breakdowns` must have at most 50 entries; got 51. Name each dimension once.',
      '`breakdowns` 最多可有 50 项，实际为 51 项。每个维度只需列出一次。',
    ],
    [
      'from after to',
      cube({ from: '2021', to: '2020' }),
      '`input.from` (2021) begins after `input.to` (2020) ends.',
      '`input.from`（2021）的开始日期晚于 `input.to`（2020）的结束日期。',
    ],
    [
      'dueFrom after dueTo',
      tasks('where: { dueFrom: "2021-02-01", dueTo: "2021-01-01" }'),
      '`dueFrom` (2021-02-01) is after `dueTo` (2021-01-01).',
      '`dueFrom`（2021-02-01）晚于 `dueTo`（2021-01-01）。',
    ],
    [
      'negative page',
      tasks('first: -1'),
      '`first` must be between 0 and 1,000; got -1.',
      '`first` 必须在 0 到 1,000 之间，实际为 -1。',
    ],
    [
      'large page',
      tasks('last: 1001'),
      '`last` must be between 0 and 1,000; got 1,001. Read page by page with the cursors in `pageInfo`.',
      '`last` 必须在 0 到 1,000 之间，实际为 1,001。请用 `pageInfo` 中的游标逐页读取。',
    ],
    [
      'latest out of range',
      cube({ latest: 0 }),
      '`input.latest` must be between 1 and 100,000; got 0.',
      '`input.latest` 必须在 1 到 100,000 之间，实际为 0。',
    ],
    [
      'first and last',
      tasks('first: 1, last: 1'),
      'Give either `first` or `last`, not both.',
      '`first` 和 `last` 只能给出一个。',
    ],
    [
      'after with last',
      tasks('last: 1, after: ""'),
      '`after` must be used with `first`; use `before` with `last`.',
      '`after` 须与 `first` 一起使用；使用 `last` 时请改用 `before`。',
    ],
    [
      'before with first',
      tasks('first: 1, before: ""'),
      '`before` must be used with `last`; use `after` with `first`.',
      '`before` 须与 `last` 一起使用；使用 `first` 时请改用 `after`。',
    ],
    [
      'not a cursor',
      tasks('after: "no"'),
      '"no" is not a cursor of this list. Take one from `pageInfo` or from an edge.',
      '“no”不是此列表的游标。请使用 `pageInfo` 或 `edges` 中的游标。',
    ],
    [
      'cursor of another order',
      cube({ after: cursorOf(1, 'size') }),
      '`input.after` holds a cursor of the order "size", but the order of the list is "metric region end period',
      '`input.after` 中的游标属于排序“size”，而列表的排序是“metric region end period',
    ],
    [
      'cursor of another search',
      { query: `{ search(text: "leaks", after: "${cursorOf(1, '-score key', '1', 'Task:0')}") { totalCount } }` },
      '`after` holds a cursor of another search. Take one from `pageInfo` or from an edge of this search.',
      '`after` 中的游标属于另一次搜索。请使用本次搜索的 `pageInfo` 或 `edges` 中的游标。',
    ],
    [
      'long text of a filter',
      tasks(`where: { text: "${'a'.repeat(1_001)}" }`),
      '`text` must have at most 1,000 characters; got 1,001. Give a shorter part of the code or name.',
      '`text` 最多可有 1,000 个字符，实际为 1,001 个。请给出代码或名称中较短的一部分。',
    ],
    [
      'long text of a search',
      { query: `{ search(text: "${'a'.repeat(201)}") { totalCount } }` },
      '`text` must have at most 200 characters; got 201. Search for a shorter text.',
      '`text` 最多可有 200 个字符，实际为 201 个。请缩短搜索文本。',
    ],
    [
      'not a global id',
      { query: '{ node(id: "no") { id } }' },
      '"no" is not a global id. Take one from the `id` field of a row.',
      '“no”不是全局 id。请使用某一行 `id` 字段的值。',
    ],
    [
      'global id of nothing',
      { query: `{ node(id: "${Buffer.from('No:1').toString('base64')}") { id } }` },
      '"Tm86MQ==" is not the global id of any object. Take one from the `id` field of a row.',
      '“Tm86MQ==”不是任何对象的全局 id。请使用某一行 `id` 字段的值。',
    ],
    [
      'too many ids',
      { query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: Array(1_001).fill('no') } },
      '`ids` must have at most 1,000 entries; got 1,001. Split them among several requests.',
      '`ids` 最多可有 1,000 项，实际为 1,001 项。请分成几次请求。',
    ],
    [
      'moment in the future',
      cube({ asOf: '2999-01-01T00:00:00Z' }),
      '`input.asOf` must not be in the future; got 2999-01-01T00:00:00.000Z.',
      '`input.asOf` 不能是将来的时间，实际为 2999-01-01T00:00:00.000Z。',
    ],
    [
      'no selection of regions',
      cube({ regions: {} }),
      '`input.regions` must have exactly one of `codes`, `childrenOf` and `descendantsOf`; got none.',
      '`input.regions` 必须且只能有 `codes`、`childrenOf`、`descendantsOf` 中的一个，实际一个也没有。',
    ],
    [
      'several selections of regions',
      cube({ regions: { codes: ['990000'], childrenOf: '990000' } }),
      '`input.regions` must have exactly one of `codes`, `childrenOf` and `descendantsOf`; got codes, childrenOf.',
      '`input.regions` 必须且只能有 `codes`、`childrenOf`、`descendantsOf` 中的一个，实际有 codes、childrenOf。',
    ],
    [
      'level without descendants',
      cube({ regions: { codes: ['990000'], level: 'COUNTY' } }),
      '`level` must be used with `descendantsOf`. Add `descendantsOf`, or leave `level` out.',
      '`level` 须与 `descendantsOf` 一起使用。请加上 `descendantsOf`，或去掉 `level`。',
    ],
    [
      'empty roll-up',
      cube({ rollUp: {} }),
      'There is nothing to roll up. Give `toLevel`, `toRegion`, `overTime` or `overBreakdowns`.',
      '没有可汇总的内容。请给出 `toLevel`、`toRegion`、`overTime` 或 `overBreakdowns`。',
    ],
    [
      'roll-up of levels over time',
      cube({ metrics: ['posts'], rollUp: { overTime: 'ANNUAL' } }),
      'Metric "posts" cannot be rolled up: its basis is LEVEL, the number at the end of a period, and such values never add up over time, although its rule over time is SUM.',
      '指标“posts”不能汇总：它的统计口径为 LEVEL（期末存量），这类数值不能按时间相加，尽管其时间汇总规则为 SUM。',
    ],
    [
      'roll-up of cumulative values over time',
      cube({ metrics: ['walks'], rollUp: { overTime: 'ANNUAL' } }),
      'Metric "walks" cannot be rolled up: its basis is CUMULATIVE, the number since a fixed start, and such values',
      '指标“walks”不能汇总：它的统计口径为 CUMULATIVE（自固定起点起的累计值），这类数值不能按时间相加，',
    ],
    [
      'roll-up against a rule',
      cube({ metrics: ['rank'], rollUp: { toRegion: '990000' } }),
      'Metric "rank" cannot be rolled up: its rule over regions is NONE, which allows no total over regions.',
      '指标“rank”不能汇总：它的地区汇总规则为 NONE，不允许按地区汇总。',
    ],
    [
      'roll-up by two rules',
      cube({ metrics: ['share'], rollUp: { overTime: 'ANNUAL', toRegion: '990000' } }),
      'Metric "share" cannot be rolled up: its rules (AVERAGE over time, WEIGHTED over regions) cannot be used together: roll up along one after the other.',
      '指标“share”不能汇总：它的汇总规则（按时间 AVERAGE、按地区 WEIGHTED）不能同时使用，请分次汇总。',
    ],
    [
      'too many dimensions',
      cube({ rollUp: { overBreakdowns: DIMENSIONS } }),
      '`input.rollUp.overBreakdowns` must name at most 8 dimensions; got 9.',
      '`input.rollUp.overBreakdowns` 最多可列出 8 个维度，实际为 9 个。',
    ],
    [
      'dimension rolled up and selected',
      cube({ rollUp: { overBreakdowns: ['bank'] }, breakdowns: [{ dimension: 'bank', categories: ['left'] }] }),
      '`overBreakdowns` adds up all categories of the dimension "bank". Leave this dimension out of `breakdowns`.',
      '`overBreakdowns` 会汇总维度“bank”的所有类别。请从 `breakdowns` 中去掉该维度。',
    ],
    [
      'frequency without parts',
      cube({ rollUp: { overTime: 'DAILY' } }),
      '`input.rollUp.overTime` must be one of ANNUAL, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY; got DAILY. Cumulative spans overlap, and no period is shorter than a day.',
      '`input.rollUp.overTime` 必须是 ANNUAL、HALF_YEARLY、QUARTERLY、MONTHLY、WEEKLY 之一，实际为 DAILY。累计时段互相重叠，而没有比一天更短的时期。',
    ],
    [
      'frequency that does not fill',
      cube({ rollUp: { overTime: 'QUARTERLY' }, frequency: ['WEEKLY'] }),
      '`input.frequency` must hold only QUARTERLY, MONTHLY, DAILY, whose periods fill a period of the frequency QUARTERLY; got WEEKLY.',
      '`input.frequency` 只能包含 QUARTERLY、MONTHLY、DAILY，这些频率的时期可以合成频率为 QUARTERLY 的时期，实际有 WEEKLY。',
    ],
    [
      'two targets of a roll-up',
      cube({ rollUp: { toLevel: 'COUNTY', toRegion: '990000' } }),
      'Give either `toLevel` or `toRegion`, not both.',
      '`toLevel` 和 `toRegion` 只能给出一个。',
    ],
    [
      'region outside of the target',
      cube({ rollUp: { toRegion: '990100' }, regions: { codes: ['990200'] } }),
      'The region "990200" has never been in the region "990100".',
      '地区“990200”从未属于地区“990100”。',
    ],
    [
      'region outside of the level',
      cube({ rollUp: { toLevel: 'COUNTY' }, regions: { codes: ['990000'] } }),
      'The region "990000" has never been in a region of the level COUNTY.',
      '地区“990000”从未属于级别为 COUNTY 的地区。',
    ],
  ])('is in the language of the request: %s', (_, body, english, chinese) => asksInTurn(body, english, chinese));
});

describe('a message of a scalar', () => {
  const period = (value: unknown) => ({
    query: 'query ($from: Period) { cube(input: { metrics: [], from: $from }) { totalCount } }',
    variables: { from: value },
  });
  const INVALID = 'Variable "$from" got invalid value';

  test.each<[string, object, string, string]>([
    [
      'a period in a variable, after the words of GraphQL',
      period('soon'),
      `${INVALID} "soon"; Expected type "Period". "soon" is not a period in the years 0001 to 9999. Expected 2020, 2020-S1,`,
      `${INVALID} "soon"; Expected type "Period". "soon" 不是 0001 年至 9999 年间的时期。应为 2020、2020-S1、`,
    ],
    [
      'a period that ends before it begins',
      period('2020-11/2020-01'),
      `${INVALID} "2020-11/2020-01"; Expected type "Period". "2020-11/2020-01" ends before it begins. Expected 2020,`,
      `${INVALID} "2020-11/2020-01"; Expected type "Period". "2020-11/2020-01" 的结束早于开始。应为 2020、`,
    ],
    [
      'a period that is a number',
      period(1),
      `${INVALID} 1; Expected type "Period". A value of the type \`Period\` must be a string; got 1.`,
      `${INVALID} 1; Expected type "Period". \`Period\` 类型的值必须是字符串，实际为 1。`,
    ],
    [
      'a day in the document',
      tasks('where: { dueFrom: "2021-02-30" }'),
      'Expected value of type "Date", found "2021-02-30"; "2021-02-30" is not a day. Write YYYY-MM-DD: 2020-11-30.',
      'Expected value of type "Date", found "2021-02-30"; “2021-02-30”不是有效的日期。请按 YYYY-MM-DD 书写，例如 2020-11-30。',
    ],
    [
      'a moment',
      { query: '{ observations(where: { metrics: [] }, asOf: "now") { totalCount } }' },
      'Expected value of type "DateTime", found "now"; "now" is not a date-time with a UTC offset. Write, for example,',
      'Expected value of type "DateTime", found "now"; “now”不是带时区偏移的日期时间。请写成如 ',
    ],
    [
      'a language',
      { query: '{ search(text: "a", lang: "!") { totalCount } }' },
      'Expected value of type "Language", found "!"; "!" is not a language tag. Write BCP 47: zh-Hans, en.',
      'Expected value of type "Language", found "!"; “!”不是语言标签。请按 BCP 47 书写，例如 zh-Hans、en。',
    ],
  ])('is in the language of the request: %s', (_, body, english, chinese) => asksInTurn(body, english, chinese));
});

describe('a message of the server', () => {
  test.each<[string, object, string, string]>([
    [
      'depth',
      { query: '{ metrics { nodes { theme { metrics { nodes { theme { code } } } } } } }' },
      'The query must be at most 6 fields deep; got 7. Ask for what lies deeper in a query of its own, by its code or id.',
      '查询最多可嵌套 6 层字段，实际为 7 层。更深的内容请按代码或 id 另行查询。',
    ],
    [
      'aliases',
      { query: '{ a: __typename b: __typename c: __typename d: __typename }' },
      'The query must have at most 3 aliases; got 4. Send several queries, or select several rows by one field, as with `codes`.',
      '查询最多可有 3 个别名，实际为 4 个。请分成几个查询，或用一个字段选取多行，例如用 `codes`。',
    ],
    [
      'tokens',
      { query: `{ ${'__typename '.repeat(4_001)} }` },
      'The query must have at most 4,000 tokens (names, values and punctuation). Put long lists of values into `variables`, write what repeats as a fragment, or send several queries.',
      '查询最多可有 4,000 个词法单元（token，即名称、值和标点）。请将长列表放入 `variables`，将重复部分写成片段，或分成几个查询。',
    ],
    [
      'complexity',
      { query: '{ metrics(first: 1000) { nodes { tasks(first: 1000) { nodes { code } } } } }' },
      'The complexity of the query must be at most 50,000; got ',
      '查询的复杂度上限为 50,000，实际为 ',
    ],
    [
      'nesting of values',
      { query: `{ tasks(where: ${nested(101)}) { totalCount } }` },
      'Values and types in the query must nest at most 100 levels deep.',
      '查询中的值和类型最多可嵌套 100 层。',
    ],
    [
      'nesting of variables',
      { query: '{ __typename }', variables: { a: JSON.parse(nested(101)) } },
      '`variables` must nest lists and objects at most 100 levels deep. Send flatter values.',
      '`variables` 中的列表和对象最多可嵌套 100 层。请发送嵌套较浅的值。',
    ],
    [
      'length of a name',
      { query: `{ ${'a'.repeat(251)} }` },
      'A name in the query must have at most 250 characters; got 251.',
      '查询中的名称最多可有 250 个字符，实际为 251 个。',
    ],
    [
      'U+0000 in the document',
      { query: '{ metric(code: "\\u0000") { code } }' },
      'A string contains the character U+0000, which the database cannot store. Remove it.',
      '字符串含有数据库无法存储的字符 U+0000。请将其删除。',
    ],
    [
      'U+0000 in a variable',
      { query: 'query ($code: String!) { metric(code: $code) { code } }', variables: { code: '\0' } },
      'A string contains the character U+0000, which the database cannot store. Remove it.',
      '字符串含有数据库无法存储的字符 U+0000。请将其删除。',
    ],
    [
      'fragments that double',
      { query: `{ ...F0 } ${DOUBLING.join(' ')} fragment F14 on Query { __typename }` },
      'The query must select at most 10,000 fields and fragments, counted wherever their fragment is spread; got 49,151.',
      '查询最多可选择 10,000 个字段和片段（片段每展开一次都计入），实际为 49,151 个。',
    ],
    [
      'many fields of one name',
      { query: `{ ${'__typename '.repeat(3_990)} }` },
      'The query selects too many fields with the same name, or too many fragments, to check them for conflicts. Select each field once.',
      '查询中同名字段或片段过多，无法逐一比较。请让每个字段只出现一次。',
    ],
    [
      'operation that is not there',
      { query: 'query A { __typename }', operationName: 'B' },
      'The document has no operation `B` of `operationName`. It has: A.',
      '文档中没有 `operationName` 所指的操作 `B`。其中的操作有：A。',
    ],
    [
      'document with two operations of which none is named',
      { query: 'query A { __typename } query B { __typename }' },
      'It is unclear which operation to run. Send a document with one operation, or name one of its operations in `operationName`.',
      '无法确定要执行哪个操作。请发送只含一个操作的文档，或用 `operationName` 指定其中一个操作。',
    ],
    [
      'mutation',
      { query: 'mutation { a }' },
      'The schema has no mutation operations. Send a query.',
      '模式中没有 mutation 操作。请发送查询（query）。',
    ],
  ])('is in the language of the request: %s', (_, body, english, chinese) => asksInTurn(body, english, chinese));

  it('stays as GraphQL wrote it where it is one of GraphQL', async () => {
    const query = '{ nothing }';
    const { body } = await application.ask({ query }, CHINESE);
    expect(body.errors[0].message).toBe('Cannot query field "nothing" on type "Query".');
  });

  it('counts errors that are not listed', async () => {
    const fields = Array.from({ length: 101 }, (_, index) => `a${index}: node(id: "no") { id }`).join(' ');
    const { ask } = applicationOver(database, { MAX_ALIASES: '200' });
    const last = async (headers = {}) => (await ask({ query: `{ ${fields} }` }, headers)).body.errors.at(-1).message;
    expect(await last()).toBe('1 more error is not listed: an answer lists 100. Fix these first.');
    expect(await last(CHINESE)).toBe('还有 1 个错误未列出：一次应答最多列出 100 个。请先改正这些错误。');
  });

  test.each<[string, unknown, string, string]>([
    [
      'an outage',
      Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
      'The database cannot be reached at the moment. Try again shortly.',
      '暂时无法连接数据库，请稍后重试。',
    ],
    [
      'a statement that takes too long',
      Object.assign(new Error('canceling'), { code: '57014' }),
      'The database took longer than the time limit. Request less data at a time.',
      '数据库用时超过时限。请减少一次请求的内容。',
    ],
    ['a bug', new Error('secret'), 'Internal error', '内部错误'],
  ])('tells of the database: %s', async (_, error, english, chinese) => {
    const { ask } = applicationOver(troubled(database, () => Promise.reject(error)));
    const told = async (headers = {}) =>
      (await ask({ query: '{ datasets { code } }' }, headers)).body.errors[0].message;
    expect([await told(), await told(CHINESE)]).toEqual([english, chinese]);
  });

  it('tells of an answer that takes too long', async () => {
    const slow = troubled(database, () => new Promise((resolve) => setTimeout(resolve, 300)));
    const { ask } = applicationOver(slow, { REQUEST_TIMEOUT_MS: '100' });
    const { body } = await ask({ query: '{ datasets { code } }' }, CHINESE);
    expect(body.errors[0].message).toBe('应答用时超过 100 毫秒。请减少一次请求的内容。');
  });

  it('tells of a mutation by GET', async () => {
    const fetched = await application.fetch(
      new Request('http://test/graphql?query=mutation{a}', { headers: { accept: 'application/json', ...CHINESE } }),
    );
    const { message, extensions } = (await fetched.json()).errors[0];
    expect([fetched.status, fetched.headers.get('allow'), extensions.code, message]).toEqual([
      405,
      'POST',
      'METHOD_NOT_ALLOWED',
      '变更操作（mutation）必须用 POST 发送。',
    ]);
  });
});

describe('an answer', () => {
  test.each(['/nothing', '/ready'])('at %s is a problem in the language of the request, and says so', async (path) => {
    const { fetch } = applicationOver(troubled(database, () => Promise.reject(new Error('gone'))));
    const problem = async (headers: Record<string, string>) => {
      const response = await fetch(new Request(`http://test${path}`, { headers }));
      const { detail, code } = await response.json();
      return [detail, code, response.headers.get('content-language'), response.headers.get('vary')];
    };
    const [english, chinese] =
      path === '/ready'
        ? ['The database does not answer.', '数据库没有响应。']
        : ['There is nothing at /nothing. The API is at /graphql.', '/nothing 处没有内容。API 在 /graphql。'];
    const code = path === '/ready' ? 'UNAVAILABLE' : 'NOT_FOUND';
    expect(await problem({})).toEqual([english, code, 'en', 'accept-language']);
    expect(await problem(CHINESE)).toEqual([chinese, code, 'zh-Hans', 'accept-language']);
  });

  it('with errors varies by Accept-Language, beside the origin', async () => {
    const query = tasks('first: -1').query;
    const varies = async (env: Record<string, string>, request: Request) =>
      (await applicationOver(database, env).fetch(request)).headers.get('vary');
    const get = () => new Request(`http://test/graphql?query=${encodeURIComponent(query)}`);
    expect(await varies({}, get())).toBe('accept-language');
    expect((await varies({ CORS_ORIGINS: 'https://a.example' }, get()))?.split(', ').sort()).toEqual([
      'accept-language',
      'origin',
    ]);
    expect((await application.ask({ query })).headers.get('vary')).toBe('accept-language');
  });

  it('with data varies by Accept-Language as well, whichever way it takes', async () => {
    const query = '{ datasets { title } }';
    const varies = async (request: Request) => (await application.fetch(request)).headers.get('vary');
    expect(await varies(new Request(`http://test/graphql?query=${encodeURIComponent(query)}`))).toBe(
      'accept, accept-language',
    );
    expect((await application.ask({ query })).headers.get('vary')).toBe('accept-language');
    // Yoga's way: a content type that the fast path leaves to it, and a stream of events.
    const form = { method: 'POST', body: new URLSearchParams({ query }) };
    expect(await varies(new Request('http://test/graphql', form))).toBe('accept-language');
    expect((await application.ask({ query: tasks('first: -1').query }, { accept: 'application/json' })).headers.get('vary')).toBe('accept-language'); // biome-ignore format: one call
    const stream = { method: 'POST', headers: { accept: 'text/event-stream', 'content-type': 'application/json' } };
    expect(await varies(new Request('http://test/graphql', { ...stream, body: JSON.stringify({ query }) }))).toBe(
      'accept-language',
    );
  });

  it('has its own language where several are made at the same time, of one compiled document', async () => {
    const { ask } = applicationOver(database, {}, 0);
    const answers = await Promise.all([{}, CHINESE, {}, CHINESE].map((headers) => ask(tasks('first: -1'), headers)));
    expect(answers.map(({ body }) => /\p{Script=Han}/u.test(body.errors[0].message))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

/** Asks in English and Chinese in turn, so that nothing that is kept in memory mixes them; all but the message is the same. */
async function asksInTurn(body: object, english: string, chinese: string): Promise<void> {
  for (let time = 0; time < 2; time++) {
    const [inEnglish] = (await application.ask(body)).body.errors;
    const [inChinese] = (await application.ask(body, CHINESE)).body.errors;
    expect(inEnglish.message.slice(0, english.length)).toBe(english);
    expect(inChinese.message.slice(0, chinese.length)).toBe(chinese);
    expect({ ...inChinese, message: '' }).toEqual({ ...inEnglish, message: '' });
  }
}

describe('a request that is no GraphQL request', () => {
  test.each([
    ['{bad', 'The body is not JSON: Expected property name', '请求正文不是 JSON：Expected property name'],
    ['"x"', 'The body must be a JSON object', '请求正文必须是含有 `query` 的 JSON 对象'],
    ['{}', 'The request has no query.', '请求中没有查询。'],
    ['[]', 'The body must hold one query', '请求正文只能含一个查询'],
    ['{"query":1}', '`query` must be a string.', '`query` 必须是字符串。'],
    ['{"query":"{a}","variables":"x"}', '`variables` must be an object', '`variables` 必须是对象'],
  ])('with the body %s is told so in the language of the request', async (body, english, chinese) => {
    for (const [language, words] of [
      ['en', english],
      ['zh-CN', chinese],
    ] as const) {
      const response = await application.fetch(
        new Request('http://test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'accept-language': language },
          body,
        }),
      );
      const { errors } = await response.json();
      expect([errors[0].extensions.code, errors[0].message]).toEqual(['BAD_INPUT', expect.stringContaining(words)]);
    }
  });
});
