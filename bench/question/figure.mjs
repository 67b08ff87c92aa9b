// Questions about the table that grows.
import { METRICS } from '../catalogue.mjs';
import { measuredRegions } from '../data.mjs';
import {
  DUE_DAYS,
  dueFrom,
  metricCode,
  nodes,
  only,
  PEER_REGION,
  peerObservation,
  peerRegion,
  region,
} from './part.mjs';

/** @type {import('../query.mjs').Question[]} */
export const FIGURE_QUESTIONS = [
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
];
