// The questions that clients ask of a node, and what an answer shows: a release, reports, or both.
import { FIGURES, METRIC, TASK } from './package.mjs';

const DOCUMENT = `{
  datasets { latestRelease { version } }
  metric(code: "${METRIC}") { observations(first: 1000) { nodes { value } } }
  task(code: "${TASK}") { reports(last: 1) { totalCount } }
}`;

/** The release whose figures these are; an answer with figures of two, or with too few, is none. */
function releaseOf(figures) {
  const found = new Set(figures.map(Number));
  if (figures.length !== FIGURES || found.size !== 1) {
    throw new Error(`${figures.length} figures of the releases ${[...found].join(', ') || '(none)'}`);
  }
  return [...found][0];
}

const readAll = (text) => {
  const { data } = JSON.parse(text);
  const release = releaseOf(data.metric.observations.nodes.map(({ value }) => value));
  const [{ latestRelease }] = data.datasets;
  if (latestRelease.version !== String(release)) {
    throw new Error(`figures of release ${release} under the name of ${latestRelease.version}`);
  }
  return { release, reports: data.task.reports.totalCount };
};

/** A question by GET, whose answer has an ETag. */
const getGraphql = (base, query) => [
  `${base}/graphql?${new URLSearchParams({ query })}`,
  { headers: { accept: 'application/graphql-response+json' } },
];

const rowsOf = (text) => text.trim().split(/\r?\n/).slice(1);

/** @type {readonly { title: string, request: (base: string) => [string, RequestInit?], read: (text: string) => { release?: number, reports?: number, notes?: string[] } }[]} */
export const QUESTIONS = [
  {
    title: 'GraphQL',
    request: (base) => [
      `${base}/graphql`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query: DOCUMENT }),
      },
    ],
    read: readAll,
  },
  {
    title: 'GraphQL by GET',
    request: (base) => getGraphql(base, DOCUMENT),
    read: readAll,
  },
  {
    // Answered from the catalogue in memory alone.
    title: 'the latest release',
    request: (base) => getGraphql(base, '{ datasets { latestRelease { version } } }'),
    read: (text) => ({ release: Number(JSON.parse(text).data.datasets[0].latestRelease.version) }),
  },
  {
    title: 'OData observations',
    request: (base) => [`${base}/odata/v4/Observations?$select=value&$orderby=id`],
    read: (text) => ({ release: releaseOf(JSON.parse(text).value.map(({ value }) => value)) }),
  },
  {
    title: 'OData reports',
    request: (base) => [`${base}/odata/v4/TaskReports?$count=true&$top=1&$select=id`],
    read: (text) => ({ reports: JSON.parse(text)['@odata.count'] }),
  },
  {
    title: 'a file of observations',
    request: (base) => [`${base}/files/observations.csv`],
    read: (text) => {
      const [head = '', ...rows] = text.trim().split(/\r?\n/);
      const at = head.split(',').indexOf('value');
      return { release: releaseOf(rows.map((row) => row.split(',')[at])) };
    },
  },
  {
    title: 'a file of reports',
    request: (base) => [`${base}/files/task-reports.csv`],
    // The note of each report is its number, in words that stand nowhere else.
    read: (text) => ({ notes: rowsOf(text).map((row) => /report-\d+/.exec(row)?.[0] ?? row) }),
  },
];
