import { everyText, many, type Shape } from './shape.ts';

/** A little less than the longest address, and than the longest batch. */
const MAX_ADDRESS = 7_900;
const MAX_BATCH = 250_000;
const ROOT = 'http://test/odata/v4';

const get = (name: string, path: (length: number) => string): Shape => ({
  name,
  most: MAX_ADDRESS,
  request: (length) => new Request(`${ROOT}/${path(length)}`),
});

const OPTIONS = ['$filter', '$orderby', '$select', '$expand', '$apply', '$compute', '$search', '$skiptoken', '$format', '$top', '$filter=@a&@a', 'lang', 'on']; // biome-ignore format: a list
/** Texts that are longer when they are encoded are cut by the door. */
const options = OPTIONS.flatMap((option) =>
  everyText(option, MAX_ADDRESS, (text) => new Request(`${ROOT}/Metrics?${option}=${text.replaceAll(' ', '+')}`)),
);

const nestedAny = (levels: number): string =>
  Array.from({ length: Math.max(1, Math.floor(levels)) }).reduceRight<string>(
    (inner, _, level) => `${level === 0 ? '' : `x${level - 1}/`}children/any(x${level}:${inner})`,
    '1+eq+1',
  );

const special: Shape[] = [
  ...everyText('a key', MAX_ADDRESS, (text) => new Request(`${ROOT}/Metrics('${text}')`)),
  ...everyText('a path', MAX_ADDRESS, (text) => new Request(`${ROOT}/${text}`)),
  get('in', (length) => `Metrics?$filter=code in (${many(length / 1.4, () => "'a'", ',')})`),
  get('or', (length) => `Observations?$filter=${many(length, () => "metric/code+eq+'a'", '+or+')}`),
  get('any', (length) => `Metrics?$filter=${many(length, () => 'observations/any()', '+or+')}`),
  { name: 'any in any', most: 12, request: (levels) => new Request(`${ROOT}/Tasks?$filter=${nestedAny(levels)}`) },
  get('parts of a key', (length) => `Metrics(${many(length, (index) => `a${index}='b'`, ',')})`),
  get('an alias that is used often', (length) => `Metrics?$filter=${many(length, () => 'code+eq+@a', '+or+')}&@a='b'`),
  get('aliases', (length) => `Metrics?${many(length, (index) => `@a${index}=1`, '&')}`),
  get('orders', (length) => `Metrics?$orderby=${many(length, (index) => `concat(code,'${index}')`, ',')}`),
  get('expansions', (length) => `Metrics?$expand=${many(length, (index) => `a${index}`, ',')}`),
  get('transformations', (length) => `Observations?$apply=${many(length, () => 'groupby((metricCode))', '/')}`),
  get('branches', (length) => `Observations?$apply=concat(${many(length, (index) => `aggregate($count+as+a${index})`, ',')})`),
  get('slices', (length) => `Observations?$apply=${many(length, () => 'orderby(value)/top(9)', '/')}`),
  get('computed properties', (length) => `Observations?$compute=${many(length, (index) => `value+mul+2+as+a${index}`, ',')}`),
  get('a computed property that is used often', (length) => `Observations?$compute=value+mul+value+as+d&$filter=${many(length, () => 'd+gt+1', '+or+')}`),
  get('figures', (length) => `Observations?$apply=aggregate(${many(length, (index) => `value+with+max+as+a${index}`, ',')})`),
]; // biome-ignore format: a line each

const batch = (body: string, type = 'application/json'): Request =>
  new Request(`${ROOT}/$batch`, { method: 'POST', headers: { 'content-type': type }, body });
const inJson = (request: object): Request =>
  batch(JSON.stringify({ requests: [{ id: '1', method: 'get', url: 'Metrics?$top=1', ...request }] }));
const inParts = (header: string, line = 'GET Metrics?$top=1 HTTP/1.1'): Request =>
  batch(`--b\r\n${header}\r\n\r\n${line}\r\n\r\n--b--`, 'multipart/mixed; boundary=b');

const batches: Shape[] = [
  ...everyText('an address in a batch', MAX_BATCH / 2, (url) => inJson({ url })),
  ...everyText('a header in a batch', MAX_BATCH / 2, (text) => inJson({ headers: { prefer: text, accept: text } })),
  ...everyText('a header of a part', MAX_BATCH, (text) => inParts(text)),
  ...everyText('the line of a part', MAX_BATCH, (text) => inParts('a: b', `GET ${text}`)),
  ...everyText('a batch', MAX_BATCH, (text) => batch(text)),
  {
    name: 'a nested header in a batch',
    most: MAX_BATCH,
    request: (length) =>
      batch(`{"requests":[{"id":"1","method":"get","url":"Metrics","headers":{"accept":${'['.repeat(length / 2)}${']'.repeat(length / 2)}}}]}`), // biome-ignore format: one text
  },
  {
    name: 'boundaries',
    most: MAX_BATCH,
    request: (length) => batch('\r\n--b'.repeat(length / 5), 'multipart/mixed; boundary=b'),
  },
  { name: 'headers of a part', most: MAX_BATCH, request: (length) => inParts(many(length, () => 'a: b', '\r\n')) },
  {
    name: 'requests of a batch',
    most: 50,
    request: (count) => {
      const url = `Metrics?$top=1&$filter=${many(100, () => 'observations/any()', ' or ')}`;
      const requests = Array.from({ length: Math.floor(count) }, (_, index) => ({
        id: `${index}`,
        method: 'get',
        url,
      }));
      return batch(JSON.stringify({ requests }));
    },
  },
];

export const ODATA: readonly Shape[] = [...options, ...special, ...batches];
