import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useScope } from '../../address/scope.ts';
import {
  type CoverageFragment,
  MetricCoverageDocument,
  MetricListDocument,
  type MetricListQuery,
} from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { ChangeText, hasChange } from '../../element/change.tsx';
import { Choice, TypedText } from '../../element/choice.tsx';
import { Coverage, useFiguresThen } from '../../element/coverage.tsx';
import { Await, Empty } from '../../element/failure.tsx';
import { SourceOf, ValueText } from '../../element/figure.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { useTitle } from '../../element/use-title.ts';
import { useText } from '../../language/text.ts';
import { metricsWhere } from './ask.ts';
import './metric.css';

type Metric = MetricListQuery['metrics']['nodes'][number];

/** All metrics of a data set, by theme, each with its latest figure. */
export function Metrics() {
  const t = useText();
  const { dataset, asOf } = useScope();
  const { theme, q } = useSearch({ from: '/metric' });
  const navigate = useNavigate({ from: '/metric' });
  useTitle(t('nav.metrics'));
  const where = metricsWhere({ theme, q }, dataset);
  const [cursors, setCursors] = useState<{ readonly key: string; readonly after: readonly string[] }>({
    key: '',
    after: [],
  });
  const key = JSON.stringify([where, asOf]);
  const pages = [undefined, ...(cursors.key === key ? cursors.after : [])];
  const first = useAnswer(MetricListDocument, { dataset, where, asOf });
  const themes = new Map(first.data?.all.nodes.map((metric) => [metric.theme.code, metric.theme.name]));
  const count = (code: string) => first.data?.all.nodes.filter((metric) => metric.theme.code === code).length ?? 0;
  // Of part of the metrics nothing is counted.
  const isWhole = first.data?.all.nodes.length === first.data?.all.totalCount;
  const set = (change: { theme?: string | undefined; q?: string | undefined }, replace = false) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace, resetScroll: false });
  return (
    <>
      <header className="page-head">
        <h1>{t('nav.metrics')}</h1>
        <AsOfNote page="metrics" />
      </header>
      <form className="choices no-print" role="search" onSubmit={(event) => event.preventDefault()}>
        <TypedText
          value={q ?? ''}
          label={t('plan.text')}
          onText={(text, isContinued) => set({ q: text || undefined }, isContinued)}
        />
        <Choice
          label={t('metrics.theme')}
          value={theme}
          options={[...themes].map(([code, name]) => [
            code,
            isWhole ? t('text.aside', { text: name, aside: `${count(code)}` }) : name,
          ])}
          onChoice={(code) => set({ theme: code })}
        />
      </form>
      <Await answer={first}>
        {({ metrics }) =>
          metrics.totalCount === 0 ? (
            <Empty>{t('metrics.none')}</Empty>
          ) : (
            pages.map((after) => (
              <Page
                key={after ?? ''}
                after={after}
                where={where}
                isLast={after === pages.at(-1)}
                more={(cursor) => setCursors({ key, after: [...(cursors.key === key ? cursors.after : []), cursor] })}
              />
            ))
          )
        }
      </Await>
      <QueryLink document={MetricListDocument} variables={{ dataset, where, asOf }} />
    </>
  );
}

function Page({
  after,
  where,
  isLast,
  more,
}: {
  readonly after: string | undefined;
  readonly where: object;
  readonly isLast: boolean;
  more(cursor: string): void;
}) {
  const t = useText();
  const { dataset, asOf } = useScope();
  const answer = useAnswer(MetricListDocument, { dataset, where, asOf, ...(after ? { after } : {}) });
  return (
    <Await answer={answer}>
      {({ metrics: { nodes, pageInfo } }) => (
        <>
          <ThemedTable metrics={nodes} />
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

function ThemedTable({ metrics }: { readonly metrics: readonly Metric[] }) {
  // What there is of a metric is counted only where no figure tells it.
  const codes = metrics.filter(({ latest }) => !latest).map(({ code }) => code);
  const { data } = useAnswer(MetricCoverageDocument, { codes }, codes.length === 0);
  const then = useFiguresThen(codes);
  const coverage = new Map(data?.metrics.nodes.map(({ code, availability }) => [code, availability]));
  const themes = new Map(metrics.map(({ theme }) => [theme.code, theme.name]));
  return [...themes].map(([code, name]) => (
    <section key={code} aria-label={name}>
      <h2>{name}</h2>
      <ul className="metric-list">
        {metrics
          .filter(({ theme }) => theme.code === code)
          .map((metric) => (
            <MetricLine
              key={metric.code}
              metric={metric}
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
  coverage,
  then,
}: {
  readonly metric: Metric;
  readonly coverage: CoverageFragment | undefined;
  readonly then: boolean | undefined;
}) {
  const { latest } = metric;
  return (
    <li>
      <h3>
        <Link to="/metric/$code" params={{ code: metric.code }}>
          {metric.name}
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
      ) : (
        <div className="metric-coverage">{coverage && <Coverage code={metric.code} of={coverage} then={then} />}</div>
      )}
    </li>
  );
}
