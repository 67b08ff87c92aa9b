// The questions, as each server is asked them, and what brings the answers to one shape. limit.mjs has the SQL of the same names.
import { METRICS, measuredRegions, REGIONS, STATUSES } from './data.mjs';

const nodes = (connection) => connection.nodes;
const only = (connection) => connection.nodes[0];
const pad = (number, width) => String(number).padStart(width, '0');
const day = (start, days) => new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);

/** Days from which on every task is due: PostGraphile cannot compare dates, so this varies our requests and changes no answer. */
const DUE_DAYS = 20_000;
const dueFrom = (days) => day('2025-01-01', -days);
const metricCode = (index) => `metric-${pad(index + 1, 3)}`;
const region = (index) => ({ region: REGIONS[index].code, regionId: REGIONS[index].id });

const PEER_REGION = 'regionByRegionId { code regionVersionsByRegionId(condition: { current: true }, first: 1) { nodes { name } } }';
const peerRegion = ({ regionByRegionId: { code, regionVersionsByRegionId } }) => ({
  code,
  name: only(regionVersionsByRegionId).name.en,
});
const peerObservation = ({ period, value, flags }) => ({ period, value, statusFlags: flags ?? ['NORMAL'] });

const COLD_PEER = `query Cold($code: String!, $regionId: Int!) {
  allMetrics(condition: { code: $code }) { nodes { @code @name unitByUnitId { @code } seriesByMetricId(condition: { regionId: $regionId }) {
    nodes { ${PEER_REGION} observationsBySeriesId(first: 5, orderBy: [PERIOD_END_DESC]) { nodes { @period @value } } } } } }
}`;
const COLD_OURS = `query Cold($code: String!, $region: String!) {
  metric(code: $code) { @code @name unit { @code } series(first: 1, where: { regions: [$region] }) {
    nodes { region { code name } observations(first: 5, orderBy: [PERIOD_DESC]) { nodes { @period @value } } } } }
}`;
/** Gives the marked fields aliases that no request had before. */
const aliased = (text) => (index) => text.replaceAll(/@(\w+)/g, (_, field) => `${field}__${index.toString(36)}: ${field}`);

/**
 * @typedef {object} Question
 * @property {string} name
 * @property {string} title
 * @property {(rows: number) => number[]} axes How many choices there are of each thing that varies.
 * @property {(picks: number[]) => object} vary
 * @property {boolean} [repeated] Whether it is measured with unchanged requests too.
 * @property {{ text: string | ((index: number) => string), variables: (v: object) => object }} ours
 * @property {{ text: string | ((index: number) => string), variables: (v: object) => object, shape: (data: object) => object }} [peer]
 * @property {boolean} [limit] Whether limit.mjs answers it.
 */

/** @type {Question[]} */
export const QUESTIONS = [
  {
    name: 'list',
    title: 'flat list: 8 groups',
    axes: () => [90_000],
    vary: ([tag]) => ({ lang: `en-x-${pad(tag, 5)}` }),
    repeated: true,
    ours: {
      text: 'query List($lang: Language) { workingGroups { code ordinal name(lang: $lang) } }',
      variables: ({ lang }) => ({ lang }),
    },
    peer: {
      text: 'query List { allWorkingGroups(orderBy: [ORDINAL_ASC]) { nodes { code ordinal name } } }',
      variables: () => ({}),
      shape: (data) => ({ workingGroups: nodes(data.allWorkingGroups).map((row) => ({ ...row, name: row.name.en })) }),
    },
    limit: true,
  },
  {
    name: 'nested',
    title: '8 groups → 3 tasks → 2 metrics → latest 2 values in a region',
    axes: (rows) => [measuredRegions(rows), DUE_DAYS],
    vary: ([place, days]) => ({ ...region(place), dueFrom: dueFrom(days) }),
    repeated: true,
    ours: {
      text: `query Nested($region: String!, $dueFrom: Date) {
  workingGroups { code tasks(first: 3, where: { dueFrom: $dueFrom }) { nodes { code title metrics(first: 2) { nodes { code name
    observations(first: 2, where: { regions: [$region] }, orderBy: [PERIOD_DESC]) { nodes { period value region { code name } } } } } } } }
}`,
      variables: ({ region, dueFrom }) => ({ region, dueFrom }),
    },
    peer: {
      text: `query Nested($regionId: Int!) {
  allWorkingGroups(orderBy: [ORDINAL_ASC]) { nodes { code tasksByWorkingGroupId(first: 3, orderBy: [CODE_ASC]) { nodes { code title
    taskMetricsByTaskId(first: 2, orderBy: [POSITION_ASC]) { nodes { metricByMetricId { code name
      seriesByMetricId(condition: { regionId: $regionId }) { nodes { ${PEER_REGION}
        observationsBySeriesId(first: 2, orderBy: [PERIOD_END_DESC]) { nodes { period value } } } } } } } } } } }
}`,
      variables: ({ regionId }) => ({ regionId }),
      shape: (data) => ({
        workingGroups: nodes(data.allWorkingGroups).map((group) => ({
          code: group.code,
          tasks: {
            nodes: nodes(group.tasksByWorkingGroupId).map((task) => ({
              code: task.code,
              title: task.title.en,
              metrics: {
                nodes: nodes(task.taskMetricsByTaskId).map(({ metricByMetricId: metric }) => ({
                  code: metric.code,
                  name: metric.name.en,
                  observations: {
                    nodes: nodes(metric.seriesByMetricId).flatMap((series) =>
                      nodes(series.observationsBySeriesId).map((row) => ({ ...row, region: peerRegion(series) })),
                    ),
                  },
                })),
              },
            })),
          },
        })),
      }),
    },
    limit: true,
  },
  {
    name: 'latest',
    title: 'the same, latest 2 values of all regions',
    axes: () => [DUE_DAYS],
    vary: ([days]) => ({ dueFrom: dueFrom(days) }),
    ours: {
      text: `query Latest($dueFrom: Date) {
  workingGroups { code tasks(first: 3, where: { dueFrom: $dueFrom }) { nodes { code title metrics(first: 2) { nodes { code name
    observations(first: 2, orderBy: [PERIOD_DESC]) { nodes { period value region { code name } } } } } } } }
}`,
      variables: ({ dueFrom }) => ({ dueFrom }),
    },
    limit: true,
  },
  {
    name: 'observations',
    title: 'one metric, 100 observations, each with its region',
    axes: (rows) => [METRICS, measuredRegions(rows), 20],
    vary: ([metric, place, fewer]) => ({ code: metricCode(metric), ...region(place), first: 100 - fewer }),
    repeated: true,
    ours: {
      text: `query Observations($code: String!, $region: String!, $first: Int!) {
  metric(code: $code) { code name unit { code } observations(first: $first, where: { regions: [$region] }, orderBy: [PERIOD_DESC]) {
    nodes { period value statusFlags region { code name } } } }
}`,
      variables: ({ code, region, first }) => ({ code, region, first }),
    },
    peer: {
      text: `query Observations($code: String!, $regionId: Int!, $first: Int!) {
  allMetrics(condition: { code: $code }) { nodes { code name unitByUnitId { code } seriesByMetricId(condition: { regionId: $regionId }) {
    nodes { observationsBySeriesId(first: $first, orderBy: [PERIOD_END_DESC]) {
      nodes { period value flags seriesBySeriesId { ${PEER_REGION} } } } } } } }
}`,
      variables: ({ code, regionId, first }) => ({ code, regionId, first }),
      shape: (data) => {
        const { code, name, unitByUnitId, seriesByMetricId } = only(data.allMetrics);
        const rows = nodes(seriesByMetricId).flatMap((series) => nodes(series.observationsBySeriesId));
        const observations = rows.map((row) => ({ ...peerObservation(row), region: peerRegion(row.seriesBySeriesId) }));
        return { metric: { code, name: name.en, unit: unitByUnitId, observations: { nodes: observations } } };
      },
    },
    limit: true,
  },
  {
    name: 'series',
    title: 'one metric → its series in a region → 100 observations',
    axes: (rows) => [METRICS, measuredRegions(rows), 20],
    vary: ([metric, place, fewer]) => ({ code: metricCode(metric), ...region(place), first: 100 - fewer }),
    repeated: true,
    ours: {
      text: `query Series($code: String!, $region: String!, $first: Int!) {
  metric(code: $code) { code name unit { code } series(first: 1, where: { regions: [$region] }) { nodes { region { code name }
    observations(first: $first, orderBy: [PERIOD_DESC]) { nodes { period value statusFlags } } } } }
}`,
      variables: ({ code, region, first }) => ({ code, region, first }),
    },
    peer: {
      text: `query Series($code: String!, $regionId: Int!, $first: Int!) {
  allMetrics(condition: { code: $code }) { nodes { code name unitByUnitId { code } seriesByMetricId(first: 1, condition: { regionId: $regionId }) {
    nodes { ${PEER_REGION} observationsBySeriesId(first: $first, orderBy: [PERIOD_END_DESC]) { nodes { period value flags } } } } } }
}`,
      variables: ({ code, regionId, first }) => ({ code, regionId, first }),
      shape: (data) => {
        const { code, name, unitByUnitId, seriesByMetricId } = only(data.allMetrics);
        const series = nodes(seriesByMetricId).map((one) => ({
          region: peerRegion(one),
          observations: { nodes: nodes(one.observationsBySeriesId).map(peerObservation) },
        }));
        return { metric: { code, name: name.en, unit: unitByUnitId, series: { nodes: series } } };
      },
    },
    limit: true,
  },
  {
    name: 'tasks',
    title: 'a page of 50 tasks of a status, ordered, with progress',
    axes: () => [STATUSES.length, 4, DUE_DAYS],
    vary: ([status, order, days]) => ({
      status: STATUSES[status],
      orderBy: ['CODE_ASC', 'CODE_DESC', 'DUE_DATE_ASC', 'DUE_DATE_DESC'][order],
      dueFrom: dueFrom(days),
    }),
    repeated: true,
    ours: {
      text: `query Tasks($status: TaskStatus!, $orderBy: TaskOrder!, $dueFrom: Date) {
  tasks(first: 50, where: { status: [$status], dueFrom: $dueFrom }, orderBy: [$orderBy]) {
    nodes { code title status dueDate rolledUpProgress workingGroup { code } } pageInfo { hasNextPage } }
}`,
      variables: (v) => v,
    },
    peer: {
      text: `query Tasks($status: TaskStatus!, $orderBy: TaskOrderBy!) {
  allTasks(first: 50, condition: { status: $status }, orderBy: [$orderBy, CODE_ASC]) {
    nodes { code title status dueDate rolledUpProgress workingGroupByWorkingGroupId { code } } pageInfo { hasNextPage } }
}`,
      variables: ({ status, orderBy }) => ({ status, orderBy }),
      shape: ({ allTasks: { nodes, pageInfo } }) => ({
        tasks: {
          nodes: nodes.map(({ title, workingGroupByWorkingGroupId, ...row }) => ({
            ...row,
            title: title.en,
            workingGroup: workingGroupByWorkingGroupId,
          })),
          pageInfo,
        },
      }),
    },
    limit: true,
  },
  {
    name: 'progress',
    title: 'task progress of each group',
    axes: () => [70_000],
    vary: ([days]) => ({ on: day('1850-01-01', days) }),
    repeated: true,
    ours: {
      text: 'query Progress($on: Date) { workingGroups { code progress(on: $on) { total completed cancelled } } }',
      variables: ({ on }) => ({ on }),
    },
    peer: {
      text: `query Progress { allWorkingGroups(orderBy: [ORDINAL_ASC]) { nodes { code all: tasksByWorkingGroupId { totalCount }
  completed: tasksByWorkingGroupId(condition: { status: COMPLETED }) { totalCount }
  cancelled: tasksByWorkingGroupId(condition: { status: CANCELLED }) { totalCount } } } }`,
      variables: () => ({}),
      shape: (data) => ({
        workingGroups: nodes(data.allWorkingGroups).map(({ code, all, completed, cancelled }) => ({
          code,
          progress: { total: all.totalCount, completed: completed.totalCount, cancelled: cancelled.totalCount },
        })),
      }),
    },
    limit: true,
  },
  {
    name: 'search',
    title: 'search by name, ten best',
    axes: () => [2, 1_000, 20],
    vary: ([kind, number, more]) => ({
      text: [`township ${number + 1}`, `任务${(number % 400) + 1}：排查${number}`][kind],
      first: 10 + more,
    }),
    ours: {
      text: `query Search($text: String!, $first: Int!) {
  search(text: $text, first: $first) { edges { node { __typename ... on Region { code name } ... on Task { code title } ... on Metric { code name } } } }
}`,
      variables: (v) => v,
    },
  },
  {
    name: 'cold',
    title: 'a document never seen: a metric, its unit, its latest 5 values',
    axes: (rows) => [METRICS, measuredRegions(rows), 100],
    vary: ([metric, place]) => ({ code: metricCode(metric), ...region(place) }),
    ours: { text: aliased(COLD_OURS), variables: ({ code, region }) => ({ code, region }) },
    peer: {
      text: aliased(COLD_PEER),
      variables: ({ code, regionId }) => ({ code, regionId }),
      shape: (data) => {
        const { code, name, unitByUnitId, seriesByMetricId } = only(data.allMetrics);
        const series = nodes(seriesByMetricId).map((one) => ({
          region: peerRegion(one),
          observations: one.observationsBySeriesId,
        }));
        return { metric: { code, name: name.en, unit: unitByUnitId, series: { nodes: series } } };
      },
    },
  },
];

const STRIDE = 1_000_003; // a prime: no request comes twice before all have come

/** How many different requests there are. */
export const variety = (question, rows) => question.axes(rows).reduce((product, size) => product * size, 1);

/** What request number `index` asks for, spread over all that can be asked for. */
export function variationOf(question, index, rows) {
  let rest = (index * STRIDE) % variety(question, rows);
  const picks = question.axes(rows).map((size) => {
    const pick = rest % size;
    rest = Math.floor(rest / size);
    return pick;
  });
  return question.vary(picks);
}

/** The path and body of request number `index` to one of the servers. */
export function requestOf(question, server, index, rows) {
  const variation = variationOf(question, index, rows);
  if (server === 'limit') return { path: `/${question.name}`, body: JSON.stringify(variation) };
  const { text, variables } = question[server];
  const query = typeof text === 'string' ? text : text(index);
  return { path: '/graphql', body: JSON.stringify({ query, variables: variables(variation) }) };
}

/** An answer as all three are compared: PostGraphile's in our shape, aliases undone, progress without idle zeros. */
export function comparable(question, server, body) {
  const { data, errors } = JSON.parse(body, unaliased);
  if (errors) throw new Error(`${server} answers ${question.name} with ${JSON.stringify(errors).slice(0, 500)}`);
  return server === 'peer' ? question.peer.shape(data) : data;
}

function unaliased(key, value) {
  if (key === 'rolledUpProgress') return Number(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.replace(/__[0-9a-z]+$/, ''), one]));
}
