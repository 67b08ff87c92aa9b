// The dearest requests of each kind: what a request of so many parts looks like.
import { METRICS, RURAL_METRICS } from '../catalogue.mjs';
import { FIRST_RELEASE, RELEASES } from '../data.mjs';
import { metricCode, region } from './part.mjs';

const range = (count) => Array.from({ length: count }, (_, index) => index);
const RURAL = range(RURAL_METRICS).map((index) => `rural-${index + 1}`);
const list = (codes) => JSON.stringify(codes);
/** Ten metrics, some of which have the most observations. */
const TEN = list([...RURAL, ...range(6).map(metricCode)]);
const ALL = list([...RURAL, ...range(METRICS).map(metricCode)]);
const ROW = `id period periodLabel(lang: "zh") value number statusFlags basis numerator denominator note
  region { code name } metric { code name } dataset { code } breakdown { dimension { code } }`;
/** Looked for and never found. */
const NOWHERE = 'zzzz';
/** Two hundred characters, of words that are like those of names. */
const WORDS = 'departmant prefectur townshi indicatr disput resolv provinc countie metrc task '.repeat(3).slice(0, 200);

/** So many parts of a query, each under an alias of its own. `mark` tells requests apart that ask for the same. */
const parts = (count, mark, part) =>
  `{ ${range(count)
    .map((index) => `${mark}x${index}: ${part(index)}`)
    .join('\n')} }`;

/**
 * @typedef {object} DearRequest
 * @property {string} name
 * @property {number} most How many parts a request may have besides what it weighs: aliases, or the rows of a page.
 * @property {(parts: number, mark: string, turn: number) => string} query `turn` counts the requests of one client.
 */

/** @type {DearRequest[]} */
export const DEAR = [
  {
    name: 'rows',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        (index) => `metric(code: "${metricCode(index)}") { observations(first: 1000) { nodes { ${ROW} } } }`,
      ),
  },
  {
    name: 'changes',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        (index) => `metric(code: "${metricCode(index)}") { observations(first: 1000) {
        nodes { a: change(kind: YOY) { percent } b: change(kind: PREVIOUS_PERIOD) { percent } c: change(kind: VS_TARGET) { percent } } } }`,
      ),
  },
  {
    name: 'change against last year',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        (index) =>
          `metric(code: "${metricCode(index)}") { observations(first: 1000) { nodes { change(kind: YOY) { percent } } } }`,
      ),
  },
  {
    name: 'tree',
    most: 1_000,
    query: (size, mark) => `{ ${mark}: workingGroups { tasks(first: 50) { nodes { code metrics(first: 3) { nodes { code
      observations(first: ${size}, orderBy: [PERIOD_DESC]) { nodes { period value region { code } } } } } } } } }`,
  },
  {
    name: 'counts',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () => `observations(first: 1, orderBy: [PERIOD_DESC], where: { metrics: ${TEN} }) { totalCount }`,
      ),
  },
  {
    name: 'counts of all',
    most: 1_000,
    query: (count, mark) => `{ ${mark}: metrics(first: ${count}) { nodes { observations(first: 1) { totalCount } } } }`,
  },
  {
    name: 'by value',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () => `observations(first: 1, orderBy: [VALUE_DESC], where: { metrics: ${TEN} }) { nodes { value } }`,
      ),
  },
  {
    name: 'by region',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () => `observations(first: 1, orderBy: [REGION_DESC], where: { metrics: ${TEN} }) { nodes { value } }`,
      ),
  },
  {
    name: 'by flag',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () => `observations(first: 1, where: { metrics: ${TEN}, statusFlags: [SUPPRESSED] }) { nodes { value } }`,
      ),
  },
  {
    name: 'latest',
    // A page that is longer than what there is weighs what nobody reads.
    most: METRICS + RURAL_METRICS,
    query: (count, mark) =>
      `{ ${mark}: metrics(first: ${count}) { nodes { latest(frequency: [ANNUAL]) { value } a: latest { value } } } }`,
  },
  {
    name: 'latest in regions',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        (index) =>
          `metrics(first: 404) { nodes { latest(region: "${region(index).region}") { value } assessment(region: "${region(index).region}") { light } } }`,
      ),
  },
  {
    name: 'latest of series',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        (index) =>
          `metric(code: "${RURAL[index % RURAL.length]}") { series(first: 1000) { nodes { latest { value } } } }`,
      ),
  },
  {
    name: 'series',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        (index) => `metric(code: "${RURAL[index % RURAL.length]}") { series(first: 1000) { totalCount
        nodes { observations(first: 1, orderBy: [VALUE_DESC]) { totalCount nodes { value } } } } }`,
      ),
  },
  {
    name: 'availability',
    most: 1_000,
    query: (
      count,
      mark,
    ) => `{ ${mark}: metrics(first: ${count}) { nodes { availability { from to frequencies observationCount
      regions(first: 1) { totalCount } breakdowns { code } } } } }`,
  },
  {
    name: 'cube',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        (index) => `cube(input: { metrics: ${ALL}, first: ${10_000 - index} }) {
        rows { metricCode regionCode period frequency value number basis statusFlags numerator denominator } }`,
      ),
  },
  {
    name: 'cube, changes',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        (
          index,
        ) => `cube(input: { metrics: ${ALL}, first: ${10_000 - index}, changes: [YOY, PREVIOUS_PERIOD, VS_TARGET] }) {
        rows { value changes { percent } } }`,
      ),
  },
  {
    name: 'cube, count',
    most: 100,
    query: (count, mark) => parts(count, mark, () => `cube(input: { metrics: ${TEN}, first: 1 }) { totalCount }`),
  },
  {
    name: 'cube, by value',
    most: 100,
    query: (count, mark) =>
      parts(count, mark, () => `cube(input: { metrics: ${TEN}, first: 1, orderBy: [VALUE_DESC] }) { rows { value } }`),
  },
  {
    name: 'cube, latest',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () => `cube(input: { metrics: ${TEN}, first: 1, latest: 1, orderBy: [VALUE_DESC] }) { rows { value } }`,
      ),
  },
  {
    name: 'roll-up',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () =>
          `cube(input: { metrics: ${list(RURAL)}, rollUp: { toLevel: COUNTY }, first: 1 }) { totalCount rows { value coverage { expected } } }`,
      ),
  },
  {
    name: 'roll-up, time',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () =>
          `cube(input: { metrics: ${TEN}, rollUp: { toLevel: COUNTY, overTime: ANNUAL }, first: 1 }) { rows { value } }`,
      ),
  },
  {
    name: 'roll-up, changes',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () =>
          `cube(input: { metrics: ${list(RURAL)}, rollUp: { toLevel: COUNTY }, changes: [YOY, PREVIOUS_PERIOD], first: 1000 }) { rows { value changes { percent } } }`,
      ),
  },
  {
    name: 'search',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        (index) => `search(text: ${JSON.stringify(`${index} ${WORDS}`.slice(0, 200))}, first: 1) { totalCount }`,
      ),
  },
  {
    name: 'search of moments',
    most: 100,
    // Each state that was not searched just before has an index made for it: no request asks for one of the request before.
    query: (count, mark, turn) =>
      parts(count, mark, (index) => {
        const release = (turn * count + index) % RELEASES;
        const moment = new Date(FIRST_RELEASE + release * 86_400_000).toISOString();
        return `search(text: ${JSON.stringify(WORDS.slice(0, 200))}, asOf: "${moment}", first: 1) { totalCount }`;
      }),
  },
  {
    name: 'regions by text',
    most: 100,
    query: (count, mark) =>
      parts(count, mark, () => `regions(first: 1, where: { text: "${NOWHERE}" }) { nodes { code } }`),
  },
  {
    name: 'descendants',
    most: 1_000,
    query: (count, mark) => `{ ${mark}: regions(first: ${count}) { nodes { descendants(first: 1) { totalCount } } } }`,
  },
  {
    name: 'tasks',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () => `tasks(first: 1, where: { text: "${NOWHERE}" }, orderBy: [DUE_DATE_DESC]) { totalCount nodes { code } }`,
      ),
  },
  {
    name: 'tasks of regions',
    most: 1_000,
    query: (count, mark) =>
      `{ ${mark}: regions(first: ${count}) { nodes { progress { total overdue } tasks(first: 1) { totalCount } } } }`,
  },
  {
    name: 'progress',
    most: 100,
    query: (count, mark) =>
      parts(count, mark, () => 'taskProgress(groupBy: [STATUS, LEAD_ORGANIZATION]) { progress { total overdue } }'),
  },
  {
    name: 'progress in many groups',
    most: 100,
    query: (count, mark) =>
      parts(
        count,
        mark,
        () => `taskProgress(groupBy: [REGION, PROGRAMME, DUE_MONTH, STATUS, LEAD_ORGANIZATION, LEVEL, WORKING_GROUP]) {
        progress { overdue completionRate } region { name } programme { name } }`,
      ),
  },
  {
    name: 'checks',
    most: 100,
    query: (count, mark) => parts(count, mark, () => 'checks(first: 1) { totalCount }'),
  },
];
