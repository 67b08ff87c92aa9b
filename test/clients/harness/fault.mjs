// Ten ways in which an OData server can be wrong. Each is planted between the server and the clients, one at a time.

const without = (option) => (url) => {
  const [path, query] = url.split('?');
  if (query === undefined) return url;
  const rest = query.split('&').filter((part) => decodeURIComponent(part.split('=')[0]) !== option);
  return rest.length > 0 ? `${path}?${rest.join('&')}` : path;
};

/** Every object and value of an answer, changed from the inside out. */
function mapJson(value, change) {
  if (Array.isArray(value)) return value.map((one) => mapJson(one, change));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).flatMap(([name, one]) => change(name, mapJson(one, change)));
  return Object.fromEntries(entries);
}

const withoutProperty = (property) => (json) => mapJson(json, (name, one) => (name === property ? [] : [[name, one]]));

/** @typedef {{ name: string, url?: (url: string) => string, json?: (json: unknown) => unknown, count?: (text: string) => string, header?: string }} Fault */

/** @type {readonly Fault[]} */
export const FAULTS = [
  { name: 'no nextLink', json: withoutProperty('@odata.nextLink') },
  {
    name: '$count off by one',
    json: (json) => mapJson(json, (name, one) => [[name, name === '@odata.count' ? one + 1 : one]]),
    count: (text) => String(Number(text) + 1),
  },
  {
    name: 'numbers as strings',
    json: (json) =>
      mapJson(json, (name, one) => [[name, typeof one === 'number' && !name.startsWith('@') ? String(one) : one]]),
  },
  { name: 'no @odata.context', json: withoutProperty('@odata.context') },
  { name: 'no OData-Version', header: 'odata-version' },
  { name: '$filter ignored', url: without('$filter') },
  { name: '$orderby ignored', url: without('$orderby') },
  {
    name: '$skip off by one',
    url: (url) => url.replace(/([?&](?:\$|%24)skip=)(\d+)/i, (_, option, skip) => `${option}${Number(skip) + 1}`),
  },
  {
    name: 'dates with slashes',
    json: (json) =>
      mapJson(json, (name, one) => [
        [name, typeof one === 'string' ? one.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$1/$2/$3') : one],
      ]),
  },
  {
    name: 'wrong property name',
    json: (json) => mapJson(json, (name, one) => [[name === 'metricCode' ? 'metric_code' : name, one]]),
  },
];

/** What a faultless proxy does: clients must be green through it, or red says nothing. */
export const NO_FAULT = { name: 'nothing planted' };
