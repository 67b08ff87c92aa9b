import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, withQuery } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, type Tell, type Told } from './support.ts';

let database: TestDatabase;
let tell: Tell;
beforeAll(async () => {
  database = await openWithRiverCity();
  tell = odataOver(database);
});
afterAll(() => database.close());

const CHINESE = { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' };

/** The language of an error, as its headers and its words have it. */
const toldIn = ({ headers, json }: Told) => [headers.get('content-language'), headers.get('vary'), json.error.message];

describe('an error of OData is told in the language that its request accepts', () => {
  test.each([
    ['Nothing', 'There is no entity set "Nothing". The entity sets are Observations, Metrics, Regions, Tasks, TaskReports, Ratings, TaskProgress, WorkingGroups, Programmes, Organizations, Periods, Categories, Releases.', '没有实体集 "Nothing"。可用的实体集有 Observations、Metrics、Regions、Tasks、TaskReports、Ratings、TaskProgress、WorkingGroups、Programmes、Organizations、Periods、Categories、Releases。'],
    ["Metrics('nothing')", `There is no row "Metrics('nothing')".`, `没有 "Metrics('nothing')" 这一行。`],
    ['Metrics(', 'The path, character 9: expected a key value; got the end.', '路径 第 9 个字符处：应为键值，实际为结尾。'],
    ['Metrics(1)', '"Metrics(1)" is not a key of Metrics. Expected Metrics(…).', '"Metrics(1)" 不是 Metrics 的键。应为 Metrics(…)。'],
    ['Metrics?$filter=a eq', '$filter, character 5: expected a property, a function or a literal; got the end.', '$filter 第 5 个字符处：应为属性、函数或字面量，实际为结尾。'],
    ['Metrics?$filter=code eq 1', '$filter, character 1: a string cannot be compared with a number.', '$filter 第 1 个字符处：字符串不能与数值比较。'],
    ['Metrics?$filter=year(code) eq 1', '$filter, character 6: year takes a date or a date with time here; got a string.', '$filter 第 6 个字符处：year 的此参数应为日期或日期时间，实际为字符串。'],
    ['Metrics?$filter=contains(code)', '$filter, character 1: contains takes 2 arguments; got 1.', '$filter 第 1 个字符处：contains 需要 2 个参数；收到 1 个。'],
    ['Metrics?$filter=now() gt 1', '$filter, character 1: the function now is not supported. docs/odata.md lists what is supported.', '$filter 第 1 个字符处：不支持“函数 now”。支持的内容见 docs/odata.md。'],
    ['Metrics?$index=1', 'The option $index is not supported. docs/odata.md lists what is supported.', '不支持“选项 $index”。支持的内容见 docs/odata.md。'],
    ['Metrics?$orderby=null', '$orderby, character 1: null cannot order rows; order by a property or an expression.', '$orderby 第 1 个字符处：null 不能用于排序；请按属性或表达式排序。'],
    ['Metrics?$top=-1', '$top, character 1: expected a whole number from 0 to 2,147,483,647; got "-".', '$top 第 1 个字符处：应为整数（0 到 2,147,483,647），实际为"-"。'],
    ['Metrics?$expand=observations(x)', '$expand, character 14: expected an option such as $select; got "x".', '$expand 第 14 个字符处：应为选项（如 $select），实际为"x"。'],
    [`Metrics?$search=${'a '.repeat(31)}`, '$search must have at most 30 words.', '$search 最多 30 个单词。'],
    ['Metrics?$skiptoken=x', '$skiptoken does not belong to this address. Take the whole address from @odata.nextLink, and change nothing.', '$skiptoken 不属于此地址。请完整使用 @odata.nextLink 中的地址，不要改动。'],
    ['Metrics/$count?$top=1', '$top does not apply to a count. Leave it out.', '$top 不适用于计数。请去掉该选项。'],
    ['Metrics?lang=%25', '`lang` must be a BCP 47 language tag such as zh-Hans or en; got "%".', '`lang` 必须是 BCP 47 语言标签，如 zh-Hans 或 en；实际为 "%"。'],
    ['Tasks?on=2020-02-30', '`on` must be a day that exists, written as YYYY-MM-DD, such as 2020-11-30; got "2020-02-30".', '`on` 必须是实际存在的日期，写作 YYYY-MM-DD，如 2020-11-30；实际为 "2020-02-30"。'],
    ['Metrics?$format=yaml', '"yaml" is not a format of this answer. Expected "json".', '"yaml" 不是此应答的格式。应为 "json"。'],
    ["Observations?$apply=aggregate(value with sum as total)", 'value cannot be summed as total: the rows have several metrics; filter by metricCode, or put metricCode into groupby. Use min, max, average or $count instead.', 'value 不能求和为 total：所选行含有多个指标；请按 metricCode 筛选，或将其放入 groupby。请使用 min、max、average 或 $count。'],
    ['Observations?$apply=aggregate(yoyPoints with sum as total)', '$apply, character 11: yoyPoints is never summed: changes have no sum. Use min, max or average instead.', '$apply 第 11 个字符处：yoyPoints 不能求和：变化量不可加总。请使用 min、max 或 average。'],
  ])('%.60s', async (path, english, chinese) => {
    for (const [headers, language, words] of [[{}, 'en', english], [CHINESE, 'zh-Hans', chinese], [{}, 'en', english]] as const) {
      expect(toldIn(await tell(path, { headers }))).toEqual([language, 'accept-language', words]);
    }
  }); // biome-ignore format: a table

  test('where no form of the answer is accepted, and where a method changes something', async () => {
    const accept = { headers: { ...CHINESE, accept: 'text/plain' } };
    expect(toldIn(await tell('Metrics', accept))).toEqual([
      'zh-Hans',
      'accept-language',
      '`Accept` 标头不接受此应答的任何格式。应为 "application/json"。',
    ]);
    expect(toldIn(await tell('Metrics', { method: 'DELETE', headers: CHINESE }))).toEqual([
      'zh-Hans',
      'accept-language',
      '此服务只读，不允许使用 DELETE。',
    ]);
  });
});

describe('an error within a batch', () => {
  const requests = [
    { id: '1', method: 'GET', url: 'Nothing(1)', headers: {} },
    { id: '2', method: 'GET', url: 'Nothing(1)', headers: { 'accept-language': 'en' } },
    { id: '3', method: 'PATCH', url: 'Metrics', headers: {} },
    { id: '4', method: 'GET', url: 'http://elsewhere/x', headers: { 'Accept-Language': 'en' } },
    { id: '5', method: 'GET', url: 'Metrics', headers: {}, dependsOn: ['1'] },
  ];
  const json = { 'content-type': 'application/json', prefer: 'odata.continue-on-error' };

  test('is told in the language of its part, or else of the batch', async () => {
    const answer = await tell('$batch', {
      method: 'POST',
      headers: { ...json, ...CHINESE },
      body: JSON.stringify({ requests }),
    });
    expect([answer.status, answer.headers.get('vary')]).toEqual([200, 'accept-language']);
    const told = answer.json.responses.map(({ status, headers, body }: Json) => [
      status,
      headers['content-language'],
      headers.vary,
      body.error.code,
      body.error.message.slice(0, 22),
    ]);
    expect(told).toEqual([
      [404, 'zh-Hans', 'accept-language', 'NOT_FOUND', '没有实体集 "Nothing"。可用的实体集'],
      [404, 'en', 'accept-language', 'NOT_FOUND', 'There is no entity set'],
      [405, 'zh-Hans', 'accept-language', 'METHOD_NOT_ALLOWED', '此服务只读，不允许使用 PATCH。'],
      [404, 'en', 'accept-language', 'NOT_FOUND', '"http://elsewhere/x" i'],
      [424, 'zh-Hans', 'accept-language', 'FAILED_DEPENDENCY', '此请求所依赖的请求 "1" 失败了。'],
    ]);
  });

  test('as a text of several parts likewise', async () => {
    const part = (more: string) =>
      `--b\r\nContent-Type: application/http\r\n\r\nGET Metrics?$top=x HTTP/1.1\r\n${more}\r\n\r\n`;
    const { text } = await tell('$batch', {
      method: 'POST',
      headers: { ...CHINESE, 'content-type': 'multipart/mixed; boundary=b', prefer: 'continue-on-error' },
      body: `${part('accept-language: en')}${part('')}--b--\r\n`,
    });
    const [first = '', second = ''] = text.split('HTTP/1.1 400').slice(1);
    expect(first).toContain('content-language: en');
    expect(first).toContain('expected a whole number from 0 to');
    expect(second).toContain('content-language: zh-Hans');
    expect(second).toContain('应为整数（0 到');
  });

  test('that is none is told in the language of the batch', async () => {
    const answer = await tell('$batch', { method: 'POST', headers: { ...json, ...CHINESE }, body: 'x' });
    expect(toldIn(answer)).toEqual([
      'zh-Hans',
      'accept-language',
      '批处理不是形如 {"requests":[{"id":"1","method":"get","url":"Metrics?$top=1"}]} 的 JSON。',
    ]);
  });
});

test('a bug is told by the id of its request alone, in either language', async () => {
  const broken = withQuery(database, (text, values) =>
    text.startsWith('-- odata') ? Promise.reject(new Error('a secret')) : database.query(text, values),
  );
  const over = odataOver(broken);
  const id = { 'x-request-id': 'test-1' };
  const english = await over('Metrics', { headers: id });
  expect([english.status, english.json.error]).toEqual([
    500,
    { code: 'INTERNAL', message: 'Something went wrong here. It is logged under the request id test-1.' },
  ]);
  const chinese = await over('Metrics', { headers: { ...id, ...CHINESE } });
  expect(toldIn(chinese)).toEqual(['zh-Hans', 'accept-language', '服务器内部出错，日志中的请求编号为 test-1。']);
  const { json } = await over('$batch', {
    method: 'POST',
    headers: { ...id, ...CHINESE, 'content-type': 'application/json' },
    body: JSON.stringify({ requests: [{ id: '1', method: 'GET', url: 'Metrics' }] }),
  });
  expect(json.responses[0].body.error.message).toBe('服务器内部出错，日志中的请求编号为 test-1。');
});

test.each([',', ', ,', 'json;q=0'])('$format=%s names no format and is refused', async (format) => {
  const { status, json } = await tell(`Metrics?$format=${encodeURIComponent(format)}`);
  expect([status, json.error.target]).toEqual([400, '$format']);
  expect(json.error.message).toBe(`${JSON.stringify(format)} is not a format of this answer. Expected "json".`);
});
