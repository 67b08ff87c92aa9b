import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { MetricsSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import {
  type CoverageFragment,
  MetricCategoriesDocument,
  MetricCoverageDocument,
  MetricListDocument,
  type MetricListQuery,
  type MetricListQueryVariables,
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
import { categoriesVariables, listVariables, splitPart } from './ask.ts';
import './metric.css';

type Metric = MetricListQuery['metrics']['nodes'][number];
type Entry = MetricListQuery['all']['nodes'][number];

/** All metrics of a data set, by theme, each with its latest figure, or with that of the part that is chosen. */
export function Metrics() {
  const t = useText();
  const scope = useScope();
  const search = useSearch({ from: '/metric' });
  useTitle(t('nav.metrics'));
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
        <h1>{t('nav.metrics')}</h1>
        <PartName part={search.part} />
        <AsOfNote page="metrics" />
      </header>
      <Choices search={search} all={first.data?.all} />
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

/** What the metrics of a data set are chosen by. */
function Choices({
  search: { theme, unit, part, q },
  all,
}: {
  readonly search: MetricsSearch;
  /** The metrics of the data set, once they are known. */
  readonly all: MetricListQuery['all'] | undefined;
}) {
  const t = useText();
  const navigate = useNavigate({ from: '/metric' });
  const { dimension, category } = splitPart(part);
  const categories = useDimension(dimension)?.categories ?? [];
  // Of part of the metrics nothing is counted.
  const isWhole = all?.nodes.length === all?.totalCount;
  const optionsBy = (classesOf: (metric: Entry) => readonly Entry['theme'][]) =>
    tally(all?.nodes.flatMap(classesOf) ?? []).map(
      ({ code, name, count }) => [code, isWhole ? t('text.aside', { text: name, aside: `${count}` }) : name] as const,
    );
  const set = (change: Partial<MetricsSearch>, replace = false) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace, resetScroll: false });
  return (
    <form className="choices no-print" role="search" onSubmit={(event) => event.preventDefault()}>
      <TypedText
        value={q ?? ''}
        label={t('plan.text')}
        onText={(text, isContinued) => set({ q: text || undefined }, isContinued)}
      />
      <Choice
        label={t('metrics.theme')}
        value={theme}
        options={optionsBy((metric) => [metric.theme])}
        onChoice={(code) => set({ theme: code })}
      />
      <Choice
        label={t('kind-of.Unit')}
        value={unit}
        options={optionsBy((metric) => [metric.unit])}
        onChoice={(code) => set({ unit: code })}
      />
      <Choice
        label={t('kind-of.Dimension')}
        value={dimension}
        options={optionsBy((metric) => metric.dimensions)}
        onChoice={(code) => set({ part: code })}
      />
      {dimension !== undefined && (
        <Choice
          label={t('kind-of.Category')}
          value={category}
          options={categories.map(({ code, name }) => [code, name])}
          none={t('cube.whole')}
          onChoice={(code) => set({ part: code === undefined ? dimension : `${dimension}:${code}` })}
        />
      )}
    </form>
  );
}

/** A dimension by its code, with its categories, once it is known. */
function useDimension(code: string | undefined) {
  const { data } = useAnswer(MetricCategoriesDocument, categoriesVariables(code ?? ''), code === undefined);
  return data?.metrics.nodes[0]?.dimensions.find((dimension) => dimension.code === code);
}

/** Of which part the figures are, on paper too. */
function PartName({ part }: { readonly part: string | undefined }) {
  const t = useText();
  const { dimension: code, category } = splitPart(part);
  const dimension = useDimension(code);
  const name = dimension?.categories.find((one) => one.code === category)?.name;
  return dimension && name ? <p className="facts">{t('text.named', { name: dimension.name, value: name })}</p> : null;
}

/** What classifies some metrics, each once, in the order in which it comes first, and how many have it. */
function tally(classes: readonly Entry['theme'][]) {
  const counts = new Map<string, { readonly code: string; readonly name: string; count: number }>();
  for (const { code, name } of classes) {
    const known = counts.get(code);
    if (known) known.count++;
    else counts.set(code, { code, name, count: 1 });
  }
  return [...counts.values()];
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
    <section key={code} aria-label={name}>
      <h2>{name}</h2>
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
      ) : category !== undefined ? (
        <p className="metric-coverage muted">{t('metrics.none-of-part')}</p>
      ) : (
        <div className="metric-coverage">{coverage && <Coverage code={metric.code} of={coverage} then={then} />}</div>
      )}
    </li>
  );
}
