import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase, withQuery } from '../../support/database.ts';
import { riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';
import { type Json, odataOver, ROOT, type Tell, valuesOf } from './support.ts';

let database: TestDatabase;
let tell: Tell;
beforeAll(async () => {
  database = await openWithRiverCity();
  tell = odataOver(database);
});
afterAll(() => database.close());

const accept = (value: string) => ({ headers: { accept: value } });

/** As one was seen to send. */
const POWER_QUERY = {
  'user-agent': 'Microsoft.Data.Mashup',
  maxdataserviceversion: '3.0',
  'odata-maxversion': '4.0',
  accept:
    'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7',
};

describe('the service', () => {
  test.each(['', '?$format=json', '?lang=en'])('lists its sets at its root%s', async (more) => {
    const { json, headers, status } = await tell(`${ROOT}${more}`);
    expect(status).toBe(200);
    expect(headers.get('odata-version')).toBe('4.0');
    expect(json['@odata.context']).toBe(`${ROOT}$metadata`);
    expect(json.value.map(({ name }: Json) => name)).toEqual([
      'Observations', 'Metrics', 'Regions', 'Tasks', 'TaskReports', 'Ratings', 'TaskProgress', 'WorkingGroups', 'Programmes', 'Organizations', 'Periods', 'Categories', 'Releases',
    ]); // biome-ignore format: a list
  });

  test('lists them also without a slash', async () => {
    expect((await tell('http://test/odata/v4')).json.value).toHaveLength(13);
  });

  test('says in the model what it is able to do', async () => {
    const { json } = await tell('$metadata?$format=json');
    const { Container } = json.Gov;
    const apply = Container.Observations['@Org.OData.Aggregation.V1.ApplySupported'];
    expect(apply.Rollup).toBe('None');
    expect(apply.Transformations).toEqual(
      expect.arrayContaining(['concat', 'compute', 'groupby', 'topcount', 'identity']),
    );
    for (const name of apply.Transformations) {
      const { status } = await tell(`Observations?$apply=${name}`);
      expect([name, status]).toEqual([name, name === 'identity' ? 200 : 400]);
    }
    expect(Container['@Org.OData.Capabilities.V1.BatchSupport'].Supported).toBe(true);
    for (const [name, set] of Object.entries<Json>(Container).filter(([, { $Collection }]) => $Collection)) {
      const { status } = await tell(`${name}?$search=x`);
      const isSearchable = set['@Org.OData.Capabilities.V1.SearchRestrictions'].Searchable;
      expect([name, status]).toEqual([name, isSearchable ? 200 : 501]);
    }
  });

  test('has a model in XML and in JSON that name the same', async () => {
    const xml = await tell('$metadata');
    expect(xml.headers.get('content-type')).toBe('application/xml;charset=utf-8');
    const { json } = await tell('$metadata?$format=json');
    const { Container, ...types } = json.Gov;
    for (const [name, type] of Object.entries<Json>(types)) {
      const [, body = ''] = new RegExp(`<EntityType Name="${name}">(.*?)</EntityType>`, 's').exec(xml.text) ?? [];
      const properties = [
        ...body.matchAll(/<(?:Navigation)?Property Name="(\w+)" Type="([\w.()]+)"( Nullable="false")?/g),
      ];
      const found = properties.map(([, property, kind, required]) => [property, kind, required !== undefined]);
      const expected = Object.entries<Json>(type)
        .filter(([key]) => !/^[$@]/.test(key))
        .map(([key, one]) => {
          const kind = one.$Type ?? 'Edm.String';
          return [key, one.$Collection ? `Collection(${kind})` : kind, !one.$Nullable && !one.$Collection];
        });
      expect(found).toEqual(expected);
    }
    expect(Object.keys(types)).toHaveLength(13);
    // The sets, and `$Kind`.
    expect(Object.keys(Container).filter((name) => !name.startsWith('@'))).toHaveLength(14);
    expect(Container.Categories).not.toHaveProperty('$NavigationPropertyBinding');
    // Old clients take neither of these as numbers.
    expect(xml.text).not.toMatch(/Edm\.(Int64|Decimal)/);
  });

  test.each([
    ['application/xml', 'application/xml'],
    ['*/*', 'application/xml'],
    [POWER_QUERY.accept, 'application/xml'],
    ['application/json', 'application/json;odata.metadata=minimal'],
  ])('tells the model to %s as %s', async (given, type) => {
    expect((await tell('$metadata', accept(given))).headers.get('content-type')).toContain(type);
  });

  test('answers what Power Query sends, with one version', async () => {
    const { status, headers } = await tell('Metrics?$top=1', { headers: POWER_QUERY });
    expect(status).toBe(200);
    expect(headers.get('odata-version')).toBe('4.0');
    expect(headers.get('content-type')).toBe('application/json;odata.metadata=minimal;charset=utf-8');
  });

  test.each(['3.0', '2.0;NetFx', 'x'])('refuses a client that reads up to %s', async (version) => {
    const { status, json, headers } = await tell('Metrics', { headers: { 'odata-maxversion': version } });
    expect(status).toBe(400);
    expect(json.error.target).toBe('OData-MaxVersion');
    expect(headers.get('odata-version')).toBe('4.0');
  });

  test('says nothing besides the values where nothing is wanted', async () => {
    const { json, headers } = await tell('Metrics?$top=1&$select=code', accept('application/json;odata.metadata=none'));
    expect(Object.keys(json)).toEqual(['value']);
    expect(headers.get('content-type')).toContain('odata.metadata=none');
    expect((await tell("Metrics('leaks')?$select=code&$format=application/json;odata.metadata=none")).json).toEqual({
      code: 'leaks',
    });
  });

  test('repeats that numbers are exact, since there are none that are not', async () => {
    const { headers } = await tell(
      'Metrics?$top=1',
      accept('application/json;odata.metadata=minimal;IEEE754Compatible=true'),
    );
    expect(headers.get('content-type')).toContain(';IEEE754Compatible=true');
  });

  test.each([
    ['Metrics?$format=xml', 501],
    ['Metrics?$format=yaml', 400],
    ['$metadata?$format=yaml', 400],
    ['Metrics?$format=application/json;odata.metadata=full', 501],
  ])('%s is refused with %i', async (path, status) => {
    expect((await tell(path)).status).toBe(status);
  });
  test('gives no atom to who takes only that', async () => {
    expect((await tell('Metrics', accept('application/atom+xml'))).status).toBe(406);
  });
});

describe('addresses', () => {
  test.each([
    ["Metrics('leaks')?$select=code", '#Metrics(code)/$entity'],
    ["Metrics(code='leaks')?$select=code", '#Metrics(code)/$entity'],
    ["Metrics('leaks')/workingGroup?$select=code", '#WorkingGroups(code)/$entity'],
    ["Metrics('leaks')/observations?$top=1&$select=value", '#Observations(value)'],
    ["Metrics('leaks')/workingGroup/programmes?$select=code", '#Programmes(code)'],
    [
      "Tasks(datasetCode='river-city',code='dike')/children?$select=code&$expand=region($select=code)",
      '#Tasks(code,region(code))',
    ],
    ["Tasks(datasetCode='river-city',code='dike')/children?$expand=region,leads", '#Tasks(region(),leads())'],
    ["Metrics('leaks')/name", "#Metrics('leaks')/name"],
    [
      'Observations?$apply=groupby((metric/code,frequency),aggregate($count as n))',
      '#Observations(metric(code),frequency,n)',
    ],
    ["Releases(datasetCode='river-city',seq=1)", '#Releases/$entity'],
    ['Metrics/', '#Metrics'],
  ])('%s is %s', async (path, context) => {
    const { json, status } = await tell(path);
    expect(status).toBe(200);
    expect(json['@odata.context']).toBe(`${ROOT}$metadata${context}`);
  });

  test('a code alone is meant in the default data set', async () => {
    expect((await tell("Tasks('pilot-2020-01')")).json.code).toBe('pilot-2020-01');
    expect((await tell("Tasks('dike')")).status).toBe(404);
    expect((await odataOver(database, { DEFAULT_DATASET: 'river-city' })("Tasks('dike')")).json.code).toBe('dike');
    expect((await tell("Regions('990100')")).json.scheme).toBe('test');
    expect((await tell('Releases(1)')).json.datasetCode).toBe('tianshui-2020');
  });

  test('a key may hold what addresses are made of', async () => {
    const found = await valuesOf(tell("Periods?$filter=frequency eq 'SPAN'&$top=1"));
    expect(found[0].period).toContain('/');
    expect((await tell(`Periods('${encodeURIComponent(found[0].period)}')`)).json.period).toBe(found[0].period);
  });

  test('a value alone is text', async () => {
    const count = await tell("Observations/$count?$filter=metricCode eq 'leaks'");
    expect(count.headers.get('content-type')).toBe('text/plain;charset=utf-8');
    expect(Number(count.text)).toBe((await valuesOf(tell("Metrics('leaks')/observations"))).length);
    expect((await tell("Metrics('leaks')/observations/$count")).text).toBe(count.text);
    expect((await tell("Metrics('leaks')/unitMultiplier/$value")).text).toBe('0');
    expect((await tell("Metrics('leaks')/name/$value?lang=zh-Hans")).text).toBe('渗漏');
  });

  test('what is null has no content', async () => {
    for (const path of [
      "Metrics('leaks')/definition",
      "Metrics('leaks')/definition/$value",
      "Metrics('leaks')/numerator",
    ]) {
      const { status, text } = await tell(path);
      expect([path, status, text]).toEqual([path, 204, '']);
    }
  });

  test.each([
    ['Nothing', 404],
    ["Metrics('nothing')", 404],
    ["Metrics('nothing')/observations", 404],
    ["Metrics('nothing')/observations/$count", 404],
    ["Metrics('leaks')/nothing", 404],
    ['Metrics/leaks', 404],
    ["Metrics('leaks')/name/nothing", 404],
    ["Metrics('leaks')/workingGroup('banks')", 404],
    ['Metrics(1)', 400],
    ["Metrics(name='x')", 400],
    ["Metrics('a','b')", 400],
    ["Tasks(code='dike')", 400],
    ["Metrics('leaks'", 400],
    ['Metrics()', 400],
    ['%E4%B8', 400],
    ['$entity', 501],
    ['$crossjoin(Metrics,Tasks)', 501],
    ["Metrics('leaks')/$ref", 501],
    ['Metrics/Gov.Metric', 501],
    ["Metrics('leaks')?$filter=true", 400],
    ["Metrics('leaks')/name?$top=1", 400],
    ['Metrics/$count?$top=1', 400],
  ])('%s is %i', async (path, status) => {
    const answer = await tell(path);
    expect([answer.status, answer.headers.get('odata-version')]).toEqual([status, '4.0']);
    expect(answer.json.error.message).toMatch(/\.$/);
  });
});

describe('methods', () => {
  test.each(['', '$metadata', 'Metrics', "Metrics('leaks')", 'Metrics/$count', 'Nothing', 'Metrics?$top=x'])(
    'HEAD %s is GET without a body',
    async (path) => {
      const got = await tell(path);
      const head = await tell(path, { method: 'HEAD' });
      expect(head.text).toBe('');
      expect(head.status).toBe(got.status);
      const told = ({ headers }: typeof got) => [...headers].filter(([name]) => name !== 'x-request-id');
      expect(told(head)).toEqual(told(got));
      expect(Number(head.headers.get('content-length'))).toBe(Buffer.byteLength(got.text));
    },
  );

  test('OPTIONS says what may be done', async () => {
    const { status, headers, text } = await tell('Metrics', { method: 'OPTIONS' });
    expect([status, headers.get('allow'), text]).toEqual([204, 'GET, HEAD, OPTIONS', '']);
    expect((await tell('$batch', { method: 'OPTIONS' })).headers.get('allow')).toBe('POST, OPTIONS');
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s changes nothing', async (method) => {
    const { status, headers, json } = await tell('Metrics', { method, ...(method === 'DELETE' ? {} : { body: '{}' }) });
    expect([status, headers.get('allow'), json.error.code]).toEqual([405, 'GET, HEAD, OPTIONS', 'METHOD_NOT_ALLOWED']);
  });

  test('a batch is posted', async () => {
    expect((await tell('$batch')).status).toBe(405);
  });
});

describe('an answer that is held', () => {
  test('is not sent again until something is published, or the question is another', async () => {
    const own = await openWithRiverCity();
    try {
      const over = odataOver(own);
      const first = await over('Metrics?$top=1');
      const etag = first.headers.get('etag') ?? '';
      const again = (path: string, more: Record<string, string> = {}) =>
        over(path, { headers: { 'if-none-match': etag, ...more } });
      const held = await again('Metrics?$top=1');
      expect([held.status, held.text, held.headers.get('etag')]).toEqual([304, '', etag]);
      expect((await again('Metrics?$top=2')).status).toBe(200);
      expect((await again('Metrics?$top=1', { 'accept-language': 'en' })).status).toBe(200);
      expect((await again('Metrics?$top=1', { prefer: 'maxpagesize=1' })).status).toBe(200);
      await importText(own, riverCity('2', { units: 'code,name:en,symbol:en\npiece,Piece,pcs\nshare,share,%\n' }));
      expect((await again('Metrics?$top=1')).status).toBe(200);
    } finally {
      await own.close();
    }
  });

  test('is told from what another database, another model and other limits answered', async () => {
    const own = await openTestDatabase('bundled');
    try {
      await importText(own, riverCity());
      const tagOf = async (path: string, over: Tell) => (await over(path)).headers.get('etag');
      const path = 'Metrics?$select=code';
      expect(await tagOf(path, odataOver(own))).not.toBe(await tagOf(path, tell));
      expect(await tagOf(path, tell)).not.toBe(await tagOf(path, odataOver(database, { ODATA_PAGE_SIZE: '3' })));
    } finally {
      await own.close();
    }
  });

  test('is nothing that is wrong or missing, even where the client holds whatever there is', async () => {
    const any = { headers: { 'if-none-match': '*' } };
    const statuses = ['Metrics?$top=1', "Metrics('nope')", 'Metrics?$filter=bogus eq 1'].map(
      async (path) => (await tell(path, any)).status,
    );
    expect(await Promise.all(statuses)).toEqual([304, 404, 400]);
  });
});

describe('forms', () => {
  test('a count and a value alone are text, for who takes text and for who takes anything', async () => {
    for (const path of ['Metrics/$count', "Metrics('leaks')/name/$value"]) {
      for (const accept of ['text/plain', 'text/*;q=0.5', '*/*', 'application/json']) {
        const { status, headers } = await tell(path, { headers: { accept } });
        expect([path, accept, status, headers.get('content-type')]).toEqual([path, accept, 200, 'text/plain;charset=utf-8']); // biome-ignore format: one line
      }
    }
    expect((await tell('Metrics/$count?$format=text/plain')).status).toBe(200);
    expect((await tell('Metrics?$format=text/plain')).json.error.target).toBe('$format');
    expect((await tell('Metrics', { headers: { accept: 'text/plain' } })).status).toBe(406);
  });

  test('a short name may say how much is told', async () => {
    const { json } = await tell('Metrics?$format=json;odata.metadata=none&$top=1&$select=code');
    expect(Object.keys(json)).toEqual(['value']);
    const { json: grouped } = await tell(
      'Observations?$apply=groupby((periodEnd))&$top=1&$format=application/json;odata.metadata=none',
    );
    expect(Object.keys(grouped.value[0])).toEqual(['periodEnd']);
  });

  test('a way alone is chosen, and shows nothing', async () => {
    const { json } = await tell("Metrics?$select=numerator&$filter=code eq 'leak-rate'");
    expect([json['@odata.context'], json.value]).toEqual([`${ROOT}$metadata#Metrics(numerator)`, [{}]]);
  });
});

describe('links', () => {
  const linkOf = async (env: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
    (await odataOver(database, env)('Metrics?$top=1', { headers })).json['@odata.context'];
  const FORWARDED = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
  };

  test('begin with the address that is configured', async () => {
    expect(await linkOf({ PUBLIC_URL: 'https://data.example.org/gov/' }, FORWARDED)).toBe(
      'https://data.example.org/gov/odata/v4/$metadata#Metrics',
    );
  });

  test('believe no header of whoever sends it', async () => {
    expect(await linkOf({}, FORWARDED)).toBe(`${ROOT}$metadata#Metrics`);
  });

  test.each([
    [
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'a.example', 'x-forwarded-prefix': '/gov' },
      'https://a.example/gov',
    ],
    [{ forwarded: 'for=1.2.3.4;proto=https;host="a.example:8443"' }, 'https://a.example:8443'],
    [{ 'x-forwarded-host': 'a.example, b.example' }, 'http://b.example'],
    [{ 'x-forwarded-host': 'a.example/"><script>' }, 'http://test'],
    [{ 'x-forwarded-host': 'a.example:99999', 'x-forwarded-prefix': '/a/../b' }, 'http://test'],
    [{ 'x-forwarded-prefix': '/..' }, 'http://test'],
    [{ 'x-forwarded-prefix': '/a\tb' }, 'http://test'],
    [{ 'x-forwarded-prefix': '/..a/v1.2' }, 'http://test/..a/v1.2'],
    [{ 'x-forwarded-proto': 'javascript', 'x-forwarded-host': 'a.example' }, 'http://a.example'],
  ])('follow a proxy that is trusted: %o', async (headers, origin) => {
    expect(await linkOf({ TRUST_PROXY: '1' }, headers as unknown as Record<string, string>)).toBe(
      `${origin}/odata/v4/$metadata#Metrics`,
    );
  });
});

test('an answer may take so long and no longer, and nothing is begun after that', async () => {
  const begun: string[] = [];
  const slow = withQuery(database, async (text, values) => {
    begun.push(text);
    await after(40);
    return database.query(text, values);
  });
  const { status, json } = await odataOver(slow, { REQUEST_TIMEOUT_MS: '30' })('Observations?$count=true');
  expect([status, json.error.code]).toEqual([400, 'LIMIT_EXCEEDED']);
  expect(json.error.message).toContain('took longer than 30 ms');
  await after(300);
  expect(begun.filter((text) => text.startsWith('-- odata'))).toEqual([]);
});

test('a tag is compared weakly', async () => {
  const etag = (await tell('Metrics?$top=1')).headers.get('etag') as string;
  for (const held of [etag, etag.replace('W/', ''), `"x", ${etag.replace('W/', '')}`]) {
    expect((await tell('Metrics?$top=1', { headers: { 'if-none-match': held } })).status).toBe(304);
  }
  expect((await tell('Metrics?$top=2', { headers: { 'if-none-match': etag } })).status).toBe(200);
});

test('an address has a greatest length', async () => {
  const { status, json } = await tell(`Metrics?x=${'a'.repeat(9_000)}`);
  expect([status, json.error.code]).toEqual([414, 'LIMIT_EXCEEDED']);
});

test('what is not OData’s is ignored, but for the language and the day', async () => {
  expect((await tell('Metrics?$top=1&apikey=x&unknown=%E4%B8')).status).toBe(200);
  expect((await tell('Metrics?lang=no such')).json.error.target).toBe('lang');
  expect((await tell('Tasks?on=2020-02-30')).json.error.target).toBe('on');
});

test('what follows $value is named', async () => {
  const { status, json } = await tell("Metrics('leaks')/code/$value/more");
  expect([status, json.error.message]).toEqual([404, 'Nothing can follow $value; the address has "more" after it.']);
});

test.each([
  ['publishedAt gt 0001-01-01T00:00:00%2B14:00', 200],
  ['publishedAt lt 9999-12-31T23:59:59-14:00', 200],
  ['year(publishedAt) gt 0', 200],
])('a moment that an offset leads out of the years of a date is compared all the same: %s', async (filter, status) => {
  expect((await tell(`Observations?$top=1&$filter=${filter}`)).status).toBe(status);
});

test('what has no one meaning is refused', async () => {
  for (const [path, target] of [
    ['Metrics?$filter=code eq @p&@p=%27a%27&@p=%27b%27', '@p'],
    ['Observations?$filter=publishedAt lt 2020-01-01T00:00:00.0000001Z', '$filter'],
    ["Regions?$expand=children($filter=$it/code eq '990000')", '$expand'],
  ] as const) {
    const { status, json } = await tell(path);
    expect([path, status, json.error.target]).toEqual([path, path.includes('$it') ? 501 : 400, target]);
  }
});

test.each(['null eq null', 'null ne null', 'not (null eq null)', "'a' eq 'a'", 'true', "'a'", '1'])(
  'an order by %s, which is the same of every row, leaves the order as it is',
  async (expression) => {
    const orderby = encodeURIComponent(expression);
    const ordered = await valuesOf(tell(`Metrics?$select=code&$orderby=${orderby}`));
    expect(ordered).toEqual(await valuesOf(tell('Metrics?$select=code')));
    expect(await valuesOf(tell(`Metrics?$select=code&$orderby=${orderby} desc,code&$top=2`))).toHaveLength(2);
  },
);
