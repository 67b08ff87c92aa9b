import { useEffect, useMemo, useState } from 'react';
import { useScope } from '../../address/scope.ts';
import { useClientFor, usePlainClientFor } from '../../api/client.ts';
import {
  type AimsPageFragment,
  SourceMoreTargetsDocument,
  type SourceMoreTargetsQuery,
  type SourceMoreTargetsQueryVariables,
  SourceTargetsDocument,
  type SourceTargetsQuery,
  type SourceTargetsQueryVariables,
} from '../../api/generated/graphql.ts';
import { type PagedList, usePages } from '../../api/use-pages.ts';

export type AimedMetric = SourceTargetsQuery['metrics']['nodes'][number];
type Aim = AimsPageFragment['nodes'][number];

/** Of how many metrics targets are read at first, and each time that the reader wants more. */
const PORTION = 1_000;

/** The metrics of a data set with their first targets and baselines, portion after portion, and the others of each where they are wanted. */
export function useTargets() {
  const { dataset, language } = useScope();
  const list: PagedList<SourceTargetsQuery, SourceTargetsQueryVariables, AimedMetric> = {
    client: useClientFor(language),
    document: SourceTargetsDocument,
    variablesAfter: (after) => ({ dataset, after }),
    connectionOf: ({ metrics }) => metrics,
    portion: PORTION,
  };
  const pages = usePages(list);
  const [isWhole, setWhole] = useState(false);
  const { others, next, error, isServerGone, retry } = useOthers(pages.rows, language, isWhole);
  const rows = useMemo(() => pages.rows.map((metric) => withOthers(metric, others)), [pages.rows, others]);
  return {
    ...pages,
    rows,
    error: pages.error ?? error,
    isServerGone: pages.isServerGone || isServerGone,
    retry: pages.error ? pages.retry : retry,
    isReading: pages.isReading || next !== undefined,
    loadAll: () => setWhole(true),
  };
}

const NOTHING: AimsPageFragment = { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };

/** What follows upon the first targets of each metric: of one metric after the other. */
function useOthers(metrics: readonly AimedMetric[], language: string, isWanted: boolean) {
  const client = usePlainClientFor(language);
  const [read, setRead] = useState({ client, others: NO_OTHERS });
  const others = read.client === client ? read.others : NO_OTHERS;
  const isMissing = ({ code, targets }: AimedMetric) => targets.pageInfo.hasNextPage && !others.has(code);
  const next = isWanted ? metrics.find(isMissing) : undefined;
  const list: PagedList<SourceMoreTargetsQuery, SourceMoreTargetsQueryVariables, Aim> = {
    client,
    document: SourceMoreTargetsDocument,
    variablesAfter: (after) => ({
      metric: next?.code ?? '',
      after: after ?? next?.targets.pageInfo.endCursor ?? null,
    }),
    connectionOf: ({ metric }) => metric?.targets ?? NOTHING,
    portion: Number.POSITIVE_INFINITY,
    isPaused: next === undefined,
  };
  const { rows, hasMore, error, isServerGone, retry } = usePages(list);
  const done = hasMore ? undefined : next?.code;
  useEffect(() => {
    if (done === undefined) return;
    setRead((known) => ({
      client,
      others: new Map([...(known.client === client ? known.others : []), [done, rows]]),
    }));
  }, [done, client, rows]);
  return { others, next, error, isServerGone, retry };
}

const NO_OTHERS: ReadonlyMap<string, readonly Aim[]> = new Map();

function withOthers(metric: AimedMetric, others: ReadonlyMap<string, readonly Aim[]>): AimedMetric {
  const { targets } = metric;
  const found = others.get(metric.code);
  return found ? { ...metric, targets: { ...targets, nodes: [...targets.nodes, ...found] } } : metric;
}
