import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useScope } from '../../address/scope.ts';
import {
  type SourceCardFragment,
  SourceDocumentDocument,
  SourceReadingsDocument,
} from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Failure, ServerGone, Skeleton } from '../../element/failure.tsx';
import { PageHeading } from '../../element/page-heading.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { UnknownNote } from '../../element/stray-note.tsx';
import { useText } from '../../language/text.ts';
import { type AtPlace, byPlace } from './by-place.ts';
import { PassageFigures } from './passage-figures.tsx';
import { MetricsCut, type Reading, Readings, ReadingsCut, readingsByPlace } from './readings.tsx';
import './source.css';
import { beginLine } from '../../language/line-start.ts';
import { SourceElsewhen } from './source-elsewhen.tsx';
import { useClaims } from './use-claims.ts';
import { type SourceFigure, useFigures } from './use-figures.ts';
import { useMetrics } from './use-metrics.ts';
import { useTargets } from './use-targets.ts';

/** One document, place by place, with the figures that were read at each: of a day, also one that is withdrawn since. */
export function SourcePage() {
  const { code } = useParams({ from: '/source/$code' });
  const { asOf } = useScope();
  const variables = { code, asOf };
  const answer = useAnswer(SourceDocumentDocument, variables);
  return (
    <>
      <Await answer={answer} isPage>
        {({ source, now }) => {
          if (source) return <Places source={source} isWithdrawn={!now} />;
          return now ? <ComesLater title={now.title} /> : <SourceElsewhen code={code} />;
        }}
      </Await>
      <QueryLink document={SourceDocumentDocument} variables={variables} />
    </>
  );
}

/** In the place of a source as of a day before it came. */
function ComesLater({ title }: { readonly title: string }) {
  const t = useText();
  const { asOfDay } = useScope();
  return (
    <section className="notice is-past">
      <PageHeading>{beginLine(title)}</PageHeading>
      <p>{t('source.later', { day: asOfDay ?? '' })}</p>
      <p>
        <Link to="." search={(now: object) => ({ ...now, asOf: undefined })}>
          {t('source.see-now')}
        </Link>
      </p>
    </section>
  );
}

function Places({ source, isWithdrawn }: { readonly source: SourceCardFragment; readonly isWithdrawn: boolean }) {
  const t = useText();
  const { at } = useSearch({ from: '/source/$code' });
  const { dataset, asOfDay } = useScope();
  // Tasks and programmes are those of now, and were read from no source that is not there now.
  const others = useAnswer(SourceReadingsDocument, { dataset, source: source.code }, isWithdrawn);
  const { data } = others;
  const metrics = useMetrics();
  const measures = useMemo(() => new Map(metrics.rows.map((metric) => [metric.code, metric])), [metrics.rows]);
  const { codes } = metrics;
  const { rows: figures, total, hasMore, error, isServerGone, loadMore, retry } = useFigures(source.code, codes);
  const aims = useTargets();
  const { claims, shown, total: claimed } = useClaims();
  const placed = useMemo(
    () =>
      byPlace(
        figures.map((figure) => [figure.citations, figure] as const),
        source.code,
      ),
    [figures, source.code],
  );
  const readings = useMemo(
    () => readingsByPlace(data, metrics.rows, aims.rows, source.code),
    [data, metrics.rows, aims.rows, source.code],
  );
  const places = placesOf(source, placed, readings);
  // Of places that are not all listed, none is said to be missing.
  const isWhole = source.citations.nodes.length === source.citations.totalCount;
  const hasQuotes = places.some(({ quote }) => quote !== null);
  const hasTargets = aims.total !== null || aims.error !== null;
  const isReady = hasTargets && (total !== null || (metrics.isKnown && codes.length === 0));
  const isGone = isServerGone || others.isServerGone || metrics.isServerGone || aims.isServerGone;
  const isReading = !isReady && !isGone && !error && !metrics.error;
  useEffect(() => {
    if (at && isReady) document.getElementById(anchorOf(at))?.scrollIntoView({ block: 'start' });
  }, [at, isReady]);
  return (
    <article>
      <header className="page-head">
        <p className="kicker">{t('nav.sources')}</p>
        <PageHeading>{beginLine(source.title)}</PageHeading>
        <p className="facts">
          {source.publisher && <span>{source.publisher.name}</span>}
          <span>{source.publishedDate ?? t('source.no-date')}</span>
          <span>{source.licence ? t('overview.licence', { licence: source.licence }) : t('source.no-licence')}</span>
          {source.url && <a href={source.url}>{t('source.original')}</a>}
        </p>
        {source.sha256 && (
          <p className="muted hash">
            {t('source.fingerprint')} <code>{source.sha256}</code>
          </p>
        )}
        {isWithdrawn ? (
          <p className="notice is-past">{t('source.withdrawn', { day: asOfDay ?? '' })}</p>
        ) : (
          <AsOfNote page="source" />
        )}
        {isReady && isWhole && <UnknownNote known={{ at: places.map(({ locator }) => locator) }} />}
      </header>
      {isGone ? (
        <ServerGone />
      ) : (
        <>
          {error && <Failure error={error} retry={retry} />}
          {others.error && <Failure error={others.error} retry={others.retry} />}
          {metrics.error && <Failure error={metrics.error} retry={metrics.retry} />}
          {aims.error && <Failure error={aims.error} retry={aims.retry} />}
        </>
      )}
      {!hasQuotes && places.length > 0 && <p className="notice">{t('source.no-quotes')}</p>}
      <ol className="places">
        {places.map(({ locator, label, quote }, index) => (
          <li key={locator} id={anchorOf(locator)} className={locator === at ? 'place is-marked' : 'place'}>
            <h2>{beginLine(label)}</h2>
            <div>
              {quote && <blockquote>{quote}</blockquote>}
              {!quote && hasQuotes && <p className="muted">{t('source.no-quote')}</p>}
              <Readings readings={besides(readings.get(locator)?.rows ?? [], placed.get(locator)?.rows ?? [])} />
              <PassageFigures figures={placed.get(locator)?.rows ?? []} measures={measures} claims={claims} />
              {isReading && index === 0 && <Skeleton />}
            </div>
          </li>
        ))}
      </ol>
      {isReading && places.length === 0 && <Skeleton />}
      <CutNote shown={source.citations.nodes.length} total={source.citations.totalCount} of={t('source.quotes')} />
      {data && <ReadingsCut data={data} />}
      <CutNote shown={shown} total={claimed} of={t('check.PUBLISHED_CHANGE')} />
      {!metrics.isReading && !aims.isReading && metrics.total !== null && (
        <MetricsCut
          shown={Math.min(metrics.rows.length, aims.rows.length)}
          total={metrics.total}
          aimed={aims.rows}
          loadMore={() => {
            metrics.loadMore();
            aims.loadMore();
          }}
          loadAll={aims.loadAll}
        />
      )}
      {hasMore && total !== null && (
        <p className="more">
          <span className="muted">{t('list.first-of', { shown: figures.length, total })}</span>{' '}
          <button type="button" onClick={loadMore}>
            {t('list.more')}
          </button>
        </p>
      )}
    </article>
  );
}

/** What is not there already: a metric whose figures stand at a place needs no mention of its own. */
const besides = (readings: readonly Reading[], figures: readonly SourceFigure[]): readonly Reading[] =>
  readings.filter((one) => one.kind !== 'Metric' || !figures.some(({ metric }) => metric.code === one.metric.code));

/** An id for a place that holds for any words. */
const anchorOf = (locator: string): string => `at-${encodeURIComponent(locator)}`;

interface Place {
  readonly locator: string;
  readonly label: string;
  readonly quote: string | null;
}

/** The places in the order of their numbers, each once, with its words where they may be quoted. */
function placesOf(
  { citations }: SourceCardFragment,
  placed: ReadonlyMap<string, AtPlace<SourceFigure>>,
  readings: ReadonlyMap<string, AtPlace<Reading>>,
): readonly Place[] {
  const places = new Map<string, Place>();
  for (const [locator, { label }] of [...placed, ...readings]) places.set(locator, { locator, label, quote: null });
  for (const { locator, locatorLabel, quote } of citations.nodes) {
    places.set(locator, { locator, label: locatorLabel, quote: quote ?? places.get(locator)?.quote ?? null });
  }
  return [...places.values()].toSorted((one, other) =>
    one.locator.localeCompare(other.locator, 'en', { numeric: true }),
  );
}
