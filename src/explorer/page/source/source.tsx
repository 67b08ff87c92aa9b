import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useScope } from '../../address/scope.ts';
import {
  SourceDocumentDocument,
  type SourceDocumentQuery,
  SourceFiguresDocument,
  type SourceFiguresQuery,
  SourceMetricsDocument,
  type SourceMetricsQuery,
} from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Await, Missing } from '../../element/failure.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { useTitle } from '../../element/use-title.ts';
import { useText } from '../../language/text.ts';
import { PassageFigures } from './passage-figures.tsx';
import './source.css';

type Source = NonNullable<SourceDocumentQuery['source']>;
type Figure = SourceFiguresQuery['observations']['nodes'][number];

/** One document, place by place, with the figures that were read at each. */
export function SourcePage() {
  const { code } = useParams({ from: '/source/$code' });
  const answer = useAnswer(SourceDocumentDocument, { code });
  return (
    <>
      <Await answer={answer}>{({ source }) => (source ? <Places source={source} /> : <Missing code={code} />)}</Await>
      <QueryLink document={SourceDocumentDocument} variables={{ code }} />
    </>
  );
}

function Places({ source }: { readonly source: Source }) {
  const t = useText();
  useTitle(source.title);
  const { at } = useSearch({ from: '/source/$code' });
  const { dataset, asOf } = useScope();
  const metrics = useAnswer(SourceMetricsDocument, { dataset });
  const codes = metrics.data?.metrics.nodes.map((metric) => metric.code) ?? [];
  const figures = useAnswer(SourceFiguresDocument, { metrics: codes, dataset, asOf }, codes.length === 0);
  const placed = useMemo(
    () => byPlace(figures.data?.observations.nodes ?? [], source.code),
    [figures.data, source.code],
  );
  const places = placesOf(source, placed);
  const isReady = figures.data !== undefined;
  useEffect(() => {
    if (at && isReady) document.getElementById(anchorOf(at))?.scrollIntoView({ block: 'start' });
  }, [at, isReady]);
  return (
    <article>
      <header className="page-head">
        <p className="kicker">{t('nav.sources')}</p>
        <h1>{source.title}</h1>
        <p className="facts">
          {source.publisher && <span>{source.publisher.name}</span>}
          <span>{source.publishedDate ?? t('source.no-date')}</span>
          <span>{source.licence ? t('overview.licence', { licence: source.licence }) : t('source.no-licence')}</span>
          {source.url && <a href={source.url}>{t('source.original')}</a>}
        </p>
        {source.sha256 && (
          <p className="muted hash">
            sha256 <code>{source.sha256}</code>
          </p>
        )}
      </header>
      {(figures.data?.observations.totalCount ?? 0) > (figures.data?.observations.nodes.length ?? 0) && (
        <p className="notice">
          {t('list.first-of', {
            shown: figures.data?.observations.nodes.length ?? 0,
            total: figures.data?.observations.totalCount ?? 0,
          })}
        </p>
      )}
      <ol className="places">
        {places.map(([locator, quote]) => (
          <li key={locator} id={anchorOf(locator)} className={locator === at ? 'place is-marked' : 'place'}>
            <h2>{locator}</h2>
            <div>
              {quote ? <blockquote>{quote}</blockquote> : <p className="muted">{t('source.no-quote')}</p>}
              <PassageFigures figures={placed.get(locator) ?? []} measures={measuresOf(metrics.data)} />
            </div>
          </li>
        ))}
      </ol>
    </article>
  );
}

/** An id for a place that holds for any words. */
const anchorOf = (locator: string): string => `at-${encodeURIComponent(locator)}`;

const measuresOf = (data: SourceMetricsQuery | undefined) =>
  new Map(data?.metrics.nodes.map((metric) => [metric.code, metric]));

function byPlace(figures: readonly Figure[], code: string): ReadonlyMap<string, readonly Figure[]> {
  const places = new Map<string, Figure[]>();
  for (const figure of figures) {
    for (const { locator, source } of figure.citations) {
      if (source.code !== code) continue;
      const place = places.get(locator);
      if (place) place.push(figure);
      else places.set(locator, [figure]);
    }
  }
  return places;
}

/** The places in the order of their numbers, each once, with its words where they may be quoted. */
function placesOf(
  { citations }: Source,
  placed: ReadonlyMap<string, unknown>,
): readonly (readonly [string, string | null])[] {
  const quotes = new Map<string, string | null>([...placed.keys()].map((locator) => [locator, null]));
  for (const { locator, quote } of citations.nodes) quotes.set(locator, quote ?? quotes.get(locator) ?? null);
  return [...quotes].toSorted(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }));
}
