// Questions that are asked of two sizes with the same catalogue: their pages are as long in both.
import { GROUPS, THEMES } from '../catalogue.mjs';
import { SCALE_METRICS, scaleMetric, scaleRegions } from '../scale-data.mjs';
import { region } from './part.mjs';

const LIST = 10;
const BREADTH = 100;
const range = (count) => Array.from({ length: count }, (_, index) => index);
const metricsFrom = (first, count) => range(count).map((index) => scaleMetric((first + index) % SCALE_METRICS));
const EVERY = range(SCALE_METRICS).map(scaleMetric);
const FIGURE = 'period value statusFlags metric { code } region { code name }';

/**
 * `bounded`: whether a request touches as many rows at either size. `once`: one request takes seconds or minutes.
 * @typedef {import('../query.mjs').Question & { bounded?: boolean, once?: boolean }} ScaleQuestion
 */

const list = (name, title, orderBy) => ({
  name,
  title,
  bounded: true,
  axes: (rows) => [SCALE_METRICS, scaleRegions(rows), 10],
  vary: ([metric, place, fewer]) => ({ ...region(place), metrics: metricsFrom(metric, LIST), first: 50 - fewer }),
  ours: {
    text: `query List($metrics: [String!]!, $region: String!, $first: Int!) {
  observations(first: $first, where: { metrics: $metrics, regions: [$region] }${orderBy}) { nodes { ${FIGURE} } pageInfo { hasNextPage endCursor } } }`,
    variables: ({ metrics, region, first }) => ({ metrics, region, first }),
  },
});

const nested = (name, title, bounded) => ({
  name,
  title,
  bounded,
  axes: (rows) => [GROUPS, THEMES, bounded ? scaleRegions(rows) : 1, 500],
  // A page that is larger than the list varies the request and changes no answer.
  vary: ([group, theme, place, more]) => ({ group: group + 1, theme: theme + 1, ...region(place), first: 100 + more }),
  ours: {
    text: bounded
      ? `query Nested($group: String!, $theme: String!, $region: String!, $first: Int!) {
  metrics(first: $first, where: { workingGroups: [$group], themes: [$theme] }) { nodes { code name
    observations(first: 5, where: { regions: [$region] }, orderBy: [PERIOD_DESC]) { nodes { period value region { code name } } } } } }`
      : `query Nested($group: String!, $theme: String!, $first: Int!) {
  metrics(first: $first, where: { workingGroups: [$group], themes: [$theme] }) { nodes { code name
    observations(first: 5, orderBy: [PERIOD_DESC]) { nodes { period value region { code name } } } } } }`,
    variables: ({ group, theme, region, first }) => ({
      group: `group-${group}`,
      theme: `theme-${theme}`,
      ...(bounded ? { region } : {}),
      first,
    }),
  },
});

/** Everything, of which no request comes twice: the length of the page and the first month vary. */
const whole = (name, title, text) => ({
  name,
  title,
  once: true,
  axes: () => [12, 500],
  vary: ([month, more]) => ({ metrics: EVERY, from: `2015-${String(month + 1).padStart(2, '0')}`, first: 100 + more }),
  ours: {
    text,
    variables: ({ metrics, from, first }) => (name === 'cube-count' ? { metrics, from } : { metrics, first }),
  },
});

/** @type {ScaleQuestion[]} */
export const SCALE_QUESTIONS = [
  list('list', 'the first page of ten metrics in a region, in the usual order', ''),
  list('newest', 'the same, the newest first', ', orderBy: [PERIOD_DESC]'),
  {
    name: 'series',
    title: 'one metric → its series in a region → 100 observations',
    bounded: true,
    axes: (rows) => [SCALE_METRICS, scaleRegions(rows), 20],
    vary: ([metric, place, fewer]) => ({ code: scaleMetric(metric), ...region(place), first: 100 - fewer }),
    ours: {
      text: `query Series($code: String!, $region: String!, $first: Int!) {
  metric(code: $code) { code name unit { code } series(first: 1, where: { regions: [$region] }) { nodes { region { code name }
    observations(first: $first, orderBy: [PERIOD_DESC]) { nodes { period value statusFlags } } } } } }`,
      variables: ({ code, region, first }) => ({ code, region, first }),
    },
  },
  nested('nested', 'some seventeen metrics → latest 5 values in a region', true),
  {
    name: 'cube',
    title: '10,000 cells of a region with the change against the year before',
    bounded: true,
    axes: (rows) => [SCALE_METRICS, scaleRegions(rows)],
    vary: ([metric, place]) => ({ ...region(place), metrics: metricsFrom(metric, BREADTH) }),
    ours: {
      text: `query Cube($metrics: [String!]!, $region: String!) {
  cube(input: { metrics: $metrics, regions: { codes: [$region] }, from: "2016-09", changes: [YOY], first: 10000 }) {
    rows { metricCode regionCode period value changes { percent } } } }`,
      variables: ({ metrics, region }) => ({ metrics, region }),
    },
  },
  nested('nested-all', 'some seventeen metrics → latest 5 values of all regions', false),
  whole(
    'cube-greatest',
    'the greatest values of everything',
    `query Greatest($metrics: [String!]!, $first: Int!) {
  cube(input: { metrics: $metrics, first: $first, orderBy: [VALUE_DESC] }) { rows { metricCode regionCode period value } } }`,
  ),
  whole(
    'cube-count',
    'how many cells everything has from a month on',
    `query Count($metrics: [String!]!, $from: Period!) { cube(input: { metrics: $metrics, from: $from, first: 1 }) { totalCount } }`,
  ),
];
