import { Link, Outlet, useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import type { CubeSearch } from '../address/pages.ts';
import { ScopeProvider } from '../address/scope.ts';
import type { InterfaceLanguage } from '../address/search.ts';
import { useClientFor } from '../api/client.ts';
import { fetchPart, useIsPartAwaited } from '../api/fetch-part.ts';
import { ShellDocument } from '../api/generated/graphql.ts';
import { useAnswer } from '../api/use-answer.ts';
import { chooseDataset, scopeOf } from '../api/visit.ts';
import { Failure, ServerGone, Skeleton } from '../element/failure.tsx';
import { PageHeading } from '../element/page-heading.tsx';
import { SkipLink } from '../element/skip-link.tsx';
import { StrayNote } from '../element/stray-note.tsx';
import { browserLanguage, nearestLanguage } from '../language/choose.ts';
import { fetchLanguage, useText } from '../language/text.ts';
import { Bar } from './bar.tsx';
import { BeforeFirst, firstDayAfter } from './before-first.tsx';
import { Footer } from './footer.tsx';
import { NoSuchDay } from './no-such-day.tsx';
import { PrintHead } from './print-head.tsx';
import { Unstyled } from './unstyled.tsx';
import { useHome } from './use-home.ts';

/** Everything around a page: the bar above, the client that asks in the language of the page, and the foot. */
export function Shell() {
  const { lang } = useSearch({ from: '__root__' });
  const [fallback, setFallback] = useState<InterfaceLanguage | null>(null);
  const language = useShownLanguage(lang ?? browserLanguage() ?? fallback ?? 'en');
  const client = useClientFor(language);
  const isUndecided = lang === undefined && browserLanguage() === null;
  return (
    <Provider value={client}>
      <Frame language={language} onDataset={isUndecided ? setFallback : undefined} />
    </Provider>
  );
}

/** The language that the page is in: the one that is wanted once its words are there, so that no page is in two. */
function useShownLanguage(wanted: InterfaceLanguage): InterfaceLanguage {
  // The first page waits for its words: main.tsx.
  const [shown, setShown] = useState(wanted);
  useEffect(() => {
    if (wanted === shown) return;
    let isWanted = true;
    void fetchPart(() => fetchLanguage(wanted)).then((showLanguage) => {
      if (!isWanted) return;
      showLanguage();
      setShown(wanted);
    });
    return () => {
      isWanted = false;
    };
  }, [wanted, shown]);
  return shown;
}

interface FrameProps {
  readonly language: InterfaceLanguage;
  /** Told the language of the data set where nothing else decides. */
  readonly onDataset?: ((language: InterfaceLanguage) => void) | undefined;
}

function Frame({ language, onDataset }: FrameProps) {
  const t = useText();
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const answer = useAnswer(ShellDocument, {});
  const isPartAwaited = useIsPartAwaited();
  const datasets = answer.data?.datasets ?? [];
  const named = datasets.find(({ code }) => code === search.dataset)?.code;
  const metrics = useRouterState({
    select: ({ location }) => (location.search as CubeSearch).metric ?? (location.search as CubeSearch).metrics,
  });
  const { home, isUnanswered } = useHome(path, metrics, named, language, datasets.length === 0);
  // The data set that the address names may be shown meanwhile. Where it names none, the page of one thing waits for its own.
  const isSought = home === undefined && named === undefined && datasets.length > 0;
  const chosen = isSought ? undefined : chooseDataset(datasets, home ?? search.dataset);
  const isElsewhere = typeof home === 'string' && home !== (search.dataset ?? datasets[0]?.code);
  useEffect(() => {
    if (!isElsewhere) return;
    const change = { to: '.', hash: true, replace: true, resetScroll: false } as const;
    void navigate({ ...change, search: (now: object) => ({ ...now, dataset: home }) });
  }, [isElsewhere, home, navigate]);
  const scope = useMemo(
    () => (chosen ? scopeOf(chosen, language, search.asOf) : null),
    [chosen, language, search.asOf],
  );
  const first = chosen && scope ? firstDayAfter(chosen, scope, path) : null;
  useEffect(() => {
    if (chosen && onDataset) onDataset(nearestLanguage(chosen.language));
  }, [chosen, onDataset]);

  return (
    <>
      <SkipLink to="main">{t('shell.skip')}</SkipLink>
      <Bar
        datasets={datasets}
        dataset={chosen}
        language={language}
        asOf={search.asOf}
        scope={scope}
        onAsOf={(asOf) => void navigate({ to: '.', search: (now: object) => ({ ...now, asOf }) })}
      />
      <main id="main" tabIndex={-1} key={path.split('/').slice(0, 3).join('/')}>
        {chosen && <PrintHead dataset={chosen} asOf={scope?.asOfDay ?? undefined} />}
        <Unstyled />
        {(answer.isServerGone || isPartAwaited || (isSought && isUnanswered)) && <ServerGone />}
        {answer.error && !answer.isServerGone && <Failure error={answer.error} retry={answer.retry} />}
        {home !== undefined && !isElsewhere && <StrayNote />}
        {isSought && <Skeleton />}
        {scope && (
          <ScopeProvider value={scope}>
            {first && scope.asOfDay ? <BeforeFirst day={scope.asOfDay} first={first} /> : <Outlet />}
          </ScopeProvider>
        )}
        {chosen && !scope && search.asOf !== undefined && <NoSuchDay day={search.asOf} timeZone={chosen.timeZone} />}
        {answer.data && !chosen && !isSought && <NoDataset code={search.dataset} />}
      </main>
      <Footer />
    </>
  );
}

function NoDataset({ code }: { readonly code: string | undefined }) {
  const t = useText();
  return (
    <section className="notice">
      <PageHeading>{code ? t('shell.no-such-dataset', { code }) : t('shell.no-dataset')}</PageHeading>
      <p>
        {code ? (
          <Link to="/" search={{ dataset: undefined }}>
            {t('shell.first-dataset')}
          </Link>
        ) : (
          t('shell.no-dataset-hint')
        )}
      </p>
    </section>
  );
}
