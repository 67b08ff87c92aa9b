import fc from 'fast-check';

const SETS = [
  'Observations',
  'Metrics',
  'Regions',
  'Tasks',
  'TaskReports',
  'TaskProgress',
  'WorkingGroups',
  'Programmes',
  'Organizations',
  'Periods',
  'Releases',
];
const NAMES = [
  'id', 'code', 'name', 'value', 'period', 'periodStart', 'periodEnd', 'isTotal', 'metric', 'region', 'observations', 'tasks', 'level', 'status',
  'publishedAt', 'seq', 'children', 'parent', 'leads', 'workingGroup', 'metricCode', 'frequency', 'unitMultiplier', 'light', 'total', 'searchText',
  'number', '$it', 'x', '__proto__', 'constructor', 'toString', '名',
]; // biome-ignore format: a list
const LITERALS = [
  '1', '-1', '0', '1e308', '1e309', '12345678901234567890123456789012345678901234567890', '0.1', '4L', "'leaks'", "''", "''''", "'\u0000'", "'%'", "'\\'",
  'null', 'true', 'false', '2020-01-01', '0000-00-00', '9999-12-31', '2020-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00', 'INF', "duration'P1D'",
  '99999999999', "'\ud800'", '@p',
]; // biome-ignore format: a list
const CALLS = [
  'contains',
  'startswith',
  'endswith',
  'tolower',
  'toupper',
  'length',
  'year',
  'month',
  'day',
  'date',
  'round',
  'floor',
  'substring',
  'indexof',
  'concat',
  'trim',
  'now',
  'cast',
];

const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
const expression = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    path,
    fc.constantFrom(...LITERALS),
    fc
      .tuple(
        tie('e'),
        fc.constantFrom(
          'eq',
          'ne',
          'gt',
          'ge',
          'lt',
          'le',
          'and',
          'or',
          'add',
          'sub',
          'mul',
          'div',
          'divby',
          'mod',
          'has',
        ),
        tie('e'),
      )
      .map((parts) => `(${parts.join(' ')})`),
    tie('e').map((one) => `not ${one}`),
    tie('e').map((one) => `-${one}`),
    fc
      .tuple(fc.constantFrom(...CALLS), fc.array(tie('e'), { maxLength: 3 }))
      .map(([call, given]) => `${call}(${given.join(',')})`),
    fc.tuple(path, fc.constantFrom('any', 'all'), tie('e')).map(([of, kind, one]) => `${of}/${kind}(x:${one})`),
    fc
      .tuple(path, fc.array(fc.constantFrom(...LITERALS), { maxLength: 4 }))
      .map(([of, list]) => `${of} in (${list.join(',')})`),
    path.map((of) => `${of}/$count`),
  ),
})).e;
const orderby = fc.tuple(expression, fc.constantFrom('', ' asc', ' desc', ' up')).map((parts) => parts.join(''));
const aggregate = fc
  .tuple(path, fc.constantFrom('sum', 'min', 'max', 'average', 'countdistinct', 'x'))
  .map(([of, method]) => `${of} with ${method} as a${method}`);
const computation = fc.tuple(expression, name).map(([one, alias]) => `${one} as ${alias}`);
const computations = fc.array(computation, { minLength: 1, maxLength: 3 }).map((list) => list.join(','));
const step = fc.letrec<{ steps: string }>((tie) => ({
  steps: fc
    .array(
      fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        expression.map((one) => `filter(${one})`),
        fc.array(orderby, { minLength: 1, maxLength: 2 }).map((list) => `orderby(${list.join(',')})`),
        computations.map((list) => `compute(${list})`),
        fc.constantFrom(
          'skip(1)',
          'top(3)',
          'top(0)',
          'skip(2147483647)',
          'top(x)',
          'search(leak)',
          'search("a b" OR x)',
          'search())',
        ),
        fc.array(tie('steps'), { minLength: 1, maxLength: 4 }).map((branches) => `concat(${branches.join(',')})`),
        fc
          .tuple(fc.array(path, { minLength: 1, maxLength: 3 }), fc.array(aggregate, { maxLength: 2 }))
          .map(([paths, list]) => `groupby((${paths.join(',')}),aggregate(${[...list, '$count as n'].join(',')}))`),
        aggregate.map((one) => `aggregate(${one})`),
        fc.constantFrom('identity', 'topcount(1,value)', 'groupby((value))'),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((steps) => steps.join('/')),
}));
const apply = step.steps;
const option = fc.letrec<{ o: string }>((tie) => ({
  o: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    expression.map((one) => `$filter=${one}`),
    orderby.map((one) => `$orderby=${one}`),
    fc.array(path, { minLength: 1, maxLength: 3 }).map((names) => `$select=${names.join(',')}`),
    fc
      .tuple(name, fc.array(tie('o'), { maxLength: 3 }))
      .map(([one, options]) => `$expand=${one}${options.length > 0 ? `(${options.join(';')})` : ''}`),
    apply.map((one) => `$apply=${one}`),
    computations.map((list) => `$compute=${list}`),
    fc.constantFrom(
      '$top=5',
      '$top=0',
      '$top=x',
      '$skip=3',
      '$skip=2147483647',
      '$count=true',
      '$count',
      '$search=leak OR (a NOT "b c")',
      '$search=a',
      '$skiptoken=WzFd',
      '$format=json',
      '$format=x',
      '$format=constructor',
      '$compute=a',
      'lang=zh',
      'lang=%',
      '@p=1',
      "@p='x'",
      'on=2020-01-01',
    ),
  ),
})).o;
const segment = fc.oneof(
  fc.constantFrom(...SETS),
  fc
    .tuple(fc.constantFrom(...SETS, 'observations', 'tasks'), fc.constantFrom(...LITERALS))
    .map(([set, key]) => `${set}(${key})`),
  name,
  fc.constantFrom(
    '$count',
    '$value',
    '$ref',
    '$metadata',
    '$batch',
    '$entity',
    '..',
    '',
    "Tasks(datasetCode='river-city',code='dike')",
  ),
);
/** Addresses by the grammar alone, whatever the model has. */
const address = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...SETS) },
      { weight: 1, arbitrary: fc.array(segment, { maxLength: 4 }).map((parts) => parts.join('/')) },
    ),
    fc.array(option, { maxLength: 4 }),
  )
  .map(([one, options]) => `${one}?${options.join('&')}`);
/** A few characters put in, left out or doubled. */
const mangled = fc
  .tuple(
    address,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.oneof(
          fc.constantFrom("'", '(', ')', '/', ',', '%', '&', '$', '', ' ', ';', '"', '+', '%00', '%2F', '%ff'),
          fc.string({ maxLength: 2 }),
        ),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [at, put]) => {
      const place = now.length === 0 ? 0 : at % now.length;
      return now.slice(0, place) + put + now.slice(place + (put === '' ? 1 : 0));
    }, text),
  );

/** Addresses that only the grammar knows, and such with a few characters changed. */
export const awkwardAddress: fc.Arbitrary<string> = fc.oneof(address, mangled);
