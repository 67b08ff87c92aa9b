import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { dayOf } from '../../address/day.ts';
import { useScope } from '../../address/scope.ts';
import { useText } from '../../language/text.ts';
import { momentOf, type Release } from './release.ts';

/** Releases with the day on which each was published, and what the publisher says of it. */
export function Calendar({ releases }: { readonly releases: readonly Release[] }) {
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
