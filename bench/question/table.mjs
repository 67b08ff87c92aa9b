// Questions that are answered as a table. PostGraphile has none of the kind; the limit is SQL written by hand.
import { METRICS, RURAL_METRICS } from '../catalogue.mjs';
import { measuredRegions } from '../data.mjs';
import { metricCode, region } from './part.mjs';

const CELLS = 10_000;
/** A hundred metrics in a hundred months. */
const BREADTH = 100;
const FROM = '2016-09';
/** A page that is larger than the table varies the request and changes no answer. */
const MORE = 5_000;

/** @type {import('../query.mjs').Question[]} */
export const TABLE_QUESTIONS = [
  {
    name: 'cube',
    title: '10,000 cells with the change against the year before',
    table: true,
    axes: (rows) => [measuredRegions(rows), METRICS - BREADTH],
    vary: ([place, offset]) => ({
      ...region(place),
      metrics: Array.from({ length: BREADTH }, (_, index) => metricCode(offset + index)),
      from: FROM,
      first: CELLS,
    }),
    ours: {
      text: `query Cube($metrics: [String!]!, $region: String!, $from: Period, $first: Int) {
  cube(input: { metrics: $metrics, regions: { codes: [$region] }, from: $from, changes: [YOY], first: $first }) {
    rows { metricCode regionCode period value changes { percent } } }
}`,
      variables: ({ metrics, region, from, first }) => ({ metrics, region, from, first }),
    },
    limit: true,
  },
  {
    name: 'rollUp',
    title: 'a thousand townships rolled up to counties, month by month of a year',
    table: true,
    axes: () => [RURAL_METRICS, MORE],
    vary: ([metric, more]) => ({ code: `rural-${metric + 1}`, first: 2_000 + more }),
    ours: {
      text: `query RollUp($metrics: [String!]!, $first: Int) {
  cube(input: { metrics: $metrics, rollUp: { toLevel: COUNTY }, first: $first }) {
    rows { metricCode regionCode period value coverage { expected reported } } }
}`,
      variables: ({ code, first }) => ({ metrics: [code], first }),
    },
    limit: true,
  },
];
