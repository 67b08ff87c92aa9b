import { everyText, many, type Shape } from './shape.ts';

/** A little less than the longest body, so that what stands around a text fits too. */
const MAX_BODY = 250_000;

const post = (body: object): Request => posted(JSON.stringify(body));
const posted = (body: string, type = 'application/json'): Request =>
  new Request('http://test/graphql', { method: 'POST', headers: { 'content-type': type }, body });

const document = (name: string, query: (length: number) => string): Shape => ({
  name,
  most: MAX_BODY,
  request: (length) => post({ query: query(length) }),
});
/** What is bounded by tokens: `query` makes a document of so many pieces. */
const pieces = (name: string, most: number, query: (count: number) => string): Shape => ({
  name,
  most,
  request: (count) => post({ query: query(count) }),
});
const list = (count: number, one: (index: number) => string): string =>
  Array.from({ length: Math.max(1, Math.floor(count)) }, (_, index) => one(index)).join(' ');

/** Arguments that take a text, by the type of the variable. */
const ARGUMENTS: Readonly<Record<string, readonly [type: string, field: string]>> = {
  integer: ['Int', 'tasks(first: $x)'],
  enum: ['[TaskOrder!]', 'tasks(orderBy: $x)'],
  filter: ['String', 'tasks(where: { text: $x })'],
  code: ['String!', 'observations(where: { metrics: [$x] })'],
  region: ['String!', 'observations(where: { metrics: [], regions: [$x] })'],
  'region above': ['String', 'cube(input: { metrics: [], regions: { childrenOf: $x } })'],
  search: ['String!', 'search(text: $x)'],
  language: ['Language', 'search(text: "a", lang: $x)'],
  period: ['Period', 'observations(where: { metrics: [], from: $x })'],
  day: ['Date', 'tasks(where: { dueFrom: $x })'],
  moment: ['DateTime', 'cube(input: { metrics: [], asOf: $x })'],
  cursor: ['String', 'tasks(after: $x)'],
};

const variables = Object.entries(ARGUMENTS).flatMap(([name, [type, field]]) =>
  everyText(`variable ${name}`, MAX_BODY / 2, (x) =>
    post({ query: `query ($x: ${type}) { ${field} { totalCount } }`, variables: { x } }),
  ),
);

const wrongVariables: Shape[] = [
  {
    name: 'a wrong variable after a long comment',
    most: MAX_BODY,
    request: (length) =>
      post({
        query: `#${'a'.repeat(length)}\nquery ($x: Int!) { tasks(first: $x) { totalCount } }`,
        variables: { x: 'no' },
      }),
  },
  {
    name: 'fifty wrong variables after a long comment',
    most: MAX_BODY,
    request: (length) => {
      const names = list(50, (index) => `$v${index}`);
      const uses = list(50, (index) => `v${index}: tasks(first: $v${index}) { totalCount }`);
      return post({ query: `#${'a'.repeat(length)}\nquery (${names.replaceAll(/\$\w+/g, '$&: Int!')}) { ${uses} }` });
    },
  },
  ...['tasks(where: $x)', 'metrics(where: $x)'].map((field) => ({
    name: `unknown fields in a variable of ${field}`,
    most: MAX_BODY,
    request: (length: number) => {
      const x = Object.fromEntries(many(length / 2, (index) => `field${index}`).split(' ').map((name) => [name, 1])); // biome-ignore format: short
      const type = field.startsWith('tasks') ? 'TaskWhere' : 'MetricWhere';
      return post({ query: `query ($x: ${type}) { ${field} { totalCount } }`, variables: { x } });
    },
  })),
  {
    name: 'wrong items of a list',
    most: MAX_BODY,
    request: (length) =>
      post({
        query: 'query ($x: [String!]!) { observations(where: { metrics: $x }) { totalCount } }',
        variables: { x: Array.from({ length: length / 2 }, () => 1) },
      }),
  },
  ...['variables', 'extensions'].map((name) => ({
    name: `nested ${name}`,
    most: MAX_BODY,
    request: (length: number) =>
      posted(`{"query":"{datasets{code}}","${name}":{"x":${'['.repeat(length / 2)}${']'.repeat(length / 2)}}}`),
  })),
];

const documents: Shape[] = [
  document('a comment', (length) => `#${'a'.repeat(length)}\n{ datasets { code } }`),
  document('blank lines', (length) => `${'\n'.repeat(length / 2)}{ nothing }`),
  document('a long name', (length) => `{ ${'a'.repeat(length)} }`),
  document('a long operation name', (length) => `query ${'a'.repeat(length)}($a: Int) { __typename }`),
  document('a long string', (length) => `{ tasks(where: { text: "${'a'.repeat(length)}" }) { totalCount } }`),
  document(
    'a block string',
    (length) => `{ tasks(where: { text: """${' \n'.repeat(length / 4)}""" }) { totalCount } }`,
  ),
  document('a text without an end', (length) => `{ tasks(where: { text: "${'a'.repeat(length)}`),
  document('errors after blank lines', (length) => {
    const rows = list(90, (index) => `a${index}: latest(region: "no") { id }`);
    return `${'\n'.repeat(length / 2)}{ metrics(first: 5) { nodes { ${rows} } } }`;
  }),
  pieces('unknown fields', 3_900, (count) => `{ ${list(count, (index) => `observation${index}`)} }`),
  pieces('equal fields', 3_990, (count) => `{ ${list(count, () => '__typename')} }`),
  pieces('equal lists', 990, (count) => `{ ${list(count, () => 'datasets { code }')} }`),
  pieces('unknown fragments', 1_990, (count) => `{ ${list(count, (index) => `...F${index}`)} }`),
  pieces('a chain of fragments', 420, (count) => {
    const last = Math.floor(count);
    const chain = list(last, (index) => `fragment F${index} on Query { ...F${index + 1} }`);
    return `{ ...F0 } ${chain} fragment F${last} on Query { __typename }`;
  }),
  pieces('fragments that double', 280, (count) => {
    const last = Math.floor(count);
    const chain = list(last, (index) => `fragment F${index} on PageInfo { ...F${index + 1} ...F${index + 1} }`);
    return `{ tasks { pageInfo { ...F0 } } } ${chain} fragment F${last} on PageInfo { endCursor }`;
  }),
  pieces('fragments in each other', 45, (count) => {
    const spreads = list(count, (index) => `...F${index}`);
    return `{ ...F0 } ${list(count, (index) => `fragment F${index} on Query { ${spreads} }`)}`;
  }),
  pieces('nested lists', 1_900, (count) => `{ tasks(first: ${'['.repeat(count)}${']'.repeat(count)}) { totalCount } }`),
  pieces('nested types', 1_900, (count) => `query ($x: ${'['.repeat(count)}Int${']'.repeat(count)}) { __typename }`),
  pieces('nested selections', 1_300, (count) => `{ ${'...{'.repeat(count)}__typename${'}'.repeat(count)} }`),
];

const others: Shape[] = [
  ...everyText('the operation name', MAX_BODY / 2, (operationName) => post({ query: '{ __typename }', operationName })),
  ...everyText('a form', MAX_BODY / 6, (text) =>
    posted(`query={__typename}&variables=${encodeURIComponent(text)}`, 'application/x-www-form-urlencoded'),
  ),
  ...everyText('the body', MAX_BODY, (text) => posted(text)),
  ...everyText('variables in the address', 14_000, (text) => {
    return new Request(`http://test/graphql?query={__typename}&variables={"a":${encodeURIComponent(text)}}`);
  }),
  {
    name: 'nested variables in the address',
    most: 14_000,
    request: (length) => {
      const nested = `${'['.repeat(length / 2)}${']'.repeat(length / 2)}`;
      return new Request(`http://test/graphql?query={datasets{code}}&variables={"a":${nested}}`);
    },
  },
];

export const GRAPHQL: readonly Shape[] = [...variables, ...wrongVariables, ...documents, ...others];
