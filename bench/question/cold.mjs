// A document that was never seen: what parsing, validating and planning cost.
import { METRICS } from '../catalogue.mjs';
import { measuredRegions } from '../data.mjs';
import { metricCode, nodes, only, PEER_REGION, peerRegion, region } from './part.mjs';

const COLD_PEER = `query Cold($code: String!, $regionId: Int!) {
  allMetrics(condition: { code: $code }) { nodes { @code @name unitByUnitId { @code } seriesByMetricId(condition: { regionId: $regionId }) {
    nodes { ${PEER_REGION} observationsBySeriesId(first: 5, orderBy: [PERIOD_END_DESC]) { nodes { @period @value } } } } } }
}`;
const COLD_OURS = `query Cold($code: String!, $region: String!) {
  metric(code: $code) { @code @name unit { @code } series(first: 1, where: { regions: [$region] }) {
    nodes { region { code name } observations(first: 5, orderBy: [PERIOD_DESC]) { nodes { @period @value } } } } }
}`;
/** Gives the marked fields aliases that no request had before. */
const aliased = (text) => (index) =>
  text.replaceAll(/@(\w+)/g, (_, field) => `${field}__${index.toString(36)}: ${field}`);

/** @type {import('../query.mjs').Question} */
export const COLD_QUESTION = {
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
};
