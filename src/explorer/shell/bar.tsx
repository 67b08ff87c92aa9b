import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Scope } from '../address/scope.ts';
import { type InterfaceLanguage, LANGUAGES } from '../address/search.ts';
import { fetchPart } from '../api/fetch-part.ts';
import type { ShellQuery } from '../api/generated/graphql.ts';
import { useText } from '../language/text.ts';
import { AsOfField } from './as-of-field.tsx';
import { PAGES } from './page-list.ts';
import { ThemeSwitch } from './theme.tsx';

const SearchDialog = lazy(() =>
  fetchPart(() => import('./search.tsx')).then(({ SearchDialog: Dialog }) => ({ default: Dialog })),
);

/** Pages that mean something for every data set. */
const GENERAL = PAGES.map(([path]) => path);

interface BarProps {
  readonly datasets: ShellQuery['datasets'];
  readonly dataset: ShellQuery['datasets'][number] | undefined;
  readonly language: InterfaceLanguage;
  /** The day that the address names, and what it means for the data set that is looked at. */
  readonly asOf: string | undefined;
  readonly scope: Pick<Scope, 'asOfDay' | 'asOf'> | null;
  onAsOf(day: string | undefined): void;
}

export function Bar({ datasets, dataset, language, asOf, scope, onAsOf }: BarProps) {
  const t = useText();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [isSearching, setSearching] = useSearchKey();
  const choose = (code: string) =>
    void navigate({
      to: GENERAL.find((page) => page === path) ?? '/',
      search: ({ lang }: { lang?: InterfaceLanguage }) => ({ lang, dataset: code, asOf }),
    });
  return (
    <header className="bar">
      <div className="bar-top">
        <Link to="/" className="brand" aria-label={t('nav.home')}>
          <img src={new URL('icon.svg', document.baseURI).pathname} alt="" width="24" height="24" />
          <span>govgraph</span>
        </Link>
        <label className="dataset">
          <span className="visually-hidden">{t('shell.dataset')}</span>
          {/* A list on one line cuts a long title: this one is seen, and the list is chosen from. */}
          <span className="dataset-name" aria-hidden="true">
            {dataset?.title ?? '…'}
          </span>
          <select value={dataset?.code ?? ''} onChange={({ target }) => choose(target.value)}>
            {!dataset && <option value="">…</option>}
            {datasets.map(({ code, title }) => (
              <option key={code} value={code}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="search-button" onClick={() => setSearching(true)}>
          <span aria-hidden="true">⌕</span> <span className="search-word">{t('search.open')}</span> <kbd>Ctrl K</kbd>
        </button>
        <AsOfField dataset={dataset} asOf={asOf} onAsOf={onAsOf} />
        <nav className="languages" aria-label={t('shell.language')}>
          {LANGUAGES.map((one) => (
            <Link
              key={one}
              to="."
              search={(now: object) => ({ ...now, lang: one })}
              lang={one}
              aria-current={one === language ? 'true' : undefined}
            >
              {one === 'en' ? 'EN' : '中文'}
            </Link>
          ))}
        </nav>
        <ThemeSwitch />
      </div>
      <nav className="pages" aria-label={t('nav.pages')}>
        {PAGES.map(([to, id, parts]) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            className={parts !== null && path.startsWith(parts) ? 'active' : undefined}
          >
            {t(id)}
          </Link>
        ))}
      </nav>
      {isSearching && (
        <Suspense>
          <SearchDialog
            language={language}
            dataset={dataset?.code ?? null}
            asOfDay={scope?.asOfDay ?? null}
            asOf={scope?.asOf ?? null}
            close={() => setSearching(false)}
          />
        </Suspense>
      )}
    </header>
  );
}

/** Ctrl-K anywhere, and / where nothing is being written, open the search. */
function useSearchKey() {
  const [isSearching, setSearching] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isWriting = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const isAsked = (event.key === 'k' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !isWriting);
      if (!isAsked) return;
      event.preventDefault();
      setSearching(true);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return [isSearching, setSearching] as const;
}
