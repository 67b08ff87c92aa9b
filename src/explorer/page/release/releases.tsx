import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { dayOf } from '../../address/day.ts';
import { useScope } from '../../address/scope.ts';
import type { Known } from '../../address/stray.ts';
import { ReleaseListDocument, type ReleaseListQuery } from '../../api/generated/graphql.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AsOfNote } from '../../element/as-of-note.tsx';
import { Choice } from '../../element/choice.tsx';
import { CutNote } from '../../element/cut-note.tsx';
import { Await, Empty, Missing } from '../../element/failure.tsx';
import { QueryLink } from '../../element/query-link.tsx';
import { UnknownNote } from '../../element/stray-note.tsx';
import { useTitle } from '../../element/use-title.ts';
import { useText } from '../../language/text.ts';
import { Comparison } from './comparison.tsx';
import { momentOf, type Release } from './release.ts';
import './release.css';

/** What was published when, and what one release changed of another. */
export function Releases() {
  const t = useText();
  const { dataset } = useScope();
  useTitle(t('nav.releases'));
  const answer = useAnswer(ReleaseListDocument, { dataset });
  return (
    <>
      <header className="page-head">
        <h1>{t('nav.releases')}</h1>
        <AsOfNote page="releases" />
      </header>
      <Await answer={answer}>
        {({ dataset: found, metrics }) =>
          found ? (
            <>
              <Calendar releases={found.releases.nodes.toReversed()} />
              <CutNote shown={found.releases.nodes.length} total={found.releases.totalCount} isLatest />
              {found.releases.nodes.length > 0 && <p className="muted">{t('release.fingerprint-hint')}</p>}
              <UnknownNote known={knownOf(found.releases, metrics)} />
              <Compare releases={found.releases.nodes} metrics={metrics.nodes} />
              <CutNote shown={metrics.nodes.length} total={metrics.totalCount} of={t('nav.metrics')} />
            </>
          ) : (
            <Missing code={dataset} />
          )
        }
      </Await>
      <QueryLink document={ReleaseListDocument} variables={{ dataset }} />
    </>
  );
}

/** What an address may name; of a list that is not whole nothing is said. */
function knownOf(
  releases: NonNullable<ReleaseListQuery['dataset']>['releases'],
  metrics: ReleaseListQuery['metrics'],
): Known {
  const versions = releases.nodes.map(({ version }) => version);
  return {
    ...(releases.nodes.length === releases.totalCount ? { from: versions, to: versions } : {}),
    ...(metrics.nodes.length === metrics.totalCount ? { metric: metrics.nodes.map(({ code }) => code) } : {}),
  };
}

function Calendar({ releases }: { readonly releases: readonly Release[] }) {
  const t = useText();
  const { asOfDay, timeZone } = useScope();
  const { to } = useSearch({ from: '/releases' });
  const marked = useRef<HTMLLIElement>(null);
  // Whoever chooses a release to compare looks at the comparison, which stands below.
  useEffect(() => {
    if (to !== undefined && !document.activeElement?.closest('.choices')) {
      marked.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [to]);
  const day = (release: Release) => dayOf(momentOf(release), timeZone);
  return (
    <ol className="releases">
      {releases.map((release) => (
        <li
          key={release.id}
          ref={release.version === to ? marked : undefined}
          className={release.version === to ? 'is-marked' : undefined}
          aria-current={release.version === to ? 'true' : undefined}
        >
          <time className="digits" dateTime={momentOf(release)}>
            {day(release)}
          </time>
          <div>
            <h2>{t('overview.release', { version: release.version })}</h2>
            {release.notes && <p>{release.notes}</p>}
            <p className="muted">
              {t('metric.figures-count', { count: release.observationCount })} ·{' '}
              {t('release.fingerprint', { hash: release.contentHash.slice(0, 12) })}
            </p>
          </div>
          <Link
            to="."
            search={(now: object) => ({ ...now, asOf: day(release) })}
            aria-current={asOfDay === day(release) ? 'true' : undefined}
          >
            {t('release.see')}
          </Link>
        </li>
      ))}
    </ol>
  );
}

function Compare({
  releases,
  metrics,
}: {
  readonly releases: readonly Release[];
  readonly metrics: ReleaseListQuery['metrics']['nodes'];
}) {
  const t = useText();
  const search = useSearch({ from: '/releases' });
  const navigate = useNavigate({ from: '/releases' });
  const find = (version: string | undefined) => releases.find((release) => release.version === version);
  const to = find(search.to) ?? releases.at(-1);
  // What is compared with nothing that is named is compared with the release before; the first, which has none, with the one after it.
  const place = to ? releases.indexOf(to) : -1;
  const from = find(search.from) ?? releases[place - 1] ?? releases[place + 1];
  const metric = metrics.find(({ code }) => code === search.metric) ?? metrics[0];
  if (!from || !to) {
    return (
      <section aria-labelledby="compare">
        <h2 id="compare">{t('release.compare')}</h2>
        <p className="muted">{t('release.only-one')}</p>
      </section>
    );
  }
  // The earlier of two is the one that was published before, in whichever order the address names them.
  const isSwapped = releases.indexOf(from) > place;
  const [earlier, later] = isSwapped ? [to, from] : [from, to];
  const set = (change: object) => void navigate({ search: (now) => ({ ...now, ...change }), resetScroll: false });
  const setPair = (change: { from?: string; to?: string }) =>
    set({ from: earlier.version, to: later.version, ...change });
  const versions = releases.map(({ version }) => [version, version] as const);
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{t('release.compare')}</h2>
      <div className="choices no-print">
        <Choice
          label={t('release.from')}
          value={earlier.version}
          isRequired
          options={versions}
          onChoice={(version) => version && setPair({ from: version })}
        />
        <Choice
          label={t('release.to')}
          value={later.version}
          isRequired
          options={versions}
          onChoice={(version) => version && setPair({ to: version })}
        />
        <Choice
          label={t('release.metric')}
          value={metric?.code}
          isRequired
          options={metrics.map(({ code, name }) => [code, name])}
          onChoice={(code) => set({ metric: code })}
        />
      </div>
      {isSwapped && search.from !== undefined && <p className="muted">{t('release.swapped')}</p>}
      {metric &&
        (earlier === later ? (
          <Empty>{t('release.one')}</Empty>
        ) : (
          <Comparison earlier={earlier} later={later} metric={metric} isLatest={later === releases.at(-1)} />
        ))}
    </section>
  );
}
