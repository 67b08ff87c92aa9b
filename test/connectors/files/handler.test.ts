import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { applicationOver } from '../../server/support.ts';
import type { TestDatabase } from '../../support/database.ts';
import { withQuery } from '../../support/database.ts';
import { riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';
import { csvRows, type Fetch, filesOver } from './support.ts';

let database: TestDatabase;
let files: Fetch;
beforeAll(async () => {
  database = await openWithRiverCity();
  files = filesOver(database);
});
afterAll(() => database.close());

describe('what is wrong with an address is told, with what was probably meant', () => {
  test.each([
    ['observations.csv?metric=leaks', 'metric', 'the nearest is "metrics"'],
    ['observations.csv?metrics=leakz', 'metrics', 'There is no metric "leakz"; the nearest is "leaks"'],
    ['observations.csv?metrics=leaks,', 'metrics', 'an empty value'],
    ['observations.csv?metrics=', 'metrics', '`metrics` is empty'],
    ['observations.csv?datasets=river-citi', 'datasets', 'the nearest is "river-city"'],
    ['observations.csv?regions=990001', 'regions', 'There is no region "990001"'],
    ['observations.csv?childrenOf=990000&regions=990100', 'childrenOf', 'At most one of'],
    ['observations.csv?level=COUNTY', 'level', '`level` needs `descendantsOf`'],
    ['observations.csv?descendantsOf=990000&level=COUNTRIES', 'level', 'the nearest is "COUNTRY"'],
    ['observations.csv?from=2020-13', 'from', 'Expected 2020'],
    ['observations.csv?from=2021&to=2020', 'from', 'begins after'],
    ['observations.csv?from=2020&from=2021', 'from', '`from` must occur only once; it occurs 2 times'],
    ['observations.csv?latest=0', 'latest', 'between 1 and 100,000'],
    ['observations.csv?latest=1e3', 'latest', 'between 1 and 100,000'],
    ['observations.csv?frequency=annual', 'frequency', 'the nearest is "ANNUAL"'],
    ['observations.csv?basis=ROLLED_UP', 'basis', 'The values are PUBLISHED, COMPUTED.'],
    ['observations.csv?breakdowns=banks', 'breakdowns', 'There is no dimension "banks"; the nearest is "bank"'],
    ['observations.csv?breakdowns=bank:lefd', 'breakdowns', 'The dimension bank has no category "lefd"; the nearest is "left"'],
    ['observations.csv?asOf=2020', 'asOf', 'is not a date-time'],
    ['observations.csv?asOf=2999-01-01T00:00:00Z', 'asOf', 'must not be in the future'],
    ['observations.csv?asOf=2001-01-01T00:00:00Z&metrics=leaks', 'asOf', 'Nothing had been published yet at this moment.'],
    ['observations.csv?asOf=2001-01-01T00:00:00Z&breakdowns=bank', 'asOf', 'Nothing had been published yet at this moment.'],
    ['observations.csv?lang=%25', 'lang', 'must be a BCP 47 language tag'],
    ['tasks.csv?status=DONE', 'status', '"DONE" is not a value of `status`'],
    ['tasks.csv?workingGroups=bank&dataset=river-city', 'workingGroups', 'the nearest is "banks"'],
    ['tasks.csv?without=PARENTS', 'without', 'the nearest is "PARENT"'],
    ['tasks.csv?sources=rumour', 'sources', 'There is no source "rumour"'],
    ['tasks.csv?text=a%00b', 'text', 'U+0000'],
    ['tasks.csv?text=%ff%fe', 'text', '`text` is not UTF-8'],
    ['tasks.csv?dataset=river-city&text=%E6%BB', 'text', '`text` is not UTF-8'],
    ['observations.csv?metrics=leaks&metrics=a%C3b', 'metrics', '`metrics` is not UTF-8'],
    ['observations.csv?met%ffrics=leaks', 'met\ufffdrics', 'is not UTF-8'],
    ['observations.csv?asOf=0001-01-01T00:00:00%2B14:00', 'asOf', 'outside the years 0001 to 9999'],
    ['observations.csv?asOf=9999-12-31T23:59:59-14:00', 'asOf', 'outside the years 0001 to 9999'],
    ['tasks.csv?dueFrom=2020-02-30', 'dueFrom', '`dueFrom` must be a day that exists'],
    ['tasks.csv?dueFrom=2021-01-01&dueTo=2020-01-01', 'dueFrom', 'is after'],
    ['tasks.csv?reportedFrom=2021-01-01', 'reportedFrom', 'There is no parameter "reportedFrom"'],
    ['task-reports.csv?reportedTo=2021', 'reportedTo', '`reportedTo` must be a day that exists'],
    ['task-reports.csv?reportedFrom=2021-01-01&reportedTo=2020-01-01', 'reportedFrom', 'is after'],
  ])('%s', async (path, argument, words) => {
    const { status, json, headers } = await files(path);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(json).toMatchObject({ status: 400, code: 'BAD_INPUT', argument });
    expect(json.detail).toContain(words);
  }); // biome-ignore format: a table

  test('a file that there is not, and a way that files are not asked', async () => {
    const missing = await files('observations.xls');
    expect([missing.status, missing.json.code]).toEqual([404, 'NOT_FOUND']);
    expect(missing.json.detail).toContain('the nearest is "observations.xlsx"');
    const written = await files('observations.csv', { method: 'PUT', body: 'x' });
    expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(written.json).toMatchObject({ code: 'METHOD_NOT_ALLOWED', detail: 'PUT is not allowed for files. Use GET or HEAD.' });
  }); // biome-ignore format: short
});

describe('an error of a file is told in the language that its request accepts', () => {
  test.each([
    ['observations.xls', 'There is no file "observations.xls"; the nearest is "observations.xlsx". /files/ lists all files.', '没有文件 "observations.xls"；最接近的是 "observations.xlsx"。全部文件见 /files/。'],
    ['observations.csv?latest=0', '`latest` must be a whole number between 1 and 100,000; got "0".', '`latest` 必须是 1 到 100,000 之间的整数；实际为 "0"。'],
    ['observations.csv?metrics=leakz', 'There is no metric "leakz"; the nearest is "leaks".', '没有指标 "leakz"；最接近的是 "leaks"。'],
    ['observations.csv?breakdowns=bank:lefd', 'The dimension bank has no category "lefd"; the nearest is "left".', '维度 bank 没有类别 "lefd"；最接近的是 "left"。'],
    ['observations.csv?basis=ROLLED_UP', '"ROLLED_UP" is not a value of `basis`. The values are PUBLISHED, COMPUTED.', '"ROLLED_UP" 不是 `basis` 的有效值。可用的值有 PUBLISHED、COMPUTED。'],
    ['observations.csv?lang=%25', '`lang` must be a BCP 47 language tag such as zh-Hans or en; got "%".', '`lang` 必须是 BCP 47 语言标签，如 zh-Hans 或 en；实际为 "%"。'],
    ['tasks.csv?dueFrom=2020-02-30', '`dueFrom` must be a day that exists, written as YYYY-MM-DD, such as 2020-11-30; got "2020-02-30".', '`dueFrom` 必须是实际存在的日期，写作 YYYY-MM-DD，如 2020-11-30；实际为 "2020-02-30"。'],
    ['observations.csv?from=2020-13', '"2020-13" is not a period in the years 0001 to 9999. Expected 2020, 2020-S1,', '"2020-13" 不是 0001 年至 9999 年间的时期。应为 2020、2020-S1、'],
    ['observations.csv?asOf=2020', '"2020" is not a date-time with a UTC offset. Write, for example,', '“2020”不是带时区偏移的日期时间。请写成如 '],
    [`observations.csv?lang=${'x'.repeat(16_384)}`, 'The address must have at most 16,384 characters; it has 16,413. Name fewer codes, or fetch several files.', '地址最多 16,384 个字符，现有 16,413 个。请减少代码，或分成几个文件下载。'],
  ])('%.60s', async (path, english, chinese) => {
    for (const [accepted, language, words] of [[null, 'en', english], ['zh-CN,en;q=0.8', 'zh-Hans', chinese], [null, 'en', english]] as const) {
      const { json, headers } = await files(path, { headers: accepted === null ? {} : { 'accept-language': accepted } });
      expect(json.detail.startsWith(words) ? words : json.detail).toBe(words);
      expect([headers.get('content-language'), headers.get('vary')]).toEqual([language, 'accept-language']);
    }
  }); // biome-ignore format: a table

  test('a method that files do not have', async () => {
    const init = { method: 'DELETE', headers: { 'accept-language': 'zh' } };
    const { status, json, headers } = await files('tasks.csv', init);
    expect([status, json.detail]).toEqual([405, '文件不支持 DELETE 方法。请使用 GET 或 HEAD。']);
    expect([headers.get('content-language'), headers.get('vary')]).toEqual(['zh-Hans', 'accept-language']);
  });
});

test('codes that hold a comma are found among others', async () => {
  const own = await openWithRiverCity();
  try {
    const { dimensions, observations } = riverCity().files;
    const figures = ['"season=a,b"', 'season=dry', 'season=a'].map(
      (breakdown, at) => `leaks,990000,${breakdown},2018,${at},,,,,,,\n`,
    );
    await importText(own, riverCity('2', {
      dimensions: `${dimensions}season,"a,b",Both,3\nseason,a,A,4\n`,
      observations: `${observations}${figures.join('')}`,
    })); // biome-ignore format: short
    const valuesOf = async (words: string) => {
      const { status, text } = await filesOver(own)(`observations.csv?metrics=leaks&from=2018&to=2018&breakdowns=season:${words}`);
      expect(status).toBe(200);
      return csvRows(text).map(({ value }) => value).sort();
    }; // biome-ignore format: short
    expect(await valuesOf('dry,a,b')).toEqual(['0', '1']);
    expect(await valuesOf('a,b')).toEqual(['0']);
    expect(await valuesOf('a,dry')).toEqual(['1', '2']);
  } finally {
    await own.close();
  }
});

test('/files/ lists what there is, and each address that it lists answers', async () => {
  const { json } = await files('');
  expect(json.files.length).toBe(17);
  for (const { path, type } of json.files) {
    const file = await files(path.slice('/files/'.length));
    expect([path, file.status, file.headers.get('content-type')]).toEqual([path, 200, type]);
  }
});

test('a file that the client holds is not sent again until something is published', async () => {
  const path = 'observations.csv?datasets=river-city';
  const first = await files(path);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"/);
  const ask = (ifNoneMatch: string, address = path) => files(address, { headers: { 'if-none-match': ifNoneMatch } });
  for (const held of [etag, `"x", ${etag}`, '*']) {
    const again = await ask(held);
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
  }
  // A cache on the way may have weakened it, and another server has not made the file.
  const other = filesOver(database);
  for (const fetcher of [files, other]) {
    const again = await fetcher(path, { headers: { 'if-none-match': `W/${etag}` } });
    expect([again.status, again.headers.get('etag')]).toEqual([304, `W/${etag}`]);
  }
  for (const other of ['observations.xlsx?datasets=river-city', 'observations.csv', `${path}&lang=zh-Hans`]) {
    expect((await ask(etag, other)).status).toBe(200);
  }
  const { observations = '' } = riverCity().files;
  await importText(database, riverCity('2', { observations: observations.replace('2020,222', '2020,223') }));
  expect((await ask(etag)).status).toBe(200);
});

test('HEAD answers what GET does, without the file; OPTIONS says what may be asked', async () => {
  const got = await files('observations.csv?metrics=leaks');
  database.forget();
  const head = await files('observations.csv?metrics=leaks', { method: 'HEAD' });
  expect(head.text).toBe('');
  expect(database.statements.filter((text) => text.includes('files.'))).toEqual([]);
  for (const name of ['content-type', 'content-disposition', 'etag', 'content-language', 'link', 'vary']) {
    expect([name, head.headers.get(name)]).toEqual([name, got.headers.get(name)]);
  }
  expect((await files('observations.csv?metrics=x', { method: 'HEAD' })).status).toBe(400);
  const options = await files('observations.csv', { method: 'OPTIONS' });
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
});

test('the name of a file says what it is of, in letters that every system takes', async () => {
  const nameOf = async (words: string) => (await files(`observations.csv?${words}`, { method: 'HEAD' })).headers.get('content-disposition'); // biome-ignore format: short
  expect(await nameOf('metrics=leaks,gauges&regions=990000&from=2020&to=2020&lang=zh-Hans')).toBe(
    'attachment; filename="observations_leaks_gauges_990000_2020_zh-Hans.csv"',
  );
  expect(await nameOf('metrics=leaks,gauges,checks,leak-rate&from=2020-01')).toBe('attachment; filename="observations_4-metrics_2020-01--.csv"'); // biome-ignore format: short
  expect(await nameOf('from=2020年1-11月')).toBe(
    `attachment; filename="observations_2020-1-11---.csv"; filename*=UTF-8''observations_2020%E5%B9%B41-11%E6%9C%88--.csv`,
  );
});

test('a file is read in one state, also where something is published while it is', async () => {
  const application = applicationOver(database);
  const whole = await files('observations.csv');
  const response = await application.fetch(new Request('http://test/files/observations.csv'));
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const pieces: Uint8Array[] = [(await reader.read()).value as Uint8Array];
  const { observations = '' } = riverCity().files;
  await importText(database, riverCity('9', { observations: observations.replaceAll(',100,', ',999,').replaceAll(',24,', ',998,') })); // biome-ignore format: short
  for (let read = await reader.read(); !read.done; read = await reader.read()) pieces.push(read.value);
  expect(Buffer.concat(pieces).equals(whole.bytes)).toBe(true);
});

/** The same database, whose statements of files go wrong, or are watched. */
const watched = (watch: (text: string, count: number) => void): Database => {
  let count = 0;
  return withQuery(database, async (text, values) => {
    if (text.startsWith('-- files.observations')) watch(text, ++count);
    return database.query(text, values);
  });
};

/** A city with so many figures that a file takes several batches. */
async function largeCity(): Promise<void> {
  const days = Array.from({ length: 6_000 }, (_, at) => new Date(Date.UTC(2000, 0, 1 + at)).toISOString().slice(0, 10));
  const many = days.flatMap((day) => [
    `gauges,990100,,${day},1,,,,,,,`,
    `gauges,990200,,${day},2,,,,,,,`,
    `gauges,990000,,${day},3,,,,,,,`,
  ]);
  const { observations = '' } = riverCity().files;
  await importText(database, riverCity('10', { observations: `${observations}${many.join('\n')}\n` }));
}

/** More statements than the part of a file takes that is made before it is sent, and fewer than all of it. */
const FIRST = 4;

test('what fails on the way breaks the answer off; what fails at once is told', async () => {
  await largeCity();
  const failing = watched((_, count) => {
    if (count > FIRST) throw new Error('a disk is gone');
  });
  const application = applicationOver(failing);
  const response = await application.fetch(new Request('http://test/files/observations.csv'));
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(application.logged.some(({ msg }) => msg === 'a file was broken off')).toBe(true);

  const lost = withQuery(database, async (text, values) => {
    if (text.startsWith('-- files.')) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
    return database.query(text, values);
  });
  const gone = applicationOver(lost);
  const refused = await gone.fetch(new Request('http://test/files/observations.csv'));
  expect(refused.status).toBe(503);
});

test('nothing more is read for a client that has left, and no more than it takes', async () => {
  let statements = 0;
  const application = applicationOver(watched(() => statements++));
  const response = await application.fetch(new Request('http://test/files/observations.csv'));
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await reader.read();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(statements).toBeLessThanOrEqual(FIRST);
  await reader.cancel();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(statements).toBeLessThanOrEqual(FIRST);
});

describe('a file whose length is known', () => {
  const PATH = 'observations.csv?metrics=leaks';
  const part = (range: string, more: Record<string, string> = {}, method = 'GET') =>
    files(PATH, { method, headers: { range, ...more } });

  test.each(['csv', 'xlsx', 'parquet', 'json', 'sdmx.csv', 'sdmx.json', 'metadata.json'])(
    'is sent in parts that make up the whole (%s), also by a server that makes it anew for each',
    async (format) => {
      const path = `observations.${format}?metrics=leaks`;
      const whole = await files(path);
      const size = whole.bytes.length;
      expect([whole.status, whole.headers.get('accept-ranges'), whole.headers.get('content-length')]).toEqual([
        200,
        'bytes',
        `${size}`,
      ]);
      const etag = whole.headers.get('etag') ?? '';
      const parts = [];
      for (const range of [`bytes=0-${size - 20}`, `bytes=${size - 19}-`]) {
        const one = await filesOver(database)(path, { headers: { range, 'if-range': etag } });
        expect([one.status, one.headers.get('etag'), one.headers.get('content-type')]).toEqual([
          206,
          etag,
          whole.headers.get('content-type'),
        ]);
        parts.push(one.bytes);
      }
      expect(Buffer.concat(parts).equals(whole.bytes)).toBe(true);
    },
  );

  test('tells which part it sends, and how long it is in all', async () => {
    const { bytes } = await files(PATH);
    const size = bytes.length;
    for (const [range, first, last] of [
      ['bytes=0-0', 0, 0],
      ['bytes=2-5', 2, 5],
      ['bytes=5-', 5, size - 1],
      ['bytes=-3', size - 3, size - 1],
      [`bytes=-${size + 100}`, 0, size - 1],
      ['bytes=-9999999999999999', 0, size - 1],
      [`bytes=7-${size + 100}`, 7, size - 1],
    ] as const) {
      const one = await part(range);
      expect([one.status, one.headers.get('content-range'), one.headers.get('content-length')]).toEqual([
        206,
        `bytes ${first}-${last}/${size}`,
        `${last - first + 1}`,
      ]);
      expect(one.bytes.equals(bytes.subarray(first, last + 1))).toBe(true);
    }
  });

  test.each([
    'bytes=999999999-',
    'bytes=9999999999999999-',
    'bytes=9999999999999999-99999999999999999',
    `bytes=${'9'.repeat(400)}-`,
    'bytes=-0',
  ])('has no such part: %s', async (range) => {
    const { bytes } = await files(PATH);
    const one = await part(range);
    expect([one.status, one.headers.get('content-range'), one.text]).toEqual([416, `bytes */${bytes.length}`, '']);
    expect(one.headers.get('etag')).not.toBeNull();
  });

  test.each(['bytes=0-1,3-4', 'bytes=5-2', 'bytes=a-b', 'bytes=-', 'rows=0-5', 'bytes=0-5 ,'])(
    'is sent whole where the part is no single one: %s',
    async (range) => expect((await part(range)).status).toBe(200),
  );

  test('is sent whole to whoever has a part of another one', async () => {
    const etag = (await files(PATH)).headers.get('etag') ?? '';
    const status = async (condition: string) => (await part('bytes=0-1', { 'if-range': condition })).status;
    expect(await status(etag)).toBe(206);
    for (const other of [`W/${etag}`, '"x"', etag.replace(/\..*/, '"'), new Date().toUTCString()])
      expect(await status(other)).toBe(200);
  });

  test('is not sent in parts for a HEAD, nor where the client holds it', async () => {
    const head = await part('bytes=0-1', {}, 'HEAD');
    expect([head.status, head.text]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(100);
    const etag = head.headers.get('etag') ?? '';
    expect((await part('bytes=0-1', { 'if-none-match': etag })).status).toBe(304);
  });

  test('is read once for all of its parts', async () => {
    const again = filesOver(database);
    await again(PATH, { method: 'HEAD' });
    database.forget();
    await again(PATH, { headers: { range: 'bytes=0-9' } });
    await again(PATH, { headers: { range: 'bytes=10-19' } });
    expect(database.statements.filter((text) => text.startsWith('-- files.'))).toEqual([]);
  });

  test('is no longer one, where it is made while it is sent', async () => {
    for (const method of ['GET', 'HEAD']) {
      const long = await files('observations.csv', { method, headers: { range: 'bytes=0-9' } });
      expect([long.status, long.headers.get('accept-ranges'), long.headers.get('content-length')]).toEqual([
        200,
        'none',
        null,
      ]);
      expect(long.headers.get('etag')).toMatch(/^W\//);
      expect(long.bytes.length > 1_048_576).toBe(method === 'GET');
    }
  });
});

test('a task file holds the tasks of a data set, by code, with what is reported of them', async () => {
  const { text } = await files('tasks.csv?dataset=river-city&lang=en');
  const rows = csvRows(text);
  expect(rows.map(({ code }) => code)).toEqual(['dike', 'dike-a', 'dike-b', 'gauge', 'patrol']);
  expect(rows[1]).toMatchObject({ title: 'Raise part A', status: 'IN_PROGRESS', workingGroupCode: 'banks', programmeCode: 'dikes', dueDate: '2020-06-30', ownProgress: '80', light: 'RED' }); // biome-ignore format: short
  const json = (await files('tasks.json?dataset=river-city&lang=en')).json as Record<string, unknown>[];
  expect(json.map(({ code }) => code)).toEqual(rows.map(({ code }) => code));
  expect(json[1]).toMatchObject({ ownProgress: 80, titledInSource: true, parentCode: 'dike', completedDate: null });
});

test.each([
  ['status=COMPLETED,CANCELLED', ['gauge', 'patrol']],
  ['light=RED', ['dike', 'dike-a', 'dike-b']],
  ['workingGroups=floods', ['gauge', 'patrol']],
  ['programmes=dikes&dueTo=2020-06-30', ['dike-a']],
  ['region=990200', ['dike-b', 'patrol']],
  ['organization=river-works&role=SUPERVISE', ['dike-b']],
  ['parent=dike', ['dike-a', 'dike-b']],
  ['dueFrom=2020-12-01', ['dike', 'dike-b']],
  ['text=raise', ['dike', 'dike-a', 'dike-b']],
])('tasks.csv?%s', async (words, codes) => {
  expect(csvRows((await files(`tasks.csv?dataset=river-city&${words}`)).text).map(({ code }) => code)).toEqual(codes);
}); // biome-ignore format: a table
