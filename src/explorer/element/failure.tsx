import type { ErrorComponentProps } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { CombinedError } from 'urql';
import { hasServer, isNotThere } from '../api/fetch-part.ts';
import type { Answer } from '../api/use-answer.ts';
import { useText } from '../language/text.ts';
import { PageHeading } from './page-heading.tsx';

/** What waits for its answer, fails, or shows it. What was shown stays while a new answer is on its way. */
export function Await<Data>({
  answer,
  isPage,
  children,
}: {
  readonly answer: Answer<Data>;
  /** Nothing else stands on the page, whose heading is among what is shown. */
  readonly isPage?: boolean;
  readonly children: (data: Data) => ReactNode;
}) {
  const { data, error, isServerGone, retry } = answer;
  return (
    <>
      {isServerGone && <ServerGone />}
      {error && !isServerGone && <Failure error={error} retry={retry} isPage={isPage} />}
      {data ? children(data) : !error && <Skeleton />}
    </>
  );
}

export function Skeleton() {
  const t = useText();
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('state.loading')}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

export function ServerGone() {
  const t = useText();
  return (
    <p className="notice is-gone" role="alert">
      <strong>{t('state.gone')}</strong> {t('state.gone-hint')}
    </p>
  );
}

/** Where a value of a query is of the wrong form, graphql-js writes of the variable, in English, before the words of the API. */
const VARIABLE = 'Variable "$';
const GOT = '" got invalid value ';
const TYPE = /^Expected type "\w+"\. (?=.)/s;

function plainRefusal(message: string): string {
  const got = message.startsWith(VARIABLE) ? message.indexOf(GOT) : -1;
  const end = got < 0 ? -1 : message.indexOf('; ', got + GOT.length);
  const words = end < 0 ? '' : message.slice(end + 2).replace(TYPE, '');
  return words || message;
}

/** What the API says, in the language of the page: each refusal once, in its own words. */
export const refusalsOf = ({ graphQLErrors }: CombinedError): readonly string[] => [
  ...new Set(graphQLErrors.map(({ message }) => plainRefusal(message))),
];

/** Refusals that are the same however often the same is asked. */
const LASTING = new Set<unknown>(['BAD_INPUT', 'NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED']);

const lasts = ({ graphQLErrors }: CombinedError): boolean =>
  graphQLErrors.length > 0 && graphQLErrors.every(({ extensions }) => LASTING.has(extensions?.code));

interface FailureProps {
  readonly error: CombinedError;
  readonly isPage?: boolean | undefined;
  retry(): void;
}

export function Failure({ error, retry, isPage }: FailureProps) {
  const t = useText();
  const words = refusalsOf(error);
  const Title = isPage ? PageHeading : 'strong';
  return (
    <div className="notice is-failed" role="alert">
      <Title>{t('state.failed')}</Title>
      {(words.length > 0 ? words : [error.message]).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {!lasts(error) && (
        <button type="button" onClick={retry}>
          {t('state.retry')}
        </button>
      )}
    </div>
  );
}

export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

/** What the API does not have under a code: null is an answer. */
export function Missing({ code }: { readonly code: string }) {
  const t = useText();
  return (
    <section className="notice">
      <PageHeading>{t('state.nothing', { code })}</PageHeading>
      <p>{t('state.nothing-hint')}</p>
    </section>
  );
}

const RELOADED_AT = 'reloaded-at';
/** Milliseconds after a reload in which there is no other. */
const PATIENCE = 60_000;

/** Notes that the page is loaded anew, and whether it may be: not twice within a minute, and not where the browser keeps no note of it. */
function noteReload(): boolean {
  try {
    if (Date.now() - Number(sessionStorage.getItem(RELOADED_AT)) < PATIENCE) return false;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
    return true;
  } catch {
    return false;
  }
}

/** Loads the page anew where a part of it is missing and the server answers: a tab that was open while the server was upgraded. */
async function reloadUpgraded(error: unknown): Promise<void> {
  if (isNotThere(error) && (await hasServer()) && noteReload()) location.reload();
}

export function BrokenPage({ error }: ErrorComponentProps) {
  const t = useText();
  useEffect(() => void reloadUpgraded(error), [error]);
  return (
    <section className="notice is-failed" role="alert">
      <PageHeading>{t('state.broken')}</PageHeading>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" onClick={() => location.reload()}>
        {t('state.retry')}
      </button>
    </section>
  );
}
