import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useScope } from '../../address/scope.ts';
import {
  type CoverageFragment,
  MetricCoverageDocument,
  MetricListDocument,
  type MetricListQuery,
  type MetricListQueryVariables,
} from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { ChangeText, hasChange } from '../../element/change.tsx';
import { Coverage, useFiguresThen } from '../../element/coverage.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { SourceOf, ValueText } from '../../element/figure.tsx';
import { PageHeading } from '../../element/page-heading.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { useText } from '../../language/text.ts';
import { listVariables, splitPart } from './ask.ts';
import { MetricChoices, PartName } from './metric-choices.tsx';
import './metric.css';
import { beginLine } from '../../language/line-start.ts';

type Metric = MetricListQuery['metrics']['nodes'][number];

/** All metrics of a data set, by theme, each with its latest figure, or with that of the part that is chosen. */
export function Metrics() {
  const t = useText();
  const scope = useScope();
  const search = useSearch({ from: '/metric' });
  const variables = listVariables(search, scope);
  const [cursors, setCursors] = useState<{ readonly key: string; readonly after: readonly string[] }>({
    key: '',
    after: [],
  });
  const key = JSON.stringify(variables);
  const pages = [undefined, ...(cursors.key === key ? cursors.after : [])];
  const first = useAnswer(MetricListDocument, variables);
  return (
    <>
      <header className="page-head">
        <PageHeading>{t('nav.metrics')}</PageHeading>
        <PartName part={search.part} />
        <AsOfNote page="metrics" />
      </header>
      <MetricChoices search={search} all={first.data?.all} />
      <Await answer={first}>
        {({ metrics }) =>
          metrics.totalCount === 0 ? (
            <Empty>{t('metrics.none')}</Empty>
          ) : (
            pages.map((after) => (
              <Page
                key={after ?? ''}
                after={after}
                variables={variables}
                part={search.part}
                isLast={after === pages.at(-1)}
                more={(cursor) => setCursors({ key, after: [...(cursors.key === key ? cursors.after : []), cursor] })}
              />
            ))
          )
        }
      </Await>
      <QueryLink document={MetricListDocument} variables={variables} />
    </>
  );
}

function Page({
  after,
  variables,
  part,
  isLast,
  more,
}: {
  readonly after: string | undefined;
  readonly variables: MetricListQueryVariables;
  readonly part: string | undefined;
  readonly isLast: boolean;
  more(cursor: string): void;
}) {
  const t = useText();
  const answer = useAnswer(MetricListDocument, { ...variables, ...(after ? { after } : {}) });
  return (
    <Await answer={answer}>
      {({ metrics: { nodes, pageInfo } }) => (
        <>
          <ThemedTable metrics={nodes} part={part} />
          {isLast && pageInfo.hasNextPage && pageInfo.endCursor && (
            <p className="more">
              <button type="button" onClick={() => more(pageInfo.endCursor ?? '')}>
                {t('list.more')}
              </button>
            </p>
          )}
        </>
      )}
    </Await>
  );
}

function ThemedTable({ metrics, part }: { readonly metrics: readonly Metric[]; readonly part: string | undefined }) {
  // What there is of a metric is counted only where no figure tells it, and none of a part is asked for.
  const isOfPart = splitPart(part).category !== undefined;
  const codes = metrics.filter(({ latest }) => !latest && !isOfPart).map(({ code }) => code);
  const { data } = useAnswer(MetricCoverageDocument, { codes }, codes.length === 0);
  const then = useFiguresThen(codes);
  const coverage = new Map(data?.metrics.nodes.map(({ code, availability }) => [code, availability]));
  const themes = new Map(metrics.map(({ theme }) => [theme.code, theme.name]));
  return [...themes].map(([code, name]) => (
    <section key={code} aria-label={beginLine(name)}>
      <h2>{beginLine(name)}</h2>
      <ul className="metric-list">
        {metrics
          .filter(({ theme }) => theme.code === code)
          .map((metric) => (
            <MetricLine
              key={metric.code}
              metric={metric}
              part={part}
              coverage={coverage.get(metric.code)}
              then={then.get(metric.code)}
            />
          ))}
      </ul>
    </section>
  ));
}

function MetricLine({
  metric,
  part,
  coverage,
  then,
}: {
  readonly metric: Metric;
  readonly part: string | undefined;
  readonly coverage: CoverageFragment | undefined;
  readonly then: boolean | undefined;
}) {
  const t = useText();
  const { latest } = metric;
  const { dimension, category } = splitPart(part);
  return (
    <li>
      <h3>
        {/* To the part, or to all parts of the dimension. */}
        <Link
          to="/metric/$code"
          params={{ code: metric.code }}
          search={category === undefined ? {} : { part }}
          {...(dimension !== undefined && category === undefined ? { hash: `part-${dimension}` } : {})}
        >
          {beginLine(metric.name)}
        </Link>
      </h3>
      {latest ? (
        <>
          <span className="metric-figure inline">
            <ValueText of={latest} measure={metric} />
          </span>
          <span className="metric-change">
            {latest.change && hasChange(latest.change) && <ChangeText change={latest.change} measure={metric} />}
          </span>
          <span className="origin">
            <span>{latest.periodLabel}</span>
            <span>{latest.region.name}</span>
            <SourceOf citations={latest.citations} />
          </span>
        </>
      ) : category !== undefined ? (
        <p className="metric-coverage muted">{t('metrics.none-of-part')}</p>
      ) : (
        <div className="metric-coverage">{coverage && <Coverage code={metric.code} of={coverage} then={then} />}</div>
      )}
    </li>
  );
}
